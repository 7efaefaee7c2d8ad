"""Versions of the rows of a record: what was changed, when, and from what to what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any

from django.db import models
from django.utils.text import capfirst

from programs.formatting import day, money, number

NEWEST = 200  # versions of rows on one page; the page of each row has all of its own
BLANK = "nothing recorded"
CURRENCIES = {
    "amount": "currency",
    "fees_per_year": "currency",
    "application_fee_amount": "application_fee_currency",
}  # the fields that are amounts of money, each with that of its currency


@dataclass(frozen=True)
class FieldChange:
    """One field of a row that differs from its last version, in words."""

    name: str
    field: str
    old: str
    new: str


@dataclass(frozen=True)
class RowVersion:
    """One version of one row, and what changed since the last one.

    `record` is simple-history's own: when, who, why, and the row as it was then. A
    new row or a deleted one has no `changes`.
    """

    record: Any
    row: models.Model
    changes: tuple[FieldChange, ...]

    @property
    def what(self) -> str:
        """Say which row it is: its kind, and the row in words."""
        return f"{capfirst(self.row._meta.verbose_name)}: {self.row}"

    @property
    def model_name(self) -> str:
        """Name the row's table, such as tuition."""
        return str(self.row._meta.model_name)


def newest_row_versions(
    kinds: Iterable[type[models.Model]], **owner: Any
) -> list[RowVersion]:
    """Find the newest versions of all rows of one owner, deleted rows too.

    Newest first. Asks the database once for each kind of row.
    """
    found = [version for kind in kinds for version in versions_of(kind, **owner)]
    found.sort(key=lambda version: version.record.history_date, reverse=True)
    return found[:NEWEST]


def versions_of(kind: Any, **owner: Any) -> Iterator[RowVersion]:
    """Find all versions of the rows of one kind, row by row, oldest first."""
    columns = [column for column in kind._meta.fields if column.is_relation]
    names = [column.name for column in columns if column.name not in owner]
    records = kind.history.filter(**owner).select_related("history_user", *names)
    ordered = records.order_by("id", "history_date", "history_id")
    for _, versions in groupby(ordered, key=attrgetter("id")):
        for last, record in pairwise([None, *versions]):
            yield RowVersion(record, _row(kind, record, names), _changes(last, record))


def _row(kind: Any, record: Any, names: list[str]) -> models.Model:
    columns = record.tracked_fields  # `record.instance` would fetch all others
    kept = {column.attname: getattr(record, column.attname) for column in columns}
    row: models.Model = kind(**kept)
    for name in names:  # fetched with the record; the row itself would ask again
        setattr(row, name, getattr(record, name))
    return row


def _changes(last: Any, record: Any) -> tuple[FieldChange, ...]:
    if last is None or record.history_type != "~":
        return ()
    return changes_between(last, record)


def changes_between(last: Any, record: Any) -> tuple[FieldChange, ...]:
    """Tell in words which fields of a row differ between two of its versions."""
    return tuple(
        FieldChange(
            column.name,
            capfirst(column.verbose_name),
            _field_in_words(column, last),
            _field_in_words(column, record),
        )
        for column in record.tracked_fields
        if getattr(last, column.attname) != getattr(record, column.attname)
    )


def _field_in_words(column: Any, record: Any) -> str:
    """Write a field of one version, an amount with the currency that it had then."""
    value = getattr(record, column.name)
    if column.name in CURRENCIES and value is not None:
        return money(value, getattr(record, CURRENCIES[column.name]))
    return value_in_words(column, value)


def value_in_words(column: Any, value: Any) -> str:
    """Write one value of a column as people read it: labels, dates, plain numbers.

    A blank one is said to be blank; 0 and no are values.
    """
    if isinstance(value, list):
        written = [value_in_words(column.base_field, one) for one in value]
        return ", ".join(written) or BLANK
    if value is None or value == "":
        return BLANK
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return number(value)
    return day(value) if isinstance(value, date) else str(value)
