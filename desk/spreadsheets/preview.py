"""The rows of an upload as its preview shows them: what would change, in words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import django_filters
from django.db import models

from desk.models import DraftChange, Spreadsheet, SpreadsheetRow
from desk.rows import Columns, typed
from desk.spreadsheets.resources import heading_of
from desk.spreadsheets.tables import READ, SOURCE, TABLES, Table
from programs.models import Accreditor, Citation, Institution, Source
from programs.versions import BLANK, value_in_words

OWNERS = ("program", "institution")
ATTACHED = (Source, Accreditor, Institution)
# Of a new citation only the first two are said: it is known, and has no note.
OF_CITATION = ("source", "checked_on", "state", "note")
NOT_CITED = "no longer cited"
# Rows that others refer to, by the column that does and by primary key.
Named = dict[str, dict[int, Any]]


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


def _names(rows: Iterable[SpreadsheetRow]) -> Named:
    """Fetch what the columns of rows refer to, by column and primary key."""
    wanted: dict[str, set[int]] = {}
    for columns in (one for row in rows for one in _columns(row)):
        for name, value in columns.items():
            if name.endswith("_id") and value:
                wanted.setdefault(name, set()).add(value)
    found = {f"{model._meta.model_name}_id": model for model in ATTACHED}
    return {
        name: found[name]._base_manager.in_bulk(keys)
        for name, keys in wanted.items()
        if name in found
    }


def _columns(row: SpreadsheetRow) -> list[Columns]:
    """Give what a row and the citations that it changes are, and what they become."""
    citings = [one for changes in row.citings.values() for one in changes]
    both = [columns for one in citings for columns in (one["before"], one["after"])]
    return [row.before, row.after, *both]


def _differences(
    table: Table, row: SpreadsheetRow, named: Named
) -> Iterator[CellDifference]:
    """Tell the cells that differ; of a new row only those in which something is."""
    if row.outcome == SpreadsheetRow.Outcome.WRONG:
        return
    of_source = READ if table.is_cited else SOURCE[1:]
    names = [name for name in table.fields[1:] if name not in of_source]
    if table.is_of_facts:
        names.remove("program")  # it is said what the row is about
    words = _Words(named, row.new_source)
    fields = [table.field(name) for name in names]
    yield from words.differences(fields, row.before, row.after)
    for name in filter(row.citings.get, table.fields):
        for change in row.citings[name]:
            for cell in words.citing(change):
                yield CellDifference(f"{cell.column} of {name}", cell.old, cell.new)


@dataclass(frozen=True)
class _Words:
    """How the columns of a row are said: what they name, and a source to be made."""

    named: Named
    new_source: dict[str, str] | None

    def differences(
        self, fields: Iterable[Any], before: Columns, after: Columns
    ) -> Iterator[CellDifference]:
        for field in fields:
            if field.attname in after:
                old = self.of(field, before) if before else ""
                new = self.of(field, after)
                if field.name == "source" and self.new_source:
                    new = f"{self.new_source['title']} (a new source)"
                if before or new != BLANK:
                    yield CellDifference(heading_of(field.name), old, new)

    def citing(self, change: dict[str, Any]) -> Iterable[CellDifference]:
        """Tell what becomes of one citation."""
        fields = [Citation._meta.get_field(name) for name in OF_CITATION]
        if change["act"] == DraftChange.Act.REMOVE:
            old = self.of(fields[0], change["before"])
            return [CellDifference(heading_of("source"), old, NOT_CITED)]
        shown = fields if change["before"] else fields[:2]
        return self.differences(shown, change["before"], change["after"])

    def of(self, field: Any, columns: Columns) -> str:
        value = columns[field.attname]
        if field.is_relation:
            return str(self.named.get(field.attname, {}).get(value, BLANK))
        values = typed(field.model, {field.attname: value})
        return value_in_words(field, values[field.attname])
