from typing import Any

import django_filters
from django import forms

from profiles.deadlines import today_anywhere
from profiles.forms.shortlists import STARS
from profiles.models import SavedProgram
from profiles.models.shortlists import SavedProgramQuerySet
from programs.filter_form import NOT_A_CHOICE

LONGEST_WORDS = 200
SORTS = [
    ("saved", "Saved last"),
    ("deadline", "Next deadline"),
    ("stars", "Stars, most first"),
    ("name", "Name, A to Z"),
    ("price", "Lowest yearly price"),
]
ON_PAPER = [
    ("facts", "The programs only: not my notes, statuses and stars"),
    ("all", "The programs with my notes, statuses and stars"),
]


class ListForm(forms.Form):
    """How a list is narrowed and sorted, and what of it goes on paper."""

    paper = forms.ChoiceField(
        choices=ON_PAPER,
        required=False,
        initial="facts",
        label="On paper",
    )

    def __init__(self, query: Any, **kwargs: Any) -> None:
        super().__init__(query, **kwargs)
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = NOT_A_CHOICE


class ShortlistFilterSet(django_filters.FilterSet):
    """The filters and the order of one list; a value that makes no sense empties it."""

    q = django_filters.CharFilter(
        method="filter_words",
        max_length=LONGEST_WORDS,
        label="Words in the name or in your note",
    )
    status = django_filters.MultipleChoiceFilter(
        choices=SavedProgram.Status.choices,
        distinct=False,
        widget=forms.CheckboxSelectMultiple,
        label="Status",
    )
    stars = django_filters.ChoiceFilter(
        lookup_expr="gte",
        choices=[(stars, f"{words} or more") for stars, words in STARS[1:]],
        empty_label="Any, also not rated",
        label="Stars",
    )
    sort = django_filters.ChoiceFilter(
        method="filter_sort", choices=SORTS, empty_label=None, label="Sort by"
    )

    class Meta:
        model = SavedProgram
        form = ListForm
        fields: list[str] = []  # every filter is declared above

    @property
    def has_notes_on_paper(self) -> bool:
        """Whether what the person wrote herself goes on paper; not unless asked for."""
        self.is_valid()
        return bool(self.form.cleaned_data.get("paper") == "all")

    @property
    def is_narrowed(self) -> bool:
        """Whether the reader asks for less than the whole list."""
        return any(self.form.data.get(name) for name in ("q", "status", "stars"))

    @property
    def wrong_values(self) -> list[tuple[str, str]]:
        """Label and reason of each value that makes no sense; empty when all do."""
        fields = self.form.fields
        return [
            (str(fields[name].label), str(errors[0]))
            for name, errors in self.form.errors.items()
        ]

    def filter_queryset(self, queryset: SavedProgramQuerySet) -> SavedProgramQuerySet:
        """Give what passes every filter, as sorted; none when a value is wrong."""
        if not self.is_valid():
            return queryset.none()
        for name, each in self.filters.items():
            queryset = each.filter(queryset, self.form.cleaned_data[name])
        return queryset

    def filter_words(
        self, queryset: SavedProgramQuerySet, name: str, value: str
    ) -> SavedProgramQuerySet:
        return queryset.mentioning(value)

    def filter_sort(
        self, queryset: SavedProgramQuerySet, name: str, value: str
    ) -> SavedProgramQuerySet:
        match value:
            case "deadline":
                return queryset.soonest_deadline_first(today_anywhere())
            case "stars":
                return queryset.best_rated_first()
            case "name":
                return queryset.named_first()
            case "price":
                return queryset.cheapest_first()
        return queryset
