from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, OuterRef, QuerySet, Subquery, URLField, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from desk.admin.drafted import read_old_version
from desk.admin.forms import VersionedForm
from desk.admin.history import tell_in_words
from desk.models import LinkCheck
from programs.models import Source

NEEDS_A_LOOK, NEVER_ASKED = "look", "never"


def _count_facts() -> Any:
    """Count the catalog's rows that name a source; the history is none of them."""
    count: Any = Value(0)
    for relation in Source._meta.related_objects:
        if relation.related_model._meta.app_label != "programs":
            continue
        rows = relation.related_model._default_manager.filter(source=OuterRef("pk"))
        counted = rows.order_by().values("source").annotate(rows=Count("pk"))
        count += Coalesce(Subquery(counted.values("rows")), 0)
    return count


class LinkStateFilter(admin.SimpleListFilter):
    """Offers what the last check of an address found."""

    title = "link"
    parameter_name = "link"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        first = [(NEEDS_A_LOOK, "Needs a look"), (NEVER_ASKED, "Never asked")]
        return [*first, *((state.value, state.label) for state in LinkCheck.State)]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet
    ) -> QuerySet[Source] | None:
        if self.value() is None:
            return None
        if self.value() == NEVER_ASKED:
            return queryset.filter(link_check=None)
        if self.value() == NEEDS_A_LOOK:
            return queryset.filter(link_check__in=LinkCheck.objects.need_a_look())
        return queryset.filter(link_check__state=self.value())


@admin.action(description="I have seen the changed text", permissions=["check"])
def mark_seen(
    sources_admin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet
) -> None:
    """Take the text as it is now for the known one, from which changes are told."""
    seen = LinkCheck.objects.filter(source__in=queryset).mark_seen()
    sources_admin.message_user(request, f"Noted as seen: {seen}.", messages.SUCCESS)


@admin.register(Source)
class SourceAdmin(SimpleHistoryAdmin):
    list_display = ["title", "publisher", "kind", "as_of", "link", "fact_count"]
    list_filter = [LinkStateFilter, "kind"]
    list_select_related = ["link_check"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["title", "publisher", "url"]
    form = VersionedForm
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    readonly_fields = ["last_check"]
    actions = [mark_seen]
    history_form_view = read_old_version
    get_historical_record_context_helper = tell_in_words

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        return super().get_queryset(request).annotate(fact_count=_count_facts())

    def has_check_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("desk.change_linkcheck")

    @admin.display(description="link", ordering="link_check__state")
    def link(self, source: Source) -> str:
        check = LinkCheck.of(source)
        return check.get_state_display() if check else "Never asked"

    @admin.display(description="last check of the address")
    def last_check(self, source: Source) -> str:
        check = LinkCheck.of(source)
        return check.in_words() if check else "Never asked"

    @admin.display(description="facts", ordering="fact_count")
    def fact_count(self, source: Any) -> int:
        return source.fact_count
