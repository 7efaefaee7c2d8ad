from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from guide.models.references import with_sources
from programs.models import Source


class ClaimQuerySet(models.QuerySet["Claim"]):
    def in_order(self) -> Self:
        """Order claims as the guide lists them."""
        return self.order_by("position", "pk")

    def with_sources(self) -> Self:
        """Fetch who states each claim and what its check rests on."""
        return with_sources(self.select_related("source"))


class Claim(models.Model):
    """One figure that somebody else states, with what we could find out about it."""

    class Grade(models.TextChoices):
        OFFICIAL_CHECKED = "official-checked", "Official, and checked"
        NAMED_SOURCE = "named-source", "Credited to a named source, not confirmed"
        NO_SOURCE = "no-source", "Stated without a source"
        CONTRADICTED = "contradicted", "Contradicted"

    class Topic(models.TextChoices):
        MARKET = "market", "The market"
        FORMAT = "format", "Online and on campus"
        SUPPLY = "supply", "Programs on offer"
        ADMISSIONS = "admissions", "Admission"
        CURRICULUM = "curriculum", "Curriculum"
        COST = "cost", "Length and cost"
        CERTIFICATIONS = "certifications", "Certifications"
        CAREERS = "careers", "Careers and pay"
        EVALUATION = "evaluation", "Choosing a program"

    key = models.SlugField(
        max_length=60,
        unique=True,
        help_text="Its anchor on the page of figures; changing it breaks links.",
    )
    topic = models.CharField(max_length=20, choices=Topic)
    figure = models.CharField(
        max_length=200,
        help_text="The figure as stated, so that it reads in a sentence.",
    )
    statement = models.CharField(
        max_length=300, help_text="What the figure is said to measure."
    )
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        related_name="guide_claims",
        help_text="Who states it.",
    )
    credited_to = models.CharField(
        max_length=200,
        blank=True,
        help_text="Whom the source credits. Blank: nobody.",
    )
    grade = models.CharField(
        max_length=20, choices=Grade, help_text="What stands behind it."
    )
    finding = models.CharField(
        "what we found",
        max_length=160,
        help_text="One sentence, for the overview: why it has this grade.",
    )
    check_note = models.TextField(
        "what we could check",
        max_length=1500,
        help_text="Plain words on what we read and what it says.",
    )
    conflicts_with = ArrayField(
        models.SlugField(max_length=60),
        default=list,
        blank=True,
        help_text="Keys of claims that cannot be true beside it, separated by commas.",
    )
    position = models.PositiveSmallIntegerField(help_text="Order in lists, from 1.")

    objects = ClaimQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.figure}: {self.statement}"

    def get_absolute_url(self) -> str:
        return f"{reverse('guide:figures')}#{self.key}"
