from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet, URLField
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from desk.admin import inlines
from desk.admin.drafted import (
    add_or_change_beside,
    answer_without_words,
    form_of_what_is_shown,
    history_with_facts,
    read_old_version,
)
from desk.admin.filters import CountryFilter
from desk.admin.forms import InstitutionForm, VersionedForm
from desk.admin.history import tell_in_words
from programs.models import Accreditor, Institution
from programs.places import country_name


@admin.register(Institution)
class InstitutionAdmin(SimpleHistoryAdmin):
    list_display = [
        "name",
        "city",
        "region",
        "country_name",
        "control",
        "checked_on",
        "program_count",
    ]
    list_filter = ["control", CountryFilter]
    form = InstitutionForm
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["name", "short_name", "slug", "city", "unitid", "opeid"]
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    autocomplete_fields = ["source"]
    prepopulated_fields = {"slug": ["name"]}
    save_on_top = True
    fieldsets = [
        ("Identity", {"fields": ["name", "short_name", "slug", "website", "control"]}),
        (
            "Place",
            {"fields": ["city", ("country", "region"), ("latitude", "longitude")]},
        ),
        ("Federal numbers", {"fields": [("unitid", "opeid")]}),
        ("Source of all of the above", {"fields": ["source", "checked_on", "seen"]}),
    ]
    inlines = [
        inlines.InstitutionalAccreditationInline,
        inlines.AverageTuitionInline,
        inlines.ProgramInline,
    ]
    history_form_view = read_old_version
    get_historical_record_context_helper = tell_in_words
    history_view = history_with_facts
    get_form = form_of_what_is_shown
    changeform_view = add_or_change_beside
    response_change = answer_without_words

    def get_queryset(self, request: HttpRequest) -> QuerySet[Institution]:
        return super().get_queryset(request).annotate(program_count=Count("programs"))

    def get_inlines(self, request: HttpRequest, obj: Institution | None = None) -> Any:
        return self.inlines if obj else []

    def has_delete_permission(
        self, request: HttpRequest, obj: Institution | None = None
    ) -> bool:
        """Let only an institution without any program be deleted."""
        is_allowed = super().has_delete_permission(request, obj)
        return is_allowed and obj is not None and not obj.programs.exists()

    def view_on_site(self, institution: Institution) -> str | None:
        """Give the public page, which is there with a published program only."""
        is_shown = institution.programs.published().exists()
        return institution.get_absolute_url() if is_shown else None

    @admin.display(description="country", ordering="country")
    def country_name(self, institution: Institution) -> str:
        return country_name(institution.country)

    @admin.display(description="programs", ordering="program_count")
    def program_count(self, institution: Any) -> int:
        return institution.program_count


@admin.register(Accreditor)
class AccreditorAdmin(SimpleHistoryAdmin):
    list_display = ["short_name", "name", "kind", "recognized_by", "used_by"]
    list_filter = ["kind"]
    show_full_result_count = False
    search_fields = ["short_name", "name"]
    form = VersionedForm
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    history_form_view = read_old_version
    get_historical_record_context_helper = tell_in_words

    def get_queryset(self, request: HttpRequest) -> QuerySet[Accreditor]:
        return super().get_queryset(request).annotate(used_by=Count("accreditations"))

    @admin.display(description="accreditations", ordering="used_by")
    def used_by(self, accreditor: Any) -> int:
        return accreditor.used_by
