from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.contrib.postgres.fields import ArrayField
from django.http import HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin

from desk.admin.drafted import read_old_version
from desk.admin.forms import FactForm, ListField
from guide.admin.forms import GuideForm, ReferenceFormSet
from guide.admin.history import WholeChanges, is_changed
from guide.models import Certification, Claim, Occupation, Reference, Role, Term
from programs.versions import newest_row_versions


class ReferenceInline(admin.StackedInline):
    model = Reference
    form = FactForm
    formset = ReferenceFormSet
    fields = [("key", "source", "position")]
    autocomplete_fields = ["source"]
    verbose_name = "source"
    verbose_name_plural = "sources"
    extra = 0


class GuideAdmin(SimpleHistoryAdmin):
    """The rows of one kind of the guide, with their sources and their history.

    Registered once for each kind, which differ by their columns and filters alone.
    """

    list_per_page = 50
    show_full_result_count = False
    form = GuideForm
    formfield_overrides = {
        ArrayField: {
            "form_class": ListField,
            "widget": AdminTextareaWidget(attrs={"rows": 2}),
        }
    }
    inlines = [ReferenceInline]
    save_on_top = True
    history_form_view = read_old_version

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Show the versions of the row, then those of its sources."""
        owner = {str(self.model._meta.model_name): unquote(object_id)}
        rows = newest_row_versions([Reference], **owner)
        context = (extra_context or {}) | {"row_versions": rows}
        return super().history_view(request, object_id, context)

    def get_historical_record_context_helper(
        self, request: HttpRequest, historical_record: Any
    ) -> WholeChanges:
        return WholeChanges(self.model, historical_record)

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        """Save the row's own fields, unless only its sources were changed."""
        if not change or is_changed(obj):
            super().save_model(request, obj, form, change)


admin.site.register(
    Claim,
    GuideAdmin,
    list_display=["figure", "statement", "topic", "grade", "source", "key"],
    list_filter=["grade", "topic"],
    list_select_related=["source"],
    search_fields=["key", "figure", "statement", "credited_to"],
    autocomplete_fields=["source"],
)
admin.site.register(
    Role,
    GuideAdmin,
    list_display=["title", "position", "key"],
    search_fields=["title", "key", "summary"],
)
admin.site.register(
    Occupation,
    GuideAdmin,
    list_display=["soc", "title", "median_wage", "wages_as_of", "growth_percent"],
    list_display_links=["soc", "title"],
    search_fields=["soc", "title"],
)
admin.site.register(
    Certification,
    GuideAdmin,
    list_display=["name", "abbreviation", "issuer", "standing", "position"],
    list_filter=["standing"],
    search_fields=["name", "abbreviation", "issuer", "key"],
)
admin.site.register(
    Term,
    GuideAdmin,
    list_display=["term", "short", "key"],
    search_fields=["term", "key", "short", "also"],
)
