"""The choices of the list's filters that depend on what the catalog holds."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Cast

from programs.models import Accreditor, Institution, Topic
from programs.places import HOME_COUNTRY, country_name, region_name

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class CatalogChoices:
    """Value and label of every choice; topics in their order, the rest by label."""

    topics: Choices
    accreditors: Choices
    countries: Choices
    states: Choices


def read_choices() -> CatalogChoices:
    """Read all choices of the catalog in one query."""
    topics = Topic.objects.order_by()
    accreditors = Accreditor.objects.filter(
        kind="programmatic", accreditations__program__workflow_state="published"
    ).order_by()
    places = Institution.objects.with_published_programs().order_by()
    american = places.filter(country=HOME_COUNTRY).exclude(region="")
    rows = _named(topics, "topic", "slug", "name", "position").union(
        _named(accreditors, "accreditor", "short_name", "short_name", Value(0)),
        _named(places, "country", "country", Value(""), Value(0)),
        _named(american, "state", "region", Value(""), Value(0)),
    )
    found: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for kind, value, label, position in rows:
        found[kind].append((position, value, label))
    return CatalogChoices(
        topics=[(value, label) for _, value, label in sorted(found["topic"])],
        accreditors=sorted((value, label) for _, value, label in found["accreditor"]),
        countries=_by_label(found["country"], country_name),
        states=_by_label(found["state"], lambda code: region_name(HOME_COUNTRY, code)),
    )


def _named(
    rows: QuerySet, kind: str, value: str, label: str | Value, position: str | Value
) -> QuerySet:
    return rows.values_list(
        Value(kind, output_field=TextField()),
        Cast(value, TextField()),
        Cast(label, TextField()),
        position,
    )


def _by_label(rows: list[tuple[int, str, str]], name: Callable[[str], str]) -> Choices:
    named = [(value, name(value)) for _, value, _ in rows]
    return sorted(named, key=lambda choice: choice[1])
