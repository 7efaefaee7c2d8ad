import pytest
import time_machine
from django.urls import reverse

from profiles.models import SavedProgram
from profiles.wishes import SESSION_KEY
from tests.factories import make_program, make_user
from tests.pages import text_of
from tests.profiles.people import PASSWORD, make_reader
from tests.profiles.signing import EMAIL, LOGIN_URL, try_sign_in

pytestmark = pytest.mark.django_db
PASSKEY_URL = "/accounts/2fa/webauthn/login/"
TEN_O_CLOCK = "2026-11-22 10:00"


def guess(client, address, password):
    fields = {"login": EMAIL, "password": password}
    return client.post(LOGIN_URL, fields, REMOTE_ADDR=address)


def fail_to_sign_in(client, address, times):
    """Guess wrongly from one address; a minute passes before each ten guesses."""
    with time_machine.travel(TEN_O_CLOCK, tick=False) as clock:
        for number in range(times):
            if number % 10 == 0:
                clock.shift(60)
            guess(client, address, "wrong")


def test_sign_in_leads_to_the_shortlist(client):
    make_reader()

    response = try_sign_in(client)

    assert response.headers["Location"] == reverse("profiles:shortlist")


def test_sign_in_takes_the_address_in_any_case(client):
    make_reader()

    response = try_sign_in(client, "Reader@Example.ORG")

    assert response.status_code == 302


def test_sign_in_leads_back_to_the_page_that_was_named(client):
    make_reader()

    response = try_sign_in(client, address=f"{LOGIN_URL}?next=/programs/%3Fq%3Dnursing")

    assert response.headers["Location"] == "/programs/?q=nursing"


@pytest.mark.parametrize("named", ["https://x.example/", "//x.example", "\\\\x.y"])
def test_sign_in_leads_to_no_other_site(client, named):
    make_reader()

    response = client.post(
        LOGIN_URL, {"login": EMAIL, "password": PASSWORD, "next": named}
    )

    assert response.headers["Location"] == reverse("profiles:shortlist")


def test_sign_in_carries_out_what_was_wished(client):
    reader = make_reader()
    program = make_program(slug="ms-ai")
    session = client.session
    session[SESSION_KEY] = {"paths": [program.path], "return_to": "/programs/"}
    session.save()

    response = try_sign_in(client)

    assert SavedProgram.objects.get(user=reader).program == program
    assert SESSION_KEY not in client.session
    assert response.headers["Location"] == "/programs/"


@pytest.mark.parametrize(
    ("asked", "seconds"), [({}, ""), ({"remember": "on"}, 30 * 24 * 60 * 60)]
)
def test_session_ends_with_the_browser_unless_asked_otherwise(client, asked, seconds):
    make_reader()

    response = client.post(LOGIN_URL, {"login": EMAIL, "password": PASSWORD} | asked)

    assert response.cookies["sessionid"]["max-age"] == seconds


def test_wrong_password_is_answered_like_an_unknown_address(client):
    make_reader()

    wrong = try_sign_in(client, password="wrong")  # noqa: S106 - it is
    unknown = try_sign_in(client, "nobody@example.org", "wrong")

    assert wrong.status_code == unknown.status_code == 200
    assert "do not go together" in wrong.text
    same = text_of(unknown).replace("nobody@example.org", EMAIL)
    assert without_tokens(text_of(wrong)) == without_tokens(same)


def without_tokens(text):
    """Leave out the tokens against forgery, which differ on every page."""
    return [word for word in text.split() if not word.startswith('value="')]


def test_failed_sign_in_keeps_the_address_but_not_the_password(client):
    response = try_sign_in(client, "nobody@example.org", "Some-secret-words")

    assert 'value="nobody@example.org"' in response.text
    assert "Some-secret-words" not in response.text


def test_closed_account_cannot_sign_in(client):
    make_reader(is_active=False)

    response = client.post(
        LOGIN_URL, {"login": EMAIL, "password": PASSWORD}, follow=True
    )

    assert "<h1>This account is closed</h1>" in response.text


def test_sign_out_is_asked_for_and_done_by_a_form(client):
    client.force_login(make_user())
    assert "<h1>Sign out</h1>" in client.get("/accounts/logout/").text

    response = client.post("/accounts/logout/")

    assert response.headers["Location"] == "/"
    assert "_auth_user_id" not in client.session


def test_sign_in_is_limited_after_failures(client):
    make_user()
    for _ in range(10):
        assert guess(client, "192.0.2.1", "wrong").status_code == 200

    response = guess(client, "192.0.2.1", PASSWORD)

    assert response.status_code == 429
    assert "Too many attempts" in response.text


@time_machine.travel("2026-11-22 10:10", tick=False)
def test_a_stranger_does_not_lock_a_person_out(client):
    make_user()
    fail_to_sign_in(client, "192.0.2.1", 60)

    assert guess(client, "192.0.2.1", "wrong").status_code == 429
    response = guess(client, "192.0.2.2", PASSWORD)

    assert response.status_code == 302


@time_machine.travel("2026-11-22 10:10", tick=False)
def test_many_strangers_may_not_guess_without_end(client):
    make_user()
    for number in range(1, 5):
        fail_to_sign_in(client, f"192.0.2.{number}", 30)

    assert guess(client, "192.0.2.9", "wrong").status_code == 429


@pytest.mark.parametrize("page", ["/", "/programs/", "/data/", "/compare/"])
def test_public_page_sets_no_cookie_and_offers_sign_in(client, page):
    response = client.get(page)

    assert "Set-Cookie" not in response.headers
    assert not response.cookies
    assert ">Sign in</a>" in response.text


def test_header_leads_who_is_signed_in_to_her_own_pages(client):
    client.force_login(make_user())

    text = text_of(client.get("/accounts/"))

    assert ">Sign in</a>" not in text
    for words in ["Shortlist", "Profile"]:
        assert f">{words}</a>" in text
    assert '<a href="/accounts/" aria-current="page">Account</a>' in text


def test_sign_in_from_the_list_leads_back_to_its_filters(client):
    response = client.get("/programs/", {"delivery": "online"})

    assert (
        'href="/accounts/login/?next=%2Fprograms%2F%3Fdelivery%3Donline"'
        in response.text
    )


def test_sign_in_offers_a_passkey_and_says_what_it_needs(client):
    text = text_of(client.get(LOGIN_URL))

    assert "Use a passkey</button>" in text
    assert "<noscript> <p>Passkeys need JavaScript" in text


def test_asking_for_a_passkey_is_answered_without_naming_anyone(client):
    make_reader()

    response = client.get(
        "/accounts/2fa/webauthn/login/", headers={"accept": "application/json"}
    )

    asked = response.json()["request_options"]["publicKey"]
    assert asked["allowCredentials"] == []
    assert asked["userVerification"] == "required"


@pytest.mark.parametrize(
    "credential", ["", "no JSON", "[]", '"words"', '{"id": "unknown"}', '{"rawId": 1}']
)
def test_answer_of_no_passkey_is_refused(client, credential):
    response = client.post(PASSKEY_URL, {"credential": credential}, follow=True)

    assert response.redirect_chain == [(LOGIN_URL, 302)]
    assert '<p class="note note-error">' in text_of(response)
