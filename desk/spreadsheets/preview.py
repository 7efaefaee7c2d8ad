"""The rows of an upload as its preview shows them: what would change, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import django_filters
from django.db import models

from desk.models import Spreadsheet, SpreadsheetRow
from desk.rows import Columns, typed
from desk.spreadsheets.resources import column_of
from desk.spreadsheets.tables import TABLES, Table
from programs.models import Accreditor, Institution, Source
from programs.versions import BLANK, value_in_words

OWNERS = ("program", "institution")
ATTACHED = (Source, Accreditor, Institution)


@dataclass(frozen=True)
class CellDifference:
    """One cell that differs from the catalog; of a new row `old` is blank."""

    column: str
    old: str
    new: str


@dataclass(frozen=True)
class ShownRow:
    """One row of an upload, with its differences or with what is wrong in it."""

    row: SpreadsheetRow
    about: str
    differences: tuple[CellDifference, ...]


class RowFilterSet(django_filters.FilterSet):
    """Rows with one outcome; all but those that differ in nothing if none is named."""

    outcome = django_filters.ChoiceFilter(
        choices=SpreadsheetRow.Outcome, label="What was found"
    )

    class Meta:
        model = SpreadsheetRow
        fields: list[str] = []

    def filter_queryset(self, queryset: models.QuerySet) -> models.QuerySet:
        if not self.form.cleaned_data["outcome"]:
            return queryset.exclude(outcome=SpreadsheetRow.Outcome.SAME)
        return super().filter_queryset(queryset)


def shown_rows(
    spreadsheet: Spreadsheet, rows: Sequence[SpreadsheetRow]
) -> list[ShownRow]:
    """Put rows into words, in a number of queries that does not grow with them.

    The rows have their programs and institutions fetched.
    """
    table = TABLES[spreadsheet.kind]
    named = _names(row for row in rows if row.after)
    columns = spreadsheet.columns
    places = [columns.index(name) for name in OWNERS if name in columns]
    return [
        ShownRow(
            row,
            str(row.program or row.institution or _first_of(row, places)),
            tuple(_differences(table, row, named)),
        )
        for row in rows
    ]


def _first_of(row: SpreadsheetRow, places: Iterable[int]) -> str:
    """Give the address that a row has for its program or institution, as typed."""
    typed = (str(row.cells[place]) for place in places)
    return next(filter(None, typed), "No program and no institution")


def _names(rows: Iterable[SpreadsheetRow]) -> dict[str, dict[int, Any]]:
    """Fetch what the columns of rows refer to, by column and primary key."""
    wanted: dict[str, set[int]] = {}
    for row in rows:
        for name, value in [*row.before.items(), *row.after.items()]:
            if name.endswith("_id") and value:
                wanted.setdefault(name, set()).add(value)
    found = {f"{model._meta.model_name}_id": model for model in ATTACHED}
    return {
        name: found[name]._base_manager.in_bulk(keys)
        for name, keys in wanted.items()
        if name in found
    }


def _differences(
    table: Table, row: SpreadsheetRow, named: dict[str, dict[int, Any]]
) -> Iterable[CellDifference]:
    """Tell the cells that differ; of a new row only those in which something is."""
    if row.outcome == SpreadsheetRow.Outcome.WRONG:
        return
    names = [name for name in table.fields[1:] if not name.startswith("source_")]
    if table.is_of_facts:
        names.remove("program")  # it is said what the row is about
    fields: list[Any] = [table.model._meta.get_field(name) for name in names]
    for field in fields:
        if field.attname not in row.after:
            continue
        old = _words(field, row.before, named) if row.before else ""
        new = _words(field, row.after, named)
        if field.name == "source" and row.new_source:
            new = f"{row.new_source['title']} (a new source)"
        if row.before or new != BLANK:
            yield CellDifference(column_of(table, field.name), old, new)


def _words(field: Any, columns: Columns, named: dict[str, dict[int, Any]]) -> str:
    value = columns[field.attname]
    if field.is_relation:
        return str(named.get(field.attname, {}).get(value, BLANK))
    values = typed(field.model, {field.attname: value})
    return value_in_words(field, values[field.attname])
