from decimal import Decimal
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django_filters.constants import EMPTY_VALUES

from programs.backgrounds import LETS_IN, Degree
from programs.choices import CatalogChoices, read_choices
from programs.costs import DEFAULT_RESIDENCY
from programs.details import ASKED_BY
from programs.filter_form import FilterForm
from programs.models import Institution, Outcome, Program
from programs.models.program_queryset import ProgramQuerySet
from programs.readers import Reader
from programs.search import Words, read_words

LONGEST_TEXT = 200
PROGRAMMING_LEVELS: dict[str, list[str]] = {
    "none": ["none"],
    "recommended": ["none", "recommended"],
    "required": ["required"],
}
OUTCOME_SCOPES: dict[str, list[str]] = {
    "program": [Outcome.Scope.PROGRAM],
    "any": [Outcome.Scope.PROGRAM, Outcome.Scope.FIELD_OF_STUDY],
}


NEEDS_ANSWERS = (
    "This holds programs against your own answers, and there are none yet: sign in and "
    "give some under “Profile”."
)


def _has_words(text: str) -> None:
    if text and not read_words(text).typed:
        raise ValidationError("Write at least one word with letters or digits.")


def _several(**about: Any) -> django_filters.MultipleChoiceFilter:
    about.setdefault("widget", forms.CheckboxSelectMultiple)
    return django_filters.MultipleChoiceFilter(**about)


def _having(name: str, **about: Any) -> django_filters.MultipleChoiceFilter:
    choices = [(key, detail.label) for key, detail in ASKED_BY[name].items()]
    return _several(method="filter_having", choices=choices, **about)


def _one(**about: Any) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        widget=forms.RadioSelect, empty_label="Any", **about
    )


class ProgramFilterSet(django_filters.FilterSet):
    """The filters of the list.

    A program that does not say never passes a filter, unless the reader keeps the
    unknown ones. A value that makes no sense leaves no program at all.
    """

    q = django_filters.CharFilter(
        method="filter_words",
        label="Search",
        max_length=LONGEST_TEXT,
        validators=[_has_words],
    )
    delivery = _several(
        method="filter_offered", choices=Program.Delivery.choices, label="Format"
    )
    pace = _several(method="filter_offered", choices=Program.Pace.choices, label="Pace")
    attendance = _several(
        method="filter_stated",
        choices=Program.Attendance.choices,
        label="Class hours",
        help_text="When online classes take place.",
    )
    programming = _one(
        method="filter_programming",
        choices=[
            ("none", "None"),
            ("recommended", "Recommended at most"),
            ("required", "Required"),
        ],
        label="Programming skills asked for",
        help_text="Before the start of the program.",
    )
    degree = _one(
        method="filter_degree",
        choices=Degree.choices,
        label="Open to the degree you have",
        help_text="The degree that you already hold, not the one you would earn.",
    )
    max_tuition_per_year = django_filters.NumberFilter(
        method="filter_tuition_per_year",
        min_value=0,
        max_value=10**9,
        label="At most per year, US$",
        help_text="Required fees may come on top. Prices in other currencies are not "
        "converted and do not pass.",
    )
    max_tuition_total = django_filters.NumberFilter(
        method="filter_tuition_total",
        min_value=0,
        max_value=10**9,
        label="At most for the whole program, US$",
        help_text="Only where the program’s own prices give a total. Required fees may "
        "come on top.",
    )
    max_months = django_filters.NumberFilter(
        method="filter_months",
        decimal_places=0,
        error_messages={"max_decimal_places": "Write whole months, such as 24."},
        min_value=1,
        max_value=240,
        label="At most, months",
        help_text="The shortest length at any pace.",
    )
    gre_policy = _several(
        method="filter_stated", choices=Program.GrePolicy.choices, label="GRE"
    )
    my_gpa = django_filters.NumberFilter(
        method="filter_gpa",
        min_value=0,
        max_value=4,
        decimal_places=2,
        label="Your GPA (4.0 scale)",
        help_text="Keeps programs whose lowest GPA is at most yours, and those that "
        "say they have none.",
    )
    bridge = _several(
        method="filter_bridge", choices=[("offered", "Offered")], label="Bridge course"
    )
    start_terms = _several(
        method="filter_offered", choices=Program.StartTerm.choices, label="Start"
    )
    focus = _several(
        method="filter_stated", choices=Program.Focus.choices, label="Focus"
    )
    topics = _several(method="filter_topics", label="Topics")
    ai_in_curriculum = _several(
        method="filter_stated",
        choices=Program.AIInCurriculum.choices,
        label="AI in the curriculum",
    )
    culminating = _several(
        method="filter_offered",
        choices=Program.Culminating.choices,
        label="Final requirement",
    )
    country = _several(
        method="filter_stated", field_name="institution__country", label="Country"
    )
    region = _several(method="filter_states", label="State")
    control = _several(
        method="filter_stated",
        field_name="institution__control",
        choices=Institution.Control.choices,
        label="Kind of institution",
    )
    accreditation = _several(
        method="filter_accreditation", label="Accreditation of the program"
    )
    outcomes = _one(
        method="filter_outcomes",
        choices=[
            ("program", "The program’s own"),
            ("any", "Its own, or of its wider federal field"),
        ],
        label="Published outcomes",
    )
    details = _having(
        "details",
        label="Application and other details",
        help_text="Keeps programs of which everything that you tick here holds.",
    )
    known = _having(
        "known",
        label="Must be known",
        help_text="Keeps programs of which we know everything that you tick here.",
    )
    review = _several(
        method="filter_stated",
        choices=Program.Review.choices,
        label="How we checked it",
    )

    fit = _several(
        method="filter_fit",
        choices=[("meets", "I meet what is stated")],
        label="Your answers",
        help_text="What a program states of admission, held against your own answers. "
        "Admission is always the program’s decision.",
    )

    class Meta:
        model = Program
        form = FilterForm
        fields: list[str] = []  # every filter is declared above

    def __init__(
        self,
        query: QueryDict,
        queryset: ProgramQuerySet,
        reader: Reader,
        catalog: CatalogChoices | None = None,
    ) -> None:
        super().__init__(query, queryset=queryset)
        self.reader = reader
        self.catalog = catalog or read_choices()
        self.filters["topics"].extra["choices"] = self.catalog.topics
        self.filters["country"].extra["choices"] = self.catalog.countries
        self.filters["region"].extra["choices"] = self.catalog.states
        self.filters["accreditation"].extra["choices"] = [
            ("any", "By any body"),
            *self.catalog.accreditors,
        ]
        self.filters["fit"].extra["validators"] = [self._has_answers]
        self.is_valid()

    @property
    def residency(self) -> str:
        """Whose prices count; the default when the one given makes no sense."""
        return self.form.cleaned_data.get("residency") or DEFAULT_RESIDENCY

    @property
    def keeps_unknown(self) -> bool:
        """Whether a program that does not say what a filter asks passes it."""
        return bool(self.form.cleaned_data.get("keep_unknown"))

    @property
    def uses_averages(self) -> bool:
        """Whether the institution's average stands in for an unknown yearly price."""
        return bool(self.form.cleaned_data.get("use_averages"))

    @property
    def sort(self) -> str:
        """The order the reader chose; `relevance` unless another makes sense."""
        chosen: str = self.form.cleaned_data.get("sort") or "relevance"
        return "relevance" if self.sorts_in_vain else chosen

    @property
    def sorts_in_vain(self) -> bool:
        """Whether the reader asks for an order by answers that she has not given."""
        by_fit = self.form.cleaned_data.get("sort") == "fit"
        return by_fit and not self.reader.has_answers

    @property
    def words(self) -> Words:
        """What was searched for; empty when nothing was."""
        return read_words(self.form.cleaned_data.get("q") or "")

    @property
    def active(self) -> list[str]:
        """Names of the filters that narrow the list, in the order of the panel."""
        cleaned = self.form.cleaned_data
        return [name for name in self.filters if cleaned.get(name) not in EMPTY_VALUES]

    def asked_with(self, query: QueryDict) -> "ProgramFilterSet":
        """Give the same filters with other values; reads nothing anew."""
        return ProgramFilterSet(query, self.queryset, self.reader, self.catalog)

    def found_without(self, left_out: str) -> ProgramQuerySet:
        """Give the programs that pass every filter but this one, with their prices.

        A filter whose value makes no sense is left out too.
        """
        found: ProgramQuerySet = self.queryset.with_prices(self.residency)
        for name in self.active:
            if name != left_out:
                found = self.filters[name].filter(found, self.form.cleaned_data[name])
        return found

    def filter_queryset(self, queryset: ProgramQuerySet) -> ProgramQuerySet:
        """Give the programs that pass every filter; none when a value is wrong."""
        return self.found_without("") if self.is_valid() else queryset.none()

    def filter_words(
        self, queryset: ProgramQuerySet, name: str, value: str
    ) -> ProgramQuerySet:
        return queryset.search(read_words(value), or_unknown=self.keeps_unknown)

    def filter_offered(
        self, queryset: ProgramQuerySet, name: str, value: list[str]
    ) -> ProgramQuerySet:
        return queryset.offering(name, value, or_unknown=self.keeps_unknown)

    def filter_stated(
        self, queryset: ProgramQuerySet, name: str, value: list[str]
    ) -> ProgramQuerySet:
        return queryset.stating(name, value, or_unknown=self.keeps_unknown)

    def filter_programming(
        self, queryset: ProgramQuerySet, name: str, value: str
    ) -> ProgramQuerySet:
        levels = PROGRAMMING_LEVELS[value]
        return queryset.stating(name, levels, or_unknown=self.keeps_unknown)

    def filter_degree(
        self, queryset: ProgramQuerySet, name: str, value: str
    ) -> ProgramQuerySet:
        accepted = LETS_IN[value]
        return queryset.offering("backgrounds", accepted, or_unknown=self.keeps_unknown)

    def filter_tuition_per_year(
        self, queryset: ProgramQuerySet, name: str, value: Decimal
    ) -> ProgramQuerySet:
        return queryset.costing_at_most(
            value, or_unknown=self.keeps_unknown, or_average=self.uses_averages
        )

    def filter_tuition_total(
        self, queryset: ProgramQuerySet, name: str, value: Decimal
    ) -> ProgramQuerySet:
        return queryset.costing_in_total_at_most(value, or_unknown=self.keeps_unknown)

    def filter_months(
        self, queryset: ProgramQuerySet, name: str, value: Decimal
    ) -> ProgramQuerySet:
        return queryset.lasting_at_most(int(value), or_unknown=self.keeps_unknown)

    def filter_gpa(
        self, queryset: ProgramQuerySet, name: str, value: Decimal
    ) -> ProgramQuerySet:
        return queryset.admitting_gpa(value, or_unknown=self.keeps_unknown)

    def filter_bridge(
        self, queryset: ProgramQuerySet, name: str, value: list[str]
    ) -> ProgramQuerySet:
        return queryset.offering_bridge(or_unknown=self.keeps_unknown)

    def filter_topics(
        self, queryset: ProgramQuerySet, name: str, value: list[str]
    ) -> ProgramQuerySet:
        return queryset.teaching(value, or_unknown=self.keeps_unknown)

    def filter_states(
        self, queryset: ProgramQuerySet, name: str, value: list[str]
    ) -> ProgramQuerySet:
        return queryset.in_states(value, or_unknown=self.keeps_unknown)

    def filter_accreditation(
        self, queryset: ProgramQuerySet, name: str, value: list[str]
    ) -> ProgramQuerySet:
        return queryset.accredited_by(value, or_unknown=self.keeps_unknown)

    def filter_outcomes(
        self, queryset: ProgramQuerySet, name: str, value: str
    ) -> ProgramQuerySet:
        return queryset.with_outcomes(OUTCOME_SCOPES[value])

    def filter_having(
        self, queryset: ProgramQuerySet, name: str, value: list[str]
    ) -> ProgramQuerySet:
        asked = [ASKED_BY[name][key] for key in value]
        return queryset.having(asked, or_unknown=self.keeps_unknown)

    def filter_fit(
        self, queryset: ProgramQuerySet, name: str, value: list[str]
    ) -> ProgramQuerySet:
        return queryset.judged(
            self.reader.verdicts, value, or_unknown=self.keeps_unknown
        )

    def _has_answers(self, value: list[str]) -> None:
        if value and not self.reader.has_answers:
            raise ValidationError(NEEDS_ANSWERS)
