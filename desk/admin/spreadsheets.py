from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from desk.models import Spreadsheet
from desk.views import spreadsheets as views


@admin.register(Spreadsheet)
class SpreadsheetAdmin(admin.ModelAdmin):
    """What was uploaded; each upload is checked and made drafts of on its own page."""

    list_display = ["__str__", "kind", "state", "row_count", "uploaded_by"]
    list_filter = ["kind", "state"]
    list_select_related = ["uploaded_by"]
    list_per_page = 50
    show_full_result_count = False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        own: dict[str, tuple[str, Callable[..., HttpResponseBase]]] = {
            "add": ("add/", views.spreadsheet_new),
            "change": ("<int:pk>/change/", views.spreadsheet_detail),
            "check": ("<int:pk>/check/", views.spreadsheet_check),
            "check_again": ("<int:pk>/check-again/", views.spreadsheet_check_again),
            "draft": ("<int:pk>/draft/", views.spreadsheet_draft),
            "errors": ("<int:pk>/errors.csv", views.spreadsheet_errors),
            "columns": ("columns/<slug:kind>/", views.spreadsheet_columns),
            "csv": ("<slug:kind>.csv", views.spreadsheet_csv),
            "xlsx": ("<slug:kind>.xlsx", views.spreadsheet_xlsx),
        }
        patterns: list[URLPattern] = [
            path(
                route, self.admin_site.admin_view(view), name=f"desk_spreadsheet_{name}"
            )
            for name, (route, view) in own.items()
        ]
        return patterns + super().get_urls()
