"""The expressions by which saved programs are ordered."""

from datetime import date

from django.db.models import Case, F, OuterRef, Subquery, When
from django.db.models.functions import Coalesce

from programs.models import Deadline

LAST_SAVED = ("-saved_at", "-pk")


def next_deadline(today: date) -> Subquery:
    """Give the next deadline of each saved program as a number such as 20270115.

    None without a known one, and for a program that is not published. A number, for
    a day of every year may be February 29, which not every year has.
    """
    day = F("month") * 100 + F("day")
    is_to_come = {"month_and_day__gte": today.month * 100 + today.day}
    next_time = Case(When(**is_to_come, then=today.year), default=today.year + 1)
    day_number = today.year * 10_000 + today.month * 100 + today.day
    deadlines = (
        Deadline.objects.filter(
            program=OuterRef("program"), program__workflow_state="published"
        )
        .annotate(month_and_day=day)
        .annotate(number=Coalesce("year", next_time) * 10_000 + F("month_and_day"))
        .filter(number__gte=day_number)
        .order_by("number")
    )
    return Subquery(deadlines.values("number")[:1])
