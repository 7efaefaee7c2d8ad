from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from django.db import models, transaction
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone

from profiles.models import User
from programs.models import Program

LONGEST_NOTE = 500  # characters


@dataclass(frozen=True)
class Reply:
    """What a person found out about one question; blank parts are not filled in."""

    answer: str = ""
    note: str = ""


Replies = Mapping[str, Reply]


class ChecklistQuerySet(models.QuerySet["Checklist"]):
    def begun(self) -> Self:
        """Leave out those of which nothing was ever saved."""
        return self.filter(version__gt=0)

    def with_program(self) -> Self:
        """Fetch each one's program and institution in the same query."""
        return self.select_related("program__institution")

    def for_list(self, user: User | None) -> Self:
        """Give a person's own, the last changed first; none without a person.

        Annotates `answered`: how many questions each has an answer to.
        """
        given = Count("answers", filter=~Q(answers__answer=""))
        own = self.begun().filter(user=user) if user else self.none()
        return own.with_program().annotate(answered=given)

    def of(self, user: User, program: Program | None) -> "Checklist":
        """Give the person's checklist for a program, or for none; made if missing.

        One that was just made has the version 0.
        """
        return self.get_or_create(user=user, program=program)[0]

    def edit(self, checklist: "Checklist", version: int, replies: Replies) -> bool:
        """Save the replies by the key of their question, unless the row moved on.

        `version` is the one that the person began from. False, and nothing is
        changed, when another tab or device has saved since. Answers to questions that
        are not among the replies stay.
        """
        with transaction.atomic():
            is_newest = self.filter(pk=checklist.pk, version=version).update(
                version=F("version") + 1, changed_at=timezone.now()
            )
            if is_newest:
                checklist.answers.filter(question__in=replies).delete()
                ChecklistAnswer.objects.bulk_create(
                    ChecklistAnswer(
                        checklist=checklist,
                        question=key,
                        answer=reply.answer,
                        note=reply.note,
                    )
                    for key, reply in replies.items()
                    if reply != Reply()
                )
        return bool(is_newest)


class Checklist(models.Model):
    """One person's answers to the questions of the guide, for one program or none.

    `version` counts edits, so that a second tab cannot overwrite the first unseen; at
    0 nothing is saved yet.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="checklists")
    # A program that readers ask about is withdrawn, not deleted.
    program = models.ForeignKey(
        Program,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="checklists",
    )
    version = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ChecklistQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "program"],
                nulls_distinct=False,
                name="checklist_is_unique",
            )
        ]

    def __str__(self) -> str:
        return "A checklist that a reader fills in"

    def get_absolute_url(self) -> str:
        return reverse("guide:checklist_saved", args=[self.pk])

    def replies(self) -> dict[str, Reply]:
        """Give what is saved, by the key of the question."""
        return {
            each.question: Reply(each.answer, each.note) for each in self.answers.all()
        }


class ChecklistAnswer(models.Model):
    """What a person found out about one question of one checklist."""

    class Answer(models.TextChoices):
        YES = "yes", "Yes, it suits me"
        NO = "no", "No, it does not"
        UNKNOWN = "unknown", "Could not find out"

    checklist = models.ForeignKey(
        Checklist, on_delete=models.CASCADE, related_name="answers"
    )
    question = models.SlugField(max_length=60, help_text="Its key in the guide.")
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    note = models.TextField(max_length=LONGEST_NOTE, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["checklist", "question"], name="checklist_answer_is_unique"
            )
        ]

    def __str__(self) -> str:
        return "An answer of a checklist"
