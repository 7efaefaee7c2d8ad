from datetime import timedelta
from typing import TYPE_CHECKING, Self

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from desk.models.drafts import Draft, Record
from programs.models import Program

if TYPE_CHECKING:
    from profiles.models import User

ADDRESS_STAYS_AFTER_ANSWER = timedelta(days=30)
ADDRESS_STAYS_WITHOUT_ANSWER = timedelta(days=180)


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def waiting(self) -> Self:
        """Corrections that staff have to do something about, the oldest first.

        New ones, and those that were accepted while no open draft carries them out.
        """
        accepted = Q(state=Correction.State.ACCEPTED)
        carried_out = Q(draft__state__in=Draft.OPEN)
        is_new = Q(state=Correction.State.NEW)
        return self.filter(is_new | accepted & ~carried_out).order_by("sent_at", "pk")

    def open(self) -> Self:
        """Corrections that are neither answered, declined nor published."""
        return self.filter(closed_at=None)

    def with_program(self) -> Self:
        """Fetch the program, its institution, the draft and who handles it."""
        return self.select_related("program__institution", "draft", "handled_by")

    def accepted_of(self, record: Record) -> Self:
        """Keep the accepted ones of a program, or of an institution's programs."""
        accepted = self.filter(state=Correction.State.ACCEPTED)
        if isinstance(record, Program):
            return accepted.filter(program=record)
        return accepted.filter(program__institution=record)

    def of_draft(self, draft: Draft) -> Self:
        """Open corrections that a draft carries out."""
        return self.open().filter(draft=draft)

    def is_known(self, correction: "Correction") -> bool:
        """Tell whether the very same waits already, as when it was sent twice."""
        same = {
            name: getattr(correction, name)
            for name in ("program", "section", "field", "wrong", "link", "email")
        }
        return self.filter(state=Correction.State.NEW, **same).exists()

    def published_of(self, program: Program) -> Self:
        """Fetch the published corrections of a program, the newest first."""
        published = self.filter(program=program, state=Correction.State.PUBLISHED)
        return published.order_by("-closed_at", "-pk")

    def sent_by(self, user: "User") -> Self:
        """Keep those from a person's confirmed addresses, while these are kept."""
        confirmed = EmailAddress.objects.filter(user=user, verified=True)
        lowered = confirmed.values_list(Lower("email"), flat=True)
        from_hers = self.annotate(sender=Lower("email")).filter(sender__in=lowered)
        return from_hers.with_program()

    def dated(self) -> models.QuerySet:
        """Give the moment at which each was closed, and what it was about."""
        return self.values_list("closed_at", "label")

    def forget_addresses(self) -> int:
        """Delete e-mail addresses whose time is over; give how many were deleted.

        Thirty days after the answer, and 180 days after it was sent in any case.
        """
        now = timezone.now()
        expired = self.exclude(email="").filter(
            Q(closed_at__lt=now - ADDRESS_STAYS_AFTER_ANSWER)
            | Q(sent_at__lt=now - ADDRESS_STAYS_WITHOUT_ANSWER)
        )
        return expired.update(email="")


class Correction(models.Model):
    """What one reader says is wrong in a program's record, and what came of it."""

    class State(models.TextChoices):
        NEW = "new", "New"
        ACCEPTED = "accepted", "Accepted"
        ANSWERED = "answered", "Answered"
        DECLINED = "declined", "Declined"
        PUBLISHED = "published", "Corrected"

    CLOSED = (State.ANSWERED, State.DECLINED, State.PUBLISHED)

    program = models.ForeignKey(
        Program, on_delete=models.CASCADE, related_name="corrections"
    )
    section = models.CharField(
        max_length=40, help_text="Part of the program's page, such as cost."
    )
    field = models.CharField(
        max_length=80, help_text="The figure's key, such as tuition."
    )
    label = models.CharField(
        max_length=200, help_text="What the page calls the field, such as Tuition."
    )
    shown_value = models.TextField(
        help_text="What the page said when the reader wrote, or why it said nothing."
    )
    shown_source = models.TextField(
        blank=True, help_text="The sources that the page named for it then."
    )
    wrong = models.TextField(
        "what is wrong",
        max_length=2000,
        help_text="What should be there instead, and how you know.",
    )
    link = models.URLField(
        "link",
        max_length=500,
        blank=True,
        help_text="A page that says it, if you have one.",
    )
    email = models.EmailField(
        "your e-mail address",
        blank=True,
        help_text="Only if you would like an answer.",
    )
    state = models.CharField(max_length=20, choices=State, default=State.NEW)
    answer = models.TextField(max_length=2000, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="handled_corrections",
        help_text="Who of the staff accepted, answered or declined it.",
    )
    draft = models.ForeignKey(
        Draft,
        on_delete=models.SET_NULL,
        null=True,
        related_name="corrections",
        help_text="The draft that carries it out.",
    )
    sent_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(
        null=True, help_text="When it was answered, declined or published."
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        permissions = [
            ("handle_correction", "Can accept, answer and decline corrections")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, state__in=["new", "accepted"])
                | Q(
                    closed_at__isnull=False,
                    state__in=["answered", "declined", "published"],
                ),
                name="correction_is_closed_when_answered",
            )
        ]

    def __str__(self) -> str:
        return f"Correction {self.pk} of {self.program}"

    def get_absolute_url(self) -> str:
        return reverse("admin:desk_correction_change", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether staff may still accept, answer or decline it."""
        return self.state not in self.CLOSED
