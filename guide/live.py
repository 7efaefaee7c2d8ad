"""Counts of the catalog inside a text, each with what it is counted among."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import Aggregate, Count, FloatField, Q
from django.urls import reverse

from guide.live_names import LIVE_NAMES, LiveName
from programs.costs import DEFAULT_RESIDENCY
from programs.details import KNOWN
from programs.formatting import money, number
from programs.models import Program

RESEARCHED = {"review": "researched"}
NOTHING_YET = "no program yet"
MEDIAN = "median-total"
TOTALS = {"programs", "researched", "institutions", "countries", MEDIAN}
ALL_LIVE_NAMES = LIVE_NAMES.keys() | TOTALS


@dataclass(frozen=True)
class LiveCount:
    """One count in words, and the address of the list of the same programs.

    The address is blank when there are none, or when no programs are counted.
    """

    text: str
    address: str = ""


class Median(Aggregate):
    """The middle of all values; None without any."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


def count_live(names: Iterable[str]) -> dict[str, LiveCount]:
    """Count what these names stand for among published programs, in one query.

    Asks nothing when there is no name.
    """
    wanted = set(names)
    if not wanted:
        return {}
    counts = _read_counts(wanted & LIVE_NAMES.keys())
    totals = _totals(counts)
    return {
        name: totals[name] if name in totals else _count_among(name, counts)
        for name in wanted
    }


def list_query(name: LiveName) -> str:
    """Give the query of the list of these programs."""
    return urlencode(name.filters if name.of_all else name.filters | RESEARCHED, True)


def _read_counts(names: Iterable[str]) -> dict[str, Any]:
    published = Program.objects.published()
    in_dollars = KNOWN["total"].holds & Q(**RESEARCHED)
    expressions: dict[str, Any] = {
        "programs": Count("pk"),
        "researched": Count("pk", filter=Q(**RESEARCHED)),
        "institutions": Count("institution", distinct=True),
        "countries": Count("institution__country", distinct=True),
        "totals": Count("own_price__total_highest", filter=in_dollars),
        MEDIAN: Median("own_price__total_highest", filter=in_dollars),
    }
    for name in names:
        among = published if LIVE_NAMES[name].of_all else published.researched()
        rows = LIVE_NAMES[name].chosen(among).order_by().values("pk")
        expressions[name] = Count("pk", filter=Q(pk__in=rows))
    return published.with_prices(DEFAULT_RESIDENCY).aggregate(**expressions)


def _count_among(name: str, counts: Mapping[str, Any]) -> LiveCount:
    live = LIVE_NAMES[name]
    among = counts["programs"] if live.of_all else counts["researched"]
    programs = _things(among, "program" if live.of_all else "researched program")
    if not among:
        return LiveCount(NOTHING_YET)
    if not counts[name]:
        return LiveCount(f"none of the {programs}")
    return LiveCount(
        f"{number(counts[name])} of {programs}", _address(list_query(live))
    )


def _totals(counts: Mapping[str, Any]) -> dict[str, LiveCount]:
    """Write the counts that are counted among nothing, and the median."""
    if not counts["programs"]:
        return dict.fromkeys(TOTALS, LiveCount(NOTHING_YET))
    return {
        "programs": LiveCount(_things(counts["programs"], "program"), _address()),
        "researched": LiveCount(
            _things(counts["researched"], "researched program"),
            _address(urlencode(RESEARCHED)),
        ),
        "institutions": LiveCount(_things(counts["institutions"], "institution")),
        "countries": LiveCount(_things(counts["countries"], "country", "countries")),
        MEDIAN: _median(counts),
    }


def _median(counts: Mapping[str, Any]) -> LiveCount:
    if not counts["totals"]:
        return LiveCount("no total price yet")
    amount = money(Decimal(round(counts[MEDIAN])), "USD")
    of = _things(counts["totals"], "researched program")
    return LiveCount(
        f"{amount} (the median of {of} whose own prices give a total in US dollars)",
        _address(list_query(LIVE_NAMES["with-total-price"])),
    )


def _things(count: int, one: str, several: str = "") -> str:
    return f"{number(count)} {one if count == 1 else several or f'{one}s'}"


def _address(query: str = "") -> str:
    programs = reverse("programs:list")
    return f"{programs}?{query}" if query else programs
