import pytest
from allauth.mfa.models import Authenticator

from profiles.models import User
from tests.profiles.people import make_reader
from tests.profiles.signing import SECRET, make_second_factor

pytestmark = pytest.mark.django_db


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


def test_admin_shows_no_secret_of_a_second_factor(admin_client):
    make_second_factor(make_reader())
    pages = ["/admin/mfa/authenticator/"]
    pages += [f"{pages[0]}{key.pk}/change/" for key in Authenticator.objects.all()]

    texts = [admin_client.get(page).text for page in pages]

    assert all("reader@example.org" in text for text in texts)
    assert not any(SECRET in text or "seed" in text for text in texts)
    assert admin_client.get(f"{pages[0]}add/").status_code == 403


def test_admin_deletes_a_second_factor_that_was_lost(admin_client):
    make_second_factor(make_reader())
    key = Authenticator.objects.get(type="totp")

    admin_client.post(f"/admin/mfa/authenticator/{key.pk}/delete/", {"post": "yes"})

    assert not Authenticator.objects.filter(type="totp").exists()
