"""Addresses of the desk that name no row."""

import re

import pytest
from django.contrib import admin
from django.urls import URLResolver

from tests.factories import make_editor, make_user

pytestmark = pytest.mark.django_db

PLACE_FOR_A_KEY = re.compile(r"<(?:int|str|path|slug):\w+>|\(\[\^/\]\+\)")
NO_FAULT = {301, 302, 403, 404}  # Django leads on to an address with a slash


def routes_of(patterns, before="/admin/"):
    for pattern in patterns:
        route = before + re.sub("[$^]$", "", str(pattern.pattern).removeprefix("^"))
        if isinstance(pattern, URLResolver):
            yield from routes_of(pattern.url_patterns, route)
        else:
            yield route


def addresses_with(key):
    """Give every address of the admin that names a row, with this key in it."""
    routes = routes_of(admin.site.get_urls())
    return [
        PLACE_FOR_A_KEY.sub(key, route.replace("<str:model>", "tuition"))
        for route in routes
        if PLACE_FOR_A_KEY.search(route)
    ]


def ask(client, path):
    """Look at an address, or send a form there where there is nothing to look at."""
    answer = client.get(path)
    return client.post(path) if answer.status_code == 405 else answer


@pytest.mark.parametrize("key", ["nonsense", "%00"])
def test_an_address_that_names_no_row_is_no_fault(client, key):
    client.force_login(make_editor())
    addresses = addresses_with(key)

    answers = {path: ask(client, path).status_code for path in addresses}

    assert len(answers) > 100
    assert set(answers.values()) <= NO_FAULT


def test_who_may_do_nothing_learns_no_more_from_nonsense(client):
    client.force_login(make_user(is_staff=True))

    answers = {path: ask(client, path).status_code for path in addresses_with("1.5")}

    assert set(answers.values()) <= NO_FAULT


@pytest.mark.parametrize("key", ["nonsense", "1.5", "99999999"])
@pytest.mark.parametrize("act", ["history/", "history/1/", "history/nonsense/"])
def test_a_history_of_nothing_is_not_found(client, key, act):
    client.force_login(make_editor())
    page = f"/admin/programs/program/{key}/{act}"

    assert client.get(page).status_code == 404
