from django.core.validators import MinValueValidator
from django.db import models


class ReviewInterval(models.Model):
    """How long a fact of one kind counts as checked, in days.

    There is one row for each kind, made by a migration; data managers change its days.
    """

    class Kind(models.TextChoices):
        DEADLINES = "deadlines", "Deadlines"
        ACCREDITATION = "accreditation", "Accreditation"
        TUITION = "tuition", "Tuition and fees"
        ADMISSIONS = "admissions", "Admission"
        CURRICULUM = "curriculum", "Curriculum"
        OUTCOMES = "outcomes", "Outcomes"
        DETAILS = "details", "Other details"

    kind = models.CharField(
        max_length=20,
        choices=Kind,
        primary_key=True,
        editable=False,
        help_text="The kind of facts that it is for.",
    )
    days = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1)],
        help_text="Days after which such a fact is to be read anew, at least 1.",
    )

    class Meta:
        ordering = ["days", "kind"]
        default_permissions = ["view", "change"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(days__gte=1),
                name="review_interval_is_a_day_at_least",
                violation_error_message="An interval is one day or longer.",
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
