"""Print the comparison and read the paper: nothing is cut, small or without source."""

import pytest
from playwright.sync_api import Page

from tests.browser.paper import (
    SIZES,
    expect_addresses,
    expect_legible,
    expect_page_numbers,
    lay_out_for_paper,
    pieces_of,
    print_page,
    text_of,
    words_of,
)
from tests.comparisons.compared import LONG_NAME, make_compared

pytestmark = pytest.mark.django_db(transaction=True)
LANDSCAPE = {size: (height, width) for size, (width, height) in SIZES.items()}
CUT_CELLS = """() => {
    const boxes = [...document.querySelectorAll(".compare-table :is(th, td)")];
    return boxes.filter((each) => each.scrollWidth > each.clientWidth + 1).length;
}"""


def print_comparison(page, live_server, count, size, only=""):
    programs = make_compared(count)
    paths = "&".join(f"program={program.path}" for program in programs)
    page.goto(f"{live_server.url}/compare/?{paths}{only}")
    return programs, print_page(page, size)


each_size = pytest.mark.parametrize("size", SIZES)


@each_size
@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_paper_has_the_last_column_and_every_source(
    live_server, page: Page, count, size
):
    _, reader = print_comparison(page, live_server, count, size)

    text = text_of(reader)
    assert f"School of Last Words {count}" in text
    assert f"{80 + count}%" in text
    sources = expect_addresses(page, reader)
    assert sources > 5 * count
    assert text.count("checked Nov 22, 2026") == sources


def test_every_source_on_paper_is_marked_in_a_cell(live_server, page: Page):
    _, reader = print_comparison(page, live_server, 5, "A4")

    marks = {text for text, _, _, _ in pieces_of(reader) if text.isdecimal()}
    count = page.locator(".sources > li").count()
    assert marks >= {str(number) for number in range(1, count + 1)}


@each_size
def test_paper_is_landscape_in_the_readers_own_size(live_server, page: Page, size):
    _, reader = print_comparison(page, live_server, 5, size)

    for sheet in reader.pages:
        width, height = float(sheet.mediabox.width), float(sheet.mediabox.height)
        assert (width, height) == pytest.approx(LANDSCAPE[size], abs=2)


@each_size
def test_nothing_on_paper_is_cut_or_smaller_than_nine_points(
    live_server, page: Page, size
):
    _, reader = print_comparison(page, live_server, 5, size)

    expect_legible(reader, *LANDSCAPE[size])


@each_size
def test_no_text_runs_out_of_its_cell_on_paper(live_server, page: Page, size):
    print_comparison(page, live_server, 5, size)

    lay_out_for_paper(page, LANDSCAPE[size][0])

    assert page.evaluate(CUT_CELLS) == 0


@each_size
def test_column_heads_come_again_on_every_sheet_of_the_table(
    live_server, page: Page, size
):
    _, reader = print_comparison(page, live_server, 5, size)

    sheets = [words_of(sheet.extract_text()) for sheet in reader.pages]
    with_table = [sheet for sheet in sheets if "different" in sheet]
    assert len(with_table) > 1
    for sheet in with_table:
        assert "MS Health Informatics 1" in sheet
        assert sheet.count(f"MS {LONG_NAME}"[-30:]) == 2


@each_size
def test_no_row_is_split_between_sheets(live_server, page: Page, size):
    _, reader = print_comparison(page, live_server, 5, size)

    sheets = [words_of(sheet.extract_text()) for sheet in reader.pages]
    for row in ("School of Last Words", "all graduates", "One course."):
        assert [sheet.count(row) for sheet in sheets if row in sheet] == [5]


def test_paper_says_when_and_where_it_was_printed(live_server, page: Page):
    programs, reader = print_comparison(page, live_server, 2, "A4")

    first = words_of(reader.pages[0].extract_text())
    assert "Preceptor · printed on" in first
    assert f"/compare/?program={programs[0].path}" in first.replace(" ", "")


def test_paper_leaves_out_what_only_works_on_a_screen(live_server, page: Page):
    _, reader = print_comparison(page, live_server, 3, "A4")

    text = text_of(reader)
    for words in ("Move left", "Remove", "Only differences", "Show these prices"):
        assert words not in text


def test_marks_on_paper_need_no_color(live_server, page: Page):
    _, reader = print_comparison(page, live_server, 3, "A4")

    text = text_of(reader)
    for words in ("= same", "≠ different", "? cannot tell"):
        assert words in text


@each_size
def test_every_sheet_of_a_comparison_has_its_number(live_server, page: Page, size):
    _, reader = print_comparison(page, live_server, 5, size)

    expect_page_numbers(reader)


@each_size
def test_every_sheet_of_a_program_has_its_number(live_server, page: Page, size):
    (program,) = make_compared(1)
    page.goto(live_server.url + program.get_absolute_url())

    expect_page_numbers(print_page(page, size))
