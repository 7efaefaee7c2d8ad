import pytest
from django.contrib import admin
from django.urls import reverse
from playwright.sync_api import Page, expect

from desk.models import Draft
from tests.browser.axe import run_axe
from tests.desk.addresses import admin_paths
from tests.desk.edited import address
from tests.factories import make_program, make_source, make_tuition

# With the rows that migrations make, which a live server's tests else begin without.
pytestmark = pytest.mark.usefixtures("rows_of_migrations")
OTHERS = "others"
MODELS = [
    f"{model._meta.app_label}_{model._meta.model_name}"
    for model in admin.site._registry
]
WIDEST = "document.documentElement.scrollWidth"
# Links within words may be as high as the words.
SMALL = """
() => [...document.querySelectorAll("a, button, input, select, summary, textarea")]
  .filter((each) => each.checkVisibility())
  .filter((each) => getComputedStyle(each).display !== "inline")
  .filter((each) => {
    const box = each.getBoundingClientRect();
    return box.width > 1 && Math.min(box.width, box.height) < 23.5;
  })
  .map((each) => each.outerHTML)
"""


@pytest.fixture
def editor_page(client, editor, context, live_server, page: Page) -> Page:
    session = client.cookies["sessionid"].value
    cookie = {"name": "sessionid", "value": session, "url": live_server.url}
    context.add_cookies([cookie])
    return page


def model_of(name):
    return next((model for model in MODELS if name.startswith(f"{model}_")), OTHERS)


def pages_of(client, editor, model):
    """Give the paths of a model's pages, or of those that belong to none."""
    for name, path in admin_paths(editor).items():
        if model_of(name) == model:
            response = client.get(path)
            b"".join(response)  # to its end, as a browser reads a download
            is_page = response.headers.get("Content-Type", "").startswith("text/html")
            if is_page and response.status_code == 200:
                yield path


@pytest.mark.parametrize("model", [*MODELS, OTHERS])
def test_every_page_is_accessible_and_fits(
    client, editor, editor_page, live_server, console_errors, model
):
    for path in pages_of(client, editor, model):
        editor_page.set_viewport_size({"width": 1280, "height": 900})
        editor_page.emulate_media(color_scheme="light")
        editor_page.goto(live_server.url + path)
        assert console_errors == [], path
        run_axe(editor_page)

        editor_page.set_viewport_size({"width": 390, "height": 900})
        editor_page.emulate_media(color_scheme="dark")
        run_axe(editor_page)

        assert editor_page.evaluate(WIDEST) == 390, path
        assert editor_page.evaluate(SMALL) == [], path
        console_errors.clear()  # axe itself tries inline styles


@pytest.mark.parametrize("width", [390, 1280])
def test_every_field_of_a_row_can_be_seen(editor_page, live_server, width):
    price = make_tuition()
    editor_page.set_viewport_size({"width": width, "height": 900})
    editor_page.goto(live_server.url + address("program", "change", price.program.pk))

    row = editor_page.locator("#tuitions-0")
    fields = row.locator("input:not([type=hidden]), select:not(.admin-autocomplete)")

    assert fields.count() > 8
    for box in [field.bounding_box() for field in fields.all()]:
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


def test_editor_drafts_a_price_with_its_source(editor_page, live_server):
    make_source(title="Tuition and fees")
    price = make_tuition(amount=20_000)
    editor_page.goto(live_server.url + address("program", "change", price.program.pk))
    row = editor_page.locator("#tuitions-0")
    row.get_by_label("Amount").fill("21500")
    row.get_by_role("combobox", name="Source").press("Enter")
    editor_page.get_by_role("searchbox", name="Search").fill("fees")
    editor_page.get_by_role("option", name="Tuition and fees").click()
    row.get_by_role("link", name="Today").click()

    editor_page.get_by_role("button", name="Save draft", exact=True).first.click()

    expect(editor_page.get_by_role("heading", level=1)).to_contain_text("Draft of")
    change = Draft.objects.get().changes.get()
    assert change.before["amount"] == "20000"
    assert change.after["amount"] == "21500"
    assert change.after.keys() >= {"source_id", "amount"}


def test_slug_is_proposed_from_award_and_name(editor_page, live_server):
    editor_page.goto(live_server.url + address("program", "add"))
    editor_page.get_by_label("Award:", exact=True).fill("MS")
    editor_page.get_by_label("Name:", exact=True).fill("Health Data Science")
    editor_page.keyboard.press("Tab")

    expect(editor_page.get_by_label("Slug:")).to_have_value("ms-health-data-science")


def test_a_list_is_sorted_filtered_and_scrolled_by_keyboard(editor_page, live_server):
    make_program(name="Zeta", award="MS")
    make_program(name="Alpha", award="MPH")
    editor_page.set_viewport_size({"width": 390, "height": 900})
    editor_page.goto(live_server.url + address("program", "changelist"))
    expect(editor_page.locator("#result_list tbody th").first).to_have_text("Alpha")

    editor_page.get_by_role("columnheader", name="Name").get_by_role("link").press(
        "Enter"
    )

    expect(editor_page.locator("#result_list tbody th").first).to_have_text("Zeta")
    expect(editor_page.locator("th[aria-sort=descending]")).to_have_count(1)
    editor_page.get_by_role("link", name="Filters").press("Enter")
    expect(editor_page.locator("#changelist-filter")).to_be_in_viewport()
    table = editor_page.get_by_role("region", name="Programs")
    table.focus()
    editor_page.keyboard.press("ArrowRight")
    results = editor_page.locator(".results")
    expect(results).not_to_have_js_property("scrollLeft", 0)


def test_desk_leads_to_the_public_site_and_signs_out(editor_page, live_server):
    editor_page.goto(live_server.url + reverse("admin:index"))

    editor_page.get_by_role("link", name="Public site").click()

    expect(editor_page).to_have_url(f"{live_server.url}/")
    editor_page.go_back()
    editor_page.get_by_role("button", name="Sign out").click()
    expect(editor_page).to_have_url(f"{live_server.url}/")
    editor_page.goto(live_server.url + reverse("admin:index"))
    expect(editor_page.get_by_role("heading", level=1)).to_have_text("Sign in")
