"""The counts of the catalog that a text of the guide may name.

Each says what it counts, of which programs, and how the list of programs is asked for
the same ones. Some ask for what the list has no filter for: they have no link.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from programs.backgrounds import LETS_IN, Degree
from programs.costs import DEFAULT_RESIDENCY
from programs.models import Program
from programs.models.program_queryset import ProgramQuerySet
from programs.topics import TOPICS

Choose = Callable[[ProgramQuerySet], ProgramQuerySet]
Filters = dict[str, str | list[str]]


@dataclass(frozen=True)
class LiveName:
    """One count: which programs it chooses, and the list's filters that choose them.

    Counted among researched programs, or with `of_all` among all published ones.
    `filters` is None when the list cannot be asked for them.
    """

    label: str
    chosen: Choose
    filters: Filters | None = None
    of_all: bool = False


def _offering(label: str, field: str, value: str) -> LiveName:
    """Count by a list of the program that is a filter of the same name."""
    return LiveName(
        label, lambda programs: programs.offering(field, [value]), {field: value}
    )


def _stating(label: str, field: str, *values: str, of_all: bool = False) -> LiveName:
    """Count by a text of the program that is a filter of the same name."""
    return LiveName(
        label,
        lambda programs: programs.stating(field, values),
        {field: list(values)},
        of_all,
    )


def _where(label: str, condition: Q) -> LiveName:
    """Count by what the list has no filter for."""
    return LiveName(label, lambda programs: programs.filter(condition))


def _lasting(months: int) -> LiveName:
    return LiveName(
        f"can be finished in {months} months or less",
        lambda programs: programs.lasting_at_most(months),
        {"max_months": str(months)},
    )


def _costing(label: str, dollars: int) -> LiveName:
    return LiveName(
        label,
        lambda programs: programs.with_prices(
            DEFAULT_RESIDENCY
        ).costing_in_total_at_most(Decimal(dollars)),
        {"max_tuition_total": str(dollars)},
    )


def _open_to(label: str, degree: Degree) -> LiveName:
    return LiveName(
        label,
        lambda programs: programs.offering("backgrounds", LETS_IN[degree]),
        {"degree": degree.value},
    )


def _accredited(label: str, body: str) -> LiveName:
    return LiveName(
        label,
        lambda programs: programs.accredited_by([body]),
        {"accreditation": body},
    )


def _ending_with(kind: Program.Culminating) -> LiveName:
    label = f"can end with: {kind.label.lower()}"
    return _where(label, Q(culminating__contains=[kind.value]))


def _teaching(slug: str, name: str) -> LiveName:
    return LiveName(
        f"name {name} in a course or track",
        lambda programs: programs.teaching([slug]),
        {"topics": slug},
    )


ANY_PRICE = 1_000_000  # US$; more than any degree costs
FORMAT_AND_PACE = {
    "online": _offering("can be taken online", "delivery", "online"),
    "hybrid": _offering("can be taken hybrid", "delivery", "hybrid"),
    "campus-only": _where("are taught on campus only", Q(delivery=["campus"])),
    "format-stated": LiveName(
        "have a known format",
        lambda programs: programs.offering("delivery", Program.Delivery.values),
        {"delivery": Program.Delivery.values},
    ),
    "asynchronous": _where(
        "have online classes at any time", Q(attendance="asynchronous")
    ),
    "hours-stated": _where(
        "say whether online classes have set hours", ~Q(attendance="")
    ),
    "part-time": _offering("can be taken part-time", "pace", "part-time"),
    "pace-stated": LiveName(
        "have a known pace",
        lambda programs: programs.offering("pace", Program.Pace.values),
        {"pace": Program.Pace.values},
    ),
    "months-stated": LiveName(
        "have a known length",
        lambda programs: programs.lasting_at_most(240),
        {"max_months": "240"},
    ),
    "months-12-or-less": _lasting(12),
    "months-24-or-less": _lasting(24),
}
ADMISSION = {
    "any-bachelor": _open_to("accept a degree in any field", Degree.OTHER),
    "open-to-nursing": _open_to("are open to a nursing degree", Degree.NURSING),
    "open-to-medicine": _open_to("are open to a medical degree", Degree.MEDICINE),
    "open-to-pharmacy": _open_to("are open to a pharmacy degree", Degree.PHARMACY),
    "no-gre": _stating("ask for no GRE", "gre_policy", "not-required"),
    "gre-required": _stating("require the GRE", "gre_policy", "required"),
    "gre-stated": _stating(
        "say whether they ask for the GRE", "gre_policy", *Program.GrePolicy.values
    ),
    "programming-not-needed": LiveName(
        "ask for no programming",
        lambda programs: programs.stating("programming", ["none"]),
        {"programming": "none"},
    ),
    "programming-required": _where("require programming", Q(programming="required")),
    "programming-stated": _where(
        "say whether they ask for programming", ~Q(programming="")
    ),
    "bridge": LiveName(
        "offer a bridge course",
        lambda programs: programs.offering_bridge(),
        {"bridge": "offered"},
    ),
    "gpa-stated": _where("state a lowest GPA", Q(minimum_gpa__isnull=False)),
    "gpa-3-or-less": LiveName(
        "ask for a GPA of 3.0 or less, or for none",
        lambda programs: programs.admitting_gpa(Decimal(3)),
        {"my_gpa": "3.0"},
    ),
    "statement-asked": _where(
        "ask for a written statement", Q(requires_statement=True)
    ),
    "letters-asked": _where("ask for letters", Q(letters_count__gte=1)),
    "interview-asked": _where("hold an interview", Q(requires_interview=True)),
    "deadline-known": _where("have a known deadline", Q(deadlines__isnull=False)),
}
MONEY = {
    "own-price": _where("have a price of their own", Q(tuitions__state="known")),
    "with-total-price": _costing(
        "have prices that give a total in US dollars", ANY_PRICE
    ),
    "total-under-30000": _costing("cost $30,000 at most in total", 30_000),
    "total-over-60000": _where(
        "cost over $60,000 in total",
        Q(
            tuition_estimates__residency=DEFAULT_RESIDENCY,
            tuition_estimates__scope="program",
            tuition_estimates__total_currency="USD",
            tuition_estimates__total_lowest__gt=60_000,
        ),
    ),
}
CURRICULUM = {
    "ai-in-name": _stating("have AI in their name", "ai_in_curriculum", "name"),
    "ai-required-course": _stating(
        "show AI in a required course", "ai_in_curriculum", "required-course"
    ),
    "ai-none-found": _stating("show no AI so far", "ai_in_curriculum", "none-found"),
    **{kind.value: _ending_with(kind) for kind in Program.Culminating},
    **{f"teaches-{topic.slug}": _teaching(topic.slug, topic.name) for topic in TOPICS},
}
STANDING = {
    "cahiim": _accredited("are accredited by CAHIIM", "CAHIIM"),
    "abet": _accredited("are accredited by ABET", "ABET"),
    "programmatic": _accredited("are accredited as programs", "any"),
    "none-claimed": _where(
        "claim no accreditation of the program",
        Q(accreditations__status="none-claimed"),
    ),
    "own-outcomes": LiveName(
        "publish outcomes of their own",
        lambda programs: programs.with_outcomes(["program"]),
        {"outcomes": "program"},
    ),
    "federal-record": _stating(
        "are known from a federal record only", "review", "federal-record", of_all=True
    ),
    "press-only": _stating(
        "are named by the press only", "review", "press-only", of_all=True
    ),
    **{
        f"focus-{focus.value}": _stating(
            f"are about {focus.label}", "focus", focus.value, of_all=True
        )
        for focus in Program.Focus
    },
}
LIVE_NAMES = FORMAT_AND_PACE | ADMISSION | MONEY | CURRICULUM | STANDING
