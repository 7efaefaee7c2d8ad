"""The ways into the catalog that the home page offers, each a filtered list."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse

from programs.backgrounds import LETS_IN, Degree
from programs.models import Program
from programs.models.program_queryset import ProgramQuerySet


@dataclass(frozen=True)
class StartingPoint:
    """A way in: its name, a remark, the list's filters and which programs pass them."""

    title: str
    remark: str
    filters: dict[str, str]
    chosen: Callable[[ProgramQuerySet], ProgramQuerySet]

    @property
    def address(self) -> str:
        """The list with these filters set."""
        return f"{reverse('programs:list')}?{urlencode(self.filters)}"


@dataclass(frozen=True)
class CountedStart:
    """A starting point with the number of published programs behind it."""

    start: StartingPoint
    count: int


STARTING_POINTS = [
    StartingPoint(
        "Online and part-time",
        "While you work, from anywhere",
        {"delivery": "online", "pace": "part-time"},
        lambda programs: programs.offering("delivery", ["online"]).offering(
            "pace", ["part-time"]
        ),
    ),
    StartingPoint(
        "No programming needed",
        "Their pages ask for none before the start",
        {"programming": "none"},
        lambda programs: programs.stating("programming", ["none"]),
    ),
    StartingPoint(
        "Open to nurses",
        "They accept a nursing or health degree, or any degree",
        {"degree": Degree.NURSING},
        lambda programs: programs.offering("backgrounds", LETS_IN[Degree.NURSING]),
    ),
    StartingPoint(
        "AI for healthcare",
        "The degree itself is about both",
        {"focus": Program.Focus.HEALTHCARE_AI},
        lambda programs: programs.stating("focus", [Program.Focus.HEALTHCARE_AI]),
    ),
    StartingPoint(
        "No GRE",
        "Their pages say that none is needed",
        {"gre_policy": Program.GrePolicy.NOT_REQUIRED},
        lambda programs: programs.stating(
            "gre_policy", [Program.GrePolicy.NOT_REQUIRED]
        ),
    ),
    StartingPoint(
        "Accredited by CAHIIM",
        "The body that accredits health informatics degrees",
        {"accreditation": "CAHIIM"},
        lambda programs: programs.accredited_by(["CAHIIM"]),
    ),
]


def count_starting_points() -> list[CountedStart]:
    """Count the published programs behind every starting point, in one query."""
    published = Program.objects.published()
    counts = published.aggregate(
        **{
            f"start_{number}": Count(
                "pk", filter=Q(pk__in=start.chosen(published).values("pk"))
            )
            for number, start in enumerate(STARTING_POINTS)
        }
    )
    return [
        CountedStart(start, counts[f"start_{number}"])
        for number, start in enumerate(STARTING_POINTS)
    ]
