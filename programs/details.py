"""What the list can ask of a program beside its larger filters, one row for each.

A detail is something that a program states, or states the opposite of, or does not
say. What is known is a matter of our own record: it is there or it is not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from programs.models import Accreditation, Deadline, Tuition
from programs.models.program_queryset import DECIDED

NEVER = Q(pk__in=[])
MUCH_IN_TOTAL = 60_000  # US$


@dataclass(frozen=True)
class Detail:
    """One thing that holds of a program or not: its label, and of which it holds.

    `unknown` finds the programs that do not say; none where the record itself is asked.
    Conditions on `own_price` need the queryset's `with_prices`.
    """

    label: str
    holds: Q
    unknown: Q = NEVER

    def passes(self, *, or_unknown: bool) -> Q:
        """Give the condition of programs of which it holds, or of which nobody says."""
        return self.holds | self.unknown if or_unknown else self.holds


def _of_program(rows: QuerySet[Any]) -> Q:
    """Programs that have one of these rows; never true of an institution's rows."""
    own = rows.filter(program__isnull=False).order_by()
    return Q(pk__in=own.values("program"))


def _is_asked(label: str, field: str, wanted: bool) -> Detail:
    return Detail(label, Q(**{field: wanted}), Q(**{field: None}))


DETAILS: dict[str, Detail] = {
    "campus-only": Detail(
        "Taught on campus only", Q(delivery=["campus"]), Q(delivery=[])
    ),
    "letters": Detail(
        "Asks for letters of recommendation",
        Q(letters_count__gte=1),
        Q(letters_count=None),
    ),
    "no-letters": Detail(
        "Asks for no letters of recommendation",
        Q(letters_count=0),
        Q(letters_count=None),
    ),
    "statement": _is_asked("Asks for a written statement", "requires_statement", True),
    "no-statement": _is_asked(
        "Asks for no written statement", "requires_statement", False
    ),
    "interview": _is_asked("Holds an interview", "requires_interview", True),
    "no-interview": _is_asked("Holds no interview", "requires_interview", False),
    "no-accreditation": Detail(
        "Claims no accreditation of the program",
        _of_program(Accreditation.objects.filter(status="none-claimed")),
        ~_of_program(Accreditation.objects.filter(status__in=DECIDED)),
    ),
    "much-in-total": Detail(
        f"Costs over ${MUCH_IN_TOTAL:,} in total",
        Q(
            own_price__total_currency="USD",
            own_price__total_lowest__gt=MUCH_IN_TOTAL,
        ),
        Q(own_price__total_highest=None),
    ),
}
KNOWN: dict[str, Detail] = {
    "format": Detail("Format", ~Q(delivery=[])),
    "class-hours": Detail("Class hours", ~Q(attendance="")),
    "pace": Detail("Pace", ~Q(pace=[])),
    "length": Detail(
        "Length",
        Q(full_time_months_lowest__isnull=False)
        | Q(part_time_months_lowest__isnull=False),
    ),
    "price": Detail(
        "A price of its own", _of_program(Tuition.objects.filter(state="known"))
    ),
    "total": Detail(
        "A total price in US dollars",
        Q(own_price__total_currency="USD", own_price__total_highest__isnull=False),
    ),
    "programming": Detail("Programming skills asked for", ~Q(programming="")),
    "gpa": Detail("A lowest GPA", Q(minimum_gpa__isnull=False)),
    "gre": Detail("GRE", ~Q(gre_policy="")),
    "deadline": Detail("A deadline, of any year", _of_program(Deadline.objects.all())),
}
# By the name of the filter that asks for them.
ASKED_BY: Mapping[str, Mapping[str, Detail]] = {"details": DETAILS, "known": KNOWN}
