"""The counts of the catalog that a text of the guide may name.

Each says what it counts, of which programs, and how the list of programs is asked for
the same ones.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from programs.backgrounds import LETS_IN, Degree
from programs.costs import DEFAULT_RESIDENCY
from programs.details import ASKED_BY
from programs.models import Program
from programs.models.program_queryset import ProgramQuerySet
from programs.topics import TOPICS

Choose = Callable[[ProgramQuerySet], ProgramQuerySet]
Filters = dict[str, str | list[str]]


@dataclass(frozen=True)
class LiveName:
    """One count: which programs it chooses, and the list's filters that choose them.

    Counted among researched programs, or with `of_all` among all published ones.
    """

    label: str
    chosen: Choose
    filters: Filters
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


def _having(label: str, name: str, key: str) -> LiveName:
    """Count by a detail, or with `known` by what is known of the program."""
    detail = ASKED_BY[name][key]
    return LiveName(
        label,
        lambda programs: programs.with_prices(DEFAULT_RESIDENCY).having([detail]),
        {name: key},
    )


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
    return _offering(label, "culminating", kind.value)


def _teaching(slug: str, name: str) -> LiveName:
    return LiveName(
        f"name {name} in a course or track",
        lambda programs: programs.teaching([slug]),
        {"topics": slug},
    )


FORMAT_AND_PACE = {
    "online": _offering("can be taken online", "delivery", "online"),
    "hybrid": _offering("can be taken hybrid", "delivery", "hybrid"),
    "campus-only": _having("are taught on campus only", "details", "campus-only"),
    "format-stated": _having("have a known format", "known", "format"),
    "asynchronous": _stating(
        "have online classes at any time", "attendance", "asynchronous"
    ),
    "hours-stated": _having(
        "say whether online classes have set hours", "known", "class-hours"
    ),
    "part-time": _offering("can be taken part-time", "pace", "part-time"),
    "pace-stated": _having("have a known pace", "known", "pace"),
    "months-stated": _having("have a known length", "known", "length"),
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
    "gre-stated": _having("say whether they ask for the GRE", "known", "gre"),
    "programming-not-needed": _stating("ask for no programming", "programming", "none"),
    "programming-required": _stating("require programming", "programming", "required"),
    "programming-stated": _having(
        "say whether they ask for programming", "known", "programming"
    ),
    "bridge": LiveName(
        "offer a bridge course",
        lambda programs: programs.offering_bridge(),
        {"bridge": "offered"},
    ),
    "gpa-stated": _having("state a lowest GPA", "known", "gpa"),
    "gpa-3-or-less": LiveName(
        "ask for a GPA of 3.0 or less, or for none",
        lambda programs: programs.admitting_gpa(Decimal(3)),
        {"my_gpa": "3.0"},
    ),
    "statement-asked": _having("ask for a written statement", "details", "statement"),
    "letters-asked": _having("ask for letters", "details", "letters"),
    "interview-asked": _having("hold an interview", "details", "interview"),
    "deadline-known": _having("have a known deadline", "known", "deadline"),
}
MONEY = {
    "own-price": _having("have a price of their own", "known", "price"),
    "with-total-price": _having(
        "have prices that give a total in US dollars", "known", "total"
    ),
    "total-under-30000": _costing("cost $30,000 at most in total", 30_000),
    "total-over-60000": _having(
        "cost over $60,000 in total", "details", "much-in-total"
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
    "none-claimed": _having(
        "claim no accreditation of the program", "details", "no-accreditation"
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
