from calendar import month_abbr
from datetime import date
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef
from django.db.models.lookups import Exact
from simple_history.models import HistoricalRecords

from programs.models.facts import CHECKED_HELP, NOTE_HELP, OWNER_HELP, SOURCE_HELP
from programs.models.programs import Program
from programs.models.sources import Source

FIRST_YEAR, LAST_YEAR = 2000, 2099  # 2100 is no leap year, although 4 divides it
MONTHS = dict(enumerate(month_abbr))
RECONFIRM_HELP = (
    "The day since which it waits to be confirmed for a new year. Blank: it does not."
)


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def left_by(self, today: date) -> Self:
        """Dates before today that still stand.

        A date is replaced by one of the same kind in a later year. Dates without a
        year, which come every year, and those of withdrawn programs are left out.
        """
        newer = Deadline.objects.filter(
            program=OuterRef("program"),
            kind=OuterRef("kind"),
            year__gt=OuterRef("year"),
        )
        number = F("year") * 10_000 + F("month") * 100 + F("day")
        past = self.alias(number=number).filter(number__lt=int(f"{today:%Y%m%d}"))
        return past.exclude(program__workflow_state="withdrawn").exclude(Exists(newer))


class Deadline(models.Model):
    """One date by which applications for one term are due."""

    class Kind(models.TextChoices):
        EARLY = "early", "Early"
        PRIORITY = "priority", "Priority"
        FINAL = "final", "Final"
        INTERNATIONAL = "international", "International applicants"

    program = models.ForeignKey(
        Program,
        on_delete=models.CASCADE,
        related_name="deadlines",
        help_text=OWNER_HELP,
    )
    term = models.CharField(
        max_length=20,
        choices=Program.StartTerm,
        blank=True,
        help_text="Term of the start. Blank: not stated.",
    )
    kind = models.CharField(
        max_length=20,
        choices=Kind,
        default=Kind.FINAL,
        help_text="Whom or what the date is for.",
    )
    month = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(12)],
        help_text="1 to 12.",
    )
    day = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(31)],
        help_text="1 to 31.",
    )
    year = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
        help_text="The year of the date. Blank: the source states it for every year.",
    )
    note = models.CharField(max_length=500, blank=True, help_text=NOTE_HELP)
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        related_name="deadlines",
        help_text=SOURCE_HELP,
    )
    checked_on = models.DateField(null=True, blank=True, help_text=CHECKED_HELP)
    reconfirm_since = models.DateField(
        null=True, blank=True, editable=False, help_text=RECONFIRM_HELP
    )

    objects = DeadlineQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-year", "month", "day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(month__range=(1, 12), day__range=(1, 31))
                & ~models.Q(month__in=(4, 6, 9, 11), day=31)
                & ~models.Q(month=2, day__gt=29),
                name="deadline_is_a_day_of_the_year",
                violation_error_message="There is no such day in that month.",
            ),
            models.CheckConstraint(
                condition=~models.Q(month=2, day=29)
                | models.Q(year__isnull=True)
                | models.Q(Exact(models.F("year") % 4, 0)),
                name="deadline_on_february_29_is_in_a_leap_year",
                violation_error_message="That February has 28 days.",
            ),
            models.CheckConstraint(
                condition=models.Q(year__isnull=True)
                | models.Q(year__range=(FIRST_YEAR, LAST_YEAR)),
                name="deadline_year_is_from_2000_to_2099",
                violation_error_message="The year lies between 2000 and 2099.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.words}"

    @property
    def words(self) -> str:
        """The date; `every year` follows when the source states no year.

        A month that is none, as somebody may type it, stays its number.
        """
        month = MONTHS.get(self.month, str(self.month))
        return f"{month} {self.day}, {self.year or 'every year'}"
