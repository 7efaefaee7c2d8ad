from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from desk.admin.actions import confirm
from desk.admin.fact_filters import DueFilter, KindFilter, ProgramFilter, SourceFilter
from desk.admin.filters import InstitutionCountryFilter
from desk.checked_rows import attach_rows
from desk.models import FactCheck, ReviewInterval
from desk.models.fact_checks import FactCheckQuerySet


class FactCheckList(ChangeList):
    """One page of facts, each with its row and with the address of the page."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = self.result_list.page_with_record(timezone.localdate())
        attach_rows(self.result_list)
        for check in self.result_list:
            check.listed_at = request.get_full_path()


@admin.register(FactCheck)
class FactCheckAdmin(admin.ModelAdmin):
    """Every fact that readers see, the most urgent to check first."""

    list_display = ["fact", "checked", "staleness", "savers", "source_read"]
    list_display_links = None
    list_filter = [
        DueFilter,
        KindFilter,
        InstitutionCountryFilter,
        ProgramFilter,
        SourceFilter,
    ]
    show_facets = admin.ShowFacets.NEVER  # each count would be one more query
    list_per_page = 50
    list_max_show_all = 50
    show_full_result_count = False
    search_fields = ["program__name", "institution__name", "institution__short_name"]
    search_help_text = "Name of a program or an institution"
    actions = [confirm]

    def get_queryset(self, request: HttpRequest) -> FactCheckQuerySet:
        return FactCheck.objects.shown().most_urgent_first(timezone.localdate())

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return FactCheckList

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        fact, *columns = self.list_display
        button = ["still_true"] if self.has_confirm_permission(request) else []
        return [fact, *button, *columns]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {"title": "Facts to check"} | (extra_context or {})
        return super().changelist_view(request, context)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_confirm_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("desk.confirm_fact")

    @admin.display(description="fact")
    def fact(self, check: FactCheck) -> str:
        return _cell("fact", check)

    @admin.display(description="checked", ordering="checked_on")
    def checked(self, check: FactCheck) -> str:
        return _cell("checked", check)

    @admin.display(description="age by interval", ordering="staleness")
    def staleness(self, check: FactCheck) -> str:
        return _cell("staleness", check)

    @admin.display(description="saved by", ordering="savers")
    def savers(self, check: FactCheck) -> int:
        return check.savers

    @admin.display(description="source")
    def source_read(self, check: FactCheck) -> str:
        return _cell("source", check)

    @admin.display(description="confirm")
    def still_true(self, check: FactCheck) -> str:
        return _cell("still_true", check)


def _cell(name: str, check: FactCheck) -> str:
    return render_to_string(f"admin/desk/factcheck/{name}.html", {"check": check})


@admin.register(ReviewInterval)
class ReviewIntervalAdmin(admin.ModelAdmin):
    """The days after which a fact of each kind is to be read anew."""

    list_display = ["kind_name", "days"]
    list_display_links = ["kind_name"]
    fields = ["days"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="kind of facts", ordering="kind")
    def kind_name(self, interval: ReviewInterval) -> str:
        return str(interval)
