from django.db import models

from desk.models.intervals import ReviewInterval


class FreshnessDay(models.Model):
    """How many public facts of one kind in one country were fresh on one day.

    `note_freshness` writes a row for each kind and country that has facts. `facts`
    counts the rows on record, `fresh` those that were not due for a check, `known`
    those whose value is known. What has no row at all is in none of the three.
    """

    day = models.DateField()
    kind = models.CharField(max_length=20, choices=ReviewInterval.Kind)
    country = models.CharField(max_length=2)
    facts = models.PositiveIntegerField()
    fresh = models.PositiveIntegerField()
    known = models.PositiveIntegerField()

    class Meta:
        ordering = ["day", "kind", "country"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["day", "kind", "country"], name="freshness_day_is_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(fresh__lte=models.F("facts"))
                & models.Q(known__lte=models.F("facts")),
                name="freshness_day_has_no_more_than_its_facts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.kind}, {self.country}"
