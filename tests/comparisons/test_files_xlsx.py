from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from comparisons.sheet import SheetCell
from comparisons.typed import typed
from comparisons.xlsx_file import write_xlsx
from programs.models import ValueState
from tests.comparisons.compared import make_compared
from tests.comparisons.sheets import (
    make_cell,
    make_column,
    make_group,
    make_line,
    make_row,
    make_sheet,
    make_sheet_of,
    make_source,
)
from tests.comparisons.shown import expect_same_values
from tests.factories import make_program

HEAD_ROW = 6
BEFORE = 3  # columns before the first program


def read_xlsx(body):
    return load_workbook(BytesIO(body))


def get(client, programs, **query):
    paths = [each.path for each in programs]
    return client.get("/compare/xlsx/", {"program": paths, **query})


def rows_of(page):
    """Give the cells of each fact that hold values, one for each program."""
    rows = page.iter_rows(min_row=HEAD_ROW + 1)
    return {
        (row[0].value, row[1].value): [row[i] for i in range(BEFORE, len(row), 2)]
        for row in rows
    }


def shown(cell):
    """Write a cell as a spreadsheet does, from its value and its format."""
    if cell.data_type == "s":
        return cell.value
    pattern = cell.number_format
    words = "".join(pattern.split('"')[0::2])
    if isinstance(cell.value, datetime):
        text = f"{cell.value:%b} {cell.value.day}, {cell.value.year}"
        return pattern.replace("mmm d, yyyy", text).replace('"', "")
    decimals = len(words.partition(".")[2])
    comma = "," if "," in words else ""
    return pattern.replace(words, f"{cell.value:{comma}.{decimals}f}").replace('"', "")


@pytest.mark.django_db
@pytest.mark.parametrize("columns", [2, 5])
def test_xlsx_shows_every_value_of_the_page(client, columns):
    programs = make_compared(columns)
    paths = [each.path for each in programs]
    page = client.get("/compare/", {"program": paths})

    rows = rows_of(read_xlsx(get(client, programs).content)["Comparison"])

    expect_same_values(page, rows, lambda cell: shown(cell).replace("\n", "; "))


@pytest.mark.django_db
def test_xlsx_keeps_numbers_and_days_as_such(client):
    programs = make_compared(2)

    rows = rows_of(read_xlsx(get(client, programs).content)["Comparison"])

    assert rows["Key facts", "Length, full-time"][0].value == 12
    assert rows["Cost", "Tuition in total, non-residents"][0].value == 30_000
    assert rows["Outcomes of this program", "Employed"][1].value == 82
    assert rows["Deadlines", "Apply by"][0].value == datetime(2027, 1, 15)  # noqa: DTZ001
    assert rows["Key facts", "Length, full-time"][1].value == "12 to 18 months"


@pytest.mark.django_db
@time_machine.travel("2026-11-26 15:00:00", tick=False)
def test_xlsx_says_when_for_whom_and_from_which_data(client):
    page = read_xlsx(get(client, make_compared(2)).content)["Comparison"]

    read_me = page["A2"].value
    assert page["A1"].value == "Two programs side by side"
    assert read_me.startswith("Read me: Prepared on Nov 26, 2026 · prices for non-resi")
    assert "newest check Nov 22, 2026 · data version" in read_me
    assert page["A3"].value.startswith("Live version: http://testserver/compare/?prog")


@pytest.mark.django_db
@pytest.mark.parametrize(("paper", "number"), [("a4", 9), ("letter", 1)])
def test_xlsx_prints_on_its_side_with_its_heads(client, paper, number):
    book = read_xlsx(get(client, make_compared(2), paper=paper).content)

    page = book["Comparison"]
    assert page.freeze_panes == "C7"
    assert page.print_title_rows == "$6:$6"
    assert page.print_title_cols == "$A:$B"
    for each in book:
        assert each.page_setup.orientation == "landscape"
        assert int(each.page_setup.paperSize) == number
        assert each.page_setup.fitToWidth in (1, None)
        assert each.sheet_properties.pageSetUpPr.fitToPage


@pytest.mark.django_db
def test_xlsx_is_a_file_with_a_plain_name(client):
    response = get(client, [make_program(), make_program()])

    assert response["Content-Disposition"].endswith('.xlsx"')
    assert "spreadsheetml" in response["Content-Type"]


def test_xlsx_lists_the_sources():
    sources = (
        make_source(),
        make_source(2, as_of="", checked_on=None, kind="press", is_press=True),
    )

    page = read_xlsx(write_xlsx(make_sheet(sources=sources)))["Sources"]

    first, second = list(page.values)[1:]
    assert first == (
        1,
        "Program page",
        "Example College",
        "institution",
        "2025-26",
        datetime(2026, 11, 22),  # noqa: DTZ001
        "https://college.example/ms",
    )
    assert second[3:6] == ("press", "page undated", "not recorded")


def test_xlsx_says_what_limits_a_figure():
    line = make_line(year="2025-26", note="A note.", checked_on=date(2026, 9, 1))
    bare = make_line("Fall", sources=(), origin="our reading")
    cells = [replace(make_cell(), lines=lines) for lines in ((line, bare), (line,))]
    sheet = make_sheet_of(*cells)

    page = read_xlsx(write_xlsx(sheet))["Comparison"]

    assert page["D7"].value == "12 months\nFall"
    assert page["E7"].value == (
        "2025-26; A note.; source 1; checked Sep 1, 2026\nour reading"
    )


def test_xlsx_says_marks_notes_and_remarks():
    row = make_row(make_cell("1"), make_cell("2"), remark="of other years", note="All.")
    columns = (make_column(remark="Call them.", review="Federal record only"),) * 2
    sheet = make_sheet(make_group(row), columns=columns)

    page = read_xlsx(write_xlsx(sheet))["Comparison"]

    assert page["D6"].value.endswith("Example College\nFederal record only")
    assert (page["B7"].value, page["D7"].value) == ("My remarks", "Call them.")
    assert page["C8"].value == "≠ different: of other years\nAll."


def test_xlsx_names_several_sources_and_what_has_no_remark():
    line = make_line(sources=(1, 2))
    columns = (make_column(remark="Call them."), make_column())
    row = make_row(replace(make_cell(), lines=(line,)), make_cell("2"))
    sheet = make_sheet(
        make_group(row), columns=columns, sources=(make_source(), make_source(2))
    )

    page = read_xlsx(write_xlsx(sheet))["Comparison"]

    assert page["F7"].value == "None"
    assert page["E8"].value == "sources 1, 2"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "{=", "https://x.y/"])
def test_xlsx_has_no_formula_and_no_link(sign):
    sheet = make_sheet_of(make_cell(f"{sign}1+1"), make_cell("2"))

    page = read_xlsx(write_xlsx(sheet))["Comparison"]

    assert page["D7"].data_type == "s"
    assert page["D7"].hyperlink is None


def test_xlsx_cuts_a_text_that_no_cell_can_hold():
    sheet = make_sheet_of(make_cell("a" * 40_000), make_cell("2"))

    page = read_xlsx(write_xlsx(sheet))["Comparison"]

    assert len(page["D7"].value) == 32_767


@pytest.mark.parametrize(
    ("text", "value", "number", "format_"),
    [
        ("12 months", (12, 12), 12, '0" months"'),
        ("$12,348.50", Decimal("12348.50"), Decimal("12348.50"), '"$"#,##0.00'),
        ("At least $9,000", (9000, 9000), 9000, '"At least $"#,##0'),
        ("3.0 (4.0 scale)", Decimal("3.00"), 3, '0.0" (4.0 scale)"'),
        ('30 "units"', 30, 30, '0" "\\""units"\\"""'),
        ("72%", (Decimal(72),), 72, '0"%"'),
    ],
)
def test_a_single_number_is_typed_and_looks_the_same(text, value, number, format_):
    found = typed(make_cell(text, value=value))

    assert (found.value, found.format) == (number, format_)


@pytest.mark.parametrize(
    ("texts", "value", "state"),
    [
        (["12 to 18 months"], (12, 18), ""),
        (["No tuition"], (0, 0), ""),
        (["Required"], True, ""),
        (["11.0701"], "11.0701", ""),
        (["5", "6"], (5, 6), ""),
        (["Jan 1, 2027 and Feb 1, 2027"], None, ""),
        (["Jan 01, 2027"], None, ""),
        (["5"], 5, str(ValueState.TOO_NEW.label)),
        (["5 " + "x" * 250], 5, ""),
    ],
)
def test_what_is_not_one_number_or_day_stays_text(texts, value, state):
    assert typed(make_cell(*texts, state=state, value=value)) is None


def test_a_single_day_is_typed():
    found = typed(make_cell("Jan 15, 2027 (passed), final"))

    assert found.value == date(2027, 1, 15)
    assert found.format == 'mmm d, yyyy" (passed), final"'


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text("ab$£=+-@ 0123,.é字", min_size=1), min_size=2, max_size=2))
def test_xlsx_says_what_the_sheet_says(texts):
    sheet = make_sheet_of(*(SheetCell("", (make_line(text),)) for text in texts))

    page = read_xlsx(write_xlsx(sheet))["Comparison"]

    assert [page["D7"].value, page["F7"].value] == texts
