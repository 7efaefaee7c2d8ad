"""allauth's forms about second factors and passkeys, in our words."""

from typing import Any

from allauth.mfa.base import forms as code_forms
from allauth.mfa.totp import forms as app_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django.core.exceptions import ValidationError
from django.forms import Form
from fido2.webauthn import AuthenticationResponse, RegistrationResponse

from profiles.forms.account import describe

APP_OR_RECOVERY = "From your authenticator app, or one of your recovery codes."
NAME_HINT = "So that you can tell your passkeys apart, such as “My phone”."


NO_PASSKEY = "This did not come from a passkey. Nothing was changed."
# What reading an answer raises that no passkey gave; allauth expects some of it only.
UNREADABLE = (AttributeError, KeyError, TypeError, ValueError)


def check_answer(value: Any) -> None:
    """Refuse what no passkey answers when it signs in."""
    try:
        AuthenticationResponse.from_dict(value)
    except UNREADABLE as error:
        raise ValidationError(NO_PASSKEY) from error


def check_new(value: Any) -> None:
    """Refuse what no passkey answers when it is made."""
    try:
        RegistrationResponse.from_dict(value)
    except UNREADABLE as error:
        raise ValidationError(NO_PASSKEY) from error


def ask_for_code(form: Form, hint: str) -> None:
    """Ask for a code of digits, with the keys that a phone has for them."""
    describe(form, code=("Code", hint))
    form.fields["code"].widget.attrs["inputmode"] = "numeric"


class AuthenticateForm(code_forms.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_for_code(self, APP_OR_RECOVERY)


class ReauthenticateForm(code_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_for_code(self, APP_OR_RECOVERY)


class ActivateAppForm(app_forms.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_for_code(self, "The six digits that the app now shows for Preceptor.")


class AddPasskeyForm(passkey_forms.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe(
            self,
            name=("Name", NAME_HINT),
            passwordless=(
                "Sign in with it alone, without a password",
                "Asks for a fingerprint, your face or a PIN of the device. Take the "
                "tick away for a security key that is only asked for after the "
                "password.",
            ),
        )
        self.fields["passwordless"].initial = True
        self.fields["credential"].validators.append(check_new)


class EditPasskeyForm(passkey_forms.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe(self, name=("Name", NAME_HINT))


class SignInPasskeyForm(passkey_forms.LoginWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].validators.append(check_answer)


class AuthenticatePasskeyForm(passkey_forms.AuthenticateWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].validators.append(check_answer)


class ReauthenticatePasskeyForm(passkey_forms.ReauthenticateWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].validators.append(check_answer)
