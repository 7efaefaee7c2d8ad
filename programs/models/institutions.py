from typing import Any, Self

import pycountry
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from programs.models.sources import Source

# What a typed pycountry does not know: its lists are read when first asked.
COUNTRIES: Any = pycountry.countries
REGIONS: Any = pycountry.subdivisions


def validate_country(code: str) -> None:
    """Refuse a code that ISO 3166-1 does not give to any country."""
    country = COUNTRIES.get(alpha_2=code)
    if country is None or country.alpha_2 != code:
        raise ValidationError(
            f"No country has the code {code}: ISO 3166-1 gives each two letters, "
            "such as US."
        )


class InstitutionQuerySet(models.QuerySet["Institution"]):
    def with_published_programs(self) -> Self:
        """Institutions that teach at least one program the public may see."""
        return self.filter(programs__workflow_state="published").distinct()


class Institution(models.Model):
    """One university or college that teaches programs of the catalog."""

    class Control(models.TextChoices):
        PUBLIC = "public", "Public"
        PRIVATE_NONPROFIT = "private-nonprofit", "Private, nonprofit"
        PRIVATE_FOR_PROFIT = "private-for-profit", "Private, for-profit"

    name = models.CharField(max_length=200, help_text="Full official name.")
    short_name = models.CharField(
        max_length=80, blank=True, help_text="Name in daily use. Blank: none."
    )
    slug = models.SlugField(
        max_length=120,
        unique=True,
        help_text="Part of the public address; changing it breaks links.",
    )
    country = models.CharField(
        max_length=2,
        validators=[validate_country],
        help_text="Two-letter ISO 3166-1 code, such as US.",
    )
    region = models.CharField(
        max_length=10,
        blank=True,
        help_text="State or region: the ISO 3166-2 code after the country, such as TX. "
        "Blank: not recorded.",
    )
    city = models.CharField(max_length=100, help_text="City of the main campus.")
    latitude = models.DecimalField(
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text="Degrees north, -90 to 90. Blank: not recorded.",
    )
    longitude = models.DecimalField(
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text="Degrees east, -180 to 180. Blank: not recorded.",
    )
    control = models.CharField(
        max_length=20,
        choices=Control,
        blank=True,
        help_text="Who runs it. Blank: not yet checked.",
    )
    website = models.URLField(max_length=300, help_text="Home page.")
    unitid = models.PositiveIntegerField(
        "UNITID",
        null=True,
        blank=True,
        unique=True,
        help_text="Six-digit IPEDS number of a US institution. Blank: it has none.",
    )
    opeid = models.CharField(
        "OPEID",
        max_length=8,
        blank=True,
        help_text="Eight-digit federal student aid number, with its leading zeros. "
        "Blank: it has none.",
    )
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        related_name="institutions",
        help_text="Where name, place and control were read.",
    )
    checked_on = models.DateField(
        "checked on",
        null=True,
        blank=True,
        help_text="The day somebody last read the source. Blank: not recorded.",
    )

    objects = InstitutionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(opeid="") | models.Q(opeid__regex=r"^\d{8}$"),
                name="institution_opeid_has_eight_digits",
                violation_error_message="An OPEID has eight digits.",
            ),
            models.CheckConstraint(
                condition=models.Q(country__regex=r"^[A-Z]{2}$"),
                name="institution_country_has_two_letters",
                violation_error_message="A country code has two capital letters.",
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__range=(-90, 90)),
                name="institution_latitude_is_on_earth",
                violation_error_message="A latitude lies between -90 and 90.",
            ),
            models.CheckConstraint(
                condition=models.Q(longitude__range=(-180, 180)),
                name="institution_longitude_is_on_earth",
                violation_error_message="A longitude lies between -180 and 180.",
            ),
        ]
        indexes = [models.Index(fields=["country", "region"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("programs:institution", args=[self.slug])

    def clean(self) -> None:
        """Refuse a region that its country does not have in ISO 3166-2."""
        code = f"{self.country}-{self.region}"
        region = REGIONS.get(code=code)
        is_country = COUNTRIES.get(alpha_2=self.country) is not None
        if self.region and is_country and (region is None or region.code != code):
            message = (
                f"{self.country} has no region {self.region}: write the part of the "
                "ISO 3166-2 code after the country, such as TX."
            )
            raise ValidationError({"region": message})


class Accreditor(models.Model):
    """One body that accredits institutions or programs."""

    class Kind(models.TextChoices):
        INSTITUTIONAL = "institutional", "Institutional"
        PROGRAMMATIC = "programmatic", "Programmatic"

    short_name = models.CharField(
        max_length=60, unique=True, help_text="Short form, such as CAHIIM."
    )
    name = models.CharField(max_length=200, help_text="Full name.")
    kind = models.CharField(
        max_length=20,
        choices=Kind,
        help_text="Institutional bodies judge a whole institution; programmatic ones "
        "judge one degree.",
    )
    recognized_by = models.CharField(
        "recognized by",
        max_length=200,
        blank=True,
        help_text="Who recognizes it, such as CHEA. Blank: not yet checked.",
    )
    website = models.URLField(
        max_length=300, blank=True, help_text="Blank: not yet checked."
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["short_name"]

    def __str__(self) -> str:
        return self.short_name
