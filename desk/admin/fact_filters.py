from typing import Any, cast

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from desk.models import ReviewInterval
from desk.models.fact_checks import FactCheckQuerySet

DUE = [
    ("yes", "To check"),
    ("cycle", "Left by an ended cycle"),
    ("unknown", "Day not recorded"),
    ("no", "Fresh"),
]


class DueFilter(admin.SimpleListFilter):
    """Tells what is to be checked from what is fresh."""

    title = "due"
    parameter_name = "due"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        return DUE

    def queryset(
        self, request: HttpRequest, queryset: models.QuerySet[Any]
    ) -> models.QuerySet[Any] | None:
        checks, today = cast(FactCheckQuerySet, queryset), timezone.localdate()
        due: dict[str | None, FactCheckQuerySet] = {
            None: checks,
            "yes": checks.stale(today),
            "cycle": checks.filter(reconfirm_since__isnull=False),
            "unknown": checks.filter(checked_on=None),
            "no": checks.fresh(today),
        }
        return due.get(self.value(), checks.none())


class KindFilter(admin.SimpleListFilter):
    title = "kind"
    parameter_name = "kind"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        return [(kind.value, str(kind.label)) for kind in ReviewInterval.Kind]

    def queryset(
        self, request: HttpRequest, queryset: models.QuerySet[Any]
    ) -> models.QuerySet[Any] | None:
        value = self.value()
        checks = cast(FactCheckQuerySet, queryset)
        return checks if value is None else checks.of_kind(value)


class ChosenFilter(admin.SimpleListFilter):
    """Narrows the list to one object that a link chose, and can be taken off again."""

    chosen = ""

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        value = self.value()
        return [] if value is None else [(value, self.chosen)]

    def queryset(
        self, request: HttpRequest, queryset: models.QuerySet[Any]
    ) -> models.QuerySet[Any] | None:
        value = self.value() or ""  # without a value Django leaves the filter out
        if not value.isdecimal():
            return queryset.none()
        return queryset.filter(**{str(self.parameter_name): int(value)})


class ProgramFilter(ChosenFilter):
    title = "program"
    parameter_name = "program"
    chosen = "This program alone"


class SpreadsheetFilter(ChosenFilter):
    title = "spreadsheet"
    parameter_name = "spreadsheet"
    chosen = "This upload alone"


class SourceFilter(ChosenFilter):
    title = "source"
    parameter_name = "source"
    chosen = "This source alone"
