from django.contrib.postgres.fields import ArrayField
from django.db import models

from programs.models.programs import Program
from programs.models.tuition import RESIDENCIES


class Topic(models.Model):
    """One subject that programs may teach, such as machine learning."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(help_text="Order in lists, from 0.")

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class ProgramTopic(models.Model):
    """One topic that a program's own words show, with those words.

    Derived from names, tracks and course titles by `programs.topics`; rewritten
    whenever these change.
    """

    program = models.ForeignKey(
        Program, on_delete=models.CASCADE, related_name="program_topics"
    )
    topic = models.ForeignKey(
        Topic, on_delete=models.PROTECT, related_name="program_topics"
    )
    evidence = ArrayField(
        models.CharField(max_length=300),
        help_text="The titles in which the topic's words were found, in their order.",
    )

    class Meta:
        ordering = ["topic__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "topic"], name="program_topic_is_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.program} teaches {self.topic}"


class TuitionEstimate(models.Model):
    """The price that one program is listed and sorted by, for one kind of student.

    Derived by `programs.costs` from the newest published rows; rewritten whenever
    these change. A range when the rows or the length give one. A yearly price and a
    total may rest on different rows, so each has its own currency and academic year,
    names whom the published price is for (`any`: everyone) and says itself whether
    required fees may come on top ("at least"). Where one is
    not known its amounts are None.
    """

    class Scope(models.TextChoices):
        PROGRAM = "program", "The program's own price"
        INSTITUTION = "institution", "Average of the institution"

    program = models.ForeignKey(
        Program, on_delete=models.CASCADE, related_name="tuition_estimates"
    )
    residency = models.CharField(max_length=20, choices=list(RESIDENCIES.items()))
    scope = models.CharField(max_length=20, choices=Scope)
    per_year_currency = models.CharField(max_length=3, blank=True)
    per_year_academic_year = models.CharField(max_length=7, blank=True)
    per_year_residency = models.CharField(max_length=20, blank=True)
    per_year_lowest = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    per_year_highest = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    per_year_is_at_least = models.BooleanField(default=False)
    total_currency = models.CharField(max_length=3, blank=True)
    total_academic_year = models.CharField(max_length=7, blank=True)
    total_residency = models.CharField(max_length=20, blank=True)
    total_lowest = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    total_highest = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    total_is_at_least = models.BooleanField(default=False)

    class Meta:
        ordering = ["residency", "scope"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "residency", "scope"],
                name="tuition_estimate_is_unique",
            )
        ]
        indexes = [models.Index(fields=["residency", "scope", "per_year_highest"])]

    def __str__(self) -> str:
        return f"{self.program}, {self.residency}, {self.scope}"
