from unittest import mock

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from profiles.models import SavedProgram, User
from profiles.wishes import SESSION_KEY
from tests.factories import make_program, make_user
from tests.pages import text_of
from tests.profiles.people import PASSWORD, make_reader
from tests.profiles.signing import (
    EMAIL,
    SIGN_UP_URL,
    confirmation_link,
    is_signed_in,
    last_mail,
    link_in,
    sign_up,
    try_sign_in,
)

pytestmark = pytest.mark.django_db
SENT_URL = "/accounts/confirm-email/"
PROGRAM_URL = "/programs/example-college/ms-ai/"


@pytest.fixture
def wish(client):
    """Let the reader wish for a program before she has an account."""
    program = make_program(slug="ms-ai")
    session = client.session
    session[SESSION_KEY] = {"paths": [program.path], "return_to": PROGRAM_URL}
    session.save()
    return program


def saved_by(email=EMAIL):
    saved = SavedProgram.objects.filter(user__email=email)
    return [each.program for each in saved]


def test_sign_up_ends_with_a_mail_and_without_signing_in(client):
    response = sign_up(client, "Reader@Example.org")

    assert response.headers["Location"] == SENT_URL
    assert last_mail().to == [EMAIL]
    assert not EmailAddress.objects.get(email=EMAIL).verified
    assert not is_signed_in(client)


def test_link_in_the_mail_asks_before_it_confirms(client):
    sign_up(client)

    response = client.get(confirmation_link())

    assert EMAIL in response.text
    assert not EmailAddress.objects.get(email=EMAIL).verified


def test_confirming_signs_in_and_leads_to_the_shortlist(client):
    sign_up(client)

    response = client.post(confirmation_link())

    assert response.headers["Location"] == reverse("profiles:shortlist")
    assert EmailAddress.objects.get(email=EMAIL).verified
    assert is_signed_in(client)


def test_confirming_in_another_browser_leads_to_sign_in(client):
    sign_up(client)
    other = Client()

    response = other.post(confirmation_link())

    assert response.headers["Location"] == "/accounts/login/"
    assert not is_signed_in(other)
    assert try_sign_in(other).headers["Location"] == reverse("profiles:shortlist")


def test_nobody_signs_in_before_confirming(client):
    sign_up(client)

    response = try_sign_in(client)

    assert response.headers["Location"] == SENT_URL
    assert not is_signed_in(client)


@pytest.mark.parametrize("key", ["no-such-key", "MQ:1abcde:forged"])
def test_link_that_is_used_or_forged_says_so(client, key):
    response = client.get(f"/accounts/confirm-email/{key}/")

    assert "has been used, or it is older than three days" in response.text


def test_link_confirms_only_once(client):
    sign_up(client)
    link = confirmation_link()
    client.post(link)

    response = client.get(link)

    assert "has been used" in response.text


def test_wish_is_carried_out_by_signing_up(client, wish):
    sign_up(client)

    response = client.post(confirmation_link())

    assert saved_by() == [wish]
    assert SESSION_KEY not in client.session
    assert response.headers["Location"] == PROGRAM_URL


def test_wish_survives_a_link_opened_in_another_browser(client, wish):
    sign_up(client)
    other = Client()
    other.post(confirmation_link())

    response = try_sign_in(other)

    assert saved_by() == [wish]
    assert response.headers["Location"] == PROGRAM_URL


def test_page_to_return_to_is_used_once(client, wish):
    sign_up(client)
    client.post(confirmation_link())
    client.post("/accounts/logout/")

    response = try_sign_in(client)

    assert User.objects.get(email=EMAIL).return_to == ""
    assert response.headers["Location"] == reverse("profiles:shortlist")


def test_page_that_was_named_comes_before_that_of_the_wish(client, wish):
    named = "/compare/?program=example-college/ms-ai"
    sign_up(client, address=f"{SIGN_UP_URL}?{urlencode({'next': named})}")
    other = Client()
    other.post(confirmation_link())

    response = try_sign_in(other)

    assert response.headers["Location"] == named


@pytest.mark.parametrize(
    "named", ["https://x.example/", "//x.example/", "/" + "x" * 2000]
)
def test_sign_up_leads_to_no_other_site(client, named):
    client.post(
        SIGN_UP_URL,
        {"email": EMAIL, "password1": PASSWORD, "password2": PASSWORD, "next": named},
    )
    other = Client()
    other.post(confirmation_link())

    response = try_sign_in(other)

    assert response.headers["Location"] == reverse("profiles:shortlist")


def test_page_to_return_to_is_checked_again_when_used(client):
    make_reader(return_to="https://evil.example/")

    response = try_sign_in(client)

    assert response.headers["Location"] == reverse("profiles:shortlist")


def test_address_with_an_account_is_answered_like_a_new_one(client):
    make_reader()
    new = Client()

    known = sign_up(client)
    unknown = sign_up(new, "new@example.org")

    assert known.status_code == unknown.status_code == 302
    assert known.headers["Location"] == unknown.headers["Location"] == SENT_URL
    known_page = text_of(client.get(SENT_URL)).replace(EMAIL, "new@example.org")
    assert known_page == text_of(new.get(SENT_URL))


def test_wish_waits_on_whether_or_not_the_address_has_an_account(client, wish):
    make_reader()
    new = Client()
    ask = {"program": wish.path, "then": "look-on"}
    new.post("/shortlist/save/", ask)

    sign_up(client)
    sign_up(new, "new@example.org")

    for browser in (client, new):
        page = text_of(browser.get(PROGRAM_URL))
        assert page.count("Waiting for your sign-in") == 1


@pytest.mark.parametrize("address", [EMAIL, "new@example.org"])
def test_sign_up_hashes_once_whether_or_not_there_is_an_account(
    client, monkeypatch, address
):
    make_reader()
    hashed = mock.Mock(wraps=MD5PasswordHasher().encode)
    monkeypatch.setattr(MD5PasswordHasher, "encode", hashed)

    sign_up(client, address)

    assert hashed.call_count == 1


def test_address_with_an_account_gets_a_mail_that_says_so(client):
    make_reader()

    sign_up(client)

    assert last_mail().subject == "You have an account at Preceptor already"
    assert link_in(last_mail().body, "/login/") == "/accounts/login/"
    assert User.objects.count() == 1


def test_wish_waits_for_the_sign_in_of_who_has_an_account(client, wish):
    make_reader()
    sign_up(client)
    assert saved_by() == []

    response = try_sign_in(client)

    assert saved_by() == [wish]
    assert response.headers["Location"] == PROGRAM_URL


def test_sign_up_keeps_the_address_but_no_password_after_a_mistake(client):
    response = client.post(
        SIGN_UP_URL,
        {"email": EMAIL, "password1": PASSWORD, "password2": "Other-Words-9"},
    )

    text = text_of(response)
    assert f'value="{EMAIL}"' in text
    assert PASSWORD not in text
    assert "Other-Words-9" not in text


def test_mistake_is_named_on_top_and_at_its_field(client):
    response = client.post(SIGN_UP_URL, {"email": "anna", "password1": "x"})

    text = text_of(response)
    assert (
        '<a href="#id_email">E-mail address</a>: Enter a valid email address.' in text
    )
    assert 'aria-invalid="true"' in text
    assert 'aria-describedby="id_email_helptext id_email_error"' in text
    assert 'id="id_email_error"' in text
    assert "<title>Error: Sign up" in text


@pytest.mark.parametrize("password", ["short-7", "12345678901", "password123"])
def test_weak_password_is_refused(client, password):
    client.post(
        SIGN_UP_URL, {"email": EMAIL, "password1": password, "password2": password}
    )

    assert not User.objects.exists()


def test_sign_up_is_limited(client):
    for number in range(20):
        sign_up(Client(), f"anna{number}@example.org")

    response = sign_up(client, "one-more@example.org")

    assert response.status_code == 429
    assert "<h1>Too many attempts</h1>" in response.text
    assert not User.objects.filter(email="one-more@example.org").exists()


def test_link_is_not_sent_again_at_once(client):
    sign_up(client)
    try_sign_in(client)

    assert len(mail.outbox) == 1


def test_sign_up_of_who_is_signed_in_leads_on(client):
    client.force_login(make_user())

    response = client.get(SIGN_UP_URL)

    assert response.headers["Location"] == reverse("profiles:shortlist")
