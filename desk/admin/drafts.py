from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from desk.models import Draft


@admin.register(Draft)
class DraftAdmin(admin.ModelAdmin):
    """The drafts; each is read, submitted, approved and sent back on its own page."""

    list_display = ["record", "state", "edited_by", "edited_at", "needs_second_person"]
    list_filter = ["state", "needs_second_person"]
    list_select_related = ["program__institution", "institution", "edited_by"]
    list_per_page = 50
    search_fields = ["program__name", "program__institution__name", "institution__name"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
