"""What a person sends twice at the same moment, as with a double click."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from profiles.models import CalendarFeed, Profile, SavedProgram, Shortlist
from tests.factories import make_program, make_user

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 4


def send_at_once(user, address, fields):
    """Send a form from several browsers at the same moment; give the statuses."""
    browsers = [Client(raise_request_exception=False) for _ in range(TIMES)]
    for browser in browsers:
        browser.force_login(user)
    together = Barrier(TIMES)

    def send(browser):
        together.wait()
        try:
            return browser.post(address, fields).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(TIMES) as pool:
        return list(pool.map(send, browsers))


def test_program_saved_twice_at_once_is_saved_once_in_one_new_list():
    user, program = make_user(), make_program()

    statuses = send_at_once(user, "/shortlist/save/", {"program": program.path})

    assert statuses == [302] * TIMES
    assert [each.program for each in SavedProgram.objects.all()] == [program]
    assert Shortlist.objects.count() == 1


def test_list_made_twice_at_once_is_made_once_and_said_to_be_there():
    statuses = send_at_once(make_user(), "/shortlist/new/", {"name": "Online"})

    assert sorted(statuses) == [200] * (TIMES - 1) + [302]
    assert Shortlist.objects.filter(name="Online").count() == 1


def test_first_answer_sent_twice_at_once_is_kept_once():
    statuses = send_at_once(make_user(), "/profile/about/", {"profession": "nurse"})

    assert statuses == [302] * TIMES
    assert Profile.objects.get().profession == "nurse"


def test_calendar_address_made_twice_at_once_is_one():
    statuses = send_at_once(make_user(), "/shortlist/calendar/", {"act": "make"})

    assert statuses == [302] * TIMES
    assert CalendarFeed.objects.count() == 1
