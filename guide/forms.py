from django import forms
from django.http import QueryDict

from programs.search import Words, read_words

YES, NO = "yes", "no"
YES_OR_NO = "Choose yes or no."
COUNTED = "Thank you. Your answer was counted."
LOOK_ON = (
    "Perhaps another page has what is missing: “All questions” searches the guide."
)
TOO_MANY = (
    "Many answers came from your internet address within the hour, so this one was not "
    "counted. Try again in an hour."
)


class SearchForm(forms.Form):
    """Words to find in the guide."""

    q = forms.CharField(
        max_length=200,
        required=False,
        label="Search the guide",
        widget=forms.TextInput(attrs={"type": "search", "class": "form-control"}),
    )

    def words(self) -> Words:
        """Give the words as they are understood; none when they cannot be read."""
        return read_words(self.cleaned_data["q"] if self.is_valid() else "")


class AnswerForm(forms.Form):
    """Whether a page answered its reader; nothing else is asked."""

    answered = forms.ChoiceField(
        choices=[(YES, "Yes, it did"), (NO, "No, something is missing")],
        widget=forms.RadioSelect,
        label="Did this page answer your question?",
        error_messages=dict.fromkeys(["required", "invalid_choice"], YES_OR_NO),
    )

    @property
    def was_answered(self) -> bool:
        """What the reader chose; needs a valid form."""
        return bool(self.cleaned_data["answered"] == YES)

    @property
    def thanks(self) -> str:
        """What to tell the reader once she is counted; needs a valid form."""
        return COUNTED if self.was_answered else f"{COUNTED} {LOOK_ON}"


def chosen_beforehand(query: QueryDict) -> AnswerForm:
    """Give the form with what the link on the page has chosen, if it has."""
    return AnswerForm(initial={"answered": query.get("answered")})
