from dataclasses import dataclass

from django import forms

from programs.costs import DEFAULT_RESIDENCY
from programs.models.tuition import RESIDENCIES
from programs.tray import MOST_READ, Named, PathsField


@dataclass(frozen=True)
class Wanted:
    """What an address asks to compare; `paths` are unique, in its order, 20 at most."""

    paths: list[str]
    residency: str
    only_different: bool


class CompareForm(forms.Form):
    """The address of a comparison. What it cannot read is named, not obeyed."""

    program = PathsField(required=False)
    residency = forms.ChoiceField(
        label="Prices for",
        choices=list(RESIDENCIES.items()),
        required=False,
        error_messages={
            "invalid_choice": "“%(value)s” is not a kind of student we know: there "
            "are residents of the state, non-residents and international students. "
            "These are the prices for non-residents."
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
            paths=list(self.cleaned_data["program"].paths),
            residency=self.cleaned_data.get("residency") or DEFAULT_RESIDENCY,
            only_different=self.cleaned_data.get("only") == "differences",
        )

    def remarks(self) -> list[str]:
        """Say in a sentence each what could not be read."""
        wrong = [str(error) for errors in self.errors.values() for error in errors]
        named: Named = self.cleaned_data["program"]
        wrong += [
            f"“{path}” is named more than once; one column is enough for it."
            for path in named.repeated
        ]
        if named.unread:
            wrong.append(
                f"Only the first {MOST_READ} programs of this address were looked up, "
                f"not the other {named.unread}."
            )
        return wrong
