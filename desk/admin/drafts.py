from collections.abc import Iterable
from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path

from desk.admin.fact_filters import SpreadsheetFilter
from desk.draft_forms import ApprovalActionForm, ReadForm
from desk.models import Draft
from desk.models.drafts import DraftQuerySet
from desk.publishing import CHANGED, RefusedError, publish
from desk.views.drafts import (
    draft_detail,
    draft_discard,
    draft_publish,
    draft_send_back,
    draft_submit,
)
from profiles.models import User


class DutyFilter(admin.SimpleListFilter):
    """Whose turn it is, as far as the person who asks is concerned."""

    title = "whose turn it is"
    parameter_name = "turn"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("waiting", "Waits for my approval"),
            ("sent-back", "Sent back to me"),
            ("mine", "Drafts of mine, not sent back"),
        ]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> QuerySet[Any] | None:
        drafts, user = cast(DraftQuerySet, queryset), cast(User, request.user)
        found = {
            "waiting": drafts.waiting_for,
            "sent-back": drafts.sent_back_to,
            "mine": drafts.edited_by_her,
        }
        value = self.value()
        return found[value](user) if value in found else None


@admin.action(description="Approve and publish", permissions=["review"])
def approve(
    draft_admin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet[Draft]
) -> None:
    """Publish each draft by itself; say of each other one why it was not published."""
    form = ReadForm(request.POST)
    form.full_clean()
    published = 0
    for draft in cast(Iterable[Draft], queryset):
        try:
            if draft.edited_at > form.cleaned_data["read_at"]:
                raise RefusedError([CHANGED])
            publish(draft, cast(User, request.user), version=draft.version)
        except RefusedError as refused:
            for reason in refused.reasons:
                messages.warning(request, f"{draft.record}: {reason}")
        else:
            published += 1
    messages.success(request, f"Published: {published}.")


@admin.register(Draft)
class DraftAdmin(admin.ModelAdmin):
    """The drafts; each is read, submitted, approved and sent back on its own page."""

    list_display = [
        "record_name",
        "state",
        "edited_by",
        "edited_at",
        "needs_second_person",
    ]
    list_filter = [DutyFilter, "state", "needs_second_person", SpreadsheetFilter]
    list_select_related = ["program__institution", "institution", "edited_by"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["program__name", "program__institution__name", "institution__name"]
    ordering = ["-edited_at", "-pk"]
    actions = [approve]
    action_form = ApprovalActionForm

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_review_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("desk.review_draft")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Draft]:
        return cast(DraftQuerySet, super().get_queryset(request)).with_names()

    def get_urls(self) -> list[URLPattern]:
        views = {
            "change": draft_detail,
            "submit": draft_submit,
            "publish": draft_publish,
            "send-back": draft_send_back,
            "discard": draft_discard,
        }
        own = [
            path(
                f"<int:pk>/{act}/",
                self.admin_site.admin_view(view),
                name=f"desk_draft_{act.replace('-', '_')}",
            )
            for act, view in views.items()
        ]
        return own + super().get_urls()

    @admin.display(description="draft of", ordering="record_name")
    def record_name(self, draft: Draft) -> str:
        return str(draft.record)
