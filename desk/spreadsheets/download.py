"""The tables as files: what is downloaded and uploaded unchanged differs in no row."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from io import StringIO
from tempfile import TemporaryFile
from typing import IO, Any

from django.db.models import QuerySet
from xlsxwriter import Workbook

from desk.models import Spreadsheet, SpreadsheetRow
from desk.spreadsheets.resources import RESOURCES
from programs.spreadsheets import safe_cell

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for an older encoding
CHUNK = 1000
# Nothing that is written becomes a formula, a link or a number by its looks.
AS_WRITTEN = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
ERROR_HEADS = ("row", "column", "value", "what is wrong", "what is expected")


def csv_lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Write rows as lines of a CSV file, one by one, with a byte order mark first."""
    line = StringIO()
    writer = csv.writer(line)
    line.write(BYTE_ORDER_MARK)
    for row in rows:
        writer.writerow(row)
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def table_rows(kind: str, found: QuerySet) -> Iterator[list[str]]:
    """Give the headings of a table, then the rows of a list, as texts in order."""
    resource = RESOURCES[kind]()
    yield resource.get_export_headers()
    for row in _rows(resource, found):
        yield resource.export_resource(row)


def write_workbook(kind: str, found: QuerySet) -> IO[bytes]:
    """Write the rows of a list as a workbook with real numbers and days.

    Gives a temporary file at its start, which is gone when it is closed.
    """
    file = TemporaryFile()  # noqa: SIM115
    resource = RESOURCES[kind]()
    fields = resource.get_export_fields()
    with Workbook(file, AS_WRITTEN) as book:
        page = book.add_worksheet(kind)
        head = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page.freeze_panes(1, 1)
        page.set_column(0, len(fields) - 1, 18)
        for place, heading in enumerate(resource.get_export_headers()):
            page.write_string(0, place, heading, head)
        for number, row in enumerate(_rows(resource, found), start=1):
            for place, field in enumerate(fields):
                _write(page, (number, place), field, row, day)
    file.seek(0)
    return file


def _write(page: Any, at: tuple[int, int], field: Any, row: Any, day: Any) -> None:
    value = field.get_value(row)
    if isinstance(value, date):
        page.write_datetime(*at, datetime.combine(value, time()), day)
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        page.write_number(*at, float(value))
    elif text := field.export(row):
        page.write_string(*at, text)


def _rows(resource: Any, found: QuerySet) -> Iterator[Any]:
    """Fetch the rows of a list in the order of the table, a chunk at a time."""
    listed = found.order_by().values("pk")
    return resource.get_queryset().filter(pk__in=listed).iterator(chunk_size=CHUNK)


def error_rows(spreadsheet: Spreadsheet) -> Iterator[Iterable[object]]:
    """Give every error of an upload as a row: where it is, and what is expected."""
    yield ERROR_HEADS
    wrong = spreadsheet.rows.filter(outcome=SpreadsheetRow.Outcome.WRONG)
    for row in wrong.iterator(chunk_size=CHUNK):
        for error in row.errors:
            texts = (error[name] for name in ("column", "value", "text", "expected"))
            yield row.number, *map(safe_cell, texts)
