from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from desk.admin import inlines
from programs.models import Topic


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    """Shows the topics with their evidence; both are derived, never typed."""

    list_display = ["name", "slug", "program_count"]
    show_full_result_count = False
    search_fields = ["name"]
    inlines = [inlines.EvidenceInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        topics = super().get_queryset(request)
        return topics.annotate(program_count=Count("program_topics"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="programs", ordering="program_count")
    def program_count(self, topic: Any) -> int:
        return topic.program_count
