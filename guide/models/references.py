from typing import TypeVar

from django.db import models
from django.db.models import Prefetch, Q
from simple_history.models import HistoricalRecords

from programs.models import Source

Rows = TypeVar("Rows", bound="models.QuerySet")
OWNERS = ("page", "claim", "role", "occupation", "certification", "term")


def with_sources(rows: Rows) -> Rows:
    """Fetch the references of these rows with their sources, in one further query."""
    references = Reference.objects.select_related("source").order_by("position", "pk")
    return rows.prefetch_related(Prefetch("references", queryset=references))


def has_one_owner() -> Q:
    """Build the condition that exactly one of the possible owners is there."""
    one = Q()
    for owner in OWNERS:
        others = {f"{other}__isnull": other != owner for other in OWNERS}
        one |= Q(**others)
    return one


def _owner(model: str) -> "models.ForeignKey":
    return models.ForeignKey(
        f"guide.{model}",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="references",
    )


class Reference(models.Model):
    """One source that one piece of the guide rests on, under the key that cites it."""

    page = _owner("Page")
    claim = _owner("Claim")
    role = _owner("Role")
    occupation = _owner("Occupation")
    certification = _owner("Certification")
    term = _owner("Term")
    key = models.SlugField(
        max_length=60, help_text="The name by which the text cites it."
    )
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="guide_references"
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Order in the list of sources."
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=has_one_owner(),
                name="reference_has_one_owner",
                violation_error_message="A reference belongs to exactly one row.",
            ),
            *[
                models.UniqueConstraint(
                    fields=[owner, "key"],
                    name=f"reference_key_is_unique_in_{owner}",
                    violation_error_message="This key is used twice.",
                )
                for owner in OWNERS
            ],
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.source}"
