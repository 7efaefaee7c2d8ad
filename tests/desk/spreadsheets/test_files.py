from datetime import date, datetime, time
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from desk.spreadsheets import files
from desk.spreadsheets.files import FileError, read_rows
from tests.desk.spreadsheets.files import workbook

HEADINGS = ["name", "city", "note"]
TABLE = "name,city,note\nBäcker,Dayton,“quoted”\n"
READ = [(1, ["name", "city", "note"]), (2, ["Bäcker", "Dayton", "“quoted”"])]


def rows_in(content):
    content = content.encode() if isinstance(content, str) else content
    return list(read_rows(BytesIO(content), "tuition", HEADINGS))


def refusal_of(content):
    with pytest.raises(FileError) as refused:
        rows_in(content)
    return str(refused.value)


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("utf-16"),
        b"\xfe\xff" + TABLE.encode("utf-16-be"),
        TABLE.encode("utf-16-le"),
        TABLE.encode("utf-16-be"),
        TABLE.encode("cp1252"),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.replace(",", ";").encode(),
        TABLE.replace(",", "\t").encode(),
        workbook([["name", "city", "note"], ["Bäcker", "Dayton", "“quoted”"]]),
    ],
)
def test_file_is_read_by_its_content(content):
    assert rows_in(content) == READ


def test_separator_that_excel_names_is_taken_and_counted_as_a_row():
    assert rows_in("sep=;\nname;city\na,b;c\n") == [
        (2, ["name", "city"]),
        (3, ["a,b", "c"]),
    ]


def test_numbers_of_rows_are_those_of_the_spreadsheet():
    content = '\nname,city\n\n"two\nlines",Dayton\n , \nlast,\n'

    assert rows_in(content) == [
        (2, ["name", "city"]),
        (4, ["two\nlines", "Dayton"]),
        (6, ["last"]),
    ]


def test_cells_of_a_workbook_are_typed():
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    share, long_share = WriteOnlyCell(sheet, 0.45), WriteOnlyCell(sheet, 0.125675)
    share.number_format = long_share.number_format = "0%"
    sheet.append(
        [
            20000.0,
            1234.5,
            True,
            share,
            long_share,
            datetime(2026, 1, 2),  # noqa: DTZ001
            date(2026, 1, 2),
            datetime(2026, 1, 2, 13, 30),  # noqa: DTZ001
            time(13, 30),
            "=A1*2",
            None,
            "end",
        ]
    )
    file = BytesIO()
    book.save(file)

    assert rows_in(file.getvalue()) == [
        (
            1,
            [
                20000,
                1234.5,
                True,
                "45%",
                "12.567500%",
                "2026-01-02",
                "2026-01-02",
                "2026-01-02 13:30:00",
                "13:30:00",
                "=A1*2",
                "",
                "end",
            ],
        )
    ]


def test_sheet_is_chosen_by_its_name_if_there_are_several():
    book = Workbook()
    book.active.append(["notes"])
    book.create_sheet("Tuition").append(["name"])
    file = BytesIO()
    book.save(file)

    assert rows_in(file.getvalue()) == [(1, ["name"])]


def test_several_sheets_without_a_name_are_refused():
    book = Workbook()
    book.create_sheet("Other")
    file = BytesIO()
    book.save(file)

    assert "has 2 sheets, and none is named “tuition”" in refusal_of(file.getvalue())


def archive(**entries):
    file = BytesIO()
    with ZipFile(file, "w") as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", files.EMPTY),
        (b" \r\n ", files.EMPTY),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", files.OLD_OR_LOCKED),
        (b"PK\x03\x04 and nothing else", files.BROKEN),
        (archive(mimetype="x"), files.OPEN_DOCUMENT),
        (archive(other="x"), files.NOT_A_TABLE),
        (archive(**{"xl/workbook.xml": "<workbook"}), files.BROKEN),
        (b"%PDF-1.7 ...", files.NOT_A_TABLE),
        (b"<!DOCTYPE html><p>Sign in</p>", files.NOT_A_TABLE),
        (b"\x89PNG\r\n\x1a\n\x00\x00", files.NOT_A_TABLE),
        (b"a" * 70_000 + b"\x00", files.NOT_A_TABLE),
        (b"name,\x81\n", files.NO_ENCODING),
        (b"\xff\xfe\x00\xd8", files.NO_ENCODING),
        (b'name,"' + b"a" * 140_000, files.NO_CELLS),
        ("name\n" + "a" * 5001, files.TOO_LONG.format(row=2)),
        ("a," * 60 + "a\n", files.TOO_MANY_COLUMNS),
    ],
)
def test_bad_file_gets_one_sentence(content, why):
    assert refusal_of(content) == why


def test_broken_workbook_is_refused():
    whole = workbook([["name"], ["Dayton"]])

    assert refusal_of(whole[: len(whole) // 2]) == files.BROKEN


def test_rows_are_capped(monkeypatch):
    monkeypatch.setattr(files, "MAX_ROWS", 2)

    assert len(rows_in("name\na\n\nb\n")) == 3
    assert refusal_of("name\na\nb\nc\n") == files.TOO_MANY_ROWS


def test_workbook_that_is_huge_when_unpacked_is_refused():
    bomb = archive(
        **{"xl/workbook.xml": "", "xl/sharedStrings.xml": "a" * 41 * 1024**2}
    )

    assert refusal_of(bomb) == files.TOO_LARGE_INSIDE


def test_sheet_that_is_huge_when_unpacked_is_refused(monkeypatch):
    monkeypatch.setattr(files, "MAX_UNPACKED_BYTES", 1000)

    assert refusal_of(workbook([["name"]])) == files.TOO_LARGE_INSIDE
