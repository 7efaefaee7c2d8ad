from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command

from comparisons.models import SavedComparison
from profiles.models import SavedProgram, User
from tests.factories import make_saved_comparison, make_saved_program, make_user
from tests.profiles.people import make_reader, sign_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def forget_expired():
    output = StringIO()
    call_command("forget_expired", stdout=output)
    return output.getvalue()


def sign_up(email, days_ago, *, verified=False, **about):
    user = make_user(email=email, date_joined=NOW - timedelta(days=days_ago), **about)
    EmailAddress.objects.create(user=user, email=email, verified=verified)
    return user


def emails_left():
    return set(User.objects.values_list("email", flat=True))


def test_unconfirmed_sign_up_is_forgotten_after_thirty_days():
    make_saved_program(user=sign_up("old@example.org", 31))
    sign_up("new@example.org", 29)

    said = forget_expired()

    assert emails_left() == {"new@example.org"}
    assert not SavedProgram.objects.exists()
    assert "unconfirmed accounts 1," in said


@pytest.mark.parametrize(
    "about",
    [
        {"verified": True},
        {"is_staff": True},
        {"is_superuser": True},
        {"last_login": NOW},
    ],
)
def test_old_account_of_somebody_we_know_stays(about):
    sign_up("old@example.org", 400, **about)

    forget_expired()

    assert emails_left() == {"old@example.org"}


def test_account_with_one_confirmed_and_one_new_address_stays():
    user = sign_up("old@example.org", 400, verified=True)
    EmailAddress.objects.create(user=user, email="new@example.org", verified=False)

    forget_expired()

    assert emails_left() == {"old@example.org"}


def test_removed_program_is_forgotten_after_a_day():
    user = make_user()
    make_saved_program(user=user, removed_at=NOW - timedelta(hours=25))
    recent = make_saved_program(user=user, removed_at=NOW - timedelta(hours=23))
    kept = make_saved_program(user=user)

    said = forget_expired()

    assert set(SavedProgram.objects.all()) == {recent, kept}
    assert "removed rows 1," in said


def test_removed_comparison_is_forgotten_after_a_day():
    user = make_user()
    for hours in (23, 25):
        removed_at = NOW - timedelta(hours=hours)
        make_saved_comparison(user=user, removed_at=removed_at)

    said = forget_expired()

    assert SavedComparison.objects.count() == 1
    assert "removed rows 1," in said


def test_session_that_is_over_is_forgotten_with_its_internet_address(client):
    sign_in(client, make_reader())
    with time_machine.travel(NOW + timedelta(days=31), tick=False):
        said = forget_expired()

    assert not Session.objects.exists()
    assert not UserSession.objects.exists()
    assert "ended sign-ins 1." in said


def test_session_in_use_stays(client):
    sign_in(client, make_reader())

    forget_expired()

    assert UserSession.objects.get().session_key == client.session.session_key


def test_second_run_forgets_nothing_more():
    sign_up("old@example.org", 31)
    forget_expired()

    assert forget_expired() == (
        "Forgotten: removed rows 0, unconfirmed accounts 0, ended sign-ins 0.\n"
    )
