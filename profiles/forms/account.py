"""allauth's forms about addresses and passwords, in our words."""

from typing import Any

from allauth.account import forms as allauth_forms
from django.contrib.auth.hashers import make_password
from django.forms import Form
from django.http import HttpRequest, HttpResponse

from profiles.models import User

ADDRESS = "E-mail address"
WHAT_IS_GOOD = (
    "8 characters or more, not only digits, and nothing that is easily guessed from "
    "your address. Three or four words in a row are easy to keep in mind."
)


def describe(form: Form, **words: tuple[str, str]) -> None:
    """Give the named fields a label and a hint, and take what stands in them away."""
    for name, (label, hint) in words.items():
        field = form.fields[name]
        field.label, field.help_text = label, hint
        field.widget.attrs.pop("placeholder", None)


class SignInForm(allauth_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe(
            self,
            login=(ADDRESS, ""),
            password=("Password", ""),
            remember=(
                "Stay signed in on this device for 30 days",
                "Leave this off on a computer that others use: you are then signed "
                "out when the browser closes.",
            ),
        )


class SignUpForm(allauth_forms.SignupForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe(
            self,
            email=(ADDRESS, "We send a link there that finishes the sign-up."),
            password1=("Password", WHAT_IS_GOOD),
            password2=("The same password again", ""),
        )

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Save a new person, or mail to the one who has the address already.

        Hashes the password then too, so that the time it takes tells nobody which.
        """
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        saved: tuple[User | None, HttpResponse | None] = super().try_save(request)
        return saved


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe(
            self,
            oldpassword=("Password that you have now", ""),
            password1=("New password", WHAT_IS_GOOD),
            password2=("The new password again", ""),
        )


class SetPasswordForm(allauth_forms.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe(
            self,
            password1=("Password", WHAT_IS_GOOD),
            password2=("The same password again", ""),
        )


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe(self, email=(ADDRESS, ""))


class ResetPasswordKeyForm(allauth_forms.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe(
            self,
            password1=("New password", WHAT_IS_GOOD),
            password2=("The new password again", ""),
        )


class ReauthenticateForm(allauth_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe(self, password=("Password", ""))


class AddAddressForm(allauth_forms.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe(self, email=("New e-mail address", "We send a link there to confirm."))
