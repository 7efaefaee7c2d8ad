"""Every address of the account, by every method, for three people.

Her own pages ask an anonymous reader to sign in, those about one row of hers too; to
another person such a row is not there. An address that is new fails these tests until
it is entered in tests/profiles/addresses.py.
"""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.test import Client
from django.urls import reverse

from profiles.access import get_own
from profiles.belongings import rows_of
from profiles.models import Shortlist, User
from tests.factories import make_shortlist
from tests.profiles.addresses import (
    ALL_METHODS,
    OBJECTS,
    OWN,
    PUBLIC,
    READ,
    names_in,
)
from tests.profiles.marked import EMAIL, everything_in, make_marked_user, mark
from tests.profiles.people import make_reader, sign_in

pytestmark = pytest.mark.django_db
OURS = PUBLIC | OWN | OBJECTS
PRIVATE = OWN | OBJECTS
# What the views of allauth need in their addresses.
PARTS = {
    "account_confirm_email": {"key": "made-up"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "made-up"},
}
PASSKEYS = {"mfa_remove_webauthn", "mfa_edit_webauthn"}
# Of allauth's pages, those that a reader who has not signed in may see.
ENTRANCES = {
    "account_confirm_email",
    "account_email_verification_sent",
    "account_inactive",
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_signup",
    "mfa_login_webauthn",
}
THEIRS = sorted(names_in("allauth."))


@pytest.fixture
def owner():
    """Signed in with her password just given, before she has a passkey."""
    client = Client()
    sign_in(client, make_marked_user())
    return client


@pytest.fixture
def marked(owner):
    return mark(User.objects.get(email=EMAIL))


@pytest.fixture
def other():
    client = Client()
    sign_in(client, make_reader(email="other@example.org"))
    return client


def ask(client, method, path, query=None):
    return client.generic(method, path, query_params=query or {})


def answers(client, name, marked):
    """Ask for an address by every method; give the answers."""
    address = OURS[name]
    path, query = address.path(name, marked), address.query(marked)
    # A form of ours names its program in what is sent.
    sent = {"POST": lambda: client.post(path, query)}
    return {
        method: sent[method]() if method in sent else ask(client, method, path, query)
        for method in ALL_METHODS
    }


def statuses(answers):
    return {method: response.status_code for method, response in answers.items()}


def leaks(answers, marked):
    return {
        method: found
        for method, response in answers.items()
        if (found := marked.found_in(everything_in(response)))
    }


def kept(user):
    """Everything in the rows of a person, to see whether anything has changed."""
    return [list(rows.order_by("pk").values()) for rows in rows_of(user)]


def leads_to_sign_in(response):
    return response.status_code == 302 and response.headers["Location"].startswith(
        reverse("account_login")
    )


def test_every_address_of_ours_is_entered():
    assert names_in("profiles.") == set(OURS)


def test_every_public_page_of_the_accounts_is_still_there():
    assert set(THEIRS) >= ENTRANCES | PASSKEYS | PARTS.keys()


@pytest.mark.parametrize("name", OURS)
def test_owner_gets_what_is_hers_and_only_by_right_methods(owner, marked, name):
    got = answers(owner, name, marked)

    assert statuses(got) == dict.fromkeys(ALL_METHODS, 405) | OURS[name].answers


@pytest.mark.parametrize("name", [name for name in OURS if OURS[name].shows])
def test_owner_sees_her_own_words(owner, marked, name):
    response = owner.get(OURS[name].path(name, marked))

    assert OURS[name].shows in response.text


@pytest.mark.parametrize("name", OBJECTS)
def test_row_of_a_person_is_not_there_for_another(marked, other, name):
    before = kept(marked.user)

    got = answers(other, name, marked)

    assert {statuses(got)[method] for method in OBJECTS[name].answers} == {404}
    assert set(statuses(got).values()) <= {404, 405}
    assert leaks(got, marked) == {}
    assert kept(marked.user) == before


@pytest.mark.parametrize("name", PUBLIC | OWN)
def test_page_of_a_persons_own_shows_nothing_of_another(marked, other, name):
    before = kept(marked.user)

    got = answers(other, name, marked)

    assert set(statuses(got).values()) <= {200, 302, 404, 405}
    assert leaks(got, marked) == {}
    assert kept(marked.user) == before


@pytest.mark.parametrize("name", PRIVATE)
def test_anonymous_reader_is_asked_to_sign_in(marked, client, name):
    before = kept(marked.user)

    got = answers(client, name, marked)

    allowed = [got[method] for method in PRIVATE[name].answers]
    assert all(leads_to_sign_in(response) for response in allowed)
    assert set(statuses(got).values()) <= {302, 405}
    assert leaks(got, marked) == {}
    assert kept(marked.user) == before


@pytest.mark.parametrize("name", PUBLIC)
def test_public_page_shows_an_anonymous_reader_nothing_of_anyone(marked, client, name):
    got = answers(client, name, marked)

    assert statuses(got).items() >= READ.items()
    assert leaks(got, marked) == {}


def test_row_is_not_there_for_a_reader_who_has_not_signed_in():
    shortlist = make_shortlist(user=make_reader())

    with pytest.raises(Http404):
        get_own(AnonymousUser(), Shortlist.objects.all(), pk=shortlist.pk)


def test_calendar_of_a_token_that_is_not_known_is_not_there(client):
    response = client.get(reverse("profiles:calendar_feed", args=["A" * 22]))

    assert response.status_code == 404


@pytest.mark.parametrize("name", OURS)
def test_form_without_its_token_is_refused_and_changes_nothing(owner, marked, name):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = owner.cookies
    address = OURS[name]
    before = kept(marked.user)

    response = strict.post(address.path(name, marked), address.query(marked))

    assert response.status_code == 403
    assert kept(marked.user) == before


def path_of_theirs(name, marked):
    parts = {"pk": marked.passkey.pk} if name in PASSKEYS else PARTS.get(name)
    return reverse(name, kwargs=parts)


def answers_of_theirs(client, name, marked):
    path = path_of_theirs(name, marked)
    return {method: ask(client, method, path) for method in ALL_METHODS}


@pytest.mark.parametrize("name", THEIRS)
def test_page_of_the_accounts_shows_nothing_of_another(marked, other, name):
    before = kept(marked.user)

    got = answers_of_theirs(other, name, marked)

    assert max(statuses(got).values()) < 500
    assert leaks(got, marked) == {}
    assert kept(marked.user) == before


@pytest.mark.parametrize("name", sorted(PASSKEYS))
def test_passkey_of_a_person_is_not_there_for_another(owner, marked, other, name):
    path = path_of_theirs(name, marked)

    assert owner.get(path).status_code == 200
    assert other.get(path).status_code == 404


@pytest.mark.parametrize("name", THEIRS)
def test_page_of_the_accounts_asks_an_anonymous_reader_to_sign_in(marked, client, name):
    got = answers_of_theirs(client, name, marked)

    if name not in ENTRANCES:
        assert {got[method].status_code for method in ("GET", "POST")} <= {302, 405}
    assert max(statuses(got).values()) < 500
    assert leaks(got, marked) == {}


@pytest.mark.parametrize("name", THEIRS)
def test_form_of_the_accounts_without_its_token_is_refused(owner, marked, name):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = owner.cookies

    response = strict.post(path_of_theirs(name, marked))

    assert response.status_code == 403
