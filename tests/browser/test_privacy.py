"""Downloading and deleting everything, and what a shared computer shows afterwards."""

import zipfile

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from profiles.models import User
from tests.browser.axe import expect_accessible
from tests.factories import make_profile, make_program, make_saved_program
from tests.profiles.people import make_reader, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
WITHOUT_SCRIPTS = pytest.mark.browser_context_args(java_script_enabled=False)
HER_PAGES = ["/shortlist/", "/profile/", "/accounts/", "/programs/"]


@pytest.fixture
def reader(live_server, context):
    """Sign a reader in, in the browser, who gave her password a moment ago."""
    client = Client()
    user = sign_in(client, make_reader())
    session = client.cookies["sessionid"].value
    context.add_cookies(
        [{"name": "sessionid", "value": session, "url": live_server.url}]
    )
    return user


def test_page_on_privacy_is_accessible(live_server, page: Page):
    page.goto(f"{live_server.url}/privacy/")

    expect_accessible(page)


@pytest.mark.parametrize("path", ["/accounts/export/", "/accounts/delete/"])
def test_page_is_accessible(live_server, page: Page, reader, path):
    page.goto(f"{live_server.url}{path}")

    assert page.url.endswith(path)
    expect_accessible(page)


def test_box_that_is_not_ticked_is_named_on_an_accessible_page(
    live_server, page: Page, reader
):
    page.goto(f"{live_server.url}/accounts/delete/")

    page.get_by_role("button", name="Delete my account").click()

    expect(page.get_by_text("Nothing was deleted. Tick the box")).to_be_visible()
    expect(page.get_by_role("checkbox")).to_have_attribute("aria-invalid", "true")
    expect_accessible(page)


@WITHOUT_SCRIPTS
def test_everything_is_downloaded_by_keyboard_without_scripts(
    live_server, page: Page, reader
):
    make_saved_program(user=reader, note="Qz-note")
    page.goto(f"{live_server.url}/accounts/export/")
    page.get_by_role("button", name="Download the ZIP file").focus()

    with page.expect_download() as download:
        page.keyboard.press("Enter")

    with zipfile.ZipFile(download.value.path()) as archive:
        assert b"Qz-note" in archive.read("saved_programs.csv")


@WITHOUT_SCRIPTS
def test_account_is_deleted_by_keyboard_without_scripts(
    live_server, page: Page, reader
):
    page.goto(f"{live_server.url}/accounts/delete/")
    page.get_by_role("checkbox").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")

    page.keyboard.press("Enter")

    expect(page.get_by_text("Your account is deleted")).to_be_visible()
    assert not User.objects.exists()


def test_back_shows_nothing_of_who_has_signed_out(live_server, page: Page, reader):
    program = make_program(backgrounds=["nursing"])
    make_profile(user=reader, goals="Qz-goals", degree_fields=["nursing"])
    make_saved_program(user=reader, program=program, note="Qz-note")
    for path in [*HER_PAGES, program.get_absolute_url()]:
        page.goto(f"{live_server.url}{path}")
    expect(page.get_by_role("link", name="Account")).to_be_visible()
    page.goto(f"{live_server.url}/accounts/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()

    for _ in [*HER_PAGES, program]:
        page.go_back()

        expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
        assert "Qz-" not in page.content()
