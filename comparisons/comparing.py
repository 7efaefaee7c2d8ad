"""Lays the figures of several programs side by side and says where they differ.

Pure: judged on the typed values of the figures, never on what is written.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

from comparisons.benchmarks import Benchmark
from comparisons.better import Better, find_better
from programs.figures import Figure, Section
from programs.figures.outcomes import ANY_OUTCOME
from programs.models import ValueState

NOT_COMPARABLE = "not directly comparable"
SAME_OF_OTHER_YEARS = "equal, but of different years"
OF_OTHER_YEARS = "of different years"
NOT_ALL_KNOWN = "not all are known"
KNOWN_ARE_EQUAL = "the known ones are the same"
LONG_NOTE = 60  # characters; a shorter part of a note costs no room in each cell


class Mark(StrEnum):
    """Whether the figures of a row are equal; unknown ones are never judged."""

    SAME = "same"
    DIFFERENT = "different"
    CANNOT_TELL = "cannot-tell"

    @property
    def words(self) -> str:
        return self.value.replace("-", " ")

    @property
    def symbol(self) -> str:
        return {"same": "=", "different": "≠", "cannot-tell": "?"}[self.value]


@dataclass(frozen=True)
class Row:
    """One figure of every program, in the order of the columns.

    `mark` is None when there is only one column. `remark` limits the mark and may be
    empty. `note` is what the notes of the figures had in common, taken out of them;
    it may be empty. `better` is None where no figure is better than the others, or
    that is a matter of taste. `benchmarks` are those of the wider catalog, if asked
    for; empty where the row has no single number.
    """

    key: str
    label: str
    figures: tuple[Figure, ...]
    mark: Mark | None
    remark: str = ""
    note: str = ""
    better: Better | None = None
    benchmarks: tuple[Benchmark, ...] = ()


@dataclass(frozen=True)
class Group:
    """The rows of one subject; `quiet` are those that nobody has checked."""

    key: str
    title: str
    rows: tuple[Row, ...]
    quiet: tuple[Row, ...] = ()

    @property
    def unchecked(self) -> tuple[str, ...]:
        """Labels of the rows that nobody has checked."""
        return tuple(row.label for row in self.quiet)


@dataclass(frozen=True)
class Comparison:
    """All rows in their groups, in the order in which pages show them."""

    groups: tuple[Group, ...]

    @property
    def rows(self) -> list[Row]:
        """The rows of all groups, without those that nobody has checked."""
        return [row for group in self.groups for row in group.rows]

    @property
    def unchecked(self) -> list[str]:
        """Labels of the rows of all groups that nobody has checked."""
        return [label for group in self.groups for label in group.unchecked]

    @property
    def same_count(self) -> int:
        return sum(row.mark == Mark.SAME for row in self.rows)

    @property
    def different_count(self) -> int:
        return sum(row.mark == Mark.DIFFERENT for row in self.rows)

    @property
    def cannot_tell_count(self) -> int:
        """Rows that cannot be judged, and those that nobody has checked."""
        unchecked = sum(len(group.quiet) for group in self.groups)
        return unchecked + sum(row.mark == Mark.CANNOT_TELL for row in self.rows)

    def only_different(self) -> "Comparison":
        """Keep the rows that are marked different, and the groups that have any."""
        kept = [
            replace(
                group,
                rows=tuple(row for row in group.rows if row.mark == Mark.DIFFERENT),
                quiet=(),
            )
            for group in self.groups
        ]
        return Comparison(tuple(group for group in kept if group.rows))

    def with_benchmarks(
        self, benchmarks: Mapping[str, tuple[Benchmark, ...]]
    ) -> "Comparison":
        """Put the benchmarks, by key, at the rows that have any."""
        return Comparison(
            tuple(
                replace(
                    group,
                    rows=tuple(
                        replace(row, benchmarks=benchmarks.get(row.key, ()))
                        for row in group.rows
                    ),
                )
                for group in self.groups
            )
        )

    def with_rows(self, keys: Collection[str]) -> "Comparison":
        """Keep the rows with these keys, and all rows of the groups with these keys."""
        kept = [
            group
            if group.key in keys
            else replace(
                group,
                rows=tuple(row for row in group.rows if row.key in keys),
                quiet=tuple(row for row in group.quiet if row.key in keys),
            )
            for group in self.groups
        ]
        return Comparison(
            tuple(each for each in kept if each.key in keys or each.rows or each.quiet)
        )


def compare_programs(columns: Sequence[Sequence[Section]]) -> Comparison:
    """Put the sections of each program side by side, a column for each program.

    Every program brings the same sections in the same order. A figure that only some
    of them have is not yet checked in the others.
    """
    return Comparison(
        tuple(_group(sections) for sections in zip(*columns, strict=True))
    )


def judge(figures: Sequence[Figure]) -> tuple[Mark, str]:
    """Mark the figures of one row, with what limits the mark.

    Two known figures on one basis that differ make the row different, whatever the
    others are. Otherwise a figure that is not known, on another basis or of another
    year cannot be told from the others. Figures that all do not apply are the same.
    """
    states = {figure.state for figure in figures}
    known = [figure for figure in figures if figure.is_known]
    if states == {ValueState.NOT_APPLICABLE}:
        return Mark.SAME, ""
    if _differ(known):
        return Mark.DIFFERENT, _limit(known, is_complete=len(known) == len(figures))
    if states != {ValueState.KNOWN}:
        are_equal = len(known) > 1 and judge(known)[0] == Mark.SAME
        return Mark.CANNOT_TELL, KNOWN_ARE_EQUAL if are_equal else ""
    bases = {figure.basis for figure in figures}
    if len(bases) > 1 or "" in bases:
        return Mark.CANNOT_TELL, NOT_COMPARABLE
    if len({figure.year for figure in figures}) > 1:
        return Mark.CANNOT_TELL, SAME_OF_OTHER_YEARS
    return Mark.SAME, ""


def _differ(known: Sequence[Figure]) -> bool:
    """Tell whether two figures on one stated basis have unequal values."""
    first: dict[Hashable, Hashable] = {}
    return any(
        first.setdefault(figure.basis, unordered(figure.value))
        != unordered(figure.value)
        for figure in known
        if figure.basis != ""
    )


def _limit(known: Sequence[Figure], *, is_complete: bool) -> str:
    if not is_complete:
        return NOT_ALL_KNOWN
    return OF_OTHER_YEARS if len({figure.year for figure in known}) > 1 else ""


def unordered(value: Hashable) -> Hashable:
    """Forget the order of a list; a range stays itself, as its lower end is first."""
    return frozenset(value) if isinstance(value, tuple) else value


def _group(sections: Sequence[Section]) -> Group:
    rows = [_row(key, sections) for key in _keys(sections)]
    quiet = [row for row in rows if _is_unchecked(row)]
    return Group(
        key=sections[0].key,
        title=sections[0].title,
        rows=tuple(row for row in rows if row not in quiet),
        quiet=tuple(quiet),
    )


def _keys(sections: Sequence[Section]) -> list[str]:
    """Merge the figures' keys: one that is new goes behind the key before it."""
    merged: list[str] = []
    for section in sections:
        place = 0
        for figure in section.figures:
            if figure.key not in merged:
                merged.insert(place, figure.key)
            place = merged.index(figure.key) + 1
    if merged != [ANY_OUTCOME] and ANY_OUTCOME in merged:
        merged.remove(ANY_OUTCOME)
    return merged


def _row(key: str, sections: Sequence[Section]) -> Row:
    figures = chain.from_iterable(section.figures for section in sections)
    label = next(figure.label for figure in figures if figure.key == key)
    cells = tuple(_figure(key, label, section) for section in sections)
    mark, remark = judge(cells) if len(cells) > 1 else (None, "")
    shared = _shared_notes(cells)
    cells = tuple(_without_notes(figure, shared) for figure in cells)
    note, better = "; ".join(shared), find_better(key, cells)
    return Row(key, label, cells, mark, remark, note, better)


def _shared_notes(figures: Sequence[Figure]) -> list[str]:
    """Find the long parts that the notes of all known figures have, if several do.

    With less than two known ones, all figures that say something count, but for those
    that do not apply.
    """
    noted = [figure for figure in figures if figure.is_known]
    if len(noted) < 2:
        does_not_apply = ValueState.NOT_APPLICABLE
        noted = [f for f in figures if f.lines and f.state != does_not_apply]
    notes = [line.note.split("; ") for figure in noted for line in figure.lines]
    if len(noted) < 2:
        return []
    common = set.intersection(*map(set, notes))
    return [part for part in notes[0] if part in common and len(part) > LONG_NOTE]


def _without_notes(figure: Figure, shared: Sequence[str]) -> Figure:
    lines = []
    for line in figure.lines:
        parts = [part for part in line.note.split("; ") if part not in shared]
        lines.append(replace(line, note="; ".join(parts)))
    return replace(figure, lines=tuple(lines))


def _figure(key: str, label: str, section: Section) -> Figure:
    by_key = {figure.key: figure for figure in section.figures}
    absent = Figure(key, label, ValueState.NOT_YET_CHECKED)
    stand_in = by_key.get(ANY_OUTCOME, absent)
    return by_key.get(key) or replace(stand_in, key=key, label=label)


def _is_unchecked(row: Row) -> bool:
    return all(
        figure.state == ValueState.NOT_YET_CHECKED and not figure.lines
        for figure in row.figures
    )
