"""How much of the catalog is known and how fresh it is.

Everything is counted by the database, in a number of queries that does not grow.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, Model, Q, QuerySet, TextField, Value

from programs.details import KNOWN
from programs.models import (
    Accreditation,
    Citation,
    Course,
    EnglishTest,
    Outcome,
    Prerequisite,
    Program,
    Source,
    Tuition,
    ValueState,
)
from programs.models.program_queryset import DECIDED

RESEARCHED = Program.objects.published().filter(review=Program.Review.RESEARCHED)


@dataclass(frozen=True)
class CoveredField:
    """A field that coverage is counted for, and what makes it known of a program.

    `rows` are facts that say themselves why they have no value, if there are any.
    """

    field: str
    label: str
    known: Q
    rows: QuerySet[Any] | None = None


@dataclass(frozen=True)
class FieldCoverage:
    """For one field, how many programs have it in each state; `total` is their sum."""

    label: str
    counts: dict[ValueState, int]
    total: int

    @property
    def known_share(self) -> float:
        """Share from 0 to 1 of the programs whose value is known; 0 without any."""
        return self.counts[ValueState.KNOWN] / self.total if self.total else 0.0


@dataclass(frozen=True)
class CatalogNumbers:
    """What the catalog holds; days are None while nothing was checked."""

    programs: int
    institutions: int
    researched: int
    federal_records: int
    press_only: int
    sources: int
    oldest_check: date | None
    newest_check: date | None
    never_checked: int


@dataclass(frozen=True)
class PriceYear:
    """How many known prices are for one academic year; blank when none is stated."""

    academic_year: str
    own: int
    averages: int


def _has_rows(model: type[Model], **about: object) -> Q:
    return _has(model._default_manager.filter(program__isnull=False, **about))


def _has(rows: QuerySet[Any]) -> Q:
    return Q(pk__in=rows.order_by().values("program"))


OWN_PRICES = Tuition.objects.filter(program__isnull=False)
OWN_OUTCOMES = Outcome.objects.filter(scope=Outcome.Scope.PROGRAM)

COVERED = [
    CoveredField("delivery", "Format", KNOWN["format"].holds),
    CoveredField("pace", "Pace", KNOWN["pace"].holds),
    CoveredField(
        "full_time_months_lowest",
        "Length, full-time",
        Q(full_time_months_lowest__isnull=False),
    ),
    CoveredField(
        "part_time_months_lowest",
        "Length, part-time",
        Q(part_time_months_lowest__isnull=False),
    ),
    CoveredField("credits_lowest", "Credits", Q(credits_lowest__isnull=False)),
    CoveredField("start_terms", "Start terms", ~Q(start_terms=[])),
    CoveredField("tuition", "Its own tuition", KNOWN["price"].holds, OWN_PRICES),
    CoveredField(
        "application_fee_amount",
        "Application fee",
        Q(application_fee_amount__isnull=False),
    ),
    CoveredField("backgrounds", "First degrees accepted", ~Q(backgrounds=[])),
    CoveredField("minimum_gpa", "Lowest GPA", KNOWN["gpa"].holds),
    CoveredField("gre_policy", "GRE", KNOWN["gre"].holds),
    CoveredField("programming", "Programming beforehand", KNOWN["programming"].holds),
    CoveredField("prerequisites", "Prerequisites", _has_rows(Prerequisite)),
    CoveredField("english_tests", "English tests", _has_rows(EnglishTest)),
    CoveredField("bridge_offered", "Bridge course", Q(bridge_offered__isnull=False)),
    CoveredField("specializations", "Tracks", ~Q(specializations=[])),
    CoveredField("courses", "Courses", _has_rows(Course)),
    CoveredField("culminating", "What it ends with", ~Q(culminating=[])),
    CoveredField(
        "outcomes",
        "Its own outcomes",
        _has(OWN_OUTCOMES.filter(state="known")),
        OWN_OUTCOMES,
    ),
    CoveredField(
        "accreditations",
        "Accreditation of the program",
        _has_rows(Accreditation, status__in=DECIDED),
    ),
    CoveredField("deadlines", "Deadlines", KNOWN["deadline"].holds),
]


def field_coverage() -> list[FieldCoverage]:
    """Count, for each covered field, the researched programs in each state.

    What has neither a value nor a reason on record is not yet checked.
    """
    known = RESEARCHED.all().aggregate(
        total=Count("pk"),
        **{covered.field: Count("pk", filter=covered.known) for covered in COVERED},
    )
    reasons = _reasons()
    return [
        _coverage(covered, known[covered.field], reasons, known["total"])
        for covered in COVERED
    ]


def catalog_numbers() -> CatalogNumbers:
    """Count what the public can see, and give the days of the checks."""

    def reviewed(review: str) -> Count:
        return Count("pk", filter=Q(review=review))

    numbers = Program.objects.published().aggregate(
        programs=Count("pk"),
        institutions=Count("institution", distinct=True),
        researched=reviewed(Program.Review.RESEARCHED),
        federal_records=reviewed(Program.Review.FEDERAL_RECORD),
        press_only=reviewed(Program.Review.PRESS_ONLY),
        oldest_check=Min("last_checked_on"),
        newest_check=Max("last_checked_on"),
        never_checked=Count("pk", filter=Q(last_checked_on=None)),
    )
    return CatalogNumbers(sources=Source.objects.of_catalog().count(), **numbers)


def price_years() -> list[PriceYear]:
    """Count known prices of published programs by academic year, newest first.

    Prices without a year come last.
    """
    published = Program.objects.published()
    shown = Q(program__in=published) | Q(
        institution__in=published.values("institution")
    )
    rows = (
        Tuition.objects.filter(shown, state=ValueState.KNOWN)
        .order_by("-academic_year")
        .values("academic_year")
        .annotate(own=Count("program"), averages=Count("institution"))
    )
    return [PriceYear(**row) for row in rows]


def states_found(coverage: Iterable[FieldCoverage]) -> list[ValueState]:
    """Give the states that any program is in, in their order; known always."""
    found = {
        state for one in coverage for state, count in one.counts.items() if count
    } | {ValueState.KNOWN}
    return [state for state in ValueState if state in found]


def _coverage(
    covered: CoveredField,
    known: int,
    reasons: dict[tuple[str, str], int],
    total: int,
) -> FieldCoverage:
    counts = {state: reasons.get((covered.field, state), 0) for state in ValueState}
    counts[ValueState.KNOWN] = known
    counts[ValueState.NOT_YET_CHECKED] = 0
    counts[ValueState.NOT_YET_CHECKED] = total - sum(counts.values())
    return FieldCoverage(covered.label, counts, total)


def _reasons() -> dict[tuple[str, str], int]:
    """Count programs by field and reason, where the field has no value.

    As on the page of a program, its first row gives the reason, and where there are
    no rows its first citation that is not `known`.
    """
    of_rows = [
        _reasons_in(covered.field, covered.rows, RESEARCHED.exclude(covered.known))
        for covered in COVERED
        if covered.rows is not None
    ]
    return {
        (field, state): programs
        for field, state, programs in _reasons_cited().union(*of_rows, all=True)
    }


def _reasons_in(
    field: str, rows: QuerySet[Any], programs: QuerySet[Program]
) -> QuerySet[Any, Any]:
    order = rows.model._meta.ordering or ["pk"]
    first = rows.order_by("program_id", *order).distinct("program_id")
    return (
        rows.filter(pk__in=first.values("pk"), program__in=programs)
        .order_by()
        .values_list(Value(field, TextField()), "state")
        .annotate(programs=Count("pk"))
    )


def _reasons_cited() -> QuerySet[Any, Any]:
    settled = Q()
    for covered in COVERED:
        has_reason = covered.known
        if covered.rows is not None:
            has_reason |= _has(covered.rows)
        programs = Program.objects.filter(has_reason)
        settled |= Q(field=covered.field, program__in=programs.values("pk"))
    missing = Citation.objects.exclude(state=ValueState.KNOWN)
    first = missing.order_by("program_id", "field", "pk").distinct(
        "program_id", "field"
    )
    return (
        Citation.objects.filter(pk__in=first.values("pk"), program__in=RESEARCHED.all())
        .exclude(settled)
        .order_by()
        .values_list("field", "state")
        .annotate(programs=Count("pk"))
    )
