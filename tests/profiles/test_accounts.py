import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from profiles.models import User

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


def test_sign_up_is_closed(client):
    response = client.post(
        "/accounts/signup/",
        {"email": "anna@example.org", "password1": "Tired-7", "password2": "Tired-7"},
    )

    assert response.status_code == 200
    assert not User.objects.exists()


def test_sign_in_is_limited_after_failures(client):
    User.objects.create_user("anna@example.org", "Tired-but-careful-7")
    guess = {"login": "anna@example.org", "password": "wrong"}
    for _ in range(10):
        client.post("/accounts/login/", guess)

    response = client.post(
        "/accounts/login/", guess | {"password": "Tired-but-careful-7"}
    )

    assert "Too many failed" in response.content.decode()


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
