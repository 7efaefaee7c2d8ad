from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from guide.models.references import with_sources


class CareerQuerySet(models.QuerySet):
    """Rows of the pages on careers and certifications."""

    def in_order(self) -> Self:
        """Order rows as the guide lists them."""
        return self.order_by("position", "pk")

    def with_sources(self) -> Self:
        """Fetch each row's references and their sources."""
        return with_sources(self)


class Occupation(models.Model):
    """One official occupation with what the federal statistics say of it.

    Wages are US$ a year of all workers in the occupation, whatever they studied.
    """

    soc = models.CharField(
        "SOC code",
        max_length=7,
        unique=True,
        help_text="Code of the Standard Occupational Classification, such as 15-2051.",
    )
    title = models.CharField(max_length=160, help_text="The official title.")
    median_wage = models.PositiveIntegerField(help_text="US$ a year.")
    p10_wage = models.PositiveIntegerField(
        "10th percentile", help_text="US$ a year; one worker in ten earns less."
    )
    p90_wage = models.PositiveIntegerField(
        "90th percentile", help_text="US$ a year; one worker in ten earns more."
    )
    wages_as_of = models.CharField(max_length=40, help_text="Such as May 2025.")
    jobs = models.PositiveIntegerField(help_text="Employed when wages were surveyed.")
    growth_percent = models.DecimalField(
        max_digits=5, decimal_places=1, help_text="Projected change in percent."
    )
    openings_per_year = models.PositiveIntegerField(
        help_text="Projected, those that people leave included."
    )
    projected_over = models.CharField(max_length=40, help_text="Such as 2024–34.")
    entry_education = models.CharField(
        max_length=80, help_text="What is typically needed to enter, as published."
    )
    position = models.PositiveSmallIntegerField(help_text="Order in lists, from 1.")

    objects = CareerQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(soc__regex=r"^\d{2}-\d{4}$"),
                name="occupation_soc_has_six_digits",
                violation_error_message="A SOC code looks like 15-2051.",
            ),
            models.CheckConstraint(
                condition=Q(
                    p10_wage__lte=F("median_wage"), median_wage__lte=F("p90_wage")
                ),
                name="occupation_wages_ascend",
                violation_error_message="The median lies between the percentiles.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.soc})"

    def get_absolute_url(self) -> str:
        return f"{reverse('guide:careers')}#soc-{self.soc}"


class Role(models.Model):
    """One job title under which people work with AI in health care."""

    key = models.SlugField(
        max_length=60,
        unique=True,
        help_text="Its anchor on the page of careers; changing it breaks links.",
    )
    title = models.CharField(max_length=100)
    summary = models.TextField(
        max_length=800, help_text="What the person does, in one to three sentences."
    )
    tasks = ArrayField(
        models.CharField(max_length=200),
        default=list,
        blank=True,
        help_text="What a week is made of, separated by commas.",
    )
    comes_from = models.TextField(
        max_length=800, help_text="Which work leads there and what is usually asked."
    )
    occupations = ArrayField(
        models.CharField(max_length=7),
        default=list,
        blank=True,
        help_text="SOC codes of the nearest official occupations, nearest first, "
        "separated by commas.",
    )
    occupations_note = models.TextField(
        max_length=800, help_text="Why these are near, and what they do not tell."
    )
    claims = ArrayField(
        models.SlugField(max_length=60),
        default=list,
        blank=True,
        help_text="Keys of claims that speak of this role, separated by commas.",
    )
    position = models.PositiveSmallIntegerField(help_text="Order in lists, from 1.")

    objects = CareerQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('guide:careers')}#{self.key}"


class Certification(models.Model):
    """One certification that may go with the degree, and how far we confirmed it."""

    class Standing(models.TextChoices):
        CONFIRMED = "confirmed", "Confirmed at who awards it"
        PARTLY_CONFIRMED = "partly-confirmed", "Confirmed in part"
        NOT_CONFIRMED = "not-confirmed", "Not confirmed"

    key = models.SlugField(
        max_length=60,
        unique=True,
        help_text="Its anchor on the page; changing it breaks links.",
    )
    name = models.CharField(max_length=160)
    abbreviation = models.CharField(
        max_length=20, blank=True, help_text="Blank: it has none."
    )
    issuer = models.CharField(
        max_length=160, blank=True, help_text="Who awards it. Blank: not confirmed."
    )
    purpose = models.TextField(max_length=800, help_text="What it shows.")
    asks = ArrayField(
        models.CharField(max_length=400),
        default=list,
        blank=True,
        help_text="What it asks for, as its issuer states, separated by commas. "
        "Blank: not confirmed.",
    )
    upkeep = models.TextField(
        max_length=600, blank=True, help_text="How it is renewed. Blank: not confirmed."
    )
    goes_with = models.TextField(
        max_length=800, help_text="For whom it makes sense beside the degree."
    )
    standing = models.CharField(
        max_length=20, choices=Standing, help_text="How far we could confirm it."
    )
    standing_note = models.TextField(
        max_length=600,
        blank=True,
        help_text="What we could not confirm, and why. Needed unless confirmed.",
    )
    position = models.PositiveSmallIntegerField(help_text="Order in lists, from 1.")

    objects = CareerQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(standing="confirmed") | ~Q(standing_note=""),
                name="certification_says_what_is_not_confirmed",
                violation_error_message="Say what we could not confirm.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('guide:page', args=['certifications'])}#{self.key}"
