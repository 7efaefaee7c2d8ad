from typing import Self

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from simple_history.models import HistoricalRecords

from programs.formatting import money
from programs.models.institutions import Institution
from programs.models.programs import Program
from programs.models.sources import Source, ValueState

ACADEMIC_YEAR = RegexValidator(
    r"^\d{4}-\d{2}$", "Write an academic year as 2025-26, or leave it blank."
)
RECONFIRM_HELP = (
    "The day since which it waits to be confirmed for a new year. Blank: it does not."
)
CURRENCY = RegexValidator(r"^[A-Z]{3}$", "Write a currency as three letters: USD.")


class TuitionQuerySet(models.QuerySet["Tuition"]):
    def left_by(self, academic_year: str) -> Self:
        """Programs' own prices of an ended year, or an earlier one, that still stand.

        A price is replaced by one of a newer year for the same students, or for
        everyone. Prices without a year, averages of institutions, which are statistics
        of a past year, and prices of withdrawn programs are left out.
        """
        newer = Tuition.objects.filter(
            Q(residency=OuterRef("residency")) | Q(residency="any"),
            program=OuterRef("program"),
            academic_year__gt=OuterRef("academic_year"),
        )
        ended = self.filter(academic_year__gt="", academic_year__lte=academic_year)
        own = ended.filter(program__isnull=False)
        return own.exclude(program__workflow_state="withdrawn").exclude(Exists(newer))


class Tuition(models.Model):
    """One published price: a program's own, or the average of an institution.

    An institution's row is the average that its full-time graduate students are
    charged for one academic year. It is never a program's price.
    """

    class Residency(models.TextChoices):
        ANY = "any", "Everyone"
        RESIDENT = "resident", "Residents of the state or country"
        NONRESIDENT = "nonresident", "Non-residents"
        INTERNATIONAL = "international", "International students"

        @property
        def words(self) -> str:
            """The label as it stands within a sentence."""
            return str(self.label).lower()

    class Basis(models.TextChoices):
        TOTAL = "total", "Whole program"
        PER_YEAR = "per-year", "Per year"
        PER_TERM = "per-term", "Per term"
        PER_COURSE = "per-course", "Per course"
        PER_CREDIT = "per-credit", "Per credit"

    program = models.ForeignKey(
        Program,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="tuitions",
        help_text="Set for a program's own price.",
    )
    institution = models.ForeignKey(
        Institution,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="tuitions",
        help_text="Set for an institution's average.",
    )
    academic_year = models.CharField(
        max_length=7,
        blank=True,
        validators=[ACADEMIC_YEAR],
        help_text="The year that the price is for, such as 2025-26. "
        "Blank: the page states none.",
    )
    residency = models.CharField(
        max_length=20,
        choices=Residency,
        default=Residency.ANY,
        help_text="Who pays this price. Everyone: the same for all. Residents: of the "
        "state in the United States, of the country elsewhere.",
    )
    basis = models.CharField(
        max_length=20, choices=Basis, help_text="What one amount buys."
    )
    amount = models.DecimalField(
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="As the source states it. 0: it is free. "
        "Blank: not known; the state says why.",
    )
    currency = models.CharField(
        max_length=3,
        validators=[CURRENCY],
        help_text="The source's own currency, such as USD; never converted.",
    )
    includes_fees = models.BooleanField(
        "includes required fees",
        null=True,
        blank=True,
        help_text="Whether required fees are in the amount. Unknown: not stated.",
    )
    fees_per_year = models.DecimalField(
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="Required fees of one academic year that come on top, same currency. "
        "Blank: not stated.",
    )
    state = models.CharField(
        max_length=20,
        choices=ValueState,
        default=ValueState.KNOWN,
        help_text="Known when there is an amount; otherwise why there is none.",
    )
    note = models.CharField(
        max_length=500, blank=True, help_text="What limits this figure. Shown."
    )
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        related_name="tuitions",
        help_text="Where this price was read.",
    )
    checked_on = models.DateField(
        null=True,
        blank=True,
        help_text="The day somebody last read the source. Blank: not recorded.",
    )
    reconfirm_since = models.DateField(
        null=True, blank=True, editable=False, help_text=RECONFIRM_HELP
    )

    objects = TuitionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-academic_year", "residency", "basis", "amount", "pk"]
        verbose_name_plural = "tuition"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(program__isnull=False, institution__isnull=True)
                | models.Q(program__isnull=True, institution__isnull=False),
                name="tuition_has_one_owner",
                violation_error_message="A price belongs to a program or to an "
                "institution, not to both.",
            ),
            models.CheckConstraint(
                condition=models.Q(state="known", amount__isnull=False)
                | (~models.Q(state="known") & models.Q(amount__isnull=True)),
                name="tuition_amount_matches_state",
                violation_error_message="A known price needs an amount, and an "
                "amount is there only when the price is known.",
            ),
            models.CheckConstraint(
                condition=models.Q(amount__gte=0) & models.Q(fees_per_year__gte=0),
                name="tuition_is_not_negative",
                violation_error_message="An amount is never below 0.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.words}, {self.get_residency_display().lower()}"

    @property
    def words(self) -> str:
        """The amount with its basis and year, such as `$900, per credit, 2025-26`.

        Without an amount, why there is none, and the year.
        """
        year = self.academic_year or "year not stated"
        if self.amount is None:
            return f"{self.get_state_display()}, {year}"
        amount = money(self.amount, self.currency)
        return f"{amount}, {self.get_basis_display().lower()}, {year}"


# The kinds of students whose prices are told apart, each with its label.
RESIDENCIES: dict[str, str] = {
    value: str(label)
    for value, label in Tuition.Residency.choices
    if value != Tuition.Residency.ANY
}
