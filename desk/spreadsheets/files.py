"""Files that are uploaded: what they are by what is in them, and their rows.

Nothing is read into memory as a whole but the texts of a workbook, which are capped.
"""

import codecs
import csv
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time
from decimal import Decimal
from io import TextIOWrapper
from typing import IO, Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from desk.spreadsheets.cells import Cell

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_TEXTS_BYTES = 40 * 1024 * 1024
MAX_ROWS = 50_000
MAX_COLUMNS = 60
MAX_LENGTH = 5_000  # of a cell; no field takes more than 600 characters
CHUNK = 64 * 1024
SEPARATORS = (",", ";", "\t")

EMPTY = "The file is empty."
NOT_A_TABLE = "This is neither a CSV file nor an Excel workbook (.xlsx)."
OLD_OR_LOCKED = (
    "This workbook is in the old format (.xls) or has a password. Save it as .xlsx "
    "without a password, or as CSV."
)
OPEN_DOCUMENT = "This is an OpenDocument file. Save it as .xlsx or as CSV."
BROKEN = "This workbook is damaged and cannot be read. Open it, and save it once more."
TOO_LARGE_INSIDE = "This workbook is far larger unpacked than a table can be."
TOO_MANY_ROWS = f"A table has at most {MAX_ROWS:,} rows. Upload it in parts."
TOO_MANY_COLUMNS = f"A table has at most {MAX_COLUMNS} columns."
TOO_LONG = f"Row {{row}} has a cell of more than {MAX_LENGTH:,} characters."
SHEETS = (
    "The workbook has {count} sheets, and none is named “{name}”. Keep one sheet only, "
    "or name the right one so."
)
NO_CELLS = (
    "The file cannot be parted into cells. A quotation mark may be missing in it."
)
NO_ENCODING = "The file is text in an encoding that is not known. Save it as UTF-8."
# What the library for workbooks raises for files that are not what they seem.
BROKEN_ERRORS = (
    AttributeError,
    BadZipFile,
    EOFError,
    IndexError,
    InvalidFileException,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    ParseError,
    RuntimeError,
    TypeError,
    ValueError,
    zlib.error,
)
MARKUP = (b"<!doctype", b"<html", b"<?xml", b"{\\rtf", b"%pdf")
BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
NAMED_SEPARATOR = re.compile(r'"?sep=(.)"?', re.IGNORECASE)

Rows = Iterator[tuple[int, list[Cell]]]


class FileError(Exception):
    """A file cannot be taken; the message says why, in a sentence."""


def read_rows(file: IO[bytes], sheet: str, headings: Iterable[str]) -> Rows:
    """Give the rows of a CSV file or a workbook that are not blank, numbered from 1.

    A number is that which the spreadsheet shows beside the row. `sheet` names the
    sheet to read if there are several, `headings` what may be in the first row, which
    tells the separator of a CSV file. Raises FileError, also while it is read.
    """
    file.seek(0)
    start = file.read(CHUNK)
    file.seek(0)
    if not start.strip():
        raise FileError(EMPTY)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileError(OLD_OR_LOCKED)
    rows = (
        workbook_rows(file, sheet)
        if start.startswith(b"PK\x03\x04")
        else text_rows(file, start, set(headings))
    )
    return within_limits(rows)


def within_limits(rows: Rows) -> Rows:
    """Pass on the rows that are not blank. Raises FileError for what is too much."""
    for count, (number, cells) in enumerate(_not_blank(rows)):
        if count > MAX_ROWS:
            raise FileError(TOO_MANY_ROWS)
        if len(cells) > MAX_COLUMNS:
            raise FileError(TOO_MANY_COLUMNS)
        if any(len(cell) > MAX_LENGTH for cell in cells if isinstance(cell, str)):
            raise FileError(TOO_LONG.format(row=number))
        yield number, cells


def _not_blank(rows: Rows) -> Rows:
    for number, cells in rows:
        while cells and (cells[-1] == "" or str(cells[-1]).isspace()):
            cells.pop()
        if cells:
            yield number, cells


def workbook_rows(file: IO[bytes], sheet: str) -> Rows:
    """Give all rows of the one sheet of a workbook, or of the one with this name."""
    try:
        refuse_bomb(file)
        book = load_workbook(file, read_only=True)
        rows = chosen(book.worksheets, sheet).iter_rows()
        for number, row in enumerate(rows, start=1):
            yield number, [excel_cell(cell) for cell in row]
    except BROKEN_ERRORS as error:
        raise FileError(BROKEN) from error


def refuse_bomb(file: IO[bytes]) -> None:
    """Raise FileError for an archive that is no workbook, or is huge when unpacked."""
    with ZipFile(file) as archive:
        sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
    if "mimetype" in sizes:
        raise FileError(OPEN_DOCUMENT)
    if "xl/workbook.xml" not in sizes:
        raise FileError(NOT_A_TABLE)
    others = sum(size for name, size in sizes.items() if "/worksheets/" not in name)
    if others > MAX_TEXTS_BYTES or sum(sizes.values()) > MAX_UNPACKED_BYTES:
        raise FileError(TOO_LARGE_INSIDE)


def chosen(sheets: Sequence[Any], name: str) -> Any:
    """Give the only sheet, or the one with this name; FileError if neither is there."""
    named = [one for one in sheets if one.title.strip().casefold() == name]
    if len(sheets) != 1 and len(named) != 1:
        raise FileError(SHEETS.format(count=len(sheets), name=name))
    return named[0] if named else sheets[0]


def excel_cell(cell: Any) -> Cell:
    """Give what a cell of a workbook says; a percentage and a day as texts."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else str(value)
    if not isinstance(value, int | float):
        return str(value)
    if "%" in str(cell.number_format) and not isinstance(value, bool):
        return _percent(value)
    is_whole = isinstance(value, float) and value.is_integer()
    return int(value) if is_whole else value


def _percent(value: float) -> str:
    """Write 0.45 as `45%`; with six decimals, which no one takes for thousands."""
    number = Decimal(repr(value)) * 100
    return f"{number:.0f}%" if number == int(number) else f"{number:.6f}%"


def text_rows(file: IO[bytes], start: bytes, headings: set[str]) -> Rows:
    """Give all rows of a text whose cells are parted by commas, semicolons or tabs."""
    encoding = encoding_of(file, start)
    text = TextIOWrapper(file, encoding, newline="")
    try:
        separator, skipped = separator_of(text, headings)
        text.seek(0)
        for number, cells in enumerate(csv.reader(text, delimiter=separator), start=1):
            if number > skipped:
                yield number, list(cells)
    except csv.Error as error:
        raise FileError(NO_CELLS) from error


def encoding_of(file: IO[bytes], start: bytes) -> str:
    """Tell how a text is encoded: UTF-8, UTF-16 or, if it is neither, Windows-1252.

    Raises FileError for what is no text.
    """
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if start.startswith(mark):
            return _decoding(file, [encoding])
    if start[1::2].count(0) * 2 > len(start[1::2]):
        return _decoding(file, ["utf-16-le"])
    if start[::2].count(0) * 2 > len(start[::2]):
        return _decoding(file, ["utf-16-be"])
    if b"\x00" in start or start.lstrip().lower().startswith(MARKUP):
        raise FileError(NOT_A_TABLE)
    return _decoding(file, ["utf-8", "cp1252"])


def _decoding(file: IO[bytes], encodings: list[str]) -> str:
    """Give the first encoding in which the whole file is a text without NUL."""
    for encoding in encodings:
        decoder = codecs.getincrementaldecoder(encoding)()
        file.seek(0)
        try:
            is_text = all(
                "\x00" not in decoder.decode(chunk)
                for chunk in iter(lambda: file.read(CHUNK), b"")
            )
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        file.seek(0)
        if not is_text:
            raise FileError(NOT_A_TABLE)
        return encoding
    raise FileError(NO_ENCODING)


def separator_of(text: IO[str], headings: set[str]) -> tuple[str, int]:
    """Give the separator that parts most of the headings, and how many lines to skip.

    Excel may write a first line `sep=;`, which is skipped.
    """
    line = next((line for line in text if line.strip()), "")
    named = NAMED_SEPARATOR.fullmatch(line.strip())
    if named and named[1] in SEPARATORS:
        return named[1], 1
    found = {
        separator: sum(
            heading.strip().casefold() in headings
            for row in csv.reader([line], delimiter=separator)
            for heading in row
        )
        for separator in SEPARATORS
    }
    return max(SEPARATORS, key=lambda separator: found[separator]), 0
