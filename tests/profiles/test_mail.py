import email
import email.policy
import socket
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from allauth.core.context import request_context
from django.conf import settings
from django.core import mail
from django.urls import reverse

from profiles.adapters import AccountAdapter
from tests.profiles.signing import is_signed_in, link_in, sign_up

TEMPLATES = Path(settings.BASE_DIR) / "templates"
ADDRESS = "reader@example.org"
LINK = "https://testserver/accounts/confirm-email/MQ:1vO2abc:d-e_f/"
ASKED_FOR = {
    "account/email/account_already_exists": {"password_reset_url": LINK},
    "account/email/email_confirmation": {"activate_url": LINK},
    "account/email/email_confirmation_signup": {"activate_url": LINK},
    "account/email/password_reset_key": {"password_reset_url": LINK},
    "account/email/unknown_account": {"signup_url": LINK},
}
CHANGED = {
    "account/email/email_changed": {"from_email": ADDRESS, "to_email": "b@example.org"},
    "account/email/email_deleted": {"deleted_email": "b@example.org"},
    "account/email/password_changed": {},
    "account/email/password_reset": {},
    "account/email/password_set": {},
    "mfa/email/recovery_codes_generated": {},
    "mfa/email/totp_activated": {},
    "mfa/email/totp_deactivated": {},
    "mfa/email/webauthn_added": {},
    "mfa/email/webauthn_removed": {},
}
LAST = "account/email/account_deleted"
OF_THE_DESK = "desk/email/correction_closed"  # tests/desk/test_correction_handling.py


@pytest.fixture
def send(rf):
    """Send a mail as allauth does while it answers a request."""
    request = rf.get("/accounts/", headers={"user-agent": "<b>Firefox</b> on Linux"})

    def send(prefix, context, is_notification):
        with request_context(request):
            adapter = AccountAdapter()
            if is_notification:
                adapter.send_notification_mail(prefix, None, context, email=ADDRESS)
            else:
                adapter.send_mail(prefix, ADDRESS, context)
        return mail.outbox[0]

    return send


def html_of(message):
    (page, kind), *_ = message.alternatives
    assert kind == "text/html"
    return page


def test_every_mail_is_looked_at_here():
    written = {
        str(path.relative_to(TEMPLATES)).removesuffix("_message.txt")
        for path in TEMPLATES.glob("*/email/*_message.txt")
    }

    looked_at = {*ASKED_FOR, *CHANGED, LAST, OF_THE_DESK}
    assert written - {"account/email/base"} == looked_at


@pytest.mark.parametrize(("prefix", "context"), ASKED_FOR.items())
def test_mail_that_was_asked_for_holds_its_link_as_text_and_html(send, prefix, context):
    message = send(prefix, context, is_notification=False)

    assert "Preceptor" in message.subject
    assert f"\n{LINK}\n" in message.body
    assert f'<a href="{LINK}"' in html_of(message)
    assert (
        "If it was not you" in message.body or "If you want an account" in message.body
    )
    assert "http://testserver/\n" in message.body


@pytest.mark.parametrize(("prefix", "context"), CHANGED.items())
def test_mail_about_a_change_says_when_where_and_what_to_do(send, prefix, context):
    message = send(prefix, context, is_notification=True)

    link = "http://testserver/accounts/password/reset/"
    assert "Preceptor" in message.subject
    assert (
        "UTC with Firefox on Linux, from the internet address 127.0.0.1" in message.body
    )
    assert f"\n{link}\n" in message.body
    assert f'<a href="{link}"' in html_of(message)
    assert all(str(value) in message.body for value in context.values())


def test_last_mail_leads_to_no_account(send):
    message = send(LAST, {}, is_notification=False)

    assert "Preceptor" in message.subject
    assert "/accounts/" not in html_of(message)


def test_html_of_a_mail_loads_nothing_and_repeats_no_markup(send):
    message = send("mfa/email/totp_activated", {}, is_notification=True)

    page = html_of(message)
    assert page.startswith("<!DOCTYPE html>")
    assert "<b>" not in page
    assert not {"src=", "<link", "<script", "url("} & set(page.split())


@pytest.fixture
def mail_server(settings):
    """Run a real SMTP server that keeps the last mail it got, and send to it."""

    class Inbox:
        content = b""

        async def handle_DATA(self, server, session, envelope):  # noqa: N802
            self.content = envelope.original_content
            return "250 OK"

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    inbox = Inbox()
    server = Controller(inbox, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield inbox
    server.stop()


@pytest.mark.django_db
def test_link_that_came_over_smtp_signs_in(client, mail_server):
    sign_up(client, ADDRESS)
    message = email.message_from_bytes(mail_server.content, policy=email.policy.default)
    link = link_in(message.get_body(("plain",)).get_content(), "/confirm-email/")
    assert "Is <strong>reader@example.org</strong> yours" in client.get(link).text

    response = client.post(link)

    assert message["To"] == ADDRESS
    assert [part.get_content_type() for part in message.iter_parts()] == [
        "text/plain",
        "text/html",
    ]
    assert response.headers["Location"] == reverse("profiles:shortlist")
    assert is_signed_in(client)


@pytest.mark.django_db
def test_link_in_a_file_can_be_copied_as_it_stands(client, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path

    sign_up(client, ADDRESS)

    (file,) = tmp_path.iterdir()
    link = link_in(file.read_text(encoding="utf-8"), "/confirm-email/")
    assert client.get(link).context["can_confirm"]
