"""What the page of a saved comparison shows: the facts of now, or as they stood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import Truncator

from comparisons.addresses import columns_of, comparison_url, pairs_of, parts_of
from comparisons.changes import Change, changes_since
from comparisons.comparing import compare_programs
from comparisons.forms import Wanted
from comparisons.long_list import lay_out_list
from comparisons.models import LONGEST_NAME, SavedComparison
from comparisons.rows import ALL, ESSENTIALS
from comparisons.side_by_side import (
    SideBySide,
    choose_rows,
    lay_side_by_side,
    number_shown,
)
from comparisons.snapshots import Snapshot, checked_days, take_snapshot
from programs.figures import Section, sections_of
from programs.models import Program, Source
from programs.sources import sources_of
from programs.tray import MOST_CHOSEN


@dataclass(frozen=True)
class Moved:
    """One change, with the program and the sources of what is said now."""

    change: Change
    program: Program
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Checked:
    """The first and the last day on which the shown facts were checked."""

    first: date
    last: date


def lay_now(comparison: SavedComparison, today: date) -> SideBySide:
    """Lay the programs of a saved comparison side by side as on record today."""
    return lay_side_by_side(comparison.programs, _wanted(comparison), today)


def lay_as_it_stood(comparison: SavedComparison) -> SideBySide:
    """Lay the same programs side by side as they stood in the snapshot."""
    then, wanted = comparison.facts_then, _wanted(comparison)
    kept = then.by_program
    programs = [each for each in comparison.programs if each.pk in kept]
    whole = compare_programs(
        [kept[each.pk].sections_for(wanted.residency) for each in programs]
    )
    chosen = choose_rows(whole, wanted)
    shown = chosen.only_different() if wanted.only_different else chosen
    sources = number_shown(shown, then.sources_by_id)
    return SideBySide(
        programs, wanted, then.taken_on, {}, whole, chosen, shown, sources
    )


def table_of(side_by_side: SideBySide) -> dict[str, Any]:
    """Give what the table of a comparison shows; more than five are a long list."""
    programs, wanted = side_by_side.programs, side_by_side.wanted
    columns = columns_of(programs, wanted)
    table = {
        "programs": programs,
        "columns": columns,
        "parts": parts_of(len(programs)),
        "comparison": side_by_side.comparison,
        "whole": side_by_side.chosen,
        "sources": side_by_side.sources,
        "wanted": wanted,
        "who": side_by_side.who,
        "all_url": comparison_url(replace(wanted, rows=ALL, only_different=False)),
        "essentials_url": comparison_url(
            replace(wanted, rows=ESSENTIALS, only_different=False)
        ),
        "is_fixed": True,
    }
    if len(programs) > MOST_CHOSEN:
        table["long_list"] = lay_out_list(columns, side_by_side.comparison)
    return table


def new_url(wanted: Wanted) -> str:
    """Give the address of the page that saves this comparison under a name."""
    query = urlencode(pairs_of(wanted), safe="/")
    return f"{reverse('comparisons:saved_new')}?{query}"


def suggested_name(programs: Sequence[Program]) -> str:
    """Name a comparison after its institutions, each once; cut where it gets long."""
    names = dict.fromkeys(each.institution.name for each in programs)
    return Truncator(", ".join(names)).chars(LONGEST_NAME)


def moved_since(comparison: SavedComparison, now: SideBySide) -> list[Moved]:
    """Say which figures have moved since the snapshot, column by column."""
    sources = sources_of(now.facts.values())
    programs = {program.pk: program for program in now.programs}
    changes = changes_since(
        comparison.facts_then, _worded_as_then(comparison, now), comparison.residency
    )
    return [
        Moved(
            change,
            programs[change.program_id],
            tuple(sources[pk] for pk in change.source_ids),
        )
        for change in changes
    ]


def by_cell(moved: Sequence[Moved]) -> Mapping[tuple[int, str], Moved]:
    """Put changes under the program's primary key and the key of the row."""
    return {(each.program.pk, each.change.key): each for each in moved}


def snapshot_of(now: SideBySide) -> Snapshot:
    """Take a snapshot of the facts that are side by side."""
    return take_snapshot(now.programs, now.facts, now.today)


def checked_between(now: SideBySide) -> Checked | None:
    """Say between which days the shown facts were checked; None when never."""
    rows = [Section(row.key, row.label, row.figures) for row in now.comparison.rows]
    days = checked_days(rows)
    return Checked(days[0], days[-1]) if days else None


def _wanted(comparison: SavedComparison) -> Wanted:
    """Ask for the essential rows where a long list has no room for all."""
    wanted = comparison.wanted
    is_long = len(wanted.paths) > MOST_CHOSEN and wanted.rows == ALL
    return replace(wanted, rows=ESSENTIALS) if is_long else wanted


def _worded_as_then(
    comparison: SavedComparison, now: SideBySide
) -> dict[int, list[Section]]:
    day = comparison.facts_then.taken_on
    return {
        each.pk: sections_of(each, now.facts[each.pk], day, comparison.residency)
        for each in now.programs
    }
