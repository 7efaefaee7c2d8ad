import re
from io import StringIO

import pytest
import time_machine
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import CommandError, call_command

from portal.logs import JsonFormatter
from profiles.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def make_demo_editor() -> str:
    output = StringIO()
    call_command("make_demo_editor", stdout=output)
    return output.getvalue()


def test_demo_editor_signs_in_with_the_printed_password(client, settings):
    settings.DEBUG = True
    password = re.search(r"password (\S+)", make_demo_editor())[1]

    response = client.post(
        "/accounts/login/?next=/admin/",
        {"login": "editor@preceptor.example", "password": password},
    )

    assert response.headers["Location"] == "/admin/"


def test_demo_editor_is_made_once(settings):
    settings.DEBUG = True
    make_demo_editor()

    assert make_demo_editor() == ""
    assert User.objects.count() == 1


def test_demo_editor_is_refused_in_production():
    with pytest.raises(CommandError, match="DEBUG"):
        make_demo_editor()

    assert not User.objects.exists()


def test_first_staff_account_signs_in_before_any_mail_can_be_sent(client, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "Tired-but-careful-7")
    call_command("createsuperuser", email="Anna@example.org", interactive=False)

    response = client.post(
        "/accounts/login/?next=/admin/",
        {"login": "anna@example.org", "password": "Tired-but-careful-7"},
        follow=True,
    )

    assert response.redirect_chain == [("/admin/", 302)]
    assert response.status_code == 200


def test_sign_up_is_closed(client):
    response = client.post(
        "/accounts/signup/",
        {"email": "anna@example.org", "password1": "Tired-7", "password2": "Tired-7"},
    )

    assert response.status_code == 200
    assert not User.objects.exists()


def fail_to_sign_in(client, address, times):
    """Guess wrongly from one address; a minute passes before each ten guesses."""
    with time_machine.travel("2026-11-22 10:00", tick=False) as clock:
        for number in range(times):
            if number % 10 == 0:
                clock.shift(60)
            guess(client, address, "wrong")


def guess(client, address, password):
    return client.post(
        "/accounts/login/",
        {"login": "anna@example.org", "password": password},
        REMOTE_ADDR=address,
    )


def test_sign_in_is_limited_after_failures(client):
    User.objects.create_user("anna@example.org", "Tired-but-careful-7")
    for _ in range(10):
        assert guess(client, "192.0.2.1", "wrong").status_code == 200

    response = guess(client, "192.0.2.1", "Tired-but-careful-7")

    assert response.status_code == 429
    assert "Too many attempts" in response.text


@time_machine.travel("2026-11-22 10:10", tick=False)
def test_a_stranger_does_not_lock_a_person_out(client):
    User.objects.create_user("anna@example.org", "Tired-but-careful-7")
    fail_to_sign_in(client, "192.0.2.1", 60)

    assert guess(client, "192.0.2.1", "wrong").status_code == 429
    response = guess(client, "192.0.2.2", "Tired-but-careful-7")

    assert response.status_code == 302


@time_machine.travel("2026-11-22 10:10", tick=False)
def test_many_strangers_may_not_guess_without_end(client):
    User.objects.create_user("anna@example.org", "Tired-but-careful-7")
    for number in range(1, 5):
        fail_to_sign_in(client, f"192.0.2.{number}", 30)

    assert guess(client, "192.0.2.9", "wrong").status_code == 429


class DeadServer(BaseEmailBackend):
    """Stands for a mail server that cannot be reached."""

    def send_messages(self, email_messages):
        raise ConnectionRefusedError("anna@example.org was not delivered")


@pytest.mark.parametrize("email", ["anna@example.org", "nobody@example.org"])
def test_forgotten_password_is_answered_alike_without_mail(
    client, settings, caplog, email
):
    make_user(email="anna@example.org")
    settings.EMAIL_BACKEND = f"{__name__}.DeadServer"

    response = client.post("/accounts/password/reset/", {"email": email})

    assert response.status_code == 302
    assert response["Location"] == "/accounts/password/reset/done/"
    assert [record.getMessage() for record in caplog.records] == [
        "A mail could not be sent"
    ]
    assert "anna" not in JsonFormatter().format(caplog.records[0])


def test_sign_up_page_says_that_accounts_are_not_open(client):
    response = client.get("/accounts/signup/")

    assert "Accounts for readers are not open yet" in response.text
    assert 'href="/programs/"' in response.text


def test_admin_signs_in_through_the_accounts(client):
    response = client.get("/admin/login/")

    assert response.headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("page", ["", "?q=anna", "add/"])
def test_admin_of_users_opens(admin_client, page):
    response = admin_client.get(f"/admin/profiles/user/{page}")

    assert response.status_code == 200


def test_admin_adds_a_user(admin_client):
    fields = {
        "email": "anna@example.org",
        "usable_password": "true",
        "password1": "Tired-but-careful-7",
        "password2": "Tired-but-careful-7",
    }

    admin_client.post("/admin/profiles/user/add/", fields)

    assert User.objects.get(email="anna@example.org").check_password(
        "Tired-but-careful-7"
    )


def test_admin_changes_a_user(admin_client):
    user = User.objects.create_user("anna@example.org")

    response = admin_client.get(f"/admin/profiles/user/{user.pk}/change/")

    assert response.status_code == 200
