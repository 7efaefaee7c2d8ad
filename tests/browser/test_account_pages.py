"""Every page of signing up, signing in and the account, in a real browser."""

from typing import Literal

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from profiles.models import User
from tests.browser.axe import run_axe
from tests.profiles.people import PASSWORD, make_reader
from tests.profiles.signing import (
    EMAIL,
    RESET_URL,
    confirmation_link,
    last_mail,
    link_in,
    make_second_factor,
    reauthenticate,
    sign_up,
    try_sign_in,
)

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = [390, 1280]
SCHEMES: list[Literal["light", "dark"]] = ["light", "dark"]
WIDEST = "document.documentElement.scrollWidth"
ENTRANCE = [
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/forged/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-forged/",
    "/accounts/password/reset/key/done/",
    "/accounts/inactive/",
]
ACCOUNT = [
    "/accounts/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/logout/",
    "/accounts/reauthenticate/",
    "/accounts/sessions/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
]
SECOND_FACTOR = [
    "/accounts/",
    "/accounts/email/",
    "/accounts/2fa/",
    "/accounts/2fa/reauthenticate/",
    "/accounts/2fa/totp/deactivate/",
    "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/recovery-codes/generate/",
]


def expect_accessible(page: Page) -> None:
    """Run axe in every width and color scheme, and see that the page fits 320 px."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            run_axe(page)
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate(WIDEST) == 320
    expect(page.locator("h1")).to_have_count(1)


def enter(context: BrowserContext, client: Client, url: str) -> None:
    """Give the browser the session of a test client."""
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": url}])


@pytest.fixture
def reader(live_server, context):
    """Sign a reader in, in the browser, who has shown that it is her."""
    user = make_reader()
    client = Client()
    try_sign_in(client)
    reauthenticate(client)
    enter(context, client, live_server.url)
    return user


@pytest.mark.parametrize("path", ENTRANCE)
def test_entrance_is_accessible(live_server, page: Page, path):
    page.goto(f"{live_server.url}{path}")

    expect_accessible(page)


@pytest.mark.parametrize("path", ACCOUNT)
def test_page_of_the_account_is_accessible(live_server, page: Page, reader, path):
    page.goto(f"{live_server.url}{path}")

    assert page.url.endswith(path)
    expect_accessible(page)


@pytest.mark.parametrize("path", SECOND_FACTOR)
def test_page_of_the_second_factor_is_accessible(live_server, page: Page, reader, path):
    make_second_factor(reader)
    reader.emailaddress_set.create(email="a.rather.long.address@hospital.example.org")

    page.goto(f"{live_server.url}{path}")

    assert page.url.endswith(path)
    expect_accessible(page)


def test_second_step_is_accessible(live_server, page: Page, context):
    make_second_factor(make_reader())
    client = Client()
    try_sign_in(client)
    enter(context, client, live_server.url)

    page.goto(f"{live_server.url}/accounts/2fa/authenticate/")

    expect(page.get_by_label("Code")).to_be_visible()
    expect_accessible(page)


def test_first_password_is_chosen_on_an_accessible_page(
    live_server, page: Page, context
):
    client = Client()
    client.force_login(User.objects.create_user(EMAIL))
    enter(context, client, live_server.url)

    page.goto(f"{live_server.url}/accounts/password/set/")

    expect_accessible(page)


def test_links_in_mails_lead_to_accessible_pages(live_server, page: Page):
    client = Client()
    sign_up(client)
    page.goto(f"{live_server.url}{confirmation_link()}")
    expect(page.get_by_role("button", name="Confirm")).to_be_visible()
    expect_accessible(page)
    client.post(RESET_URL, {"email": EMAIL})

    page.goto(f"{live_server.url}{link_in(last_mail().body, '/key/')}")

    expect(page.get_by_role("textbox", name="New password", exact=True)).to_be_visible()
    expect_accessible(page)


def test_mistakes_are_named_on_an_accessible_page(live_server, page: Page):
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("E-mail address").fill("nobody@example.org")
    page.get_by_label("Password").fill("wrong")

    page.get_by_role("button", name="Sign in", exact=True).click()

    expect(page.get_by_role("alert")).to_be_focused()
    expect_accessible(page)


def test_too_many_attempts_are_answered_by_an_accessible_page(
    live_server, page: Page, context, console_errors
):
    page.goto(f"{live_server.url}/accounts/password/reset/")
    for _ in range(6):
        page.goto(f"{live_server.url}/accounts/password/reset/")
        page.get_by_label("E-mail address").fill(EMAIL)
        page.get_by_role("button", name="Send the link").click()

    expect(page.get_by_role("heading", name="Too many attempts")).to_be_visible()
    expect_accessible(page)
    console_errors.clear()


def test_reader_signs_up_by_keyboard(live_server, page: Page):
    page.goto(f"{live_server.url}/accounts/signup/")
    page.get_by_label("E-mail address").focus()
    page.keyboard.type(EMAIL)
    for words in [PASSWORD, PASSWORD]:
        page.keyboard.press("Tab")
        page.keyboard.type(words)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()

    page.goto(f"{live_server.url}{confirmation_link()}")
    page.get_by_role("button", name="Confirm").press("Enter")

    expect(page.get_by_text(f"You are signed in as {EMAIL}")).to_be_visible()


def test_reader_signs_up_without_javascript(live_server, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/accounts/signup/")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_role("textbox", name="Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()
    page.goto(f"{live_server.url}{confirmation_link()}")

    page.get_by_role("button", name="Confirm").click()

    expect(page.get_by_text(f"You are signed in as {EMAIL}")).to_be_visible()
    page.goto(f"{live_server.url}/accounts/2fa/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Add a passkey")).to_be_visible()
    assert "<p>Passkeys need JavaScript" in page.content()
    page.context.close()


@pytest.fixture
def passkey(page: Page):
    """Put a device that makes passkeys into the browser."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    added = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return devtools, added["authenticatorId"]


def add_passkey(page: Page, url: str) -> None:
    page.goto(f"{url}/accounts/2fa/webauthn/add/")
    page.get_by_label("Name").fill("My phone")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()


def test_passkey_is_added_and_signs_in_alone(live_server, page: Page, reader, passkey):
    add_passkey(page, live_server.url)
    page.goto(f"{live_server.url}/accounts/")
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{live_server.url}/accounts/login/?next=/data/")

    page.get_by_role("button", name="Use a passkey").click()

    expect(page.get_by_text(f"You are signed in as {EMAIL}")).to_be_visible()
    assert page.url == f"{live_server.url}/data/"


def test_passkey_is_the_second_step_after_the_password(
    live_server, page: Page, reader, passkey
):
    add_passkey(page, live_server.url)
    page.goto(f"{live_server.url}/accounts/")
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()

    page.get_by_role("button", name="Use a passkey").click()

    expect(page.get_by_text(f"You are signed in as {EMAIL}")).to_be_visible()


def test_pages_of_a_passkey_are_accessible(live_server, page: Page, reader, passkey):
    add_passkey(page, live_server.url)
    key = Authenticator.objects.get(type="webauthn")
    assert key.wrap().is_passwordless

    for path in [
        "/accounts/2fa/webauthn/",
        f"/accounts/2fa/webauthn/keys/{key.pk}/edit/",
        f"/accounts/2fa/webauthn/keys/{key.pk}/remove/",
        "/accounts/2fa/webauthn/reauthenticate/",
    ]:
        page.goto(f"{live_server.url}{path}")
        assert page.url.endswith(path)
        expect_accessible(page)


def test_passkey_that_the_browser_has_not_is_told_on_the_page(
    live_server, page: Page, passkey
):
    devtools, device = passkey
    devtools.send(
        "WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False}
    )
    page.goto(f"{live_server.url}/accounts/login/")

    page.get_by_role("button", name="Use a passkey").click()

    expect(page.get_by_text("The passkey was not used")).to_be_visible()
    run_axe(page)
