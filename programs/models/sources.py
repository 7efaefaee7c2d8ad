from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from simple_history.models import HistoricalRecords


class ValueState(models.TextChoices):
    """What is known of a value; only `KNOWN` ones are summed, sorted or compared."""

    KNOWN = "known", "Known"
    NOT_PUBLISHED = "not-published", "Not published"
    SUPPRESSED = "suppressed", "Withheld: too few people"
    TOO_NEW = "too-new", "Too new to have a figure"
    NOT_APPLICABLE = "not-applicable", "Does not apply"
    NOT_YET_CHECKED = "not-yet-checked", "Not yet checked"


class SourceQuerySet(models.QuerySet["Source"]):
    def of_catalog(self) -> Self:
        """Keep the sources that a fact of the catalog names; other apps cite others."""
        named = Q(pk__in=[])
        for relation in self.model._meta.related_objects:
            rows: Any = relation.related_model
            if rows._meta.app_label == self.model._meta.app_label:
                named |= Q(Exists(rows.objects.filter(source=OuterRef("pk"))))
        return self.filter(named)


class Source(models.Model):
    """One page, file or document that a published fact was read from."""

    class Kind(models.TextChoices):
        INSTITUTION = "institution", "Institution"
        GOVERNMENT = "government", "Government"
        ACCREDITOR = "accreditor", "Accreditor"
        ASSOCIATION = "association", "Professional body"
        RESEARCH = "research", "Research"
        PRESS = "press", "Press"

    url = models.URLField(
        "address", max_length=500, help_text="The page or file as it was read."
    )
    title = models.CharField(
        max_length=300, help_text="The title that the page or file gives itself."
    )
    publisher = models.CharField(
        max_length=200, help_text="Who publishes it, as named on it."
    )
    kind = models.CharField(
        max_length=20,
        choices=Kind,
        help_text="Research is a paper or preprint. Press is anyone else: portals, "
        "newspapers, firms.",
    )
    as_of = models.CharField(
        "as of",
        max_length=100,
        blank=True,
        help_text="The date or academic year that the page itself states, in its own "
        "words, such as 2024-25. Blank: the page states none.",
    )

    objects = SourceQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["publisher", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["url", "title", "as_of"],
                name="source_is_unique",
                violation_error_message="This page is already among the sources.",
            ),
        ]

    def __str__(self) -> str:
        stated = f", {self.as_of}" if self.as_of else ""
        return f"{self.title} ({self.publisher}{stated})"
