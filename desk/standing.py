"""Where each program stands in the staff's work, derived in the database."""

from django.db.models import (
    Case,
    Exists,
    OuterRef,
    Q,
    Subquery,
    TextChoices,
    Value,
    When,
)

from desk.models import Draft
from programs.models import Deadline, Program, Tuition
from programs.models.program_queryset import ProgramQuerySet


class Standing(TextChoices):
    """The states of a program, from its first draft to its withdrawal."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in-review", "In review"
    PUBLISHED = "published", "Published"
    DUE = "due", "Published, due for re-confirmation"
    WITHDRAWN = "withdrawn", "Withdrawn"


def with_standing(programs: ProgramQuerySet) -> ProgramQuerySet:
    """Add `standing`, and `draft_state`: that of the open draft, None without one.

    In review is a program that is not public yet and waits for a second person. Due is
    one whose price or deadline an ended cycle left to be confirmed.
    """
    state = Program.WorkflowState
    drafts = Draft.objects.open().filter(program=OuterRef("pk"))
    with_draft = programs.annotate(draft_state=Subquery(drafts.values("state")[:1]))
    return with_draft.annotate(
        standing=Case(
            When(workflow_state=state.WITHDRAWN, then=Value(Standing.WITHDRAWN)),
            When(_is_due(), workflow_state=state.PUBLISHED, then=Value(Standing.DUE)),
            When(workflow_state=state.PUBLISHED, then=Value(Standing.PUBLISHED)),
            When(draft_state=Draft.State.IN_REVIEW, then=Value(Standing.IN_REVIEW)),
            default=Value(Standing.DRAFT),
        )
    )


def _is_due() -> Q:
    due = [
        Exists(
            kind.objects.filter(program=OuterRef("pk"), reconfirm_since__isnull=False)
        )
        for kind in (Tuition, Deadline)
    ]
    return Q(due[0]) | Q(due[1])
