from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models import Sum

from desk.models.fact_checks import FactCheck
from desk.models.intervals import ReviewInterval


class FreshnessDayQuerySet(models.QuerySet["FreshnessDay"]):
    def note(self, today: date) -> int:
        """Count the facts of today, in place of an earlier count; give the rows."""
        counted = FactCheck.objects.shown().counted_by_freshness(today)
        rows = [
            FreshnessDay(
                day=today,
                kind=row["kind"],
                country=row["institution__country"],
                facts=row["facts"],
                fresh=row["fresh"],
                known=row["known"],
            )
            for row in counted
        ]
        with transaction.atomic():
            self.filter(day=today).delete()
            FreshnessDay.objects.bulk_create(rows)
        return len(rows)

    def days(self) -> "models.QuerySet[FreshnessDay, date]":
        """Give each day that was noted, oldest first."""
        return self.order_by("day").values_list("day", flat=True).distinct()

    def summed_by(
        self, name: str, days: Collection[date]
    ) -> "models.QuerySet[FreshnessDay, dict[str, Any]]":
        """Add up `facts`, `fresh` and `known` of these days, by kind or by country.

        The sums have the fields of a `Counted`; the kind or country is its `group`.
        """
        of_days = self.filter(day__in=days).order_by("day", name)
        return of_days.values("day", group=models.F(name)).annotate(
            facts=Sum("facts"), fresh=Sum("fresh"), known=Sum("known")
        )


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

    objects = FreshnessDayQuerySet.as_manager()

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
