from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery, URLField, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from desk.admin.drafted import read_old_version
from programs.models import Source


def _count_facts() -> Any:
    """Count the rows of all tables that name a source; the history is none of them."""
    count: Any = Value(0)
    for relation in Source._meta.related_objects:
        rows = relation.related_model._default_manager.filter(source=OuterRef("pk"))
        counted = rows.order_by().values("source").annotate(rows=Count("pk"))
        count += Coalesce(Subquery(counted.values("rows")), 0)
    return count


@admin.register(Source)
class SourceAdmin(SimpleHistoryAdmin):
    list_display = ["title", "publisher", "kind", "as_of", "fact_count"]
    list_filter = ["kind"]
    list_per_page = 50
    search_fields = ["title", "publisher", "url"]
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    history_form_view = read_old_version

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        return super().get_queryset(request).annotate(fact_count=_count_facts())

    @admin.display(description="facts", ordering="fact_count")
    def fact_count(self, source: Any) -> int:
        return source.fact_count
