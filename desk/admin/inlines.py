from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from desk.admin.forms import CitationForm, CourseFormSet, FactForm, FactFormSet
from programs.models import (
    Accreditation,
    Citation,
    Course,
    Deadline,
    EnglishTest,
    Outcome,
    Partner,
    Prerequisite,
    Program,
    ProgramTopic,
    Tuition,
)

# Where and when a fact was read, in one line of its form.
READ = ("source", "checked_on")


class AccreditationInline(admin.StackedInline):
    model = Accreditation
    form = FactForm
    formset = FactFormSet
    fields = [
        ("accreditor", "status", "valid_until"),
        "note",
        READ,
    ]
    autocomplete_fields = ["accreditor", "source"]
    verbose_name_plural = "accreditation of the program"
    extra = 0


class InstitutionalAccreditationInline(AccreditationInline):
    verbose_name_plural = "accreditation of the institution"


class TuitionInline(admin.StackedInline):
    model = Tuition
    form = FactForm
    formset = FactFormSet
    fields = [
        ("academic_year", "residency", "basis"),
        ("amount", "currency", "state"),
        ("includes_fees", "fees_per_year"),
        "note",
        READ,
    ]
    autocomplete_fields = ["source"]
    verbose_name = "price"
    verbose_name_plural = "tuition of the program"
    extra = 0


class AverageTuitionInline(TuitionInline):
    verbose_name = "average"
    verbose_name_plural = "average tuition of all graduate students"


class DeadlineInline(admin.StackedInline):
    model = Deadline
    form = FactForm
    formset = FactFormSet
    fields = [("term", "kind", "month", "day", "year"), "note", READ]
    autocomplete_fields = ["source"]
    extra = 0


class PrerequisiteInline(admin.StackedInline):
    model = Prerequisite
    form = FactForm
    formset = FactFormSet
    fields = [("topic", "level"), "note", READ]
    autocomplete_fields = ["source"]
    extra = 0


class EnglishTestInline(admin.StackedInline):
    model = EnglishTest
    form = FactForm
    formset = FactFormSet
    fields = [("test", "minimum_score"), "note", READ]
    autocomplete_fields = ["source"]
    extra = 0


class CourseInline(admin.StackedInline):
    model = Course
    form = FactForm
    formset = CourseFormSet
    fields = [("code", "title"), ("credits", "is_core", "position"), READ]
    classes = ["collapse"]
    autocomplete_fields = ["source"]
    extra = 0


class PartnerInline(admin.StackedInline):
    model = Partner
    form = FactForm
    formset = FactFormSet
    fields = [("name", "kind"), READ]
    autocomplete_fields = ["source"]
    extra = 0


class OutcomeInline(admin.StackedInline):
    model = Outcome
    form = FactForm
    formset = FactFormSet
    fields = [
        ("metric", "scope"),
        ("value", "unit", "state"),
        ("cohort", "measured", "dollar_year"),
        "population",
        ("cip_code", "cip_title"),
        ("share_of_field", "campuses_sharing"),
        "note",
        READ,
    ]
    autocomplete_fields = ["source"]
    classes = ["collapse"]
    extra = 0


class CitationInline(admin.StackedInline):
    model = Citation
    form = CitationForm
    formset = FactFormSet
    fields = [("field", "state"), "note", READ]
    classes = ["collapse"]
    autocomplete_fields = ["source"]
    extra = 0


class TopicInline(admin.TabularInline):
    """Shows what the program's words were found to teach; derived, never typed."""

    model = ProgramTopic
    fields = ["topic", "evidence"]
    readonly_fields = ["topic", "evidence"]
    classes = ["collapse"]
    verbose_name_plural = "topics (found in names, tracks and courses)"
    can_delete = False
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProgramTopic]:
        topics = super().get_queryset(request)
        return topics.select_related("topic", "program__institution")


class EvidenceInline(admin.TabularInline):
    """Shows the programs that teach a topic; derived, never typed."""

    model = ProgramTopic
    fields = ["program", "evidence"]
    readonly_fields = ["program", "evidence"]
    verbose_name_plural = "programs that teach it"
    can_delete = False
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProgramTopic]:
        topics = super().get_queryset(request)
        return topics.select_related("topic", "program__institution")


class ProgramInline(admin.TabularInline):
    """Lists an institution's programs; they are changed on their own pages."""

    model = Program
    fields = ["focus", "review", "workflow_state", "last_checked_on"]
    readonly_fields = ["focus", "review", "workflow_state", "last_checked_on"]
    show_change_link = True
    can_delete = False
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Program]:
        return super().get_queryset(request).select_related("institution")
