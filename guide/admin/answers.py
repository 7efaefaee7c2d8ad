from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from guide.models import PageAnswer


@admin.register(PageAnswer)
class PageAnswerAdmin(admin.ModelAdmin):
    """Shows which pages answered their readers; counted, never typed."""

    list_display = ["page", "day", "yes_count", "no_count"]
    list_filter = ["page", "day"]
    list_select_related = ["page"]
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
