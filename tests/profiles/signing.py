"""What tests of accounts share: forms that are sent, and the mail that comes."""

import re
import time

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from django.core import mail

from tests.profiles.people import PASSWORD

EMAIL = "reader@example.org"
SECRET = "JBSWY3DPEHPK3PXP"  # noqa: S105 - of an app that lives in tests
LOGIN_URL = "/accounts/login/"
SIGN_UP_URL = "/accounts/signup/"
RESET_URL = "/accounts/password/reset/"


def make_second_factor(user):
    """Set up an authenticator app of known secret, and give its recovery codes."""
    auth.TOTP.activate(user, SECRET)
    return RecoveryCodes.activate(user).get_unused_codes()


def app_code(secret=SECRET):
    """Give the code that an authenticator app shows now."""
    counter = int(time.time()) // 30
    return auth.format_hotp_value(auth.hotp_value(secret, counter))


def sign_up(client, email=EMAIL, address=SIGN_UP_URL):
    fields = {"email": email, "password1": PASSWORD, "password2": PASSWORD}
    return client.post(address, fields)


def try_sign_in(client, email=EMAIL, password=PASSWORD, address=LOGIN_URL):
    return client.post(address, {"login": email, "password": password})


def reauthenticate(client, password=PASSWORD, goal="/accounts/"):
    address = "/accounts/reauthenticate/"
    return client.post(address, {"password": password, "next": goal})


def last_mail():
    return mail.outbox[-1]


def link_in(words, part):
    """Give the path of the one link in a mail's words whose address holds a part."""
    return re.search(rf"https?://[^/\s]+(/\S*{part}\S*)", words)[1]


def confirmation_link():
    return link_in(last_mail().body, "/confirm-email/")


def is_signed_in(client):
    return "_auth_user_id" in client.session
