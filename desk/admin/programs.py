from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.contrib.postgres.fields import ArrayField
from django.db.models import Count, URLField
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
from desk.admin.filters import (
    InstitutionCountryFilter,
    OpenDraftFilter,
    StandingFilter,
)
from desk.admin.forms import ListField, ProgramForm
from desk.admin.history import tell_in_words
from desk.models import Draft
from desk.standing import Standing, with_standing
from programs.models import Program
from programs.models.program_queryset import ProgramQuerySet

NOT_REVIEWED = -2  # the last two groups of fields: the fee and the publication
REVIEW = ("Publication", {"fields": ["review"]})


@admin.register(Program)
class ProgramAdmin(SimpleHistoryAdmin):
    list_display = [
        "name",
        "award",
        "institution",
        "focus",
        "review",
        "standing",
        "open_draft",
        "last_checked_on",
        "own_prices",
    ]
    list_filter = [
        StandingFilter,
        OpenDraftFilter,
        "review",
        "focus",
        "ai_in_curriculum",
        InstitutionCountryFilter,
    ]
    list_select_related = ["institution"]
    list_per_page = 50
    show_full_result_count = False
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
        ArrayField: {"form_class": ListField, "widget": AdminTextInputWidget},
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
                    "seen",
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
    history_form_view = read_old_version
    get_historical_record_context_helper = tell_in_words
    history_view = history_with_facts
    get_form = form_of_what_is_shown
    changeform_view = add_or_change_beside
    response_change = answer_without_words

    def view_on_site(self, program: Program) -> str | None:
        published = program.workflow_state == Program.WorkflowState.PUBLISHED
        return program.get_absolute_url() if published else None

    def get_queryset(self, request: HttpRequest) -> ProgramQuerySet:
        programs = super().get_queryset(request).annotate(own_prices=Count("tuitions"))
        return with_standing(programs)

    def get_fieldsets(self, request: HttpRequest, obj: Program | None = None) -> Any:
        """Leave out, of a new program, the fee and all but one of the publication."""
        return self.fieldsets if obj else [*self.fieldsets[:NOT_REVIEWED], REVIEW]

    def get_inlines(self, request: HttpRequest, obj: Program | None = None) -> Any:
        return self.inlines if obj else []

    def has_delete_permission(
        self, request: HttpRequest, obj: Program | None = None
    ) -> bool:
        """Let only what was never public be deleted; all else is withdrawn."""
        is_allowed = super().has_delete_permission(request, obj)
        draft = Program.WorkflowState.DRAFT
        if not is_allowed or obj is None or obj.workflow_state != draft:
            return False
        return not obj.history.exclude(workflow_state=draft).exists()

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, ...]:
        """Let the facts of a program that was never public go with it."""
        listed, counts, _, protected = super().get_deleted_objects(objs, request)
        return listed, counts, set(), protected

    @admin.display(description="state", ordering="standing")
    def standing(self, program: Any) -> str:
        return str(Standing(program.standing).label)

    @admin.display(description="open draft", ordering="draft_state")
    def open_draft(self, program: Any) -> str:
        state = program.draft_state
        return str(Draft.State(state).label) if state else "None"

    @admin.display(description="own prices", ordering="own_prices")
    def own_prices(self, program: Any) -> int:
        return program.own_prices
