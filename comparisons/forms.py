from dataclasses import dataclass
from typing import Any

from django import forms

from programs.costs import DEFAULT_RESIDENCY

RESIDENCIES = [
    ("nonresident", "Non-residents of the state"),
    ("resident", "Residents of the state"),
    ("international", "International students"),
]


@dataclass(frozen=True)
class Wanted:
    """What an address asks to compare; `paths` are unique and in its order."""

    paths: list[str]
    residency: str
    only_different: bool


class PathsField(forms.Field):
    """Every value of a parameter that may be repeated, each once, blank ones not.

    The character NUL, which PostgreSQL refuses, becomes the sign for an unreadable one.
    """

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[str]:
        stripped = [each.replace("\x00", "\ufffd").strip() for each in value or []]
        return list(dict.fromkeys(each for each in stripped if each))


class CompareForm(forms.Form):
    """The address of a comparison. What it cannot read is named, not obeyed."""

    program = PathsField(required=False)
    residency = forms.ChoiceField(
        label="Prices for",
        choices=RESIDENCIES,
        required=False,
        error_messages={
            "invalid_choice": "“%(value)s” is nobody we know prices for; "
            "these are the prices for non-residents."
        },
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    only = forms.ChoiceField(
        choices=[("differences", "Only differences")],
        required=False,
        error_messages={
            "invalid_choice": "The rows cannot be narrowed to “%(value)s”; "
            "all of them are shown."
        },
        widget=forms.HiddenInput,
    )

    def wanted(self) -> Wanted:
        """Give what is asked for, with the usual where that cannot be read."""
        self.full_clean()
        return Wanted(
            paths=self.cleaned_data["program"],
            residency=self.cleaned_data.get("residency") or DEFAULT_RESIDENCY,
            only_different=self.cleaned_data.get("only") == "differences",
        )

    def remarks(self) -> list[str]:
        """Say in a sentence each what could not be read."""
        return [str(error) for errors in self.errors.values() for error in errors]
