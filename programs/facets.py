"""How many programs remain with each choice of each filter, in one query.

The counts of a filter leave that filter's own choice aside and keep all the others.
Where all of several choices must hold, the own ones are kept too: one more narrows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    Case,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.http import QueryDict

from programs.backgrounds import LETS_IN
from programs.details import ASKED_BY
from programs.filters import OUTCOME_SCOPES, PROGRAMMING_LEVELS, ProgramFilterSet
from programs.models import Accreditation, Outcome
from programs.models.program_queryset import ProgramQuerySet

UNKNOWN = ""
TOTAL = "total"
TEXTS = ArrayField(TextField())


@dataclass(frozen=True)
class FacetCounts:
    """Number of programs that pass all filters, and by (filter, choice).

    The choice "" counts those that do not say; they remain with every choice when the
    reader keeps them.
    """

    total: int = 0
    by_choice: Mapping[tuple[str, str], int] = field(default_factory=dict)
    keeps_unknown: bool = False

    def remaining(self, name: str, choice: str) -> int:
        """Give how many programs the list would hold with this choice of a filter."""
        count = self.by_choice.get((name, choice), 0)
        kept = self.by_choice.get((name, UNKNOWN), 0) if self.keeps_unknown else 0
        return count + kept


def count_facets(filters: ProgramFilterSet) -> FacetCounts:
    """Count what remains, in one query: a branch for each facet, one for the total."""
    branches = [
        _found_beside(filters, name).counted_by(name, choice)
        for name, choice in _facets(filters).items()
    ]
    total = filters.qs.counted_by(TOTAL, Value(TOTAL))
    rows = {(name, choice): n for name, choice, n in total.union(*branches, all=True)}
    return FacetCounts(
        total=rows.get((TOTAL, TOTAL), 0),
        by_choice=rows,
        keeps_unknown=filters.keeps_unknown,
    )


def count_alternatives(
    filters: ProgramFilterSet, queries: Mapping[str, QueryDict]
) -> dict[str, int]:
    """Count, in one query, what each of these queries of the list would find.

    By the queries' names, in their order. Those that find nothing are left out.
    """
    branches = [
        filters.asked_with(query).qs.counted_by(name, Value(TOTAL))
        for name, query in queries.items()
    ]
    if not branches:
        return {}
    rows: QuerySet[Any, Any] = branches[0].union(*branches[1:], all=True)
    found = {name: count for name, _, count in rows}
    return {name: found[name] for name in queries if name in found}


def _found_beside(filters: ProgramFilterSet, name: str) -> ProgramQuerySet:
    return filters.found_without("" if name in ASKED_BY else name)


def _facets(filters: ProgramFilterSet) -> dict[str, Any]:
    """Give for each facet the expression of the choices that a program passes."""
    return {
        "delivery": _each("delivery"),
        "pace": _each("pace"),
        "attendance": F("attendance"),
        "programming": _passing(
            {
                choice: Q(programming__in=levels)
                for choice, levels in PROGRAMMING_LEVELS.items()
            },
            unknown=Q(programming=""),
        ),
        "degree": _passing(
            {
                degree: Q(backgrounds__overlap=accepted)
                for degree, accepted in LETS_IN.items()
            },
            unknown=Q(backgrounds=[]),
        ),
        "gre_policy": F("gre_policy"),
        "bridge": _passing(
            {"offered": Q(bridge_offered=True)}, unknown=Q(bridge_offered=None)
        ),
        "start_terms": _each("start_terms"),
        "focus": F("focus"),
        "topics": Coalesce("program_topics__topic__slug", Value(UNKNOWN)),
        "ai_in_curriculum": F("ai_in_curriculum"),
        "culminating": _each("culminating"),
        "country": F("institution__country"),
        "region": Case(When(institution__country="US", then=F("institution__region"))),
        "control": F("institution__control"),
        "accreditation": _accreditation(filters),
        "outcomes": _passing(
            {scope: _has_outcome(scopes) for scope, scopes in OUTCOME_SCOPES.items()}
        ),
        "review": F("review"),
        **{name: _having(name, filters.keeps_unknown) for name in ASKED_BY},
    }


def _each(array: str) -> Func:
    """Every value in the array, or the unknown choice when it is empty."""
    values = Case(
        When(**{array: []}, then=Value([UNKNOWN], output_field=TEXTS)),
        default=Cast(array, TEXTS),
    )
    return Func(values, function="UNNEST", output_field=TextField())


def _passing(tests: dict[str, Any], unknown: Any = None) -> Func:
    """Every choice whose test the program passes."""
    if unknown is not None:
        tests = tests | {UNKNOWN: unknown}
    choices = [Case(When(test, then=Value(name))) for name, test in tests.items()]
    return Func(
        *choices,
        template="UNNEST(ARRAY_REMOVE(ARRAY[%(expressions)s], NULL))",
        output_field=TextField(),
    )


def _having(name: str, or_unknown: bool) -> Func:
    """Every detail that the program passes; each has its own unknown programs."""
    return _passing(
        {
            key: detail.passes(or_unknown=or_unknown)
            for key, detail in ASKED_BY[name].items()
        }
    )


def _accreditation(filters: ProgramFilterSet) -> Func:
    rows = Accreditation.objects.filter(program=OuterRef("pk"))
    accredited = rows.filter(status="accredited")
    tests: dict[str, Any] = {"any": Exists(accredited)} | {
        name: Exists(accredited.filter(accreditor__short_name=name))
        for name, _ in filters.catalog.accreditors
    }
    return _passing(tests, unknown=~Exists(rows.exclude(status="named")))


def _has_outcome(scopes: list[str]) -> Exists:
    return Exists(
        Outcome.objects.filter(program=OuterRef("pk"), state="known", scope__in=scopes)
    )
