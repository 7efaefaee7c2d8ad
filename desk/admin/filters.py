from operator import itemgetter
from typing import Any

from django.contrib import admin
from django.core.cache import cache
from django.db import models
from django.http import HttpRequest

from desk.models import Draft
from desk.standing import Standing
from programs.models import Institution
from programs.places import country_name

KEPT = 60  # seconds, so that lists need not ask for the countries each time


class ScopeFilter(admin.SimpleListFilter):
    title = "scope"
    parameter_name = "scope"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        return [("program", "Of the program"), ("institution", "Of the institution")]

    def queryset(
        self, request: HttpRequest, queryset: models.QuerySet
    ) -> models.QuerySet | None:
        scopes = {
            None: queryset,
            "program": queryset.filter(program__isnull=False),
            "institution": queryset.filter(institution__isnull=False),
        }
        return scopes.get(self.value(), queryset.none())


def countries_of_institutions() -> list[str]:
    """Give the code of each country of which there are institutions, in no order."""
    codes = Institution.objects.order_by().values_list("country", flat=True)
    return list(codes.distinct())


class CountryFilter(admin.SimpleListFilter):
    """Offers by name the countries of which there are institutions."""

    title = "country"
    parameter_name = "country"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        codes = cache.get_or_set("countries", countries_of_institutions, KEPT) or []
        return sorted([(code, country_name(code)) for code in codes], key=itemgetter(1))

    def queryset(
        self, request: HttpRequest, queryset: models.QuerySet
    ) -> models.QuerySet | None:
        if self.value() is None:
            return None
        return queryset.filter(**{self.parameter_name: self.value()})


class InstitutionCountryFilter(CountryFilter):
    parameter_name = "institution__country"


class StandingFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "standing"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        return [(one.value, str(one.label)) for one in Standing]

    def queryset(
        self, request: HttpRequest, queryset: models.QuerySet
    ) -> models.QuerySet | None:
        if self.value() is None:
            return None
        return queryset.filter(standing=self.value())


class OpenDraftFilter(admin.SimpleListFilter):
    """Tells the programs with an open draft, by how far it is, from those without."""

    title = "open draft"
    parameter_name = "draft"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        states = [(state.value, str(state.label)) for state in Draft.OPEN]
        return [("none", "No open draft"), *states]

    def queryset(
        self, request: HttpRequest, queryset: models.QuerySet
    ) -> models.QuerySet | None:
        if self.value() is None:
            return None
        if self.value() == "none":
            return queryset.filter(draft_state=None)
        return queryset.filter(draft_state=self.value())
