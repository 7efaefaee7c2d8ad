"""The facts of some programs as they stood on one day, kept as JSON and read back.

Pure: made from programs and their facts, without a query.
"""

import json
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter

from programs.facts import ProgramFacts
from programs.figures import Figure, Section, sections_of
from programs.models import Program, Source
from programs.models.tuition import RESIDENCIES
from programs.sources import sources_of

# How figures are worded. Raise it with any change of their words, so that readers are
# not told of a change where only the portal says the same thing otherwise.
WORDING = 1
EVERYONE = ""


@dataclass(frozen=True)
class KeptSource:
    """What a source was called on the day, under its primary key."""

    pk: int
    url: str
    title: str
    publisher: str
    kind: str
    as_of: str


@dataclass(frozen=True)
class KeptSection:
    """The figures of one subject for one residency, or for `EVERYONE`."""

    residency: str
    section: Section


@dataclass(frozen=True)
class KeptColumn:
    """What was known of one program, named as it was then."""

    program_id: int
    name: str
    sections: tuple[KeptSection, ...]

    def sections_for(self, residency: str) -> list[Section]:
        """Give the sections that somebody of this residency reads, in their order."""
        wanted = (EVERYONE, residency)
        return [kept.section for kept in self.sections if kept.residency in wanted]


@dataclass(frozen=True)
class Snapshot:
    """The facts of programs as they stood, worded as on the day `taken_on`."""

    taken_on: date
    wording: int
    columns: tuple[KeptColumn, ...]
    sources: tuple[KeptSource, ...]

    @property
    def by_program(self) -> dict[int, KeptColumn]:
        """The columns by the primary keys of their programs."""
        return {column.program_id: column for column in self.columns}

    @property
    def sources_by_id(self) -> dict[int, Source]:
        """Unsaved sources that say what they said then, by primary key."""
        return {kept.pk: Source(**vars(kept)) for kept in self.sources}


def take_snapshot(
    programs: Sequence[Program], facts: Mapping[int, ProgramFacts], today: date
) -> Snapshot:
    """Keep all figures of these programs, for every residency, with their sources."""
    shown = [facts[program.pk] for program in programs]
    return Snapshot(
        taken_on=today,
        wording=WORDING,
        columns=tuple(
            KeptColumn(each.pk, str(each), _kept_sections(each, facts[each.pk], today))
            for each in programs
        ),
        sources=tuple(map(_kept_source, sources_of(shown).values())),
    )


def checked_days(sections: Iterable[Section]) -> list[date]:
    """Give the days on which lines of these sections were checked, oldest first."""
    return sorted(
        line.checked_on
        for section in sections
        for figure in section.figures
        for line in figure.lines
        if line.checked_on
    )


def write_snapshot(snapshot: Snapshot) -> dict[str, Any]:
    """Write a snapshot as JSON; values and bases of figures as typed text."""
    written: dict[str, Any] = SNAPSHOTS.dump_python(
        _with_each_figure(snapshot, _write_figure), mode="json"
    )
    return written


def read_snapshot(written: Mapping[str, Any]) -> Snapshot:
    """Read what `write_snapshot` wrote; the same snapshot comes back."""
    return _with_each_figure(SNAPSHOTS.validate_python(written), _read_figure)


def write_value(value: Hashable) -> str:
    """Write a typed value as text: numbers, days, tuples and sets stay what they are.

    Raises TypeError for a type that no figure has.
    """
    return json.dumps(_tagged(value))


def read_value(text: str) -> Hashable:
    """Read what `write_value` wrote."""
    return _untagged(json.loads(text))


SNAPSHOTS = TypeAdapter(Snapshot)


def _kept_sections(
    program: Program, facts: ProgramFacts, today: date
) -> tuple[KeptSection, ...]:
    """Keep a section once where it says the same to every residency."""
    of_each = [
        sections_of(program, facts, today, residency) for residency in RESIDENCIES
    ]
    kept = []
    for sections in zip(*of_each, strict=True):
        is_shared = len(set(sections)) == 1
        names = [EVERYONE] if is_shared else list(RESIDENCIES)
        kept += [KeptSection(*pair) for pair in zip(names, sections, strict=False)]
    return tuple(kept)


def _kept_source(source: Source) -> KeptSource:
    return KeptSource(
        source.pk,
        source.url,
        source.title,
        source.publisher,
        source.kind,
        source.as_of,
    )


def _with_each_figure(snapshot: Snapshot, change: Any) -> Snapshot:
    columns = []
    for column in snapshot.columns:
        sections = [
            replace(
                kept,
                section=replace(
                    kept.section, figures=tuple(map(change, kept.section.figures))
                ),
            )
            for kept in column.sections
        ]
        columns.append(replace(column, sections=tuple(sections)))
    return replace(snapshot, columns=tuple(columns))


def _write_figure(figure: Figure) -> Figure:
    return replace(
        figure, value=write_value(figure.value), basis=write_value(figure.basis)
    )


def _read_figure(figure: Figure) -> Figure:
    value, basis = read_value(str(figure.value)), read_value(str(figure.basis))
    return replace(figure, value=value, basis=basis)


def _tagged(value: Any) -> Any:
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return {"decimal": str(value)}
        case date():
            return {"date": value.isoformat()}
        case tuple():
            return {"tuple": [_tagged(each) for each in value]}
        case frozenset():
            return {"set": sorted((_tagged(each) for each in value), key=json.dumps)}
    raise TypeError(f"No figure has a value of type {type(value).__name__}.")


def _untagged(written: Any) -> Hashable:
    if not isinstance(written, dict):
        return written
    ((tag, inside),) = written.items()
    match tag:
        case "decimal":
            return Decimal(inside)
        case "date":
            return date.fromisoformat(inside)
        case "tuple":
            return tuple(_untagged(each) for each in inside)
    return frozenset(_untagged(each) for each in inside)
