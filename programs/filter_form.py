from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Fieldset, Layout
from django import forms
from django.http import QueryDict

from programs.costs import DEFAULT_RESIDENCY
from programs.models.tuition import RESIDENCIES

SORTS = [
    ("relevance", "Best match"),
    ("tuition", "Lowest tuition"),
    ("-tuition", "Highest tuition"),
    ("length", "Shortest"),
    ("-length", "Longest"),
    ("name", "Name, A to Z"),
    ("checked", "Recently checked"),
]

# Title of each group of the panel, the fields in it, and whether it starts open.
GROUPS: list[tuple[str, tuple[str, ...], bool]] = [
    ("Format", ("delivery",), True),
    ("Pace", ("pace",), True),
    ("Programming asked of you", ("programming",), True),
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
    ("Where AI shows", ("ai_in_curriculum",), False),
    ("Country", ("country",), False),
    ("State (United States)", ("region",), False),
    ("Kind of institution", ("control",), False),
    ("Accreditation of the program itself", ("accreditation",), False),
    ("Published outcomes", ("outcomes",), False),
    ("How far we have read", ("review",), False),
    ("Programs that do not say", ("keep_unknown",), True),
]


class FilterForm(forms.Form):
    """The filters of the list, and what governs them: residency, unknowns, order.

    The filters' own fields come from the filter set.
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
        "the state.",
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
        query.setdefault("residency", DEFAULT_RESIDENCY)
        super().__init__(query, **kwargs)
        for field in self.fields.values():
            invalid = "“%(value)s” is not one of the choices."
            field.error_messages["invalid_choice"] = invalid
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(*map(self._group, GROUPS))

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
        if isinstance(self.fields[name], forms.ChoiceField):
            return Field(name, template="programs/includes/facet_choices.html")
        return Field(name)
