"""What the list page says beside the programs: filters in use, order, ways out."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from programs.costs import DEFAULT_RESIDENCY
from programs.facets import SPELLING, count_alternatives
from programs.figures.formatting import number
from programs.filters import ProgramFilterSet
from programs.models import Program, Tuition
from programs.models.program_queryset import ProgramQuerySet
from programs.search import suggest_spelling

KEPT_WHEN_CLEARED = ("compare", "sort")
SETTINGS = ("keep_unknown", "use_averages")  # boxes whose words need no title
NEVER_UNKNOWN = {"q", "focus", "ai_in_curriculum", "country", "outcomes", "review"}
REVIEWED_MOST = (
    "programs read about on the institution’s own pages, then federal records, then "
    "programs named by the press only; in each group those where AI shows most clearly "
    "first, then those of which most is known; then by institution"
)
RULES = {
    "length": "the shortest stated length first; programs without one last",
    "-length": "the longest of the shortest stated lengths first; programs without "
    "one last",
    "name": "by name, then by institution",
    "checked": "the most recently checked first; programs without a date last",
}


@dataclass(frozen=True)
class FilterTag:
    """One thing the reader has set, and the query of the list without it."""

    label: str
    query: QueryDict


@dataclass(frozen=True)
class WrongValue:
    """One filter whose value makes no sense, why, and the query without it."""

    label: str
    reasons: tuple[str, ...]
    query: QueryDict


@dataclass(frozen=True)
class WayOut:
    """One change that would fill an empty list, and with how many programs."""

    label: str
    count: int
    query: QueryDict


@dataclass(frozen=True)
class WaysOut:
    """All that would fill an empty list; `spelling` is None when none is likelier."""

    spelling: WayOut | None
    without: tuple[WayOut, ...]


def in_order(filters: ProgramFilterSet) -> ProgramQuerySet:
    """Put the programs that pass the filters into the order the reader chose."""
    found: ProgramQuerySet = filters.qs
    match filters.sort:
        case "tuition":
            return found.cheapest_first(or_average=filters.uses_averages)
        case "-tuition":
            return found.dearest_first(or_average=filters.uses_averages)
        case "length":
            return found.shortest_first()
        case "-length":
            return found.longest_first()
        case "name":
            return found.named_first()
        case "checked":
            return found.recently_checked_first()
    return found.best_match_first(filters.words)


def order_rule(filters: ProgramFilterSet) -> str:
    """Say in one sentence by what rule the list is ordered."""
    if filters.sort in RULES:
        return RULES[filters.sort]
    if filters.sort.endswith("tuition"):
        return _tuition_rule(filters)
    if filters.words.terms:
        return f"the best match with your words first; then {REVIEWED_MOST}"
    return REVIEWED_MOST


def filter_tags(filters: ProgramFilterSet, query: QueryDict) -> list[FilterTag]:
    """Everything the reader has set, one tag for each value, in the panel's order."""
    tags = []
    for name in [*filters.active, *_settings_in_use(filters)]:
        value = filters.form.cleaned_data[name]
        if isinstance(value, list):
            tags += [
                FilterTag(
                    _label(filters.form, name, each), _query_without(query, name, each)
                )
                for each in value
            ]
        else:
            label = _label(filters.form, name, value)
            tags.append(FilterTag(label, _query_without(query, name)))
    return tags


def wrong_values(filters: ProgramFilterSet, query: QueryDict) -> list[WrongValue]:
    """Every filter whose value makes no sense; empty when all do."""
    return [
        WrongValue(
            str(filters.form.fields[name].label),
            tuple(map(str, errors)),
            _query_without(query, name),
        )
        for name, errors in filters.form.errors.items()
    ]


def ways_out(filters: ProgramFilterSet, query: QueryDict, total: int) -> WaysOut | None:
    """Find what would fill an empty list: another spelling, or one filter fewer.

    Takes one query, and one more when words were searched for. None when the list
    holds programs, or is empty because a value makes no sense.
    """
    if total or not filters.is_valid():
        return None
    spelling = ""
    if filters.words.terms:
        known = Program.objects.published().words_in_names()
        spelling = suggest_spelling(filters.words, known)
    counts = count_alternatives(filters, spelling)
    corrected = query.copy()
    corrected["q"] = spelling
    found = counts.pop(SPELLING, 0)
    return WaysOut(
        spelling=WayOut(spelling, found, corrected) if found else None,
        without=tuple(
            WayOut(_labels(filters, name), count, _query_without(query, name))
            for name, count in counts.items()
        ),
    )


def query_with_unknown(filters: ProgramFilterSet, query: QueryDict) -> QueryDict | None:
    """Give the query that also keeps programs that do not say.

    None when no filter in use leaves any out, or when they are kept already.
    """
    leaves_out = set(filters.active) - NEVER_UNKNOWN
    asks = bool(filters.words.asked)
    if filters.keeps_unknown or not (leaves_out or asks):
        return None
    widened = _query_without(query, "keep_unknown")
    widened["keep_unknown"] = "yes"
    return widened


def cleared_query(query: QueryDict) -> QueryDict:
    """Give the query without any filter; the order and the chosen programs stay."""
    kept = QueryDict(mutable=True)
    for name in KEPT_WHEN_CLEARED:
        if query.getlist(name):
            kept.setlist(name, query.getlist(name))
    return kept


def without_blanks(query: QueryDict) -> QueryDict:
    """Leave out what a form sends empty, so that an address holds choices only."""
    kept = QueryDict(mutable=True)
    for name, values in query.lists():
        written = [value for value in values if value]
        if written:
            kept.setlist(name, written)
    return kept


def _settings_in_use(filters: ProgramFilterSet) -> list[str]:
    cleaned = filters.form.cleaned_data
    used = [name for name in SETTINGS if cleaned.get(name)]
    if cleaned.get("residency", DEFAULT_RESIDENCY) != DEFAULT_RESIDENCY:
        used.append("residency")
    return used


def _labels(filters: ProgramFilterSet, name: str) -> str:
    value = filters.form.cleaned_data[name]
    values = value if isinstance(value, list) else [value]
    return ", ".join(_label(filters.form, name, each) for each in values)


def _label(form: forms.Form, name: str, value: Any) -> str:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        choice = dict(choices)[value]
        return choice if name in SETTINGS else f"{field.label}: {choice}"
    if isinstance(field, forms.DecimalField):
        return f"{field.label}: {number(value)}"
    return f"{field.label}: {value}"


def _query_without(query: QueryDict, name: str, value: str | None = None) -> QueryDict:
    """Copy the query without a parameter, or without one of its values.

    The page and all blank parameters go too.
    """
    left = QueryDict(mutable=True)
    for each, values in query.lists():
        kept = [v for v in values if v and not (each == name and value in (None, v))]
        if kept and each != "page":
            left.setlist(each, kept)
    return left


def _tuition_rule(filters: ProgramFilterSet) -> str:
    way = "highest" if filters.sort.startswith("-") else "lowest"
    who = Tuition.Residency(filters.residency).words
    averages = "then institutions’ averages likewise, " if filters.uses_averages else ""
    return (
        f"the {way} own yearly price for {who} first, taken at the "
        "upper end of its range; US dollars, then other currencies one by one, not "
        f"converted, {averages}then programs whose own yearly price is not known"
    )
