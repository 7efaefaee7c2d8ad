from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone

from comparisons.models import (
    MOST_LINKS,
    MOST_SAVED,
    ComparedProgram,
    SavedComparison,
    ShareLink,
)
from comparisons.rows import MINE, choosable_keys
from programs.figures.standing import ANYWHERE_ON_EARTH

LONGEST_SHARED = timedelta(days=730)


class NameForm(forms.ModelForm):
    """The name of a comparison that is about to be saved."""

    class Meta:
        model = SavedComparison
        fields = ["name"]
        widgets = {
            "name": forms.TextInput(
                attrs={"class": "form-control", "autocomplete": "off"}
            )
        }
        error_messages = {
            "name": {"required": "Give it a name, so that you find it again."}
        }

    def clean(self) -> dict[str, Any]:
        """Refuse one more than a person can keep."""
        kept = SavedComparison.objects.kept().filter(user=self.instance.user_id)
        if kept.count() >= MOST_SAVED:
            raise forms.ValidationError(
                f"You keep {MOST_SAVED} comparisons, which is the most there is room "
                "for. Delete one that you no longer need, then save this one."
            )
        return self.cleaned_data


class StandingForm(forms.Form):
    """Whether a saved comparison is given as it stood, and with its remarks."""

    NOW, SAVED = "now", "saved"

    remarks = forms.ChoiceField(
        choices=[("yes", "With my remarks")],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Not an attribute, since Python has the word for itself.
        self.fields["as"] = forms.ChoiceField(
            choices=[(self.NOW, "As on record now"), (self.SAVED, "As it stood")],
            required=False,
        )

    def is_as_it_stood(self) -> bool:
        """Tell whether the address asks for the kept facts; any other word does not."""
        self.full_clean()
        return self.cleaned_data.get("as") == self.SAVED

    def has_remarks(self) -> bool:
        """Tell whether a file shall have the reader's remarks; a page always has."""
        self.full_clean()
        return self.cleaned_data.get("remarks") == "yes"


class BaselineForm(forms.Form):
    """Names the changes that the reader has seen before accepting them."""

    seen = forms.CharField(max_length=32, widget=forms.HiddenInput)


class VersionForm(forms.Form):
    """Says which version of a comparison the reader began to edit from."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class SettingsForm(forms.ModelForm):
    """The name of a saved comparison, and what it shows for whom."""

    keys = forms.MultipleChoiceField(
        required=False, choices=lambda: [(key, key) for key in choosable_keys()]
    )

    class Meta:
        model = SavedComparison
        fields = ["name", "residency", "rows", "keys", "only_different"]
        widgets = {
            "name": forms.TextInput(
                attrs={"class": "form-control", "autocomplete": "off"}
            ),
            "residency": forms.Select(attrs={"class": "form-select"}),
            "rows": forms.RadioSelect(attrs={"class": "form-check-input"}),
            "only_different": forms.CheckboxInput(attrs={"class": "form-check-input"}),
        }

    def clean(self) -> dict[str, Any]:
        """Ask for rows where the reader wants to choose and chose none."""
        if self.cleaned_data.get("rows") == MINE and not self.cleaned_data.get("keys"):
            self.add_error("keys", "Choose one row at least, or all rows.")
        return self.cleaned_data


class ColumnForm(forms.ModelForm):
    """One column: its place, whether it stays, and what the reader remarks on it."""

    position = forms.TypedChoiceField(
        label="Place", coerce=int, widget=forms.Select(attrs={"class": "form-select"})
    )
    leaves = forms.BooleanField(
        label="Take out of this comparison",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    class Meta:
        model = ComparedProgram
        fields = ["remark"]
        labels = {"remark": "Your remark"}
        widgets = {"remark": forms.Textarea(attrs={"class": "form-control", "rows": 3})}

    def __init__(self, *args: Any, count: int, **kwargs: Any) -> None:
        kwargs["prefix"] = f"column-{kwargs['instance'].pk}"
        super().__init__(*args, **kwargs)
        position = cast(forms.TypedChoiceField, self.fields["position"])
        position.choices = [(each, each + 1) for each in range(count)]
        position.initial = self.was_at = self.instance.position

    @property
    def place(self) -> tuple[int, int, int]:
        """Order columns by this: one that was moved takes the place that it names."""
        to = self.cleaned_data["position"]
        return to, (to > self.was_at) - (to < self.was_at), self.was_at


class EditForm:
    """All that a person can change of one comparison, in one form of the page."""

    def __init__(self, comparison: SavedComparison, sent: Any = None) -> None:
        columns = list(comparison.columns.all())
        self.settings = SettingsForm(sent, instance=comparison)
        self.version = VersionForm(sent, initial={"version": comparison.version})
        self.columns = [
            ColumnForm(sent, instance=column, count=len(columns)) for column in columns
        ]

    def __iter__(self) -> Iterator[forms.BaseForm]:
        return iter((self.version, self.settings, *self.columns))

    def is_valid(self) -> bool:
        """Check every part, so that all that is wrong is said at once."""
        wrong = [form for form in self if not form.is_valid()]
        if wrong:
            return False
        if not self.staying:
            self.settings.add_error(
                None, "Keep one program at least, or delete the whole comparison."
            )
        return bool(self.staying)

    @property
    def staying(self) -> list[ComparedProgram]:
        """The columns that stay, in the order that the reader wants."""
        staying = [form for form in self.columns if not form.cleaned_data["leaves"]]
        return [form.instance for form in sorted(staying, key=lambda form: form.place)]

    def save(self) -> bool:
        """Save the changes; False when another tab or device has saved since."""
        return SavedComparison.objects.edit(
            self.settings.instance, self.version.cleaned_data["version"], self.staying
        )


class ShareForm(forms.ModelForm):
    """How long a new link shall work."""

    class Meta:
        model = ShareLink
        fields = ["ends_on"]
        widgets = {
            "ends_on": forms.DateInput(attrs={"class": "form-control", "type": "date"})
        }
        error_messages = {
            "ends_on": {"invalid": "Write the day like 2027-01-31, or leave it blank."}
        }

    def clean_ends_on(self) -> date | None:
        """Take a day from today on, two years from now at most."""
        day: date | None = self.cleaned_data["ends_on"]
        today = timezone.localdate(timezone=ANYWHERE_ON_EARTH)
        if day and not today <= day <= today + LONGEST_SHARED:
            raise forms.ValidationError(
                "The last day lies between today and two years from now."
            )
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse one more link than a person can keep an eye on."""
        links = ShareLink.objects.are_open().filter(comparison=self.instance.comparison)
        if links.count() >= MOST_LINKS:
            raise forms.ValidationError(
                f"{MOST_LINKS} links are open already. Revoke one that is no longer "
                "needed, then make another."
            )
        return self.cleaned_data
