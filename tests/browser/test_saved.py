"""Saved and shared comparisons in every width and color scheme, by key, on paper."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from playwright.sync_api import Page, expect

from comparisons.models import SavedComparison
from profiles.models import User
from programs.models import Program
from tests.browser.axe import run_axe
from tests.browser.paper import SIZES, print_page, text_of
from tests.comparisons.compared import make_compared
from tests.factories import make_program, make_saved_comparison, make_share_link

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = [390, 1280]
WIDEST = "document.documentElement.scrollWidth"
NAME, REMARK = "Marker of my chief", "Marker: ask Ms. Lee about nights."
PAGES = ["", "?as=saved", "edit/", "share/"]
DESKTOP = {"width": 1280, "height": 900}


@pytest.fixture
def reader(client, editor, context, live_server) -> User:
    """Sign a reader in to the browser."""
    session = client.cookies["sessionid"].value
    cookie = {"name": "sessionid", "value": session, "url": live_server.url}
    context.add_cookies([cookie])
    return editor


@pytest.fixture
def saved(reader):
    """Save five programs in March; since then one moved and one was withdrawn."""
    programs = make_compared(5)
    with time_machine.travel(datetime(2026, 3, 3, 12, tzinfo=UTC), tick=False):
        saved = make_saved_comparison(user=reader, programs=programs, name=NAME)
    saved.columns.filter(position__lt=2).update(remark=REMARK)
    for price in programs[0].tuitions.all():
        price.amount += Decimal(50)
        price.checked_on = date(2026, 6, 1)
        price.save()
    Program.objects.filter(pk=programs[0].pk).update(delivery=["online", "hybrid"])
    Program.objects.filter(pk=programs[3].pk).update(
        workflow_state="withdrawn", withdrawn_reason="It closed in 2026."
    )
    return saved


@pytest.fixture
def long_list(reader):
    programs = [*make_compared(5), make_program(), make_program()]
    saved = make_saved_comparison(user=reader, programs=programs)
    saved.columns.filter(position=1).update(remark=REMARK)
    Program.objects.filter(pk=programs[0].pk).update(delivery=["hybrid"])
    return saved


def expect_good(page):
    """Fail when axe finds anything in any width and scheme, or a page is too wide."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            run_axe(page)
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate(WIDEST) == 320


def address(live_server, saved, tail=""):
    return f"{live_server.url}/comparisons/{saved.pk}/{tail}"


@pytest.mark.parametrize("tail", PAGES)
def test_pages_of_a_comparison_are_accessible(live_server, page: Page, saved, tail):
    if tail == "share/":
        make_share_link(comparison=saved, ends_on=date(2999, 1, 1))
        make_share_link(comparison=saved, revoked_at=saved.snapshot_at)
    page.goto(address(live_server, saved, tail))

    expect_good(page)


def test_a_long_list_is_accessible(live_server, page: Page, long_list):
    page.goto(address(live_server, long_list))

    expect_good(page)


def test_the_list_is_accessible(live_server, page: Page, saved):
    gone = make_saved_comparison(user=saved.user, name="Of last year")
    SavedComparison.objects.filter(pk=gone.pk).remove()

    page.goto(f"{live_server.url}/comparisons/")

    expect_good(page)


def test_the_empty_list_is_accessible(live_server, page: Page, reader):
    page.goto(f"{live_server.url}/comparisons/")

    expect_good(page)


def test_the_form_with_mistakes_is_accessible(live_server, page: Page, saved):
    page.goto(address(live_server, saved, "edit/"))
    page.get_by_label("Rows that I choose").check()

    page.get_by_role("button", name="Keep these changes").click()

    expect(page.get_by_role("alert")).to_contain_text("Choose one row at least")
    expect_good(page)


def test_saving_without_an_account_is_accessible(live_server, page: Page):
    programs = make_compared(2)
    page.goto(
        f"{live_server.url}/compare/?program={programs[0].path}"
        f"&program={programs[1].path}"
    )

    page.get_by_role("link", name="Save this comparison").click()

    expect(page.get_by_role("link", name="Create an account")).to_be_visible()
    expect_good(page)


def test_a_comparison_is_saved_by_keyboard(live_server, page: Page, reader):
    programs = make_compared(2)
    page.goto(
        f"{live_server.url}/compare/?program={programs[0].path}"
        f"&program={programs[1].path}"
    )
    page.get_by_label("Save it as").focus()

    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("For both of us")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="For both of us")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Saved")


@pytest.mark.browser_context_args(java_script_enabled=False, viewport=DESKTOP)
def test_all_works_without_javascript(live_server, page: Page, saved):
    page.goto(address(live_server, saved))
    expect(page.get_by_role("heading", name="figures have moved")).to_be_visible()

    page.get_by_role("button", name="Keep as new baseline").click()
    expect(page.get_by_role("heading", name="No figure has moved")).to_be_visible()

    page.get_by_role("link", name="Rename or change").click()
    page.get_by_label("Name", exact=True).fill("Renamed")
    page.get_by_label("Place").nth(2).select_option("1")
    page.get_by_role("button", name="Keep these changes").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Renamed")
    expect(page.locator("#column-1 a")).to_have_text("MS Health Informatics 3")

    page.get_by_role("button", name="Duplicate").click()
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("link", name="Renamed", exact=True)).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Copy of Renamed")


def test_a_private_window_reads_what_is_shared_and_nothing_else(
    live_server, page: Page, saved, browser
):
    page.goto(address(live_server, saved, "share/"))
    page.get_by_role("button", name="Make a link").click()
    shared = page.locator(".share-links a").inner_text()

    private = browser.new_context(reduced_motion="reduce")
    stranger = private.new_page()
    stranger.goto(shared)

    expect(stranger.get_by_role("heading", level=1)).to_have_text("5 programs compared")
    assert "Marker" not in stranger.content()
    assert "Marker" not in stranger.title()
    assert private.cookies() == []
    expect_good(stranger)
    stranger.get_by_role("link", name="Copy into mine").click()
    expect(stranger.get_by_role("link", name="Create an account")).to_be_visible()
    assert "Marker" not in stranger.content()
    expect_good(stranger)

    page.get_by_role("button", name="Revoke").click()
    assert stranger.goto(shared).status == 410
    expect_good(stranger)
    private.close()


def test_a_shared_comparison_is_copied(live_server, page: Page, reader, saved):
    link = make_share_link(comparison=saved)
    page.goto(live_server.url + link.get_absolute_url())

    page.get_by_role("link", name="Copy into mine").click()
    page.get_by_role("button", name="Copy into mine").click()

    expect(page.get_by_role("status")).to_contain_text("Copied.")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("tail", ["", "?as=saved"])
def test_paper_says_what_moved_or_how_old_it_is_and_nothing_private(
    live_server, page: Page, saved, size, tail
):
    page.goto(address(live_server, saved, tail))

    reader = print_page(page, size)

    text = text_of(reader)
    told = "as it stood on March 3, 2026" if tail else "moved since March 3, 2026"
    assert told in text
    assert "School of Last Words 5" in text
    assert "Marker" not in text
