"""The expressions by which lists of programs are ordered."""

from collections.abc import Mapping

from django.db import models
from django.db.models import F, Q

REVIEW_ORDER = ["researched", "federal-record", "press-only"]
AI_ORDER = ["name", "required-course", "track", "elective", "none-found"]
FIRST_QUESTIONS = {
    "format": ~Q(delivery=[]),
    "length": Q(full_time_months_lowest__isnull=False)
    | Q(part_time_months_lowest__isnull=False),
    "credits": Q(credits_lowest__isnull=False),
    "start": ~Q(start_terms=[]),
    "degrees accepted": ~Q(backgrounds=[]),
    "GPA": Q(minimum_gpa__isnull=False),
    "GRE": ~Q(gre_policy=""),
    "programming": ~Q(programming=""),
}


def rank(field: str, order: list[str]) -> models.Case:
    """Give a field's place in an order of its values, from 0; others come last."""
    whens = [
        models.When(**{field: value}, then=place) for place, value in enumerate(order)
    ]
    return models.Case(
        *whens, default=len(order), output_field=models.SmallIntegerField()
    )


def verdict_order(verdicts: Mapping[int, str]) -> models.Case:
    """Order by what a reader meets; a program without a verdict cannot be told."""
    met = [pk for pk, verdict in verdicts.items() if verdict == "meets"]
    failed = [pk for pk, verdict in verdicts.items() if verdict == "not"]
    return models.Case(
        models.When(pk__in=met, then=0), models.When(pk__in=failed, then=2), default=1
    )


def answers_missing() -> models.Expression:
    """Count how many of a reader's first questions the program leaves open, 0 to 8."""
    open_questions = [
        models.Case(models.When(answered, then=0), default=1)
        for answered in FIRST_QUESTIONS.values()
    ]
    return sum(open_questions[1:], start=open_questions[0])


def price_order(
    or_average: bool, *, upwards: bool
) -> tuple[models.Case, models.Case, models.OrderBy]:
    """Order by the yearly price at its highest: by group, by currency, by amount.

    Own prices in US$ come first, then own prices in other currencies, then averages
    likewise if asked for, then programs without such a price.
    """
    groups: list[models.When] = []
    currencies: list[models.When] = []
    amounts: list[models.When] = []
    for price in ["own_price", "average_price"][: 2 if or_average else 1]:
        known = Q(**{f"{price}__per_year_highest__isnull": False})
        for wanted in (known & Q(**{f"{price}__per_year_currency": "USD"}), known):
            groups.append(models.When(wanted, then=len(groups)))
        currencies.append(models.When(known, then=F(f"{price}__per_year_currency")))
        amounts.append(models.When(known, then=F(f"{price}__per_year_highest")))
    amount = models.Case(*amounts, default=None)
    return (
        models.Case(*groups, default=len(groups)),
        models.Case(*currencies, default=None),
        amount.asc(nulls_last=True) if upwards else amount.desc(nulls_last=True),
    )


DEFAULT_ORDER = (
    rank("review", REVIEW_ORDER),
    rank("ai_in_curriculum", AI_ORDER),
    answers_missing(),
    "institution__name",
    "name",
    "pk",
)
