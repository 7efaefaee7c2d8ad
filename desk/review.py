"""What a draft changes, in words: old and new side by side, with their sources."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from django.db import models

from desk.checks import makes_public
from desk.cited import citations_of
from desk.models import Draft, DraftChange
from desk.naming import label_of, name_of
from desk.rows import MODELS, Key, Objects, Rows, objects_of, rows_of
from programs.formatting import money
from programs.models import (
    Citation,
    Program,
    Source,
    Tuition,
    ValueState,
)
from programs.versions import BLANK, value_in_words

# Whose fact it is, and where and when it was read, is said elsewhere.
NOT_A_LINE = {"program", "source", "checked_on"}
UNCHANGED = "Unchanged, goes public with it"


@dataclass(frozen=True)
class Read:
    """Where and on which day a value was read; `state` says why there is no value."""

    source: Source | None
    checked_on: date | None
    state: str = ""


@dataclass(frozen=True)
class Line:
    """One field of a row, old and new in words, and where each was read.

    The sources are those of a program's own field; a fact's are those of its row.
    """

    label: str
    old: str
    new: str
    old_reads: tuple[Read, ...] = ()
    new_reads: tuple[Read, ...] = ()


@dataclass(frozen=True)
class RowDifference:
    """One row that a draft changes, adds or removes; `act` says which, in words.

    `old` and `new` say where the row was read; None when there is no such row.
    """

    act: str
    name: str
    lines: tuple[Line, ...]
    old: Read | None = None
    new: Read | None = None


@dataclass(frozen=True)
class _Shown:
    """How several columns are said as one, such as an amount with its currency."""

    label: str
    columns: frozenset[str]
    words: Callable[[Any], str]


def fees_in_words(price: Tuition) -> str:
    """Write the required fees of one academic year with their currency."""
    if price.fees_per_year is None:
        return BLANK
    return f"{money(price.fees_per_year, price.currency)} a year"


def application_fee_in_words(program: Program) -> str:
    """Write the application fee with its currency; 0 is a fee."""
    if program.application_fee_amount is None:
        return BLANK
    return money(program.application_fee_amount, program.application_fee_currency)


PRICE = frozenset({"amount", "currency", "basis", "academic_year", "state"})
DATE = frozenset({"month", "day", "year"})
VALUE = frozenset({"value", "unit", "state", "dollar_year"})
FEE = frozenset({"application_fee_amount", "application_fee_currency"})
SAID_AS_ONE = {
    "tuition": [
        _Shown("Price", PRICE, attrgetter("words")),
        _Shown("Fees on top", frozenset({"fees_per_year"}), fees_in_words),
    ],
    "program": [_Shown("Application fee", FEE, application_fee_in_words)],
    "citation": [_Shown("Field", frozenset({"field"}), attrgetter("label"))],
    "deadline": [_Shown("Date", DATE, attrgetter("words"))],
    "outcome": [_Shown("Value", VALUE, attrgetter("words"))],
}


def differences_in_words(draft: Draft) -> list[RowDifference]:
    """Tell row by row what a draft changes in its record.

    When it makes a program public, every other row of it follows: they go public with
    it. Asks the database once for each kind of row, for the sources and the bodies.
    """
    changes = list(draft.changes.all())
    public = rows_of(draft.record)
    before, after = before_draft(public, changes), with_draft(public, changes)
    old, new = objects_of(before), objects_of(after)
    changes.sort(key=lambda change: _place(_key(change)))
    found = [_difference(change, old, new) for change in changes]
    if makes_public(before, after):
        changed = {_key(change): change.after.keys() for change in changes}
        found += [
            _unchanged(new[key], after[key].keys() - changed.get(key, set()))
            for key in sorted(new, key=_place)
        ]
    return [one for one in found if one.lines or one.old or one.new]


def _place(key: Key) -> tuple[int, int]:
    return list(MODELS).index(key[0]), key[1]


def _key(change: DraftChange) -> Key:
    return change.model, change.object_id


def before_draft(public: Rows, changes: Iterable[DraftChange]) -> Rows:
    """Give the rows of a record as they were when a draft of it was made.

    The draft may be public meanwhile, or the public values others.
    """
    rows = dict(public)
    for change in changes:
        rows.pop(_key(change), None)
        if change.act != DraftChange.Act.ADD:
            rows[_key(change)] = public.get(_key(change), {}) | change.before
    return rows


def with_draft(public: Rows, changes: Iterable[DraftChange]) -> Rows:
    """Give the rows of a record as a draft wants them."""
    rows = dict(public)
    for change in changes:
        rows.pop(_key(change), None)
        if change.act != DraftChange.Act.REMOVE:
            rows[_key(change)] = public.get(_key(change), {}) | change.after
    return rows


def _difference(change: DraftChange, old: Objects, new: Objects) -> RowDifference:
    was, becomes = old.get(_key(change)), new.get(_key(change))
    named: Any = becomes or was
    cited = [_citations(rows, change.model) for rows in (old, new)]
    shown_lines = _shown_lines(type(named), change.before.keys() | change.after.keys())
    lines = [
        Line(
            shown.label,
            shown.words(was) if was else "",
            shown.words(becomes) if becomes else "",
            *(_cited(shown, citations) for citations in cited),
        )
        for shown in shown_lines
    ]
    is_change = change.act == DraftChange.Act.CHANGE
    kept = [one for one in lines if is_change or {one.old, one.new} - {"", BLANK}]
    act = str(DraftChange.Act(change.act).label)
    return RowDifference(act, name_of(named), tuple(kept), _read(was), _read(becomes))


def _unchanged(row: models.Model, columns: set[str]) -> RowDifference:
    lines = [
        Line(shown.label, "", words)
        for shown in _shown_lines(type(row), columns)
        if (words := shown.words(row)) != BLANK
    ]
    return RowDifference(UNCHANGED, name_of(row), tuple(lines), None, _read(row))


def _shown_lines(model: type[models.Model], columns: Iterable[str]) -> list[_Shown]:
    """List what is said of these columns of a row, in the order of the model."""
    wanted = set(columns)
    said = SAID_AS_ONE.get(str(model._meta.model_name), [])
    together = [one for one in said if one.columns & wanted]
    taken = {name for one in said for name in one.columns}
    hidden = NOT_A_LINE | taken | ({"institution"} if model is not Program else set())
    alone = [
        _Shown(
            label_of(model, column.attname),
            frozenset({column.attname}),
            _words_of(column),
        )
        for column in model._meta.concrete_fields
        if column.attname in wanted and column.name not in hidden
    ]
    return together + alone


def _words_of(column: Any) -> Callable[[Any], str]:
    return lambda row: value_in_words(column, getattr(row, column.name))


def _read(row: Any) -> Read | None:
    if row is None or isinstance(row, Program):
        return None
    return Read(row.source, row.checked_on)


def _citations(rows: Objects, model: str) -> list[Citation]:
    """Give the citations of a program's own fields; facts have none."""
    if model != "program":
        return []
    return [row for row in rows.values() if isinstance(row, Citation)]


def _cited(shown: _Shown, citations: list[Citation]) -> tuple[Read, ...]:
    found = [one for name in shown.columns for one in citations_of(name, citations)]
    reads = {
        Read(
            one.source,
            one.checked_on,
            "" if one.state == ValueState.KNOWN else one.get_state_display(),
        ): None
        for one in found
    }
    return tuple(reads)
