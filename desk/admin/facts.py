from typing import Any

from django.contrib import admin
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin

from desk.admin.actions import confirm
from desk.admin.drafted import read_old_version
from desk.admin.filters import ScopeFilter
from desk.admin.forms import CitationForm
from desk.admin.history import tell_in_words
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

    Here they are read, and confirmed when they are still true; they are edited on the
    page of their program or institution, which writes a draft.
    Registered once for each kind, which differ by their columns and filters alone.
    """

    list_select_related = ["program__institution", "source"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["program__name", "program__institution__name", "note"]
    ordering = [F("checked_on").asc(nulls_first=True), "pk"]
    autocomplete_fields = ["program", "source"]
    actions = [confirm]

    history_form_view = read_old_version
    get_historical_record_context_helper = tell_in_words

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_confirm_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("desk.confirm_fact")

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        context = (extra_context or {}) | {"is_restorable": True}
        return super().history_view(request, object_id, context)

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
