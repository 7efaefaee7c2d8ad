"""The expressions by which lists of programs are ordered."""

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


def answers_missing() -> models.Expression:
    """Count how many of a reader's first questions the program leaves open, 0 to 8."""
    open_questions = [
        models.Case(models.When(answered, then=0), default=1)
        for answered in FIRST_QUESTIONS.values()
    ]
    return sum(open_questions[1:], start=open_questions[0])


def price_groups(or_average: bool) -> tuple[models.Case, models.Case]:
    """Give the order of groups, and the amount by which each group is ordered."""
    own, average = "own_price__per_year_highest", "average_price__per_year_highest"
    known = Q(**{f"{own}__isnull": False})
    whens = [
        models.When(known & Q(own_price__currency="USD"), then=0),
        models.When(known, then=1),
    ]
    amounts = [models.When(known, then=F(own))]
    if or_average:
        averaged = Q(**{f"{average}__isnull": False})
        whens.append(models.When(averaged, then=2))
        amounts.append(models.When(averaged, then=F(average)))
    return models.Case(*whens, default=3), models.Case(*amounts, default=None)


DEFAULT_ORDER = (
    rank("review", REVIEW_ORDER),
    rank("ai_in_curriculum", AI_ORDER),
    answers_missing(),
    "institution__name",
    "name",
    "pk",
)
