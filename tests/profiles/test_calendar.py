from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from icalendar import Calendar

from profiles.models import CalendarFeed
from tests.factories import (
    make_deadline,
    make_program,
    make_saved_program,
    make_shortlist,
    make_user,
)
from tests.pages import text_of

pytestmark = pytest.mark.django_db
CALENDAR_URL = "/shortlist/calendar/"
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture
def reader(client):
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def feed(reader):
    return CalendarFeed.objects.create(user=reader)


def read(feed):
    """Fetch the feed as a calendar program does: without a session."""
    return Client().get(feed.get_absolute_url())


def events_of(feed):
    return Calendar.from_ical(read(feed).content).walk("VEVENT")


def save_with_deadline(user, saved=None, **about):
    program = make_program(**about.pop("program", {}))
    row = make_deadline(program=program, **about)
    make_saved_program(user=user, program=program, **(saved or {}))
    return row


def test_page_offers_an_address_and_says_what_it_discloses(client, reader):
    text = text_of(client.get(CALENDAR_URL))

    assert "Make a calendar address" in text
    assert "Whoever knows the address can read it" in text
    assert "every year, without the year" in text
    assert ".ics" not in text


def test_reader_makes_an_address_that_nobody_can_guess(client, reader):
    client.post(CALENDAR_URL, {"act": "make"})

    feed = reader.calendar_feed
    assert len(feed.token) == 22
    text = text_of(client.get(CALENDAR_URL))
    assert f'value="http://testserver{feed.get_absolute_url()}"' in text
    assert read(feed).status_code == 200


def test_new_address_ends_the_one_before(client, reader, feed):
    client.post(CALENDAR_URL, {"act": "make"})

    assert read(feed).status_code == 404
    assert read(CalendarFeed.objects.get()).status_code == 200


def test_revoked_address_shows_nothing(client, reader, feed):
    response = client.post(CALENDAR_URL, {"act": "revoke"}, follow=True)

    assert "The address is revoked" in text_of(response)
    assert read(feed).status_code == 404


def test_unknown_act_changes_nothing(client, reader, feed):
    response = client.post(CALENDAR_URL, {"act": "burn"})

    assert response.status_code == 200
    assert read(feed).status_code == 200


def test_reader_revokes_her_own_address_only(client, reader):
    other = make_user(email="other@example.org")
    theirs = CalendarFeed.objects.create(user=other)

    client.post(CALENDAR_URL, {"act": "revoke"})

    assert theirs.get_absolute_url() not in client.get(CALENDAR_URL).text
    assert read(theirs).status_code == 200


def test_page_is_for_readers_who_have_signed_in(client):
    response = client.get(CALENDAR_URL)

    assert response.headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("token", ["a", "a" * 22, "a" * 500, "%00"])
def test_wrong_token_is_not_found(client, feed, token):
    assert client.get(f"/shortlist/calendar/{token}.ics").status_code == 404


def test_feed_of_a_closed_account_is_not_found(reader, feed):
    reader.is_active = False
    reader.save()

    assert read(feed).status_code == 404


def test_feed_is_stored_and_indexed_by_nobody_and_sets_no_cookie(feed):
    response = read(feed)

    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert not response.cookies


@time_machine.travel(NOW, tick=False)
def test_dated_deadline_is_an_all_day_event_with_its_source(reader, feed):
    row = save_with_deadline(
        reader,
        kind="priority",
        note="By mail; late ones, if any, later",
        program={"slug": "ms-ai"},
    )

    (event,) = events_of(feed)

    assert event.start == date(2027, 1, 15)
    assert event.end == date(2027, 1, 16)
    assert str(event["summary"]) == (
        "Apply by today (priority): MS Health Informatics, Example College"
    )
    assert str(event["description"]).splitlines() == [
        "For the start in fall.",
        "By mail; late ones, if any, later",
        "Source: https://college.example/ms",
        "Checked on Nov 22, 2026.",
    ]
    assert event["url"] == "http://testserver/programs/example-college/ms-ai/"
    assert event["uid"] == f"deadline-{row.pk}@testserver"


def test_what_is_not_recorded_is_said(reader, feed):
    save_with_deadline(reader, term="", source=None, checked_on=None)

    (event,) = events_of(feed)

    assert str(event["description"]).splitlines() == [
        "Start not stated.",
        "Source not recorded.",
        "Day of check not recorded.",
    ]


@time_machine.travel(NOW, tick=False)
def test_event_keeps_its_name_when_its_date_moves(reader, feed):
    row = save_with_deadline(reader)
    before = events_of(feed)[0]["uid"]
    row.day = 20
    row.save()

    (event,) = events_of(feed)

    assert event["uid"] == before
    assert event.start == date(2027, 1, 20)


def test_lines_are_folded_and_escaped_as_calendars_ask(reader, feed):
    name = "Imaging, Genomics; and\\or Words " + "that go on " * 12
    save_with_deadline(reader, program={"name": name})

    body = read(feed).content

    assert body.replace(b"\r\n", b"").count(b"\n") == 0
    assert max(map(len, body.split(b"\r\n"))) <= 75
    (event,) = events_of(feed)
    assert name.strip() in str(event["summary"])


def test_feed_leaves_out_what_has_no_date_or_is_not_kept(reader, feed):
    save_with_deadline(reader, year=None)
    save_with_deadline(reader, program={"workflow_state": "withdrawn"})
    save_with_deadline(reader, saved={"removed_at": datetime.now(UTC)})
    save_with_deadline(make_user(email="other@example.org"))
    make_saved_program(user=reader, program=make_program())

    assert events_of(feed) == []


def test_feed_holds_nothing_that_the_reader_wrote(reader, feed):
    named = make_shortlist(user=reader, name="Qz-list")
    save_with_deadline(
        reader, saved={"note": "Qz-note", "status": "admitted", "shortlists": [named]}
    )

    body = read(feed).content.decode()

    assert "BEGIN:VEVENT" in body
    for words in ("Qz-", "dmitted", "reader@example.org"):
        assert words not in body


def test_feed_is_closed_for_a_while_after_too_many_calls(feed):
    with time_machine.travel(NOW, tick=False) as clock:
        allowed = [read(feed).status_code for _ in range(60)]
        refused = read(feed)
        clock.shift(timedelta(seconds=61))
        again = read(feed)

    assert set(allowed) == {200}
    assert refused.status_code == 429
    assert "BEGIN:VCALENDAR" not in refused.content.decode()
    assert again.status_code == 200


def test_feed_needs_as_many_queries_for_ten_programs_as_for_one(
    reader, feed, django_assert_num_queries
):
    for _ in range(10):
        save_with_deadline(reader)

    # The feed with its person, the saved programs, their deadlines with sources.
    with django_assert_num_queries(3):
        assert len(events_of(feed)) == 10


def test_feed_is_only_read(feed):
    assert Client().post(feed.get_absolute_url()).status_code == 405
