"""What the list page says beside the programs: filters in use, order, ways out."""

from dataclasses import dataclass
from typing import Any, TypedDict

from django import forms
from django.http import QueryDict

from programs.backgrounds import degree_called
from programs.costs import DEFAULT_RESIDENCY
from programs.facets import count_alternatives
from programs.filters import NEEDS_ANSWERS, ProgramFilterSet
from programs.formatting import number
from programs.models import Program, Tuition
from programs.models.program_queryset import ProgramQuerySet
from programs.search import MEANINGS, suggest_spelling

KEPT_WHEN_CLEARED = ("compare", "sort")
SPELLING, DEGREE, UNKNOWN = "other spelling", "degree instead", "also unknown"
# By a key: what a way out of an empty list is called, and its query.
Ways = dict[str, tuple[str, QueryDict]]
SETTINGS = ("keep_unknown", "use_averages")
NEED_NO_TITLE = {*SETTINGS, "details"}  # boxes whose own words say enough
NEVER_UNKNOWN = {
    "q",
    "focus",
    "ai_in_curriculum",
    "country",
    "outcomes",
    "known",
    "review",
}
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
    "fit": "programs whose stated requirements you meet, then those that cannot be "
    "told yet, then those where something stated stands against you; in each group "
    f"{REVIEWED_MOST}",
}


SHORT_RULES = {
    "tuition": "yearly price, lowest first",
    "-tuition": "yearly price, highest first",
    "length": "length, shortest first",
    "-length": "length, longest first",
    "name": "name",
    "checked": "day of the last check",
    "fit": "how they fit with your answers",
}


@dataclass(frozen=True)
class OrderRule:
    """By what rule the list is ordered: in a few words after “by”, and in full."""

    short: str
    whole: str


@dataclass(frozen=True)
class FilterTag:
    """One thing the reader has set, and the query of the list without it."""

    label: str
    query: QueryDict


@dataclass(frozen=True)
class WrongValue:
    """One value that makes no sense, why, and the query without it.

    One of a filter empties the list; of a setting the usual value is used instead.
    """

    label: str
    reason: str
    query: QueryDict
    empties_the_list: bool


@dataclass(frozen=True)
class WayOut:
    """One change that would fill an empty list, and with how many programs."""

    label: str
    count: int
    query: QueryDict


@dataclass(frozen=True)
class WaysOut:
    """All that would fill an empty list; each is None or missing when it would not.

    `spelling` is a likelier one. `degree` asks for the degree that the words name.
    `unknown` shows those that were left out only because something is not known of
    them. `without` drops one filter or one of several words.
    """

    spelling: WayOut | None
    degree: WayOut | None
    unknown: WayOut | None
    without: tuple[WayOut, ...]


class Beside(TypedDict):
    """What stands beside the programs of a list; each field as its function says."""

    rule: OrderRule
    tags: list[FilterTag]
    wrong_values: list[WrongValue]
    ways_out: WaysOut | None
    unknown_query: QueryDict | None
    cleared_query: QueryDict


def beside(filters: ProgramFilterSet, query: QueryDict, total: int) -> Beside:
    """Gather what the page says beside a list of so many programs."""
    return {
        "rule": order_rule(filters),
        "tags": filter_tags(filters, query),
        "wrong_values": wrong_values(filters, query),
        "ways_out": ways_out(filters, query, total),
        "unknown_query": query_with_unknown(filters, query),
        "cleared_query": cleared_query(query),
    }


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
        case "fit":
            return found.best_fit_first(filters.reader.verdicts)
    return found.best_match_first(filters.words)


def order_rule(filters: ProgramFilterSet) -> OrderRule:
    """Say by what rule the list is ordered."""
    best = "how well your words match, then by " if filters.words.terms else ""
    short = SHORT_RULES.get(filters.sort, f"{best}how much we have read")
    return OrderRule(short, _whole_rule(filters))


def _whole_rule(filters: ProgramFilterSet) -> str:
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
    """Every filter or setting whose value makes no sense; empty when all do."""
    fields = filters.form.fields
    wrong = [(name, errors[0], True) for name, errors in filters.form.errors.items()]
    wrong += [(name, why, False) for name, why in filters.form.not_used.items()]
    if filters.sorts_in_vain:
        wrong.append(("sort", f"{NEEDS_ANSWERS} The usual order is used.", False))
    return [
        WrongValue(
            str(fields[name].label), str(why), _query_without(query, name), empties
        )
        for name, why, empties in wrong
    ]


def ways_out(filters: ProgramFilterSet, query: QueryDict, total: int) -> WaysOut | None:
    """Find what would fill an empty list, such as another spelling or a filter fewer.

    Takes one query, and one more when words were searched for. None when the list
    holds programs, or is empty because a value makes no sense.
    """
    if total or not filters.is_valid():
        return None
    special = _special_ways(filters, query)
    without = _ways_without(filters, query)
    changed = special | without
    counts = count_alternatives(filters, {key: q for key, (_, q) in changed.items()})
    found = {
        key: WayOut(changed[key][0], n, changed[key][1]) for key, n in counts.items()
    }
    return WaysOut(
        spelling=found.get(SPELLING),
        degree=found.get(DEGREE),
        unknown=found.get(UNKNOWN),
        without=tuple(way for key, way in found.items() if key in without),
    )


def _special_ways(filters: ProgramFilterSet, query: QueryDict) -> Ways:
    ways: Ways = {}
    if filters.words.terms:
        known = Program.objects.published().words_in_names()
        spelling = suggest_spelling(filters.words, known)
        if spelling:
            ways[SPELLING] = (spelling, _query_with(query, q=spelling))
    degrees = [*filter(None, map(degree_called, filters.words.typed))]
    if degrees and "degree" not in filters.active:
        kept = [phrase for phrase in filters.words.phrases if phrase in MEANINGS]
        asked = _query_with(query, q=" ".join(kept), degree=degrees[0].value)
        ways[DEGREE] = (str(degrees[0].label).lower(), asked)
    widened = query_with_unknown(filters, query)
    if widened:
        ways[UNKNOWN] = ("", widened)
    return ways


def _ways_without(filters: ProgramFilterSet, query: QueryDict) -> Ways:
    ways: Ways = {}
    phrases = filters.words.phrases
    for place, phrase in enumerate(phrases if len(phrases) > 1 else ()):
        left = " ".join([*phrases[:place], *phrases[place + 1 :]])
        ways[f"word {place}"] = (f"“{phrase}”", _query_with(query, q=left))
    for name in filters.active:
        ways[name] = (_labels(filters, name), _query_without(query, name))
    return ways


def query_with_unknown(filters: ProgramFilterSet, query: QueryDict) -> QueryDict | None:
    """Give the query that also keeps programs that do not say.

    None when no filter in use leaves any out, or when they are kept already.
    """
    leaves_out = set(filters.active) - NEVER_UNKNOWN
    asks = bool(filters.words.asked)
    if filters.keeps_unknown or not (leaves_out or asks):
        return None
    return _query_with(query, keep_unknown="yes")


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
    labels = [_label(filters.form, name, each) for each in values]
    if name in NEED_NO_TITLE:
        labels = [f"“{label}”" for label in labels]
    return ", ".join(labels)


def _label(form: forms.Form, name: str, value: Any) -> str:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        choice = dict(choices)[value]
        return choice if name in NEED_NO_TITLE else f"{field.label}: {choice}"
    if isinstance(field, forms.DecimalField):
        return f"{field.label}: {number(value)}"
    return f"{field.label}: {value}"


def _query_with(query: QueryDict, **values: str) -> QueryDict:
    """Copy the query with other values; blank ones go, and so does the page."""
    changed = query.copy()
    for name, value in values.items():
        changed[name] = value
    changed.pop("page", None)
    return without_blanks(changed)


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
        f"the {way} of the programs’ published yearly prices for {who} first, at the "
        "upper end of its range; US dollars, then other currencies one by one, not "
        f"converted, {averages}then programs whose yearly price is not known"
    )
