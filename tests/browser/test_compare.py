import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.axe import run_axe
from tests.comparisons.compared import make_compared

pytestmark = pytest.mark.django_db(transaction=True)
PHONE: ViewportSize = {"width": 390, "height": 844}
SMALL_PHONE: ViewportSize = {"width": 320, "height": 568}
LYING_PHONE: ViewportSize = {"width": 844, "height": 390}
ZOOMED: ViewportSize = {"width": 320, "height": 225}
TABLET: ViewportSize = {"width": 1000, "height": 800}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
IN_VIEW = """(heads) => {
    const table = document.querySelector(".compare-scroll").getBoundingClientRect();
    const label = document.querySelector(".compare-corner").getBoundingClientRect();
    const isInView = (head) => {
        const box = head.getBoundingClientRect();
        return box.left >= label.right - 1 && box.right <= table.right + 1;
    };
    return heads.filter(isInView).map((head) => head.id);
}"""

BROKEN_WORDS = """(labels) => labels.flatMap((label) => {
    const name = label.querySelector("a") ?? label;
    const text = [...name.childNodes].find((node) => node.data?.trim());
    const range = document.createRange();
    return [...text.data.matchAll(/[^\\s\\-–]+/g)].filter((word) => {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        return range.getClientRects().length > 1;
    }).map((word) => word[0]);
})"""


def open_comparison(page, live_server, count=5, query=""):
    programs = make_compared(count)
    paths = "&".join(f"program={program.path}" for program in programs)
    page.goto(f"{live_server.url}/compare/?{paths}{query}")
    return programs


def columns_in_view(page):
    return page.locator(".compare-heads th[id]").evaluate_all(IN_VIEW)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_comparison_is_accessible(live_server, page: Page, size, scheme):
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    open_comparison(page, live_server)

    run_axe(page)


def test_empty_comparison_is_accessible(live_server, page: Page):
    page.goto(f"{live_server.url}/compare/")

    run_axe(page)


def test_comparison_with_a_wrong_address_is_accessible(live_server, page: Page):
    open_comparison(page, live_server, 1, "&program=nobody/nothing&only=differences")

    run_axe(page)


@pytest.mark.parametrize("size", [PHONE, DESKTOP, SMALL_PHONE])
def test_only_the_table_scrolls_sideways(live_server, page: Page, size):
    page.set_viewport_size(size)
    open_comparison(page, live_server)

    width = page.evaluate("document.documentElement.scrollWidth")

    assert width == size["width"]


def test_a_phone_shows_two_columns_and_leads_to_the_next(live_server, browser):
    context = browser.new_context(viewport=PHONE, java_script_enabled=True)
    page = context.new_page()
    open_comparison(page, live_server)
    assert columns_in_view(page) == ["column-1", "column-2"]

    page.get_by_role("link", name="3 and 4").click()
    assert columns_in_view(page) == ["column-3", "column-4"]

    page.get_by_role("link", name="4 and 5").click()
    assert columns_in_view(page) == ["column-4", "column-5"]
    context.close()


@pytest.mark.parametrize("size", [PHONE, SMALL_PHONE, LYING_PHONE, ZOOMED])
def test_heads_stay_in_view_and_cover_less_than_half(live_server, page: Page, size):
    page.set_viewport_size(size)
    open_comparison(page, live_server)
    region = page.get_by_role("region", name="5 programs side by side")

    region.evaluate("each => { each.scrollIntoView(); each.scrollTop = 600; }")

    heads = page.locator(".compare-heads")
    top = region.bounding_box()["y"]
    head = page.locator("#column-1").bounding_box()
    assert abs(head["y"] - top) < 4
    assert heads.bounding_box()["height"] < size["height"] / 2
    label = page.locator(".compare-corner").bounding_box()
    assert label["width"] < size["width"] / 2


def test_the_table_scrolls_by_keyboard_and_lets_go(live_server, page: Page):
    page.set_viewport_size(TABLET)
    open_comparison(page, live_server)
    region = page.get_by_role("region", name="5 programs side by side")
    region.focus()

    page.keyboard.press("End")

    expect(page.locator("tr[data-row=deadlines]")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.locator("#column-1 a")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(region).to_be_focused()


@pytest.mark.browser_context_args(java_script_enabled=False, viewport=DESKTOP)
def test_columns_change_without_javascript(live_server, page: Page):
    open_comparison(page, live_server, 3)
    heads = page.locator(".compare-heads th[id] a")

    page.get_by_role("link", name="Move left Health Informatics 3").click()
    expect(heads.nth(1)).to_have_text("MS Health Informatics 3")

    page.get_by_role("link", name="Remove Health Informatics 1").click()
    expect(heads).to_have_count(2)

    page.get_by_label("Prices for", exact=True).select_option(
        "Residents of the state or country"
    )
    page.get_by_role("button", name="Show these prices").click()
    expect(page.get_by_role("table")).to_contain_text(
        "prices for residents of the state or country"
    )

    page.get_by_role("link", name="Only differences").click()
    expect(page.locator("tr.is-same")).to_have_count(0)
    expect(page.locator("tr.is-different").first).to_be_visible()
    expect(heads.first).to_have_text("MS Health Informatics 3")


def test_a_source_mark_leads_to_its_source(live_server, page: Page):
    open_comparison(page, live_server, 2)

    page.get_by_role("link", name="Source 1", exact=True).first.click()

    expect(page.locator("#source-1")).to_be_in_viewport()


@pytest.mark.parametrize("size", [PHONE, LYING_PHONE])
def test_a_box_that_scrolls_says_how_many_rows_it_has(live_server, page: Page, size):
    page.set_viewport_size(size)
    open_comparison(page, live_server, 2)

    rows = page.locator("tr[data-row]").count()
    words = page.get_by_text(f"{rows} rows: the table scrolls on its own.")
    expect(words).to_be_visible()

    page.set_viewport_size(DESKTOP)
    expect(words).to_be_hidden()


def test_no_word_of_a_label_breaks_on_a_phone(live_server, page: Page):
    page.set_viewport_size(PHONE)
    open_comparison(page, live_server)

    assert page.locator("tr[data-row] > th").evaluate_all(BROKEN_WORDS) == []


def test_a_removed_column_leads_to_its_neighbor(live_server, page: Page):
    page.set_viewport_size(PHONE)
    open_comparison(page, live_server, 3)

    page.get_by_role("link", name="Remove Health Informatics 3").click()

    expect(page.locator(".compare-heads th[id]")).to_have_count(2)
    expect(page.locator("#column-2")).to_be_in_viewport()
