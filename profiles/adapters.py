"""What this site does its own way where allauth asks."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailConfirmationHMAC
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from profiles.forms.saving import OwnAddressField
from profiles.models import User
from profiles.wishes import carry_out_wish, forget_wish

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed.",
        "duplicate_email": "Your account has this address already.",
        "email_password_mismatch": "This address and this password do not go "
        "together. Check both, or set a new password.",
        "enter_current_password": "This is not the password that you have now.",
        "incorrect_password": "This is not your password.",
        "invalid_password_reset": "This link has been used or is too old.",
        "max_email_addresses": "An account has %d addresses at most. Remove one first.",
        "rate_limited": "This was tried too often. Wait a few minutes.",
        "too_many_login_attempts": "This was tried too often. Wait a few minutes.",
    }

    def save_user(
        self, request: HttpRequest, user: User, form: Form, commit: bool = True
    ) -> User:
        """Save a new person with what was wished, and the page to lead back to.

        Both wait in the account, since the link in the mail may be opened in another
        browser.
        """
        saved: User = super().save_user(request, user, form, commit)
        came_from = carry_out_wish(request, saved)
        saved.return_to = OwnAddressField().clean(
            get_next_redirect_url(request) or came_from
        )
        saved.save(update_fields=["return_to"])
        return saved

    def post_login(
        self, request: HttpRequest, user: User, **login: Any
    ) -> HttpResponse:
        """Save what was wished, and lead to the page that the person came from."""
        came_from = carry_out_wish(request, user)
        forget_wish(request)
        login["redirect_url"] = (
            login["redirect_url"]
            or get_next_redirect_url(request)
            or OwnAddressField().clean(came_from or user.return_to)
        )
        user.return_to = ""
        user.save(update_fields=["return_to"])
        return super().post_login(request, user, **login)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Answer 429 after too many failed sign-ins, the only thing refused here."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            raise ImmediateHttpResponse(respond_429(request)) from error

    def send_confirmation_mail(
        self,
        request: HttpRequest,
        emailconfirmation: EmailConfirmationHMAC,
        signup: bool,
    ) -> None:
        """Ask an address to confirm, unless another account signs in with it.

        Then it is told so instead; the page says the same, so that nobody learns who
        has an account.
        """
        address = emailconfirmation.email_address
        others = User.objects.exclude(pk=address.user_id)
        if others.filter(email=address.email).exists():
            self.send_account_already_exists_mail(address.email)
        else:
            super().send_confirmation_mail(request, emailconfirmation, signup)

    def render_mail(
        self,
        template_prefix: str,
        email: str,
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMultiAlternatives:
        """Write a mail as plain text, and the same words as HTML."""
        mail = super().render_mail(template_prefix, email, context, headers)
        words = {"subject": mail.subject, "body": mail.body}
        page = render_to_string("account/email/base_message.html", words)
        mail.attach_alternative(page, "text/html")
        return mail

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Send a mail, or log that it could not be sent.

        The page that follows is the same, so that it tells nobody who has an account.
        Every error of the mail server or the way to it is an OSError.
        """
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:
            logger.exception("A mail could not be sent")


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": "With a second factor on, no address can be added. Turn "
        "it off, add and confirm the address, then turn it on again.",
        "cannot_generate_recovery_codes": "Set up an app or add a passkey first.",
        "incorrect_code": "This did not fit. A code from the app works for half a "
        "minute, a recovery code only once, a passkey only where it was made.",
        "unverified_email": "Confirm or remove your new e-mail address first.",
    }

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """Give a number to a passkey that its owner gave no name."""
        keys = Authenticator.objects.filter(user=user, type=type)
        return f"Passkey {keys.count() + 1}"
