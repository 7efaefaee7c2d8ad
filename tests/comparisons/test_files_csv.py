import csv
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from comparisons.csv_file import write_csv
from programs.spreadsheets import plain_cell, safe_cell
from tests.comparisons.compared import make_compared
from tests.comparisons.sheets import (
    make_cell,
    make_column,
    make_group,
    make_line,
    make_row,
    make_sheet,
    make_sheet_of,
)
from tests.comparisons.shown import expect_same_values
from tests.comparisons.typeset import packed

PARTS = 5  # columns of each program
BEFORE = 4  # columns before the first program


def read_csv(text):
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"))))


def get(client, programs, **query):
    paths = [each.path for each in programs]
    return client.get("/compare/csv/", {"program": paths, **query})


def rows_of(text):
    """Give the cells of each fact, a list of five for each program."""
    lines = read_csv(text)[1:]
    return {
        (line[0], line[1]): [
            line[start : start + PARTS] for start in range(BEFORE, len(line), PARTS)
        ]
        for line in lines
    }


def row_of(*lines):
    """Give the first program's five cells of a sheet that says these lines."""
    cell = replace(make_cell(), lines=lines)
    text = write_csv(make_sheet_of(cell, make_cell("9 months")))
    return rows_of(text)["Key facts", "Length, full-time"][0]


@pytest.mark.django_db
@pytest.mark.parametrize("columns", [2, 5])
def test_csv_has_every_value_of_the_page(client, columns):
    programs = make_compared(columns)
    paths = [each.path for each in programs]
    page = client.get("/compare/", {"program": paths})

    rows = rows_of(get(client, programs).text)

    expect_same_values(page, rows, lambda cell: cell[0])


@pytest.mark.django_db
def test_csv_is_utf_8_with_a_mark_that_says_so(client):
    response = get(client, make_compared(2))

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert response["Content-Disposition"].endswith('.csv"')


@pytest.mark.django_db
@time_machine.travel("2026-11-26 15:00:00", tick=False)
def test_csv_names_its_columns_and_says_what_it_is(client):
    text = get(client, make_compared(3)).text

    heads, rows = read_csv(text)[0], rows_of(text)
    first = "MS Health Informatics 1, University of Example 1 at the Lakes and Rivers"
    assert heads[:BEFORE] == [
        "Subject",
        "Fact",
        "Same or different",
        "Remark on the fact",
    ]
    assert heads[BEFORE : BEFORE + PARTS] == [
        first,
        f"{first}: year",
        f"{first}: note",
        f"{first}: sources",
        f"{first}: checked on",
    ]
    about = {
        fact: cells for (subject, fact), cells in rows.items() if "this" in subject
    }
    assert about["Prepared on"][0][0] == "2026-11-26"
    assert about["Prices for"][0][0] == "non-residents"
    assert [cell[0] for cell in about["How far reviewed"]] == [
        "",
        "",
        "Federal record only",
    ]
    assert about["Live version"][0][0].startswith("http://testserver/compare/?program=")


def test_csv_has_year_note_source_and_day_of_a_figure():
    line = make_line(
        "$12,000", year="2025-26", note="A note.", checked_on=date(2026, 9, 1)
    )

    assert row_of(line) == [
        "$12,000",
        "2025-26",
        "A note.",
        "Program page (Example College, as of 2025-26) https://college.example/ms",
        "2026-09-01",
    ]


def test_csv_keeps_the_order_of_several_lines():
    fall = make_line("Fall", year="2026", sources=(), origin="our reading")
    spring = make_line("Spring", note="Part-time.", checked_on=date(2026, 9, 1))

    value, year, note, source, checked = row_of(fall, spring)

    assert value == "Fall; Spring"
    assert year == "2026; no year"
    assert note == "no note; Part-time."
    assert source.startswith("our reading; Program page (Example College")
    assert checked == "no day; 2026-09-01"


def test_csv_says_mark_and_remark():
    row = make_row(make_cell("1"), make_cell("2"), remark="of other years", note="All.")

    line = read_csv(write_csv(make_sheet(make_group(row))))[-1]

    assert line[:BEFORE] == [
        "Key facts",
        "Length, full-time",
        "different",
        "of other years; All.",
    ]


def test_csv_has_own_remarks_only_where_they_are_asked_for():
    columns = (make_column(remark="Call them."), make_column())

    rows = rows_of(write_csv(make_sheet(columns=columns)))

    cells = rows["About this sheet", "My remarks"]
    assert [cell[0] for cell in cells] == ["Call them.", ""]
    assert "My remarks" not in write_csv(make_sheet())


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d"])
def test_csv_has_no_formula(sign):
    assert row_of(make_line(f"{sign}1+1"))[0] == f"'{sign}1+1"


@pytest.mark.parametrize(
    ("value", "cell"),
    [(None, ""), (True, "yes"), (False, "no"), (-5, "-5"), ("a=1", "a=1")],
)
def test_safe_cells_keep_what_is_no_formula(value, cell):
    assert safe_cell(value) == cell


@settings(deadline=None)
@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=3))
def test_csv_says_what_the_sheet_says(texts):
    value = row_of(*map(make_line, texts))[0]

    assert packed(plain_cell(value)) == packed("; ".join(texts))
