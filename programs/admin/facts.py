from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import F
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from programs.admin.actions import mark_as_checked_today, programs_of
from programs.admin.filters import ScopeFilter
from programs.admin.forms import CitationForm
from programs.admin.history import is_changed
from programs.models import (
    Accreditation,
    Citation,
    Course,
    Deadline,
    EnglishTest,
    Outcome,
    Partner,
    Prerequisite,
    Tuition,
)


class FactAdmin(SimpleHistoryAdmin):
    """The rows of one kind of fact, those that nobody has checked for longest first.

    A fact stays with its program or institution: on another one it is a new fact.
    Registered once for each kind, which differ by their columns and filters alone.
    """

    list_select_related = ["program__institution", "source"]
    list_per_page = 50
    search_fields = ["program__name", "program__institution__name", "note"]
    ordering = [F("checked_on").asc(nulls_first=True), "pk"]
    autocomplete_fields = ["program", "source"]
    actions = [mark_as_checked_today]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        owners = ["program", "institution"] if obj else []
        return [name for name in owners if name in self.autocomplete_fields]

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        """Save the fact, unless nothing of it was changed."""
        if not change or is_changed(obj):
            super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        programs_of([form.instance]).refresh_derived()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        programs = programs_of([obj])
        super().delete_model(request, obj)
        programs.refresh_derived()

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        programs = programs_of(queryset)
        super().delete_queryset(request, queryset)
        programs.refresh_derived()

    @admin.display(description="of")
    def owner(self, fact: Any) -> str:
        return str(fact.program or fact.institution)


INSTITUTION_TOO = {
    "list_select_related": ["program__institution", "institution", "source"],
    "search_fields": [*FactAdmin.search_fields, "institution__name"],
}

admin.site.register(
    Tuition,
    FactAdmin,
    list_display=[
        "owner",
        "checked_on",
        "academic_year",
        "residency",
        "basis",
        "amount",
        "currency",
        "state",
        "source",
    ],
    list_filter=[ScopeFilter, "academic_year", "residency", "basis", "state"],
    autocomplete_fields=["program", "institution", "source"],
    **INSTITUTION_TOO,
)
admin.site.register(
    Accreditation,
    FactAdmin,
    list_display=[
        "owner",
        "checked_on",
        "accreditor",
        "status",
        "valid_until",
        "source",
    ],
    list_filter=[ScopeFilter, "status", "accreditor"],
    autocomplete_fields=["program", "institution", "accreditor", "source"],
    **INSTITUTION_TOO
    | {
        "list_select_related": [
            "program__institution",
            "institution",
            "accreditor",
            "source",
        ]
    },
)
admin.site.register(
    Deadline,
    FactAdmin,
    list_display=["program", "checked_on", "term", "kind", "year", "month", "day"],
    list_filter=["year", "term", "kind"],
)
admin.site.register(
    Outcome,
    FactAdmin,
    list_display=[
        "program",
        "checked_on",
        "metric",
        "scope",
        "value",
        "unit",
        "state",
        "cohort",
    ],
    list_filter=["scope", "state", "metric"],
)
admin.site.register(
    Prerequisite,
    FactAdmin,
    list_display=["program", "checked_on", "topic", "level", "source"],
    list_filter=["level", "topic"],
)
admin.site.register(
    EnglishTest,
    FactAdmin,
    list_display=["program", "checked_on", "test", "minimum_score", "source"],
    list_filter=["test"],
)
admin.site.register(
    Course,
    FactAdmin,
    list_display=["program", "checked_on", "code", "title", "is_core", "source"],
    list_filter=["is_core"],
    search_fields=["title", "code", "program__name", "program__institution__name"],
)
admin.site.register(
    Partner,
    FactAdmin,
    list_display=["program", "checked_on", "name", "kind", "source"],
    list_filter=["kind"],
    search_fields=["name", "program__name", "program__institution__name"],
)
admin.site.register(
    Citation,
    FactAdmin,
    form=CitationForm,
    list_display=["program", "checked_on", "field", "state", "source"],
    list_filter=["state", "field"],
    search_fields=["field", *FactAdmin.search_fields],
)
