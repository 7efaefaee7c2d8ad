from django.core.validators import MinValueValidator
from django.db import models
from simple_history.models import HistoricalRecords

from programs.formatting import money, number
from programs.models.programs import Program
from programs.models.sources import Source, ValueState


class Outcome(models.Model):
    """One published figure on the students or graduates of a program or its field.

    A figure of scope `field-of-study` covers every master's graduate of the
    four-digit (or, for awards, six-digit) federal field at the institution; it is
    never the program's own.
    """

    class Scope(models.TextChoices):
        PROGRAM = "program", "This program"
        FIELD_OF_STUDY = "field-of-study", "The federal field at this institution"

    class Metric(models.TextChoices):
        AWARDS = "awards", "Master's degrees awarded"
        GRADUATES = "graduates", "Graduates"
        MEDIAN_EARNINGS_1YR = "median-earnings-1yr", "Median earnings after 1 year"
        MEDIAN_EARNINGS_4YR = "median-earnings-4yr", "Median earnings after 4 years"
        MEDIAN_FEDERAL_DEBT = "median-federal-debt", "Median federal debt"
        MEDIAN_SALARY = "median-salary", "Median salary"
        EMPLOYMENT_RATE = "employment-rate", "Employed"
        COMPLETION_RATE = "completion-rate", "Completed"
        GRADUATION_RATE = "graduation-rate", "Graduated"
        RETENTION_RATE = "retention-rate", "Stayed after the first year"
        STUDENT_SATISFACTION = "student-satisfaction", "Satisfied students"
        TIME_TO_DEGREE = "time-to-degree", "Time to the degree"
        APPLICANTS = "applicants", "Applicants"
        ADMITTED = "admitted", "Admitted"
        ACCEPTANCE_RATE = "acceptance-rate", "Accepted applicants"
        ENROLLED = "enrolled", "Enrolled"
        AVERAGE_ADMISSION_GRADE = "average-admission-grade", "Average entry grade"

    class Unit(models.TextChoices):
        PEOPLE = "people", "people"
        PERCENT = "percent", "percent"
        USD = "usd", "US dollars"
        MONTHS = "months", "months"

    program = models.ForeignKey(
        Program,
        on_delete=models.CASCADE,
        related_name="outcomes",
        help_text="The program that this is a fact of.",
    )
    metric = models.CharField(
        max_length=30, choices=Metric, help_text="What was measured."
    )
    scope = models.CharField(
        max_length=20,
        choices=Scope,
        help_text="Whose graduates are counted. A figure of the federal field is "
        "never shown as the program's own.",
    )
    value = models.DecimalField(
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="In the unit beside it; percent from 0 to 100. "
        "Blank: not known; the state says why.",
    )
    unit = models.CharField(
        max_length=10, choices=Unit, help_text="What the value counts."
    )
    state = models.CharField(
        max_length=20,
        choices=ValueState,
        default=ValueState.KNOWN,
        help_text="Known when there is a value; otherwise why there is none.",
    )
    cohort = models.CharField(
        max_length=60,
        blank=True,
        help_text="Years in which the people finished or entered. Blank: not stated.",
    )
    measured = models.CharField(
        max_length=60, blank=True, help_text="Years in which it was measured."
    )
    population = models.CharField(
        max_length=300, blank=True, help_text="Who is counted. Blank: not stated."
    )
    dollar_year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Year whose dollars the value is in."
    )
    cip_code = models.CharField(
        "CIP code",
        max_length=7,
        blank=True,
        help_text="Federal field that the figure covers: 51.2706, or 5127.",
    )
    cip_title = models.CharField(
        "CIP title", max_length=120, blank=True, help_text="Title of that field."
    )
    share_of_field = models.DecimalField(
        max_digits=4,
        decimal_places=3,
        null=True,
        blank=True,
        help_text="Share from 0 to 1 of the field's awards that belong to this "
        "program's own six-digit code. Blank: not known.",
    )
    campuses_sharing = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="Campuses with one federal number that show the same figure. "
        "Blank: only this one.",
    )
    note = models.CharField(
        max_length=500, blank=True, help_text="What limits this figure. Shown."
    )
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        related_name="outcomes",
        help_text="Where this was read.",
    )
    checked_on = models.DateField(
        null=True,
        blank=True,
        help_text="The day somebody last read the source. Blank: not recorded.",
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["scope", "metric", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="known", value__isnull=False)
                | (~models.Q(state="known") & models.Q(value__isnull=True)),
                name="outcome_value_matches_state",
                violation_error_message="A known outcome needs a value, and a value is "
                "there only when the outcome is known.",
            ),
            models.CheckConstraint(
                condition=models.Q(share_of_field__gte=0, share_of_field__lte=1),
                name="outcome_share_is_from_0_to_1",
                violation_error_message="A share lies between 0 and 1.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_metric_display()}: {self.words}"

    @property
    def words(self) -> str:
        """The value with its unit, such as 72%; the state when unknown.

        Awards are a bare number: they count degrees, not people.
        """
        if self.value is None:
            return str(self.get_state_display())
        if self.metric == self.Metric.AWARDS:
            return number(self.value)
        if self.unit == self.Unit.USD:
            return f"{money(self.value, 'USD')} ({_dollars(self.dollar_year)})"
        if self.unit == self.Unit.PERCENT:
            return f"{number(self.value)}%"
        return f"{number(self.value)} {self.get_unit_display()}"


def _dollars(year: int | None) -> str:
    return f"{year} dollars" if year else "year of the dollars not stated"
