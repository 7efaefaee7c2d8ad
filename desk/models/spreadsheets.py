from collections.abc import Iterable
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import localize

from programs.models import Institution, Program

KEPT_DAYS = 30


class SpreadsheetQuerySet(models.QuerySet["Spreadsheet"]):
    def forget_old(self) -> int:
        """Delete the rows of uploads older than thirty days; give how many there were.

        What became drafts is in the drafts. An upload of which nothing is left, as no
        drafts were made of it, goes as a whole.
        """
        limit = timezone.now() - timedelta(days=KEPT_DAYS)
        old = self.filter(uploaded_at__lt=limit)
        rows = SpreadsheetRow.objects.filter(spreadsheet__in=old)
        deleted = rows._raw_delete(rows.db)  # nothing refers to a row
        old.exclude(state=Spreadsheet.State.DRAFTED).delete()
        return deleted


class Spreadsheet(models.Model):
    """One uploaded table of institutions, programs or facts; the file is not kept.

    Its rows are staged, then checked in steps, and then become drafts or nothing.
    """

    class Kind(models.TextChoices):
        INSTITUTIONS = "institutions", "Institutions"
        PROGRAMS = "programs", "Programs"
        TUITION = "tuition", "Tuition"
        ACCREDITATION = "accreditation", "Accreditation"
        DEADLINES = "deadlines", "Deadlines"
        OUTCOMES = "outcomes", "Outcomes"

    class State(models.TextChoices):
        CHECKING = "checking", "Being checked"
        CHECKED = "checked", "Checked"
        DRAFTED = "drafted", "Drafts were made of it"

    kind = models.CharField(
        "what it holds", max_length=20, choices=Kind, help_text="What one row is."
    )
    state = models.CharField(max_length=20, choices=State, default=State.CHECKING)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="spreadsheets",
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)
    drafted_at = models.DateTimeField(null=True)
    row_count = models.PositiveIntegerField(default=0, help_text="Without blank rows.")
    columns = models.JSONField(default=list, help_text="Their names, in file order.")
    conventions = models.JSONField(
        default=dict,
        help_text="How the numbers and days of a column are written, by its name.",
    )

    objects = SpreadsheetQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        moment = localize(timezone.localtime(self.uploaded_at))
        return f"{self.get_kind_display()} of {moment}"

    def get_absolute_url(self) -> str:
        return reverse("admin:desk_spreadsheet_change", args=[self.pk])


class SpreadsheetRowQuerySet(models.QuerySet["SpreadsheetRow"]):
    def unchecked(self) -> Self:
        """Rows that nobody has compared with the catalog yet."""
        return self.filter(outcome="")

    def differing(self) -> Self:
        """Rows that a draft is to be made of."""
        return self.filter(outcome__in=["new", "changed"])

    def of(self, owners: Iterable[tuple[int | None, int | None]]) -> Self:
        """Rows about these, each the keys of a program and of an institution."""
        programs, institutions = zip(*owners, strict=True)
        return self.filter(
            Q(program__in=[pk for pk in programs if pk])
            | Q(institution__in=[pk for pk in institutions if pk])
        )

    def with_owner(self) -> Self:
        """Fetch each row's program, with its institution, or its institution."""
        return self.select_related("program__institution", "institution")

    def counted(self) -> dict[str, int]:
        """Count the rows by outcome, unchecked ones as `unchecked`; in one query."""
        outcomes = [*SpreadsheetRow.Outcome.values, ""]
        return self.aggregate(
            **{
                outcome or "unchecked": Count("pk", filter=Q(outcome=outcome))
                for outcome in outcomes
            }
        )


class SpreadsheetRow(models.Model):
    """One row of an uploaded table, and how it differs from the public version."""

    class Outcome(models.TextChoices):
        NEW = "new", "New"
        CHANGED = "changed", "Changed"
        SAME = "same", "Same"
        WRONG = "wrong", "Wrong"

    spreadsheet = models.ForeignKey(
        Spreadsheet, on_delete=models.CASCADE, related_name="rows"
    )
    number = models.PositiveIntegerField(help_text="As the spreadsheet counts it.")
    cells = models.JSONField(help_text="In the order of the spreadsheet's columns.")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    program = models.ForeignKey(
        Program, on_delete=models.CASCADE, null=True, related_name="+"
    )
    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, null=True, related_name="+"
    )
    object_id = models.PositiveBigIntegerField(
        null=True, help_text="Primary key of the row; of a new one reserved for it."
    )
    fact = models.CharField(
        max_length=500, blank=True, help_text="What no two rows may say."
    )
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    citings = models.JSONField(
        default=dict,
        help_text="What becomes of the citations of a program's changed fields, by "
        "field: differences of rows.",
    )
    new_source = models.JSONField(
        null=True, help_text="Of a source that is made with the drafts: its columns."
    )
    errors = models.JSONField(default=list)

    objects = SpreadsheetRowQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["spreadsheet", "number"], name="spreadsheet_row_is_numbered"
            )
        ]
        indexes = [models.Index(fields=["spreadsheet", "outcome", "number"])]

    def __str__(self) -> str:
        return f"Row {self.number}"
