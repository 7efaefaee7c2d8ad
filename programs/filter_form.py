from decimal import Decimal
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Fieldset, Layout
from django import forms
from django.http import QueryDict

from programs.costs import DEFAULT_RESIDENCY
from programs.formatting import number
from programs.models.tuition import RESIDENCIES

SORTS = [
    ("relevance", "Best match"),
    ("tuition", "Lowest tuition"),
    ("-tuition", "Highest tuition"),
    ("length", "Shortest"),
    ("-length", "Longest"),
    ("fit", "Best fit with my answers"),
    ("name", "Name, A to Z"),
    ("checked", "Recently checked"),
]

# Title of each group of the panel, the fields in it, and whether it starts open.
GROUPS: list[tuple[str, tuple[str, ...], bool]] = [
    ("Format", ("delivery",), True),
    ("Pace", ("pace",), True),
    ("Class hours", ("attendance",), False),
    ("Programming skills asked for", ("programming",), True),
    ("What you meet", ("fit",), True),
    ("Open to the degree you have", ("degree",), False),
    (
        "Tuition",
        ("residency", "max_tuition_per_year", "use_averages", "max_tuition_total"),
        False,
    ),
    ("Length", ("max_months",), False),
    ("GRE", ("gre_policy",), False),
    ("Your GPA", ("my_gpa",), False),
    ("Bridge course", ("bridge",), False),
    ("Start", ("start_terms",), False),
    ("Focus", ("focus",), False),
    ("Topics", ("topics",), False),
    ("AI in the curriculum", ("ai_in_curriculum",), False),
    ("Final requirement", ("culminating",), False),
    ("Country", ("country",), False),
    ("State (United States)", ("region",), False),
    ("Kind of institution", ("control",), False),
    ("Accreditation of the program itself", ("accreditation",), False),
    ("Published outcomes", ("outcomes",), False),
    ("Application and other details", ("details",), False),
    ("What must be known", ("known",), False),
    ("How we checked it", ("review",), False),
    ("Programs that do not say", ("keep_unknown",), True),
]


NOT_A_CHOICE = "“%(value)s” is not one of the choices."
# The settings that narrow nothing, so that a wrong value must not empty the list.
SETTINGS: dict[str, dict[str, Any]] = {
    "sort": dict(SORTS),
    "residency": dict(RESIDENCIES),
}


class FilterForm(forms.Form):
    """The filters of the list, and what governs them: residency, unknowns, order.

    The filters' own fields come from the filter set. `not_used` says, by the name of a
    setting, why its value makes no sense; the usual one stands in for it.
    """

    sort = forms.ChoiceField(choices=SORTS, required=False, label="Sort")
    residency = forms.ChoiceField(
        choices=list(RESIDENCIES.items()),
        required=False,
        initial=DEFAULT_RESIDENCY,
        widget=forms.RadioSelect,
        label="Prices for",
        help_text="Used for limits, sorting and the price on each card. Unless you "
        "choose, prices are for non-residents, who never pay less than residents of "
        "the state or country.",
    )
    use_averages = forms.MultipleChoiceField(
        choices=[("yes", "Let the institution’s average stand in")],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Institution’s average",
        help_text="Where a program’s own yearly price is not known. The average is "
        "over all graduate students of the institution, not this program’s price.",
    )
    keep_unknown = forms.MultipleChoiceField(
        choices=[("yes", "Also keep programs that do not say")],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Programs that do not say",
        help_text="Otherwise a program that does not say, or that we have not yet "
        "checked, never passes a filter.",
    )

    def __init__(self, query: QueryDict, **kwargs: Any) -> None:
        query = query.copy()
        self.not_used = _take_out_wrong_settings(query)
        query.setdefault("residency", DEFAULT_RESIDENCY)
        super().__init__(query, **kwargs)
        for field in self.fields.values():
            field.error_messages |= _messages(field)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(*map(self._group, GROUPS))

    def clean(self) -> None:
        """Keep one message for each field: the first says enough."""
        for errors in self.errors.values():
            del errors[1:]

    def clean_residency(self) -> str:
        return self.cleaned_data["residency"] or DEFAULT_RESIDENCY

    def _group(self, group: tuple[str, tuple[str, ...], bool]) -> Fieldset:
        title, names, starts_open = group
        is_used = any(map(self._is_used, names))
        return Fieldset(
            title,
            *[self._field(name) for name in names],
            template="programs/includes/facet.html",
            open=starts_open or is_used,
        )

    def _is_used(self, name: str) -> bool:
        return self.data.get(name, "") not in ("", self.fields[name].initial)

    def _field(self, name: str) -> Field:
        if name == "fit":
            return Field(name, template="programs/includes/facet_fit.html")
        if isinstance(self.fields[name], forms.ChoiceField):
            return Field(name, template="programs/includes/facet_choices.html")
        return Field(name)


def _take_out_wrong_settings(query: QueryDict) -> dict[str, str]:
    wrong = {}
    for name, choices in SETTINGS.items():
        value = query.get(name, "")
        if value and value not in choices:
            wrong[name] = NOT_A_CHOICE % {"value": value} + " The usual one is used."
            del query[name]
    return wrong


def _messages(field: forms.Field) -> dict[str, str]:
    """Say in our own words what is wrong with a value, by Django's names of errors."""
    messages = {
        "invalid_choice": NOT_A_CHOICE,
        "max_length": "Write at most %(limit_value)d characters; these are "
        "%(show_value)d.",
        "null_characters_not_allowed": "One character cannot be read. Write it anew.",
    }
    if isinstance(field, forms.DecimalField):
        messages["invalid"] = "Write a number in digits."
        messages["max_value"] = (
            f"Write {number(Decimal(str(field.max_value)))} or less."
        )
        messages["min_value"] = (
            f"Write {number(Decimal(str(field.min_value)))} or more."
        )
        if field.decimal_places:
            messages["max_decimal_places"] = "Write at most %(max)d decimals."
    return messages
