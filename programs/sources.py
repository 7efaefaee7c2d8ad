"""Numbers the sources of a page, so that a figure's mark leads to the list below."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from programs.facts import ProgramFacts
from programs.figures import Section
from programs.figures.figure import SourcedRow
from programs.models import Source

Mention = tuple[int, date | None]


class CheckedRow(SourcedRow, Protocol):
    """A fact row whose source is fetched, None when not recorded."""

    source: Source | None


@dataclass(frozen=True)
class SourceEntry:
    """One numbered source; `checked_on` is the newest day, None when not recorded."""

    number: int
    source: Source
    checked_on: date | None


@dataclass(frozen=True)
class SourceList:
    """The sources of a page in the order of their numbers, from 1; may be empty."""

    entries: tuple[SourceEntry, ...]

    @property
    def numbers(self) -> dict[int, int]:
        """Number of each source, by the source's primary key."""
        return {entry.source.pk: entry.number for entry in self.entries}


def sources_of(facts: Iterable[ProgramFacts]) -> dict[int, Source]:
    """Gather the sources attached to the facts of some programs, by primary key."""
    rows = [row for one in facts for row in one]
    sources: list[Source | None] = [getattr(row, "source", None) for row in rows]
    return {source.pk: source for source in sources if source}


def number_rows(rows: Sequence[CheckedRow]) -> SourceList:
    """Give the sources of fact rows, numbered from 1 in the rows' order.

    The rows' sources are fetched already; a row without one is passed over.
    """
    sources = {row.source.pk: row.source for row in rows if row.source}
    return number_sources([], sources, rows)


def number_sources(
    sections_of_each_program: Iterable[Sequence[Section]],
    sources_by_id: Mapping[int, Source],
    rows: Iterable[SourcedRow] = (),
) -> SourceList:
    """Give the sources their numbers, from 1, as the figures name them first.

    Those of `rows`, which tables show beside the figures, come after. A source named
    several times keeps its first number and the newest checked day.
    """
    mentions = [
        mention
        for sections in sections_of_each_program
        for mention in _mentions(sections)
    ] + [(row.source_id, row.checked_on) for row in rows if row.source_id]
    checked: dict[int, date | None] = {}
    for pk, checked_on in mentions:
        days = [day for day in (checked.get(pk), checked_on) if day]
        checked[pk] = max(days, default=None)
    return SourceList(
        tuple(
            SourceEntry(number, sources_by_id[pk], checked_on)
            for number, (pk, checked_on) in enumerate(checked.items(), start=1)
        )
    )


def _mentions(sections: Sequence[Section]) -> Iterable[Mention]:
    for section in sections:
        for figure in section.figures:
            for line in figure.lines:
                for pk in line.source_ids:
                    yield pk, line.checked_on
