import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from profiles.adapters import SecondFactorAdapter
from tests.pages import text_of
from tests.profiles.people import PASSWORD, make_reader
from tests.profiles.signing import (
    app_code,
    is_signed_in,
    last_mail,
    make_second_factor,
    reauthenticate,
    try_sign_in,
)

pytestmark = pytest.mark.django_db
INDEX_URL = "/accounts/2fa/"
ACTIVATE_URL = "/accounts/2fa/totp/activate/"
CODE_URL = "/accounts/2fa/authenticate/"
CODES_URL = "/accounts/2fa/recovery-codes/"


@pytest.fixture
def reader(client):
    """Sign a reader in who has shown a moment ago that it is her."""
    user = make_reader()
    try_sign_in(client)
    reauthenticate(client)
    return user


@pytest.mark.django_db(transaction=True)
def test_app_is_set_up_with_a_key_and_a_first_code(client, reader):
    page = client.get(ACTIVATE_URL)
    secret = page.context["form"].secret
    assert f"<code>{secret}</code>" in page.text

    response = client.post(ACTIVATE_URL, {"code": app_code(secret)})

    assert response.headers["Location"] == CODES_URL
    assert last_mail().subject == "An authenticator app was set up at Preceptor"


def test_app_is_not_set_up_with_a_wrong_code(client, reader):
    client.get(ACTIVATE_URL)

    response = client.post(ACTIVATE_URL, {"code": "no"})

    assert "This did not fit" in response.text
    assert 'aria-describedby="id_code_helptext id_code_error"' in response.text
    assert not Authenticator.objects.exists()


def test_qr_code_names_the_site_and_is_part_of_the_page(client, reader):
    page = client.get(ACTIVATE_URL)

    assert "issuer=Preceptor" in page.context["totp_url"]
    assert 'src="data:image/svg+xml;base64,' in page.text


def test_sign_in_asks_for_a_code_and_takes_that_of_the_app(client):
    make_second_factor(make_reader())
    response = try_sign_in(client, address="/accounts/login/?next=/programs/")
    assert response.headers["Location"] == CODE_URL
    assert not is_signed_in(client)

    response = client.post(CODE_URL, {"code": app_code()})

    assert response.headers["Location"] == "/programs/"
    assert is_signed_in(client)


def test_second_step_offers_no_passkey_to_who_has_none(client):
    make_second_factor(make_reader())
    try_sign_in(client)

    assert "Use a passkey" not in client.get(CODE_URL).text


def test_recovery_code_signs_in_once():
    code, *_ = make_second_factor(make_reader())
    browsers = [Client(), Client()]
    for browser in browsers:
        try_sign_in(browser)

    answers = [browser.post(CODE_URL, {"code": code}) for browser in browsers]

    assert [answer.status_code for answer in answers] == [302, 200]
    assert "This did not fit" in answers[1].text


def test_code_of_the_app_is_not_taken_twice():
    make_second_factor(make_reader())
    browsers = [Client(), Client()]
    for browser in browsers:
        try_sign_in(browser)
    code = app_code()

    answers = [browser.post(CODE_URL, {"code": code}) for browser in browsers]

    assert [answer.status_code for answer in answers] == [302, 200]


def test_guessing_codes_is_limited(client):
    make_second_factor(make_reader())
    try_sign_in(client)
    for _ in range(10):
        client.post(CODE_URL, {"code": "no"})

    response = client.post(CODE_URL, {"code": app_code()})

    assert "This was tried too often" in response.text
    assert not is_signed_in(client)


def test_second_step_can_be_left(client):
    make_second_factor(make_reader())
    try_sign_in(client)

    client.post("/accounts/logout/", {"next": "/accounts/login/"})

    assert client.get(CODE_URL).headers["Location"] == "/accounts/login/"


@pytest.mark.parametrize(
    "page",
    [
        ACTIVATE_URL,
        CODES_URL,
        f"{CODES_URL}generate/",
        f"{CODES_URL}download/",
        "/accounts/2fa/totp/deactivate/",
        "/accounts/2fa/webauthn/add/",
    ],
)
def test_what_matters_asks_first_whether_it_is_still_her(client, page):
    make_second_factor(make_reader())
    client.force_login(Authenticator.objects.first().user)
    Authenticator.objects.filter(
        type="totp" if page == ACTIVATE_URL else "none"
    ).delete()

    response = client.get(page)

    address, _, query = response.headers["Location"].partition("?")
    assert address == "/accounts/reauthenticate/"
    assert query.startswith("next=")
    assert "<h1>Is it still you?</h1>" in client.get(response.headers["Location"]).text


def test_wrong_password_does_not_reauthenticate(client):
    client.force_login(make_reader())

    response = reauthenticate(client, "wrong", ACTIVATE_URL)

    assert "This is not your password" in response.text
    assert client.get(ACTIVATE_URL).status_code == 302


def test_code_reauthenticates_too(client):
    user = make_reader()
    make_second_factor(user)
    client.force_login(user)

    response = client.post(
        "/accounts/2fa/reauthenticate/", {"code": app_code(), "next": CODES_URL}
    )

    assert response.headers["Location"] == CODES_URL
    assert client.get(CODES_URL).status_code == 200


def test_reauthenticating_is_limited(client):
    client.force_login(make_reader())
    for _ in range(10):
        reauthenticate(client, "wrong")

    response = reauthenticate(client, PASSWORD)

    assert response.status_code == 429


def test_turning_the_app_off_ends_its_recovery_codes(client, reader):
    make_second_factor(reader)

    response = client.post("/accounts/2fa/totp/deactivate/")

    assert response.headers["Location"] == INDEX_URL
    assert not Authenticator.objects.exists()
    assert "Off." in client.get(INDEX_URL).text
    assert last_mail().subject == "The authenticator app was turned off at Preceptor"


def test_recovery_codes_are_shown_and_downloaded(client, reader):
    codes = make_second_factor(reader)

    page = text_of(client.get(CODES_URL))
    download = client.get(f"{CODES_URL}download/")

    assert "10 of 10 codes are left" in page
    assert re.findall(r"<code>(\d+)</code>", page) == codes
    assert download.text.split()[-10:] == codes
    assert download.headers["Content-Type"].startswith("text/plain")
    assert "no-store" in download.headers["Cache-Control"]


@pytest.mark.django_db(transaction=True)
def test_new_recovery_codes_end_the_ones_before(client, reader):
    before = make_second_factor(reader)
    page = client.get(f"{CODES_URL}generate/")
    assert "You have 10 codes left" in text_of(page)

    client.post(f"{CODES_URL}generate/")

    after = re.findall(r"<code>(\d+)</code>", client.get(CODES_URL).text)
    assert len(after) == 10
    assert not set(before) & set(after)
    assert last_mail().subject == "New recovery codes were made at Preceptor"


def test_recovery_codes_need_a_second_factor(client, reader):
    response = client.post(f"{CODES_URL}generate/")

    assert response.status_code == 200
    assert "Set up an app or add a passkey first" in response.text


def test_recovery_codes_of_nobody_are_not_found(client, reader):
    assert client.get(CODES_URL).status_code == 404


def test_no_second_factor_with_an_address_that_is_not_confirmed(client, reader):
    client.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})

    response = client.get(ACTIVATE_URL, follow=True)

    assert response.redirect_chain[-1][0] == INDEX_URL
    assert "Confirm or remove your new e-mail address first" in response.text


def make_passkey(user, name="My phone"):
    return Authenticator.objects.create(
        user=user, type="webauthn", data={"name": name, "credential": {}}
    )


def test_passkeys_are_listed_renamed_and_removed(client, reader):
    key = make_passkey(reader)
    address = f"/accounts/2fa/webauthn/keys/{key.pk}"
    assert 'aria-label="Rename My phone"' in client.get("/accounts/2fa/webauthn/").text

    client.post(f"{address}/edit/", {"name": "Old phone"})

    page = text_of(client.get("/accounts/2fa/webauthn/"))
    assert 'aria-label="Remove Old phone"' in page
    assert "does not say whether it signs in alone" in page
    client.post(f"{address}/remove/")
    assert not Authenticator.objects.exists()
    assert last_mail().subject == "A passkey was removed at Preceptor"


@pytest.mark.parametrize(
    "credential", ["", "no JSON", "[]", '{"id": "unknown"}', '{"rawId": 1}']
)
def test_what_no_passkey_answers_is_refused(client, reader, credential):
    fields = {"name": "New", "credential": credential}

    added = client.post("/accounts/2fa/webauthn/add/", fields)
    make_passkey(reader)
    shown = client.post("/accounts/2fa/webauthn/reauthenticate/", fields)

    assert added.status_code == 200
    assert "error-summary" in added.text
    assert shown.headers["Location"] == "/accounts/login/"


@pytest.mark.parametrize("act", ["edit", "remove"])
def test_passkey_of_somebody_else_is_not_found(client, reader, act):
    other = make_reader(email="other@example.org")
    key = make_passkey(other)

    response = client.post(
        f"/accounts/2fa/webauthn/keys/{key.pk}/{act}/", {"name": "Mine"}
    )

    assert response.status_code == 404
    assert Authenticator.objects.get().data["name"] == "My phone"


def test_passkeys_without_a_name_are_numbered():
    user = make_reader()
    make_passkey(user)

    name = SecondFactorAdapter().generate_authenticator_name(
        user, Authenticator.Type.WEBAUTHN
    )

    assert name == "Passkey 2"


def test_account_page_tells_that_the_second_step_is_on(client, reader):
    assert "Off: the password alone signs in" in client.get("/accounts/").text
    make_passkey(reader)

    text = text_of(client.get("/accounts/"))

    assert "asks for a passkey or a recovery code" in text
    assert "1. <a" in text


def test_account_page_tells_of_the_app(client, reader):
    make_second_factor(reader)

    text = text_of(client.get("/accounts/"))

    assert "asks for a code from your app" in text
    assert "None. <a" in text


def test_account_page_needs_sign_in(client):
    response = client.get(reverse("profiles:account"))

    assert response.headers["Location"] == "/accounts/login/?next=/accounts/"


def test_account_page_asks_few_queries(client, reader, django_assert_num_queries):
    for number in range(3):
        make_passkey(reader, f"Key {number}")

    # Session, person, kinds of second factor, addresses.
    with django_assert_num_queries(4):
        client.get("/accounts/")
