import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.axe import run_axe
from tests.factories import (
    make_accreditation,
    make_institution,
    make_program,
    make_tuition_estimate,
)

PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture
def address(live_server) -> str:
    """Address of a list of a few programs of different kinds."""
    college = make_institution()
    first = make_program(
        name="Online and part-time", slug="a", delivery=["online"], pace=["part-time"]
    )
    make_program(name="Online", slug="b", delivery=["online"], pace=["full-time"])
    make_program(name="Campus", slug="c", delivery=["campus"], pace=["full-time"])
    make_program(name="Federal", slug="d", review="federal-record")
    make_program(name="Press", slug="e", review="press-only")
    make_program(name="Sixth", slug="f")
    make_tuition_estimate(program=first)
    make_accreditation(program=first)
    make_accreditation(institution=college)
    return f"{live_server.url}/programs/"


def names(page: Page) -> list[str]:
    return page.locator(".program-card h2").all_inner_texts()


def test_filter_narrows_in_place_and_keeps_focus(address, page: Page):
    page.goto(address)
    online = page.get_by_role("checkbox", name=re.compile("^Online"))

    online.check()

    expect(page.locator("#result-count")).to_have_text("2 programs")
    expect(page).to_have_url(re.compile("delivery=online"))
    expect(online).to_be_focused()
    expect(page.locator("#count-pace-full-time")).to_have_text("1")
    expect(page.get_by_role("link", name="Sign in", exact=True)).to_have_attribute(
        "href", re.compile("next=.*delivery%3Donline")
    )
    expect(
        page.get_by_role("link", name="Remove filter: Format: Online")
    ).to_be_visible()


def test_back_restores_list_and_boxes(address, page: Page):
    page.goto(address)
    online = page.get_by_role("checkbox", name=re.compile("^Online"))
    part_time = page.get_by_role("checkbox", name=re.compile("^Part-time"))
    online.check()
    expect(page.locator("#result-count")).to_have_text("2 programs")
    part_time.check()
    expect(page.locator("#result-count")).to_have_text("1 program")

    page.go_back()

    expect(page.locator("#result-count")).to_have_text("2 programs")
    expect(online).to_be_checked()
    expect(part_time).not_to_be_checked()
    page.go_back()
    expect(page.locator("#result-count")).to_have_text("6 programs")
    expect(online).not_to_be_checked()


def test_sort_and_search_act_at_once(address, page: Page):
    page.goto(address)

    page.get_by_label("Sort").select_option("name")

    expect(page.locator(".program-card h2").first).to_have_text("MS in Campus")
    expect(page).to_have_url(re.compile("sort=name"))
    page.get_by_label("Search programs").fill("no coding")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("No program matches all of these filters")).to_be_visible()


def test_compare_button_fills_the_tray_in_place(address, page: Page):
    page.goto(address)

    page.get_by_role("link", name="Compare MS Campus").click()

    expect(page.get_by_text("1 of 5 chosen", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="In comparison MS Campus")).to_be_focused()
    expect(page.locator("#compare-status")).to_contain_text("1 of 5 chosen")
    page.get_by_role("checkbox", name=re.compile("^Online")).check()
    expect(page.locator("#result-count")).to_have_text("2 programs")
    expect(page).to_have_url(re.compile("compare=example-college%2Fc"))
    page.get_by_role("link", name="Remove MS Campus").click()
    expect(page.get_by_text("1 of 5 chosen", exact=True)).to_be_hidden()
    expect(page).to_have_url(re.compile("delivery=online"))


def test_choosing_on_a_phone_leaves_the_page_where_it_is(address, page: Page):
    page.set_viewport_size(PHONE)
    page.goto(address)
    toggle = page.locator(".compare-toggle").nth(2)
    toggle.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")

    toggle.click()

    expect(page.locator(".compare-tray")).to_be_visible()
    assert page.evaluate("scrollY") == before


def test_show_programs_on_a_phone_leads_to_the_programs(address, page: Page):
    page.set_viewport_size(PHONE)
    page.goto(address)
    page.locator(".filter-panel summary").first.click()
    page.get_by_role("checkbox", name=re.compile("^Online")).check()

    page.get_by_role("button", name="Show programs").click()

    expect(page.locator("#result-count")).to_be_in_viewport()
    expect(page.locator(".program-card").first).to_be_in_viewport()
    expect(page).to_have_url(re.compile(r"[?&]delivery=online(&\w+=\w+)*$"))


def test_back_from_a_search_leads_to_the_page_before(address, page: Page):
    page.goto(address)
    page.locator("#id_q").fill("informatics")
    page.locator("#id_q").press("Enter")
    expect(page).to_have_url(re.compile("q=informatics"))

    page.go_back()

    expect(page).to_have_url(address)


def test_sixth_button_leads_to_the_tray(address, page: Page):
    chosen = "&".join(f"compare=example-college/{slug}" for slug in "abcde")
    page.goto(f"{address}?{chosen}")

    page.get_by_role("link", name="Five chosen: remove one to add this").click()

    expect(page.locator("#compare-tray")).to_be_focused()


@pytest.mark.browser_context_args(viewport=PHONE)
def test_filters_work_by_keyboard_on_a_phone(address, page: Page):
    page.goto(address)
    expect(page.get_by_role("checkbox", name=re.compile("^Online"))).to_be_hidden()

    page.get_by_label("Search programs").focus()
    for key in ("Tab", "Tab", "Enter", "Tab", "Tab", "Space"):
        page.keyboard.press(key)

    expect(page.locator("#result-count")).to_have_text("2 programs")
    expect(page.locator(".filter-panel > summary")).to_have_text("Filters (1)")
    expect(page.get_by_role("checkbox", name=re.compile("^Online"))).to_be_checked()


@pytest.mark.parametrize("width", [320, 390])
def test_bar_above_the_list_stays_in_its_column_on_a_phone(address, page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}?sort=checked")
    count = page.locator("#result-count")
    count.evaluate("each => { each.textContent = '1040 programs'; }")

    results = page.locator("#results").bounding_box()
    sort = page.get_by_label("Sort").bounding_box()
    assert sort["x"] + sort["width"] == results["x"] + results["width"]
    assert count.bounding_box()["height"] < 30


def test_programs_stand_beside_filters_opened_on_a_screen_turned_since(address, page):
    page.set_viewport_size({"width": 834, "height": 1194})
    page.goto(address)
    page.locator(".filter-panel > summary").click()

    page.set_viewport_size({"width": 1194, "height": 834})

    expect(page.locator("#result-count")).to_be_in_viewport()


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_list_works_without_javascript(address, page: Page):
    page.goto(f"{address}?compare=example-college/c")
    page.get_by_role("checkbox", name=re.compile("^Online")).check()

    page.get_by_role("button", name="Show programs").click()

    assert len(names(page)) == 2
    expect(page.get_by_text("1 of 5 chosen", exact=True)).to_be_visible()
    page.get_by_role("link", name="Remove filter: Format: Online").click()
    assert len(names(page)) == 6
    page.get_by_role("link", name="Compare MS Sixth").click()
    expect(page.get_by_text("2 of 5 chosen", exact=True)).to_be_visible()


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "query",
    [
        "",
        "?delivery=online&q=no+coding",
        "?delivery=teleport",
        "?sort=tuition&compare=example-college/a&compare=example-college/b",
    ],
)
def test_list_is_accessible_and_never_wider_than_the_screen(
    address, page: Page, query, scheme, width
):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto(address + query)
    if width < 960:
        page.locator(".filter-panel > summary").click()

    run_axe(page)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
