from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import URLPattern, path

from desk.models import Correction
from desk.views import handling


class WaitingFilter(admin.SimpleListFilter):
    """Keeps those that staff have to do something about, as the desk counts them."""

    title = "what is to be done"
    parameter_name = "waiting"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Waiting for staff")]

    def queryset(self, request: HttpRequest, queryset: Any) -> models.QuerySet | None:
        return queryset.waiting() if self.value() else None


@admin.register(Correction)
class CorrectionAdmin(admin.ModelAdmin):
    """What readers say is wrong; each is accepted, answered or declined on its page.

    The list shows no word of a reader's. Who may delete, may delete what a reader
    asks to have deleted.
    """

    list_display = ["label", "program", "state", "sent_at", "handled_by", "draft"]
    list_filter = [WaitingFilter, "state", "section"]
    list_select_related = [
        "program__institution",
        "handled_by",
        "draft__program__institution",
        "draft__institution",
    ]
    list_per_page = 50
    show_full_result_count = False
    empty_value_display = "None yet"
    search_fields = ["label", "program__name", "program__institution__name"]
    ordering = ["-sent_at", "-pk"]

    def get_urls(self) -> list[URLPattern]:
        """Put the page and the acts of a correction in place of the admin's own."""
        views = {
            "change": handling.correction_detail,
            "accept": handling.correction_accept,
            "answer": handling.correction_answer,
        }
        own = [
            path(
                f"<int:pk>/{act}/",
                self.admin_site.admin_view(view),
                name=f"desk_correction_{act}",
            )
            for act, view in views.items()
        ]
        return [*own, *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
