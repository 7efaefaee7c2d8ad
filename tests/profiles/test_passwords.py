import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client

from portal.logs import JsonFormatter
from profiles.models import User
from tests.factories import make_user
from tests.pages import text_of
from tests.profiles.people import PASSWORD, make_reader
from tests.profiles.signing import (
    EMAIL,
    RESET_URL,
    is_signed_in,
    last_mail,
    link_in,
    try_sign_in,
)

pytestmark = pytest.mark.django_db
DONE_URL = "/accounts/password/reset/done/"
NEW = "Rested-and-careful-8"
NEW_TWICE = {"password1": NEW, "password2": NEW}


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

    response = client.post(RESET_URL, {"email": email})

    assert response.status_code == 302
    assert response["Location"] == DONE_URL
    assert [record.getMessage() for record in caplog.records] == [
        "A mail could not be sent"
    ]
    assert "anna" not in JsonFormatter().format(caplog.records[0])


def test_forgotten_password_is_answered_alike_for_an_unknown_address():
    make_reader()
    pages = []
    for email in [EMAIL, "nobody@example.org"]:
        client = Client()
        response = client.post(RESET_URL, {"email": email})
        pages.append((response.headers["Location"], text_of(client.get(DONE_URL))))

    assert pages[0] == pages[1]
    assert [sent.to for sent in mail.outbox] == [[EMAIL], ["nobody@example.org"]]


def reset_link(client, email=EMAIL):
    client.post(RESET_URL, {"email": email})
    return link_in(last_mail().body, "/key/")


def test_link_sets_a_new_password_and_ends_every_session(client):
    make_reader()
    elsewhere = Client()
    try_sign_in(elsewhere)
    form = client.get(reset_link(client), follow=True)

    client.post(form.redirect_chain[-1][0], NEW_TWICE)

    assert try_sign_in(client, password=NEW).status_code == 302
    assert elsewhere.get("/accounts/").status_code == 302
    assert last_mail().subject == "A new password was set at Preceptor"


def test_link_sets_a_password_only_once(client):
    make_reader()
    link = reset_link(client)
    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], NEW_TWICE)

    response = Client().get(link, follow=True)

    assert "<h1>This link no longer works</h1>" in response.text


def test_link_of_a_new_password_does_not_confirm_an_address(client):
    make_user()
    form = client.get(reset_link(client), follow=True)
    client.post(form.redirect_chain[-1][0], NEW_TWICE)

    try_sign_in(client, password=NEW)

    assert not is_signed_in(client)


def test_reset_is_limited_for_one_address(client):
    make_reader()
    for number in range(5):
        client.post(RESET_URL, {"email": EMAIL}, REMOTE_ADDR=f"192.0.2.{number}")

    response = client.post(RESET_URL, {"email": EMAIL}, REMOTE_ADDR="192.0.2.9")

    assert response.status_code == 429
    assert "<h1>Too many attempts</h1>" in response.text
    assert len(mail.outbox) == 5


def test_changing_the_password_keeps_this_session_only(client):
    make_reader()
    elsewhere = Client()
    for browser in (client, elsewhere):
        try_sign_in(browser)

    client.post("/accounts/password/change/", {"oldpassword": PASSWORD} | NEW_TWICE)

    assert client.get("/accounts/").status_code == 200
    assert elsewhere.get("/accounts/").status_code == 302
    assert last_mail().subject == "Your password at Preceptor was changed"


def test_password_changes_only_with_the_one_before(client):
    reader = make_reader()
    client.force_login(reader)

    response = client.post(
        "/accounts/password/change/", {"oldpassword": "wrong"} | NEW_TWICE
    )

    assert "This is not the password that you have now" in response.text
    assert User.objects.get().check_password(PASSWORD)


def test_person_without_a_password_chooses_one(client):
    user = User.objects.create_user(EMAIL)
    client.force_login(user)
    page = client.get("/accounts/password/change/", follow=True)
    assert "<h1>Choose a password</h1>" in page.text

    client.post("/accounts/password/set/", NEW_TWICE)

    assert User.objects.get().check_password(NEW)
    assert last_mail().subject == "Your account at Preceptor has a password now"
