from enum import StrEnum

from django import forms
from django.utils.translation.trans_real import parse_accept_lang_header

# Where the Unicode CLDR (supplemental data, paper sizes) has US Letter.
LETTER_COUNTRIES = frozenset(
    {"bz", "ca", "cl", "co", "cr", "gt", "mx", "ni", "pa", "ph", "pr", "sv", "us", "ve"}
)


class Paper(StrEnum):
    """A size of paper, by the name that addresses use."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def words(self) -> str:
        return {"a4": "A4", "letter": "Letter"}[self.value]


class PaperForm(forms.Form):
    """The size of paper that an address asks for."""

    paper = forms.ChoiceField(
        choices=[(paper.value, paper.words) for paper in Paper], required=False
    )

    def chosen(self, accept_language: str) -> Paper:
        """Give the paper asked for, or else that of the reader's country."""
        self.full_clean()
        asked = self.cleaned_data.get("paper")
        return Paper(asked) if asked else paper_of(accept_language)


def paper_of(accept_language: str) -> Paper:
    """Give the usual paper of the country that the browser's languages name first.

    `en-US` names a country, `en` none; where none is named it is A4.
    """
    for language, _ in parse_accept_lang_header(accept_language):
        country = language.rpartition("-")[2]
        if "-" in language and len(country) == 2:
            return Paper.LETTER if country in LETTER_COUNTRIES else Paper.A4
    return Paper.A4
