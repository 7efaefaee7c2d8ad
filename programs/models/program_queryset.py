from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models.functions import Least

if TYPE_CHECKING:
    from programs.models.programs import Program

REVIEW_ORDER = ["researched", "federal-record", "press-only"]
AI_ORDER = ["name", "required-course", "track", "elective", "none-found"]


def _rank(field: str, order: list[str]) -> models.Case:
    whens = [
        models.When(**{field: value}, then=rank) for rank, value in enumerate(order)
    ]
    return models.Case(
        *whens, default=len(order), output_field=models.SmallIntegerField()
    )


class ProgramQuerySet(models.QuerySet["Program"]):
    def published(self) -> Self:
        """Programs that the public may see."""
        return self.filter(workflow_state="published")

    def with_institution(self) -> Self:
        """Fetch each program's institution in the same query."""
        return self.select_related("institution")

    def with_shortest_months(self) -> Self:
        """Annotate `shortest_months`: the shortest stated length at any pace.

        None when no length is known.
        """
        return self.annotate(
            shortest_months=Least("full_time_months_lowest", "part_time_months_lowest")
        )

    def most_reviewed_first(self) -> Self:
        """Put programs into the default order, which the list page states.

        Researched programs, then federal records, then press-only entries; in each,
        those where AI shows most clearly in the curriculum; then by institution.
        """
        return self.order_by(
            _rank("review", REVIEW_ORDER),
            _rank("ai_in_curriculum", AI_ORDER),
            "institution__name",
            "name",
            "pk",
        )

    def similar_to(self, program: "Program") -> Self:
        """Put published programs of the same focus in order of shared topics.

        The program itself is left out; equal ones come in the default order.
        """
        topics = program.program_topics.values("topic")
        shared = models.Count(
            "program_topics", filter=models.Q(program_topics__topic__in=topics)
        )
        return (
            self.published()
            .filter(focus=program.focus)
            .exclude(pk=program.pk)
            .annotate(shared_topics=shared)
            .order_by(
                _rank("review", REVIEW_ORDER),
                "-shared_topics",
                "institution__name",
                "pk",
            )
        )
