"""The way of a spreadsheet from its upload to its drafts, in a real browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from desk.models import Draft
from tests.browser.axe import expect_accessible
from tests.desk.spreadsheets.files import downloaded, written
from tests.factories import make_tuition

PHONE = {"width": 390, "height": 844}
YEARS = [f"20{year}-{year + 1}" for year in range(20, 25)]


@pytest.fixture
def page(client, editor, context, live_server, page: Page, monkeypatch):
    """Give the page of somebody whose uploads are checked two rows a step."""
    monkeypatch.setattr("desk.spreadsheets.checking.STEP", 2)
    session = client.cookies["sessionid"].value
    cookie = {"name": "sessionid", "value": session, "url": live_server.url}
    context.add_cookies([cookie])
    return page


@pytest.fixture
def prices():
    """Make five prices of one program."""
    first = make_tuition(academic_year=YEARS[0])
    for year in YEARS[1:]:
        make_tuition(program=first.program, academic_year=year)
    return first


def upload(page, live_server, rows):
    page.goto(live_server.url + reverse("admin:desk_spreadsheet_add"))
    page.get_by_label("What it holds").select_option("tuition")
    content = {
        "name": "prices.csv",
        "mimeType": "text/csv",
        "buffer": written(rows).encode(),
    }
    page.get_by_label("File", exact=True).set_input_files(content)
    page.get_by_role("button", name="Upload and check").click()


def expect_fits(page):
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"]


def test_upload_is_checked_by_itself_and_made_drafts_of(
    client, page, live_server, prices
):
    page.set_viewport_size(PHONE)
    first, *others = downloaded(client, "tuition")

    upload(page, live_server, [first | {"amount": "21,500.00"}, *others])

    expect(page.get_by_role("status")).to_contain_text("Checked.")
    expect(page.get_by_role("link", name="Changed: 1")).to_be_visible()
    expect(page.get_by_role("row", name="21,500")).to_contain_text("20,000")
    expect_accessible(page)
    expect_fits(page)
    page.get_by_role("button", name="Make drafts of it").click()
    expect(page.get_by_text("Drafts made and in review: 1.")).to_be_visible()
    assert Draft.objects.get().changes.get().after == {"amount": "21500"}


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_upload_is_checked_by_a_button_without_scripts(
    client, page, live_server, prices
):
    first, *others = downloaded(client, "tuition")

    upload(page, live_server, [first | {"amount": "much"}, *others])

    for count in (0, 2, 4):
        expect(page.get_by_text(f"Checked: {count} of 5 rows")).to_be_visible()
        page.get_by_role("button", name="Check the next rows").click()
    expect(page.get_by_role("row", name="This is not a number.")).to_be_visible()
    expect(page.get_by_role("link", name="Download what is wrong")).to_be_visible()
    expect(page.get_by_role("button", name="Make drafts of it")).to_have_count(0)


def test_refused_file_says_why_and_keeps_what_was_chosen(page, live_server, prices):
    upload(page, live_server, [{"name": "a", "price": "1"}])

    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("These columns are not known: name, price.")
    expect(page.get_by_label("What it holds")).to_have_value("tuition")
    expect_accessible(page)
    expect_fits(page)


def test_columns_fit_a_phone(page, live_server):
    page.set_viewport_size(PHONE)

    page.goto(
        live_server.url + reverse("admin:desk_spreadsheet_columns", args=["programs"])
    )

    expect_accessible(page)
    expect_fits(page)
