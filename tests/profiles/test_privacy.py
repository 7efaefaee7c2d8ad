"""What /privacy/ promises and no other test holds it to."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account import app_settings as account_settings
from allauth.core.internal.ratelimit import parse_rates
from django.contrib.sessions.models import Session

from profiles.deletion import UNCONFIRMED_LASTS
from profiles.models.shortlists import UNDO_LASTS
from tests.factories import make_program
from tests.pages import text_of
from tests.profiles.people import PASSWORD, make_reader

pytestmark = pytest.mark.django_db
URL = "/privacy/"
NOW = "2026-11-26 12:00"


def test_page_opens_for_everybody_without_a_question_to_the_database(
    client, django_assert_num_queries
):
    with django_assert_num_queries(0):
        response = client.get(URL)

    assert response.status_code == 200
    assert 'href="/accounts/export/"' in response.text
    assert 'href="/accounts/delete/"' in response.text


def test_page_names_the_days_that_the_code_keeps_to(client, settings):
    settings.SESSION_COOKIE_AGE = 7 * 24 * 60 * 60
    settings.BACKUP_DAYS = 41
    settings.ACCESS_LOG_DAYS = 3

    text = text_of(client.get(URL))

    assert "or 7 days after your last visit if you ask to stay signed in" in text
    assert "have not come back for 7 days" in text
    assert "Backups are kept for 41 days" in text
    assert "It is kept for 3 days" in text
    assert "can be brought back for 1 day;" in text
    assert "is deleted 30 days after sign-up" in text
    assert (UNDO_LASTS.days, UNCONFIRMED_LASTS.days) == (1, 30)


@pytest.mark.parametrize("address", ["", "help@example.org"])
def test_page_names_whom_to_ask_if_there_is_anybody(client, settings, address):
    settings.CONTACT_EMAIL = address

    response = client.get(URL)

    assert ("Questions:" in response.text) == bool(address)


def test_counters_against_guessing_are_kept_for_an_hour_at_most():
    rates = account_settings.RATE_LIMITS.values()
    lasts = [rate.duration for each in rates for rate in parse_rates(each)]

    assert max(lasts) == 60 * 60


def test_cookies_cannot_be_read_by_scripts_nor_sent_from_elsewhere(settings):
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.CSRF_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
    assert settings.CSRF_COOKIE_SAMESITE == "Lax"


def log_in(client, **about):
    user = make_reader()
    fields = {"login": user.email, "password": PASSWORD, **about}
    return client.post("/accounts/login/?next=/", fields).cookies["sessionid"]


def test_session_ends_with_the_browser(client):
    cookie = log_in(client)

    assert (cookie["max-age"], cookie["expires"], cookie["httponly"]) == ("", "", True)


def is_signed_in(client):
    return client.get("/accounts/").status_code == 200


def test_who_stays_signed_in_stays_so_for_thirty_days_after_the_last_visit(client):
    with time_machine.travel(NOW, tick=False) as clock:
        log_in(client, remember="on")
        visits = []
        for days in (29, 29, 31):
            clock.shift(timedelta(days=days))
            visits.append(is_signed_in(client))

    assert visits == [True, True, False]


def test_signing_out_deletes_session_and_cookie(client):
    log_in(client)

    response = client.post("/accounts/logout/")

    assert response.cookies["sessionid"]["max-age"] == 0
    assert not Session.objects.exists()


def test_links_to_other_sites_do_not_say_where_the_reader_was(client):
    assert client.get(URL).headers["Referrer-Policy"] == "same-origin"


def test_reader_without_a_session_leaves_nothing_in_the_database(client):
    program = make_program()

    for path in ["/", "/programs/?q=health", program.get_absolute_url(), "/compare/"]:
        client.get(path)

    assert not Session.objects.exists()
