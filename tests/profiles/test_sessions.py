from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.test import Client

from profiles.browsers import name_browser
from profiles.models import User
from tests.pages import text_of
from tests.profiles.people import make_reader
from tests.profiles.signing import try_sign_in

pytestmark = pytest.mark.django_db
SESSIONS_URL = "/accounts/sessions/"
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
PHONE = "Mozilla/5.0 (Android 16; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"


def test_each_browser_is_listed_with_when_it_was_last_seen(client):
    make_reader()
    with time_machine.travel(NOON, tick=False):
        try_sign_in(Client(headers={"user-agent": PHONE}))
    with time_machine.travel(NOON + timedelta(hours=2), tick=False):
        try_sign_in(client)
        text = text_of(client.get(SESSIONS_URL))

    phone, here = text.split('<th scope="row">')[1:]
    assert "Firefox on Android" in phone
    assert phone.count("Nov. 26, 2026, 12:00") == 2
    assert "127.0.0.1" in phone
    assert "this one" in here
    assert "this one" not in phone


def seen_at():
    return UserSession.objects.get().last_seen_at


def test_visit_is_noted_ten_minutes_after_the_last(client):
    make_reader()
    with time_machine.travel(NOON, tick=False) as clock:
        try_sign_in(client)
        clock.shift(10 * 60)
        client.get("/data/")
        assert seen_at() == NOON
        clock.shift(1)
        client.get("/data/")
        assert seen_at() == NOON + timedelta(minutes=10, seconds=1)
        clock.shift(60)
        client.get("/data/")

    assert seen_at() == NOON + timedelta(minutes=10, seconds=1)


def test_visit_asks_no_query_for_who_has_no_cookie(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/robots.txt")


def test_visit_of_a_session_without_a_person_is_not_noted(client):
    session = client.session
    session["wish"] = {}
    session.save()

    client.get("/data/")

    assert not UserSession.objects.exists()


def test_visit_of_who_never_signed_in_is_not_noted(client):
    user = make_reader()
    client.force_login(user)
    User.objects.update(last_login=None)

    client.get("/data/")

    assert not UserSession.objects.exists()


def test_signing_out_everywhere_else_keeps_this_browser(client):
    make_reader()
    elsewhere = Client()
    for browser in (elsewhere, client):
        try_sign_in(browser)
    assert "Sign out everywhere else" in client.get(SESSIONS_URL).text

    response = client.post(SESSIONS_URL, follow=True)

    assert "You are signed out everywhere else." in response.text
    assert "Sign out everywhere else" not in response.text
    assert client.get("/accounts/").status_code == 200
    assert elsewhere.get("/accounts/").status_code == 302


def test_sessions_of_others_are_neither_shown_nor_ended(client):
    make_reader()
    make_reader(email="other@example.org")
    other = Client(headers={"user-agent": PHONE})
    try_sign_in(other, "other@example.org")
    try_sign_in(client)
    assert "Firefox" not in client.get(SESSIONS_URL).text

    client.post(SESSIONS_URL)

    assert other.get("/accounts/").status_code == 200


def test_sessions_need_sign_in(client):
    response = client.get(SESSIONS_URL)

    assert response.headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (PHONE, "Firefox on Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 "
            "(KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1",
            "Safari on iPhone",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, "
            "like Gecko) Chrome/142.0 Safari/537.36 Edg/142.0",
            "Edge on Windows",
        ),
        ("curl/8.1", "an unknown browser on an unknown system"),
        ("", "an unknown browser on an unknown system"),
    ],
)
def test_browser_is_named_by_what_it_says_of_itself(user_agent, name):
    assert name_browser(user_agent) == name
