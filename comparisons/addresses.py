"""Addresses that change the comparison: every link is a whole new query string."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from comparisons.forms import CURRICULUM, MEETING, TABLE, Wanted
from comparisons.rows import ALL, ESSENTIALS, MINE
from programs.costs import DEFAULT_RESIDENCY
from programs.models import Program


@dataclass(frozen=True)
class Column:
    """One program of a comparison and where its links lead; "" where there is none."""

    number: int
    program: Program
    left: str
    right: str
    remove: str


@dataclass(frozen=True)
class Part:
    """Two columns that a narrow screen shows at once."""

    first: int
    last: int


@dataclass(frozen=True)
class Option:
    """One way to show a comparison, its address and whether it is the present one."""

    label: str
    url: str
    is_chosen: bool


def columns_of(programs: Sequence[Program], wanted: Wanted) -> list[Column]:
    """Give each program its place, from 1, and the links that change it."""
    paths = [program.path for program in programs]
    columns = []
    for place, program in enumerate(programs):
        columns.append(
            Column(
                number=place + 1,
                program=program,
                left=_moved(paths, place, place - 1, wanted),
                right=_moved(paths, place, place + 1, wanted),
                remove=_removed(paths, place, wanted),
            )
        )
    return columns


def parts_of(count: int) -> list[Part]:
    """Part the columns two by two; the last two come together when the count is odd."""
    firsts = [*range(1, count, 2), *([count - 1] if count % 2 else [])]
    return [Part(first, first + 1) for first in firsts] if count > 2 else []


def row_options(wanted: Wanted, *, is_list: bool) -> list[Option]:
    """Lead to all rows, to the essential ones and to those that differ.

    A long list has no room for all of them.
    """
    only = wanted.only_different
    every = replace(wanted, rows=ALL, only_different=False)
    few = replace(wanted, rows=ESSENTIALS, only_different=False)
    options = [
        Option("All rows", comparison_url(every), wanted.rows == ALL and not only),
        Option(
            "Essentials", comparison_url(few), wanted.rows == ESSENTIALS and not only
        ),
        Option(
            "Only differences",
            comparison_url(replace(wanted, only_different=True)),
            only,
        ),
    ]
    return options[1:] if is_list else options


def view_options(wanted: Wanted) -> list[Option]:
    """Lead to the table, to the courses by topic and to the page for a projector.

    A projector has no room for all rows; it begins with the essential ones.
    """
    meeting = replace(wanted, view=MEETING)
    if wanted.rows == ALL and not wanted.only_different:
        meeting = replace(meeting, rows=ESSENTIALS)
    views = {
        "All figures": replace(wanted, view=TABLE),
        "Courses by topic": replace(wanted, view=CURRICULUM),
        "Meeting mode": meeting,
    }
    return [
        Option(label, comparison_url(each), each.view == wanted.view)
        for label, each in views.items()
    ]


def benchmark_option(wanted: Wanted) -> Option:
    """Lead to the same comparison with benchmarks, or without if it has them."""
    has_them = wanted.with_benchmark
    label = "Without benchmarks" if has_them else "With benchmarks"
    url = comparison_url(replace(wanted, with_benchmark=not has_them))
    return Option(label, url, has_them)


def comparison_url(wanted: Wanted) -> str:
    """Give the address of a comparison; what is usual is left out of it."""
    query = urlencode(pairs_of(wanted), safe="/")
    return reverse("comparisons:compare") + (f"?{query}" if query else "")


def pairs_of(wanted: Wanted) -> list[tuple[str, str]]:
    """Give what an address or a form carries: names with values, the usual left out.

    `program` and `row` may come several times.
    """
    usual = {"residency": DEFAULT_RESIDENCY, "rows": ALL, "view": TABLE}
    single = {
        "residency": wanted.residency,
        "only": "differences" if wanted.only_different else "",
        "rows": wanted.rows,
        "view": wanted.view,
        "benchmark": "yes" if wanted.with_benchmark else "",
    }
    chosen = wanted.keys if wanted.rows == MINE else ()
    return [
        *(("program", path) for path in wanted.paths),
        *((k, v) for k, v in single.items() if v and v != usual.get(k)),
        *(("row", key) for key in chosen),
    ]


def list_url(programs: Sequence[Program], residency: str) -> str:
    """Give the address of the list with these programs chosen and prices for these."""
    pairs = [("compare", program.path) for program in programs]
    if residency != DEFAULT_RESIDENCY:
        pairs.append(("residency", residency))
    query = urlencode(pairs, safe="/")
    return reverse("programs:list") + (f"?{query}" if query else "")


def _removed(paths: list[str], place: int, wanted: Wanted) -> str:
    """Lead to the column that takes the place, or to the last one."""
    left = paths[:place] + paths[place + 1 :]
    url = comparison_url(replace(wanted, paths=left))
    return f"{url}#column-{min(place + 1, len(left))}" if left else url


def _moved(paths: list[str], place: int, to: int, wanted: Wanted) -> str:
    if not 0 <= to < len(paths):
        return ""
    others = paths[:place] + paths[place + 1 :]
    order = [*others[:to], paths[place], *others[to:]]
    return comparison_url(replace(wanted, paths=order)) + f"#column-{to + 1}"
