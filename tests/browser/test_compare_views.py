"""The ways to read a comparison: rows, benchmarks, courses, meeting, long list."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.axe import run_axe
from tests.browser.paper import (
    SIZES,
    expect_addresses,
    expect_legible,
    expect_page_numbers,
    print_page,
    text_of,
    words_of,
)
from tests.comparisons.compared import make_compared
from tests.factories import make_institution, make_program

pytestmark = pytest.mark.django_db(transaction=True)
PHONE: ViewportSize = {"width": 390, "height": 844}
SMALL_PHONE: ViewportSize = {"width": 320, "height": 568}
PROJECTOR: ViewportSize = {"width": 1280, "height": 720}
LANDSCAPE = {size: (height, width) for size, (width, height) in SIZES.items()}
VIEWS = {
    "benchmarks": (5, "&benchmark=yes"),
    "my-rows": (3, "&rows=mine&benchmark=yes"),
    "curriculum": (5, "&view=curriculum"),
    "meeting": (5, "&view=meeting&rows=essentials&benchmark=yes"),
    "long-list": (9, ""),
}
WIDE_CELLS = """() => [...document.querySelectorAll(".meeting-table :is(th, td)")]
    .filter((each) => each.scrollWidth > each.clientWidth + 1).length"""
SMALL_TARGETS = """() => [...document.querySelectorAll(
        ".compare-choices :is(a, input, summary, button), .long-tools :is(a, input)"
    )].map((each) => each.getBoundingClientRect())
    .filter((box) => box.height > 0 && box.height < 23.9).length"""

each_size = pytest.mark.parametrize("size", SIZES)
each_view = pytest.mark.parametrize("view", VIEWS)


def open_view(page, live_server, count, query=""):
    programs = make_compared(min(count, 5))
    programs += [_make_listed(number) for number in range(count - 5)]
    paths = "&".join(f"program={program.path}" for program in programs)
    page.goto(f"{live_server.url}/compare/?{paths}{query}")
    return programs


def _make_listed(number):
    institution = make_institution(slug=f"listed-{number}", name=f"Listed {number}")
    return make_program(
        institution=institution,
        name=f"Nursing Informatics {number}",
        delivery=["online"],
    )


@each_view
@pytest.mark.parametrize("size", [PHONE, PROJECTOR], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_view_is_accessible(live_server, page: Page, view, size, scheme):
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    open_view(page, live_server, *VIEWS[view])

    run_axe(page)


@each_view
@pytest.mark.parametrize("size", [SMALL_PHONE, PHONE, PROJECTOR])
def test_only_tables_scroll_sideways(live_server, page: Page, view, size):
    page.set_viewport_size(size)
    open_view(page, live_server, *VIEWS[view])

    width = page.evaluate("document.documentElement.scrollWidth")

    assert width == size["width"]
    assert page.evaluate(SMALL_TARGETS) == 0


@pytest.mark.browser_context_args(java_script_enabled=False, viewport=PHONE)
def test_rows_are_chosen_without_javascript(live_server, page: Page):
    open_view(page, live_server, 3)

    page.get_by_text("Prices, rows and view").click()
    page.get_by_text("Choose my rows").click()
    page.get_by_label("Format", exact=True).check()
    page.get_by_label("Application fee", exact=True).check()
    page.get_by_role("button", name="Show these", exact=True).click()

    expect(page.locator("tr[data-row]")).to_have_count(1)
    expect(page.get_by_text("My rows: 2 chosen")).to_be_visible()
    expect(page.get_by_text("Not yet checked for any of these")).to_be_visible()
    page.get_by_role("link", name="All rows").click()
    assert page.locator("tr[data-row]").count() > 9
    page.go_back()
    expect(page.locator("tr[data-row]")).to_have_count(1)


def test_rows_are_chosen_by_keyboard(live_server, page: Page):
    open_view(page, live_server, 2)

    page.get_by_text("Choose my rows").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Format", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")

    expect(page.locator("tr[data-row]")).to_have_count(1)


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_a_projector_shows_all_columns_of_a_meeting(live_server, page: Page, count):
    page.set_viewport_size(PROJECTOR)
    open_view(page, live_server, count, "&view=meeting&rows=essentials")

    last = page.locator(f"#column-{count}").bounding_box()

    assert last["x"] + last["width"] <= PROJECTOR["width"]
    assert page.evaluate(WIDE_CELLS) == 0
    size = page.locator(".meeting-table td .figure").first.evaluate(
        "each => parseFloat(getComputedStyle(each).fontSize)"
    )
    assert size >= 20
    expect(page.get_by_role("banner")).to_be_hidden()
    expect(page.get_by_role("contentinfo")).to_be_hidden()


def test_heads_of_a_meeting_stay_in_view(live_server, page: Page):
    page.set_viewport_size(PROJECTOR)
    open_view(page, live_server, 3, "&view=meeting")

    page.locator("tr[data-row=deadlines]").scroll_into_view_if_needed()

    expect(page.get_by_role("heading", level=1)).not_to_be_in_viewport()
    expect(page.locator("#column-3")).to_be_in_viewport()


def test_a_source_in_a_meeting_is_one_step_away(live_server, page: Page):
    open_view(page, live_server, 2, "&view=meeting")

    page.get_by_role("link", name="Source 1", exact=True).first.click()

    expect(page.locator("#source-1")).to_be_in_viewport()
    page.get_by_role("link", name="Leave meeting mode").click()
    expect(page.get_by_role("banner")).to_be_visible()


@pytest.mark.parametrize("size", [SMALL_PHONE, PHONE, PROJECTOR])
def test_the_names_of_a_long_list_stay_in_view(live_server, page: Page, size):
    page.set_viewport_size(size)
    open_view(page, live_server, 9)
    region = page.get_by_role("region", name="9 programs, one below the other")
    region.focus()

    region.evaluate("each => each.scrollLeft = each.scrollWidth")

    name = page.locator("#column-1").bounding_box()
    box = region.bounding_box()
    assert abs(name["x"] - box["x"]) < 2
    assert name["width"] < box["width"] / 2
    expect(region).to_be_focused()


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_picked_programs_of_a_long_list_stand_side_by_side(live_server, page: Page):
    open_view(page, live_server, 6)

    page.get_by_label("Pick Health Informatics 1").check()
    page.get_by_label("Pick Nursing Informatics 0").check()
    page.get_by_role("button", name="Compare the picked ones side by side").click()

    heads = page.locator(".compare-heads th[id] a")
    expect(heads).to_have_text(["MS Health Informatics 1", "MS Nursing Informatics 0"])


@each_size
def test_a_long_list_is_parted_on_paper_and_nothing_is_cut(
    live_server, page: Page, size
):
    open_view(page, live_server, 9)

    reader = print_page(page, size)

    expect_legible(reader, *LANDSCAPE[size])
    expect_page_numbers(reader)
    assert expect_addresses(page, reader) > 9
    text = text_of(reader)
    assert text.count("Nursing Informatics 3") == 2  # its row on each part
    assert "Format" in text
    assert "Apply by" in text
    assert "Pick" not in words_of(text)


@each_size
def test_benchmarks_are_on_paper_and_nothing_is_cut(live_server, page: Page, size):
    open_view(page, live_server, 5, "&benchmark=yes")

    reader = print_page(page, size)

    expect_legible(reader, *LANDSCAPE[size])
    text = text_of(reader)
    assert "Fewer than five known" in text
    assert "A benchmark is the median and the range" in text
    assert "School of Last Words 5" in text
    expect_addresses(page, reader)


@each_size
@pytest.mark.parametrize("view", ["curriculum", "meeting"])
def test_other_views_are_whole_on_paper(live_server, page: Page, view, size):
    open_view(page, live_server, 5, f"&view={view}")

    reader = print_page(page, size)

    expect_legible(reader, *LANDSCAPE[size])
    expect_page_numbers(reader)
    assert expect_addresses(page, reader) >= 5
    text = text_of(reader)
    assert "Capstone 5" in text
    assert "Leave meeting mode" not in text
    assert "Courses by topic" not in text.removeprefix("Courses of")
