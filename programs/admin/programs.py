from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextInputWidget
from django.contrib.postgres.fields import ArrayField
from django.db.models import Count, URLField
from django.http import HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin

from programs.admin import inlines
from programs.admin.actions import publish, withdraw
from programs.admin.filters import InstitutionCountryFilter
from programs.admin.forms import ProgramForm
from programs.admin.history import is_changed, newest_row_versions
from programs.models import Program
from programs.models.program_queryset import ProgramQuerySet


@admin.register(Program)
class ProgramAdmin(SimpleHistoryAdmin):
    list_display = [
        "name",
        "award",
        "institution",
        "focus",
        "review",
        "workflow_state",
        "last_checked_on",
        "own_prices",
    ]
    list_filter = [
        "workflow_state",
        "review",
        "focus",
        "ai_in_curriculum",
        InstitutionCountryFilter,
    ]
    list_select_related = ["institution"]
    list_per_page = 50
    search_fields = [
        "name",
        "award_title",
        "institution__name",
        "institution__short_name",
        "slug",
        "cip_code",
    ]
    form = ProgramForm
    formfield_overrides = {
        ArrayField: {"widget": AdminTextInputWidget},
        URLField: {"assume_scheme": "https"},
    }
    autocomplete_fields = ["institution"]
    prepopulated_fields = {"slug": ["award", "name"]}
    readonly_fields = ["last_checked_on"]
    save_on_top = True
    fieldsets = [
        (
            "Identity",
            {
                "fields": [
                    "institution",
                    "name",
                    ("award", "award_title"),
                    "slug",
                    "department",
                    "url",
                    ("cip_code", "cip_basis"),
                ]
            },
        ),
        ("What and for whom", {"fields": ["focus", "summary", "audience"]}),
        (
            "Format, pace, length, credits",
            {
                "fields": [
                    ("delivery", "pace", "start_terms"),
                    ("attendance", "campus_visits"),
                    ("full_time_months_lowest", "full_time_months_highest"),
                    ("part_time_months_lowest", "part_time_months_highest"),
                    ("credits_lowest", "credits_highest", "credit_system"),
                ]
            },
        ),
        (
            "Admission",
            {
                "fields": [
                    "backgrounds",
                    ("minimum_gpa", "gre_policy", "programming"),
                    ("experience", "license_requirement"),
                    ("letters_count", "requires_statement"),
                    ("requires_resume", "requires_interview"),
                    ("bridge_offered", "bridge_name"),
                ]
            },
        ),
        (
            "Curriculum",
            {
                "fields": [
                    "ai_in_curriculum",
                    "specializations",
                    "programming_languages",
                    "culminating",
                ]
            },
        ),
        (
            "Application fee",
            {"fields": [("application_fee_amount", "application_fee_currency")]},
        ),
        (
            "Publication",
            {
                "fields": [
                    ("review", "last_checked_on"),
                    ("workflow_state", "withdrawn_reason"),
                ]
            },
        ),
    ]
    inlines = [
        inlines.AccreditationInline,
        inlines.TuitionInline,
        inlines.DeadlineInline,
        inlines.PrerequisiteInline,
        inlines.EnglishTestInline,
        inlines.CourseInline,
        inlines.PartnerInline,
        inlines.OutcomeInline,
        inlines.CitationInline,
        inlines.TopicInline,
    ]
    actions = [publish, withdraw]

    def view_on_site(self, program: Program) -> str | None:
        published = program.workflow_state == Program.WorkflowState.PUBLISHED
        return program.get_absolute_url() if published else None

    def get_queryset(self, request: HttpRequest) -> ProgramQuerySet:
        return super().get_queryset(request).annotate(own_prices=Count("tuitions"))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Show the versions of the program, then those of its rows."""
        kinds = [inline.model for inline in self.get_inline_instances(request)]
        kept = [kind for kind in kinds if hasattr(kind, "history")]
        rows = newest_row_versions(kept, program=unquote(object_id))
        context = (extra_context or {}) | {"row_versions": rows}
        return super().history_view(request, object_id, context)

    def save_model(
        self, request: HttpRequest, obj: Program, form: Any, change: bool
    ) -> None:
        """Save the program's own fields, unless only its rows were changed."""
        if not change or is_changed(obj):
            super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        Program.objects.filter(pk=form.instance.pk).refresh_derived()

    @admin.display(description="own prices", ordering="own_prices")
    def own_prices(self, program: Any) -> int:
        return program.own_prices
