from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from programs.formatting import day
from programs.models import Institution, Program

if TYPE_CHECKING:
    from profiles.models import User

Record = Program | Institution


class DraftQuerySet(models.QuerySet["Draft"]):
    def open(self) -> Self:
        """Drafts that may still become public."""
        return self.filter(state__in=Draft.OPEN)

    def of(self, record: Record) -> Self:
        """Drafts of one program or institution."""
        return self.filter(**{record._meta.model_name or "": record.pk})

    def open_of(self, record: Record) -> "Draft | None":
        """Find the one open draft of a program or institution, or None."""
        return self.open().of(record).first()

    def worked_on_by(self, user: "User") -> Self:
        """Drafts that a person edited, published or discarded."""
        mine = Q(authors=user) | Q(edited_by=user) | Q(decided_by=user)
        return self.with_record().filter(mine).distinct()

    def waiting_for(self, user: "User") -> Self:
        """Drafts that were submitted and that this person may approve, if any."""
        if not user.has_perm("desk.review_draft"):
            return self.none()
        return self.filter(state=Draft.State.IN_REVIEW).exclude(authors=user)

    def edited_by_her(self, user: "User") -> Self:
        """Open drafts that a person had a hand in, without those sent back to her."""
        return self.open().exclude(state=Draft.State.SENT_BACK).filter(authors=user)

    def sent_back_to(self, user: "User") -> Self:
        """Drafts of hers that a reviewer gave back."""
        return self.filter(state=Draft.State.SENT_BACK, authors=user)

    def with_newest_comment(self) -> Self:
        """Add `newest_comment`: what was said last, None when nobody spoke."""
        said = DraftEvent.objects.filter(draft=OuterRef("pk")).exclude(comment="")
        newest = said.order_by("-at", "-pk").values("comment")[:1]
        return self.annotate(newest_comment=Subquery(newest))

    def with_names(self) -> Self:
        """Add `record_name`, the name of the program or the institution, to sort by."""
        return self.annotate(record_name=Coalesce("program__name", "institution__name"))

    def with_record(self) -> Self:
        """Fetch the program, with its institution, or the institution."""
        return self.select_related("program__institution", "institution", "edited_by")


class Draft(models.Model):
    """What staff want to change in one program or institution, and how far that is.

    The public version stays as it is until somebody publishes the draft. At most one
    draft of a record is open; whoever edits the record meanwhile goes on with it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_REVIEW = "in-review", "In review"
        SENT_BACK = "sent-back", "Sent back"
        PUBLISHED = "published", "Published"
        DISCARDED = "discarded", "Discarded"

    OPEN = (State.DRAFT, State.IN_REVIEW, State.SENT_BACK)

    program = models.ForeignKey(
        Program, on_delete=models.CASCADE, null=True, related_name="drafts"
    )
    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, null=True, related_name="drafts"
    )
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    authors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="drafts",
        help_text="Everybody who edited it. None of them may approve it.",
    )
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="edited_drafts",
        help_text="Who edited it last.",
    )
    needs_second_person = models.BooleanField(
        default=True,
        help_text="On unless words alone are changed. Derived from the changes.",
    )
    version = models.PositiveIntegerField(
        default=0, help_text="Counts the edits: who approves names what she read."
    )
    spreadsheet = models.ForeignKey(
        "Spreadsheet",
        on_delete=models.SET_NULL,
        null=True,
        related_name="drafts",
        help_text="The upload that it was made of.",
    )
    made_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="decided_drafts",
        help_text="Who published or discarded it.",
    )

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-edited_at", "-pk"]
        permissions = [
            ("review_draft", "Can approve drafts of others and send them back"),
            ("confirm_fact", "Can confirm that a fact is still true"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(program__isnull=False, institution__isnull=True)
                | Q(program__isnull=True, institution__isnull=False),
                name="draft_has_one_record",
            ),
            models.UniqueConstraint(
                fields=["program"],
                condition=Q(state__in=["draft", "in-review", "sent-back"]),
                name="draft_of_a_program_is_the_only_open_one",
            ),
            models.UniqueConstraint(
                fields=["institution"],
                condition=Q(state__in=["draft", "in-review", "sent-back"]),
                name="draft_of_an_institution_is_the_only_open_one",
            ),
            models.CheckConstraint(
                condition=~Q(state="published")
                | Q(needs_second_person=False)
                | Q(edited_by=None)
                | Q(decided_by=None)
                | ~Q(decided_by=F("edited_by")),
                name="draft_is_not_approved_by_its_editor",
            ),
        ]

    def __str__(self) -> str:
        return f"Draft {self.pk} of {self.record}"

    def get_absolute_url(self) -> str:
        return reverse("admin:desk_draft_change", args=[self.pk])

    @property
    def record(self) -> Record:
        """The program or the institution that it changes."""
        record = self.program or self.institution
        if record is None:
            raise ValueError("A draft belongs to a program or to an institution.")
        return record

    def get_record_url(self) -> str:
        """Give the page on which the record is edited, and the draft with it."""
        name = self.record._meta.model_name
        return reverse(f"admin:programs_{name}_change", args=[self.record.pk])

    @property
    def is_open(self) -> bool:
        """Whether it may still become public."""
        return self.state in self.OPEN


class DraftChange(models.Model):
    """One row that a draft changes, adds or removes.

    `before` and `after` hold column names and values as JSON: of a change only the
    columns that differ, of an added row nothing before, of a removed one nothing
    after. An added row has its primary key already; no other row ever gets it.
    """

    class Act(models.TextChoices):
        CHANGE = "change", "Changed"
        ADD = "add", "Added"
        REMOVE = "remove", "Removed"

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="changes")
    model = models.CharField(max_length=40, help_text="Such as tuition.")
    object_id = models.PositiveBigIntegerField()
    act = models.CharField(max_length=10, choices=Act)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "model", "object_id"],
                name="draft_change_is_the_only_one_of_its_row",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.model} {self.object_id}"


class DraftEvent(models.Model):
    """One thing that somebody did with a draft, and what she said about it."""

    class Act(models.TextChoices):
        EDITED = "edited", "Edited"
        SUBMITTED = "submitted", "Submitted for review"
        SENT_BACK = "sent-back", "Sent back"
        PUBLISHED = "published", "Published"
        DISCARDED = "discarded", "Discarded"

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="events")
    act = models.CharField(max_length=20, choices=Act)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="draft_events",
    )
    at = models.DateTimeField(auto_now_add=True)
    comment = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_act_display()}, {day(self.at)}"
