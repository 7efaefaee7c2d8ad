"""What is kept of a person's checklists, for the file that she can take with her."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from guide.checklist import questions
from guide.models import Checklist, ChecklistAnswer
from profiles.models import User


@dataclass(frozen=True)
class ChecklistRow:
    """One checklist; without a program the last three texts are blank."""

    checklist: int
    edits: int
    made_at: datetime
    changed_at: datetime
    program: str
    institution: str
    page: str


@dataclass(frozen=True)
class ChecklistAnswerRow:
    """One answer; `question` is its key where the guide no longer asks it."""

    checklist: int
    question: str
    answer: str
    note: str


@dataclass(frozen=True)
class ChecklistRows:
    """Everything that is kept of one person's checklists; lists may be empty."""

    checklists: list[ChecklistRow]
    checklist_answers: list[ChecklistAnswerRow]


def checklist_rows(user: User, absolute: Callable[[str], str]) -> ChecklistRows:
    """Gather the rows of one person; `absolute` makes a whole address of a path."""
    asked = {question.key: question.question for question in questions()}
    checklists = Checklist.objects.filter(user=user).with_program()
    answers = ChecklistAnswer.objects.filter(checklist__user=user)
    return ChecklistRows(
        checklists=[_checklist_row(each, absolute) for each in checklists],
        checklist_answers=[
            ChecklistAnswerRow(
                checklist=each.checklist_id,
                question=asked.get(each.question, each.question),
                answer=each.get_answer_display(),
                note=each.note,
            )
            for each in answers.order_by("checklist", "pk")
        ],
    )


def _checklist_row(
    checklist: Checklist, absolute: Callable[[str], str]
) -> ChecklistRow:
    program = checklist.program
    return ChecklistRow(
        checklist=checklist.pk,
        edits=checklist.version,
        made_at=checklist.made_at,
        changed_at=checklist.changed_at,
        program=f"{program.award} {program.name}" if program else "",
        institution=program.institution.name if program else "",
        page=absolute(program.get_absolute_url()) if program else "",
    )
