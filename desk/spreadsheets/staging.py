"""Taking an uploaded file in: its rows are kept as they are, to be checked in steps."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import IO

from django.db import transaction

from desk.models import Spreadsheet, SpreadsheetRow
from desk.spreadsheets.cells import Cell
from desk.spreadsheets.conventions import Convention, agreed
from desk.spreadsheets.files import FileError, Rows, read_rows
from desk.spreadsheets.resources import RESOURCES
from desk.spreadsheets.widgets import TextWidget
from profiles.models import User

BATCH = 1000
NO_ROWS = "The file has headings, and no row below them."
TOO_WIDE = "Row {row} has more cells than the first row has headings."
MISSING = "These columns are missing: {names}."
UNKNOWN = "These columns are not known: {names}."
TWICE = "These columns are there twice: {names}."
NAMELESS = "A column between others has no heading."
ALL_OF_THEM = "Download the table to see all its columns; their order does not matter."


def stage(file: IO[bytes], kind: str, by: User) -> Spreadsheet:
    """Keep the rows of an uploaded file, to be checked.

    Raises FileError, and keeps nothing, for a file that is not such a table. Holds
    no more than a batch of rows in memory.
    """
    fields = RESOURCES[kind]().get_export_fields()
    columns = {field.column_name: field.widget for field in fields}
    rows = read_rows(file, kind, columns)
    with transaction.atomic():
        _, headings = next(rows, (0, []))
        spreadsheet = Spreadsheet(kind=kind, uploaded_by=by)
        spreadsheet.columns = read_headings(headings, columns)
        spreadsheet.save()
        widgets = [columns[name] for name in spreadsheet.columns]
        conventions: dict[str, Convention] = {}
        for batch in _batches(spreadsheet, rows):
            note_conventions(batch, widgets, conventions, spreadsheet.columns)
            SpreadsheetRow.objects.bulk_create(batch)
            spreadsheet.row_count += len(batch)
        if not spreadsheet.row_count:
            raise FileError(NO_ROWS)
        spreadsheet.conventions = conventions
        spreadsheet.save()
    return spreadsheet


def read_headings(cells: Sequence[Cell], known: Mapping[str, object]) -> list[str]:
    """Give the columns in the order of the file; capitals and spaces do not matter.

    Raises FileError that names all headings which are missing, twice or unknown.
    """
    names = ["_".join(str(cell).casefold().split()) for cell in cells]
    twice = [name for name, count in Counter(names).items() if count > 1 and name]
    wrong = {
        MISSING: [name for name in known if name not in names],
        UNKNOWN: [name for name in dict.fromkeys(names) if name and name not in known],
        TWICE: twice,
    }
    said = [text.format(names=", ".join(them)) for text, them in wrong.items() if them]
    said += [NAMELESS] if "" in names else []
    if said:
        raise FileError(" ".join([*said, ALL_OF_THEM]))
    return names


def _batches(spreadsheet: Spreadsheet, rows: Rows) -> Iterator[list[SpreadsheetRow]]:
    made = (_row(spreadsheet, number, cells) for number, cells in rows)
    while batch := list(islice(made, BATCH)):
        yield batch


def _row(spreadsheet: Spreadsheet, number: int, cells: list[Cell]) -> SpreadsheetRow:
    blank = len(spreadsheet.columns) - len(cells)
    if blank < 0:
        raise FileError(TOO_WIDE.format(row=number))
    return SpreadsheetRow(
        spreadsheet=spreadsheet, number=number, cells=[*cells, *[""] * blank]
    )


def note_conventions(
    rows: Sequence[SpreadsheetRow],
    widgets: Sequence[TextWidget],
    conventions: dict[str, Convention],
    columns: Sequence[str],
) -> None:
    """Add to `conventions` what the cells of these rows prove of their columns."""
    for place, name in enumerate(columns):
        for row in rows:
            found = widgets[place].evidence(row.cells[place])
            convention = agreed(conventions.get(name), found)
            if convention:
                conventions[name] = convention
