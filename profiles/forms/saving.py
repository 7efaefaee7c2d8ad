from django import forms
from django.utils.http import url_has_allowed_host_and_scheme

LONGEST_ADDRESS = 1900  # characters; an account keeps up to 2,000, fragment included


class OwnAddressField(forms.CharField):
    """The address of a page of this site; "" for any other and for one too long."""

    widget = forms.HiddenInput

    def clean(self, value: str | None) -> str:
        """Give a path with its query, never an error."""
        address = (value or "").strip()
        is_own = address.startswith("/") and url_has_allowed_host_and_scheme(
            address, allowed_hosts=None
        )
        is_readable = address.isprintable() and len(address) <= LONGEST_ADDRESS
        return address if is_own and is_readable else ""


class ReturnForm(forms.Form):
    """Names the page that the reader came from."""

    next = OwnAddressField(required=False)

    def return_to(self, otherwise: str) -> str:
        """Give the page to go back to; the other when none of ours is named."""
        self.is_valid()
        return self.cleaned_data["next"] or otherwise


class SaveForm(ReturnForm):
    """Names a program to save or remove, and what a reader without account does."""

    program = forms.CharField(max_length=400)
    then = forms.ChoiceField(
        choices=[
            ("sign-up", "Create an account"),
            ("sign-in", "I have an account"),
            ("look-on", "Keep it for now and look on"),
        ],
        required=False,
    )

    def path(self) -> str:
        """Give the program's name, `<institution slug>/<program slug>`; "" if none."""
        self.is_valid()
        path: str = self.cleaned_data.get("program", "")
        return path

    def chosen(self) -> str:
        """Give what the reader without account chose; "" when she has not yet."""
        self.is_valid()
        chosen: str = self.cleaned_data.get("then", "")
        return chosen
