from typing import Any, Self, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from profiles.forms.saving import ReturnForm
from profiles.models import SavedProgram, Shortlist, User
from profiles.models.shortlists import LONGEST_NOTE, MOST_STARS, Written

HIGHEST_VERSION = 2**31 - 1  # PostgreSQL's integer
STARS = [
    (0, "Not rated"),
    *((n, f"{n} star{'s' if n > 1 else ''}") for n in range(1, MOST_STARS + 1)),
]


class NoteField(forms.CharField):
    """A text of several lines, each line's end counted as one character."""

    widget = forms.Textarea

    def to_python(self, value: str | None) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave out `maxlength`, by which browsers cut off a pasted text unsaid."""
        return {"rows": 8}


class ListsField(forms.ModelMultipleChoiceField):
    """Some of a person's lists, by the names that she gave them."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, shortlist: Shortlist) -> str:
        return shortlist.name


class SavedProgramForm(ReturnForm):
    """What a person writes about one saved program, and the version she began from."""

    note = NoteField(
        max_length=LONGEST_NOTE,
        required=False,
        label="Note",
        error_messages={
            "max_length": "Shorten the note: up to %(limit_value)d characters can be "
            "kept, and these are %(show_value)d."
        },
    )
    status = forms.ChoiceField(choices=SavedProgram.Status.choices, label="Status")
    stars = forms.TypedChoiceField(
        choices=STARS, coerce=int, widget=forms.RadioSelect, label="Stars"
    )
    shortlists = ListsField(
        queryset=Shortlist.objects.none(),
        label="In these lists",
        error_messages={
            "required": "Choose at least one list. To take the program out of all "
            "lists, use “Remove” on your shortlist."
        },
    )
    version = forms.IntegerField(
        min_value=0, max_value=HIGHEST_VERSION, widget=forms.HiddenInput
    )
    both = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, user: User, saved: SavedProgram, typed: QueryDict | None, **kwargs: Any
    ) -> None:
        super().__init__(typed, **kwargs)
        self.user = user
        self.saved = saved
        lists: Any = self.fields["shortlists"]
        lists.queryset = user.shortlists.all()
        self.fields["note"].help_text = (
            f"Up to {LONGEST_NOTE:,} characters; {len(saved.note):,} are saved now. "
            "Nobody but you sees it."
        )

    @classmethod
    def of(cls, saved: SavedProgram, came_from: ReturnForm) -> Self:
        """Give the form as it stands before anything is typed."""
        initial = {
            "note": saved.note,
            "status": saved.status,
            "stars": saved.stars,
            "shortlists": saved.shortlists.all(),
            "version": saved.version,
            "next": came_from.return_to(""),
        }
        return cls(saved.user, saved, None, initial=initial)

    @property
    def wants_both(self) -> bool:
        """Whether she asks for both texts in one field, before she saves."""
        return bool(self.cleaned_data["both"])

    def written(self) -> Written:
        """Give what she wrote; only of use when the form is valid."""
        return Written(
            note=self.cleaned_data["note"],
            status=self.cleaned_data["status"],
            stars=self.cleaned_data["stars"],
            shortlists=list(self.cleaned_data["shortlists"]),
        )

    def agrees_with(self, saved: SavedProgram) -> bool:
        """Tell whether what she wrote is just what is saved already."""
        kept = Written(
            saved.note, saved.status, saved.stars, list(saved.shortlists.all())
        )
        return saved.is_kept and not self.wants_both and self.written() == kept

    def begun_anew(self, saved: SavedProgram) -> Self:
        """Give the form with the same answers, as an edit of what is saved now.

        Where both texts are asked for, the note is the saved one and then hers.
        """
        typed = cast(QueryDict, self.data).copy()
        typed["version"] = str(saved.version)
        if self.wants_both:
            texts = [saved.note, self.cleaned_data["note"]]
            typed["note"] = "\n\n".join(filter(None, texts))
            del typed["both"]
        return type(self)(self.user, saved, typed)


class ShortlistForm(forms.ModelForm):
    """The name of a list, which no other list of the person has in any case."""

    class Meta:
        model = Shortlist
        fields = ["name"]
        labels = {"name": "Name of the list"}
        help_texts = {
            "name": "Such as “Online, employer pays”. Nobody but you sees it."
        }

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = self.instance.user.shortlists.exclude(pk=self.instance.pk)
        if others.filter(name__iexact=name).exists():
            raise ValidationError("You have a list of this name already.")
        return name
