from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from comparisons.sheet import (
    NOT_YET_CHECKED,
    Sheet,
    SheetCell,
    SheetLine,
    SheetRow,
    SheetSource,
)
from comparisons.typed import typed
from programs.formatting import day

A4, LETTER = 9, 1  # as Excel numbers them
LONGEST = 32_767  # characters in a cell of Excel
BEFORE = 3  # columns before the first program
HEAD_ROW = 5  # the lines above the heads say what the sheet is
SOURCE_HEADS = (
    "Number",
    "Title",
    "Publisher",
    "Kind",
    "As of",
    "Checked on",
    "Address",
)
# Nothing that is written becomes a formula, a link or a number by its looks.
AS_WRITTEN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


@dataclass(frozen=True)
class Looks:
    """The formats of a workbook; typed cells are given theirs as they come."""

    title: Format
    head: Format
    subject: Format
    label: Format
    text: Format
    small: Format


def write_xlsx(sheet: Sheet, *, is_letter: bool = False) -> bytes:
    """Write a sheet as a workbook: the comparison, and its numbered sources.

    Each program has a column of values, typed where they are one number or one day,
    and one of what limits them: years, notes, sources, days of the check.
    """
    file = BytesIO()
    with Workbook(file, AS_WRITTEN) as book:
        created = datetime.combine(sheet.prepared_on, time())
        book.set_properties({"title": sheet.title, "created": created})
        looks = _looks(book)
        compared, sources = (
            book.add_worksheet(name) for name in ("Comparison", "Sources")
        )
        _write_comparison(book, compared, sheet, looks)
        _write_sources(book, sources, sheet, looks)
        for page in (compared, sources):
            page.set_landscape()
            page.set_paper(LETTER if is_letter else A4)
            page.fit_to_pages(1, 0)
            page.set_footer("&LPreceptor&RPage &P of &N")
    return file.getvalue()


def _looks(book: Workbook) -> Looks:
    usual = {"text_wrap": True, "valign": "top"}
    return Looks(
        title=book.add_format({"bold": True, "font_size": 16}),
        head=book.add_format(usual | {"bold": True, "bottom": 2}),
        subject=book.add_format(usual | {"bold": True, "top": 1}),
        label=book.add_format(usual | {"bold": True}),
        text=book.add_format(usual),
        small=book.add_format(usual | {"font_size": 9}),
    )


def _write_comparison(
    book: Workbook, page: Worksheet, sheet: Sheet, looks: Looks
) -> None:
    last = BEFORE + 2 * len(sheet.columns) - 1
    page.set_column(0, 0, 14)
    page.set_column(1, 2, 22)
    page.set_column(BEFORE, last, 30)
    page.freeze_panes(HEAD_ROW + 1, 2)
    page.repeat_rows(HEAD_ROW)
    page.repeat_columns(0, 1)
    _write(page, 0, 0, sheet.title, looks.title)
    for number, line in enumerate(_read_me(sheet), start=1):
        page.write_string(number, 0, line)
    for place, head in enumerate(_heads(sheet)):
        _write(page, HEAD_ROW, place, head, looks.head)
    for number, (subject, row) in enumerate(_rows(sheet), start=HEAD_ROW + 1):
        _write_row(book, page, number, (subject, row), looks)


def _read_me(sheet: Sheet) -> Sequence[str]:
    return (
        f"Read me: {sheet.standing}.",
        f"Live version: {sheet.address}",
        "Numbers of sources lead to the sheet “Sources”. Money is in its own currency; "
        "units are in the formats of the cells.",
    )


def _heads(sheet: Sheet) -> Iterator[str]:
    yield from ("Subject", "Fact", "Same or different")
    for column in sheet.columns:
        yield "\n".join(filter(None, (column.title, column.review, column.withdrawn)))
        yield f"{column.name}: years, notes, sources, checks"


def _rows(sheet: Sheet) -> Iterator[tuple[str, SheetRow]]:
    """Give every row with its subject; those nobody has checked are rows as well."""
    if sheet.remarks:
        cells = tuple(SheetCell(remark or "None") for remark in sheet.remarks)
        yield "My remarks", SheetRow("My remarks", "", "", "", "", cells)
    unchecked = (SheetCell(NOT_YET_CHECKED),) * len(sheet.columns)
    for group in sheet.groups:
        for row in group.rows:
            yield group.title, row
        for label in group.quiet:
            yield group.title, SheetRow(label, "?", "cannot tell", "", "", unchecked)


def _write_row(
    book: Workbook,
    page: Worksheet,
    number: int,
    titled: tuple[str, SheetRow],
    looks: Looks,
) -> None:
    subject, row = titled
    mark = f"{row.symbol} {row.marked}".strip()
    _write(page, number, 0, subject, looks.label)
    _write(page, number, 1, row.label, looks.label)
    _write(page, number, 2, "\n".join(filter(None, (mark, row.note))), looks.small)
    for place, cell in enumerate(row.cells):
        _write_cell(book, page, (number, BEFORE + 2 * place), cell, looks)
        limits = "\n".join(filter(None, map(_limits, cell.lines)))
        _write(page, number, BEFORE + 2 * place + 1, limits, looks.small)


def _write_cell(
    book: Workbook,
    page: Worksheet,
    at: tuple[int, int],
    cell: SheetCell,
    looks: Looks,
) -> None:
    found = typed(cell)
    if found is None:
        _write(page, *at, "\n".join(cell.texts), looks.text)
        return
    look = book.add_format(
        {
            "num_format": found.format,
            "align": "left",
            "text_wrap": True,
            "valign": "top",
        }
    )
    _write_typed(page, at, found.value, look)


def _write_typed(
    page: Worksheet, at: tuple[int, int], value: object, look: Format
) -> None:
    if isinstance(value, date):
        page.write_datetime(*at, datetime.combine(value, time()), look)
    else:
        page.write_number(*at, float(str(value)), look)


def _limits(line: SheetLine) -> str:
    numbers = ", ".join(map(str, line.sources))
    many = "s" if len(line.sources) > 1 else ""
    parts = (
        line.year,
        line.note,
        f"source{many} {numbers}" if numbers else line.origin,
        f"checked {day(line.checked_on)}" if line.checked_on else "",
    )
    return "; ".join(part for part in parts if part)


def _write_sources(book: Workbook, page: Worksheet, sheet: Sheet, looks: Looks) -> None:
    look = book.add_format(
        {"num_format": "mmm d, yyyy", "align": "left", "valign": "top"}
    )
    for place, width in enumerate((8, 44, 30, 12, 14, 14, 70)):
        page.set_column(place, place, width)
        _write(page, 0, place, SOURCE_HEADS[place], looks.head)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    for source in sheet.sources:
        _write_source(page, source, looks, look)


def _write_source(
    page: Worksheet, source: SheetSource, looks: Looks, look: Format
) -> None:
    number = source.number
    page.write_number(number, 0, number, looks.text)
    dated = source.as_of or "page undated"
    for place, text in enumerate(
        (source.title, source.publisher, source.kind, dated), start=1
    ):
        _write(page, number, place, text, looks.text)
    if source.checked_on:
        _write_typed(page, (number, 5), source.checked_on, look)
    else:
        _write(page, number, 5, "not recorded", looks.text)
    _write(page, number, 6, source.url, looks.text)


def _write(page: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    """Write a text as a text; a longer one than Excel takes is cut, not lost."""
    page.write_string(row, column, text[:LONGEST], look)
