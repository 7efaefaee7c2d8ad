from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from programs.models import Citation, ValueState

BEING_CONFIRMED = "from the ended cycle, being confirmed for the new one"


@dataclass(frozen=True)
class Line:
    """One statement of a figure, with what limits it and where it was read.

    `year` is the academic year, cohort or term that the statement is for; blank when
    the source states none. `source_ids` may be empty when no source is recorded.
    """

    text: str
    year: str = ""
    note: str = ""
    source_ids: tuple[int, ...] = ()
    checked_on: date | None = None


@dataclass(frozen=True)
class Figure:
    """One row of what is known of a program: a label and its value, or why not.

    `value` is typed and comparable with the same figure of another program, and None
    unless the state is known; the order in a tuple means nothing. Two values are
    comparable only on an equal `basis` (currency, credit system); a basis "" was not
    stated. `year` is the one of the value. `lines` is what is shown: never empty when
    the value is known; otherwise remarks on its absence. `instead` takes the place of
    the state's words where they would not say enough. `terms` says in words what a
    price is for; one is only lower than another on equal terms.
    """

    key: str
    label: str
    state: ValueState
    lines: tuple[Line, ...] = ()
    value: Hashable = None
    basis: Hashable = None
    year: str = ""
    instead: str = ""
    terms: str = ""

    @property
    def is_known(self) -> bool:
        return self.state == ValueState.KNOWN

    @property
    def state_words(self) -> str:
        """Say why there is no value; only of use where it is not known."""
        return self.instead or str(self.state.label)

    @property
    def text(self) -> str:
        """Give all lines in one text, or the words of the state when not known."""
        if not self.is_known:
            return self.state_words
        return "; ".join(line.text for line in self.lines)

    @property
    def source_ids(self) -> tuple[int, ...]:
        """Sources of all lines, in their order, each once."""
        return tuple(dict.fromkeys(pk for line in self.lines for pk in line.source_ids))


@dataclass(frozen=True)
class Section:
    """A titled group of figures; `key` names it in addresses and templates."""

    key: str
    title: str
    figures: tuple[Figure, ...]


class SourcedRow(Protocol):
    """A fact row that names its source."""

    source_id: int | None
    checked_on: date | None


class YearlyRow(Protocol):
    """A fact row of one cycle, which waits for a new one when that has ended."""

    note: str
    reconfirm_since: date | None


class StatedRow(SourcedRow, Protocol):
    """A fact row that says in which state its value is."""

    state: str


def note_of(row: YearlyRow) -> str:
    """Give what limits a row, and that its cycle has ended where that is so."""
    ended = BEING_CONFIRMED if row.reconfirm_since else ""
    return "; ".join(filter(None, [row.note, ended]))


def line_of(row: SourcedRow, text: str, year: str = "", note: str = "") -> Line:
    """Make the line of one fact row, with the row's source and checked date."""
    source_ids = (row.source_id,) if row.source_id else ()
    return Line(text, year, note, source_ids, row.checked_on)


def unknown_figure(
    key: str, label: str, rows: Sequence[tuple[StatedRow, str, str]]
) -> Figure:
    """Make the figure of rows without value, each with its year and its note.

    The first row's state is the figure's; a row in another state says so itself.
    There is at least one row.
    """
    state = ValueState(rows[0][0].state)
    lines = tuple(
        line_of(row, "" if row.state == state else _state_words(row), year, note)
        for row, year, note in rows
    )
    return Figure(key, label, state, lines)


def _state_words(row: StatedRow) -> str:
    return str(ValueState(row.state).label)


class Cited:
    """Makes figures of a program's fields, with the citations that stand behind them.

    A field without a value takes its state from a citation, and is not yet checked
    when there is none.
    """

    def __init__(self, citations: Iterable[Citation]) -> None:
        self.by_field: dict[str, list[Citation]] = defaultdict(list)
        for citation in citations:
            self.by_field[citation.field].append(citation)

    def scalar(
        self,
        field: str,
        label: str,
        value: Hashable,
        text: str,
        basis: Hashable = None,
    ) -> Figure:
        """Make one field's figure; None, "" and () are missing, 0 and False not."""
        if value is None or value == "" or value == ():
            return self.missing(field, label)
        citations = self.by_field.get(field, [])
        line = Line(
            text,
            note="; ".join(dict.fromkeys(c.note for c in citations if c.note)),
            source_ids=tuple(c.source_id for c in citations if c.source_id),
            checked_on=max(
                (c.checked_on for c in citations if c.checked_on), default=None
            ),
        )
        return Figure(field, label, ValueState.KNOWN, (line,), value, basis)

    def wording(self, field: str, label: str, text: str) -> Figure:
        """Make the figure of a sentence, comparable only with the very same words.

        Other words may say the same thing.
        """
        return self.scalar(field, label, text, text, basis=text)

    def rows(
        self,
        key: str,
        label: str,
        lines: Sequence[Line],
        value: Hashable,
        field: str = "",
        basis: Hashable = None,
        year: str = "",
    ) -> Figure:
        """Make the figure of a list of facts; an empty list is missing."""
        if not lines:
            return self.missing(field or key, label, key)
        return Figure(key, label, ValueState.KNOWN, tuple(lines), value, basis, year)

    def missing(self, field: str, label: str, key: str = "") -> Figure:
        """Make the figure of a field without value, with the reasons on record.

        The first reason gives the state.
        """
        reasons = [
            citation
            for citation in self.by_field.get(field, [])
            if citation.state != ValueState.KNOWN
        ]
        if not reasons:
            return Figure(key or field, label, ValueState.NOT_YET_CHECKED)
        stated = [(each, "", each.note) for each in reasons]
        return unknown_figure(key or field, label, stated)
