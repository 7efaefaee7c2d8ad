"""The form in which anybody says what is wrong in one part of a program's page."""

from datetime import timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.core import signing

from desk.models import Correction
from desk.models.corrections import (
    ADDRESS_STAYS_AFTER_ANSWER,
    ADDRESS_STAYS_WITHOUT_ANSWER,
)
from desk.shown import OTHER, TITLES, ShownSection
from profiles.forms.shortlists import NoteField
from programs.models import Program

SHORTEST = timedelta(seconds=3)
LONGEST = timedelta(days=1)
TOO_FAST = (
    "This was sent within three seconds, which is how robots write. Nothing is lost: "
    "wait a moment, then send it once more."
)
TOO_OLD = (
    "You opened this page over a day ago. Nothing is lost: look whether the value is "
    "still the same, then send it once more."
)
FILLED_IN = (
    "A field was filled in that people do not see, as robots do; it may have been an "
    "add-on of your browser. It is empty again and nothing else is lost: send it once "
    "more."
)
TOO_MANY = (
    "Many corrections came from your internet address within the hour, so this one "
    "was not taken yet. Nothing is lost: leave the page open, or keep your text, and "
    "send it in an hour."
)
signer = signing.TimestampSigner(salt="desk.correction")


class SectionForm(forms.Form):
    """Which part of a program's page the reader came from."""

    section = forms.ChoiceField(choices=list(TITLES.items()))

    def chosen(self) -> str | None:
        """Give the key of the part, None when the address names none that exists."""
        return self.cleaned_data["section"] if self.is_valid() else None


class CorrectionForm(forms.ModelForm):
    """What is wrong in which field; refuses robots without asking people anything.

    `remark` is hidden from people and has to stay empty; `opened` is the signed time
    at which the form was made.
    """

    field = forms.ChoiceField(
        label="Which of these is wrong?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what is wrong, or “Something else in this part”.",
            "invalid_choice": "Choose one of these: the page has changed meanwhile.",
        },
    )
    wrong = NoteField(
        label="What is wrong with it?",
        max_length=2000,
        help_text="What it should say, and how you know. Please write nothing about "
        "yourself: staff read it, and it is kept with the record.",
        error_messages={
            "required": "Say in a few words what is wrong.",
            "max_length": "This has %(show_value)d characters; there is room for "
            "%(limit_value)d.",
        },
    )
    link = forms.URLField(
        label="A page that says so, if you have one",
        assume_scheme="https",
        max_length=500,
        required=False,
        help_text="Its address, such as https://college.example/tuition.",
        error_messages={
            "invalid": "This is not the address of a page. Copy it from your browser, "
            "or leave it out.",
            "max_length": "This address is too long. Name the page in your text.",
        },
    )
    email = forms.EmailField(
        label="Your e-mail address, only if you would like an answer",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="Used for the answer and nothing else. It is deleted "
        f"{ADDRESS_STAYS_AFTER_ANSWER.days} days after the answer, and after "
        f"{ADDRESS_STAYS_WITHOUT_ANSWER.days} days in any case.",
        error_messages={
            "invalid": "Write it like name@example.org, or leave it out.",
        },
    )
    remark = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Correction
        fields = ["field", "wrong", "link", "email"]

    def __init__(
        self, program: Program, section: ShownSection, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.program, self.section = program, section
        self.shown = {field.key: field for field in section.fields}
        chosen: Any = self.fields["field"]
        chosen.choices = [(field.key, field) for field in section.fields]
        self.initial["opened"] = signer.sign(program.path)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Field("field", template="desk/includes/field_choices.html"),
            *("wrong", "link", "email"),
            Div("remark", hidden="hidden"),
            "opened",
        )

    def clean(self) -> dict[str, Any]:
        """Refuse what a robot sends; a person only has to send it once more."""
        values = super().clean() or self.cleaned_data
        if self.errors:
            return values
        if values["remark"]:
            self._refuse(FILLED_IN, "remark", "")
        elif not is_signed(values["opened"], LONGEST):
            self._refuse(TOO_OLD, "opened", self.initial["opened"])
        elif is_signed(values["opened"], SHORTEST):
            self._refuse(TOO_FAST, "opened", values["opened"])
        return values

    def _refuse(self, why: str, name: str, becomes: str) -> None:
        self.add_error(None, why)
        sent: Any = self.data
        self.data = sent.dict() | {name: becomes}

    def save(self, commit: bool = True) -> Correction:
        """Keep the correction with what the page says now; not twice the same."""
        shown = self.shown[self.cleaned_data["field"]]
        names_a_part = shown.key == OTHER or self.section.key == "sources"
        self.instance.program = self.program
        self.instance.section = self.section.key
        self.instance.label = self.section.title if names_a_part else shown.label
        self.instance.shown_value = shown.value
        self.instance.shown_source = shown.source
        if Correction.objects.is_known(self.instance):
            return self.instance
        saved: Correction = super().save(commit)
        return saved


def is_signed(opened: str, at_most: timedelta) -> bool:
    """Tell whether we signed this within a time before now."""
    try:
        signer.unsign(opened, max_age=at_most)
    except signing.BadSignature:
        return False
    return True
