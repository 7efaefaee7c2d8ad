import csv
from collections.abc import Sequence
from io import StringIO
from operator import itemgetter
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField
from django.db import models
from django.template.loader import render_to_string
from django.utils.text import capfirst

from desk.cited import NOT_CITED, citations_of, cited_labels
from desk.models import Correction
from desk.models.drafts import Record
from programs.models import Citation, Program
from programs.models.institutions import COUNTRIES
from programs.places import country_name

QUOTES = 'One with a comma in it has quotes: "Policy, law and ethics".'
CHOSEN_BY_AUTOCOMPLETE = ("source", "accreditor")
SINCE_CHANGED = (
    "Somebody has saved a change since you opened this page. What you typed is still "
    "here. Open the page in another window and look at that change first: if you save "
    "now, this page's values take the place of hers."
)
NO_REASON = "Say why it is withdrawn: readers see the reason."


class ChosenSelect(AutocompleteSelect):
    """An autocomplete that knows its row's choice.

    Django's own asks the database for it, once for each row of a page.
    """

    chosen: models.Model | None = None

    def optgroups(
        self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None
    ) -> list:
        if self.chosen is None or list(value) != [str(self.chosen.pk)]:
            return super().optgroups(name, value, attrs)
        blank = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        chosen = self.create_option(name, value[0], str(self.chosen), True, len(blank))
        return [(None, [*blank, chosen], 0)]


class FactForm(forms.ModelForm):
    """One row of facts in an inline; its fields have names even without a label."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label
        if self.instance.pk and "checked_on" in self.fields:
            # Where a link to this very row leads, whatever its place in the list.
            anchor = f"{self.instance._meta.model_name}-{self.instance.pk}"
            self.fields["checked_on"].widget.attrs["id"] = anchor
        for name in CHOSEN_BY_AUTOCOMPLETE:
            if name in self.fields:
                self._show_chosen(name)

    def _show_chosen(self, name: str) -> None:
        wrapper = self.fields[name].widget
        field, site = wrapper.widget.field, wrapper.widget.admin_site
        select = ChosenSelect(field, site, choices=wrapper.choices)
        select.chosen = getattr(self.instance, name, None)
        select.is_required = self.fields[name].required
        wrapper.widget = select


class FactFormSet(forms.BaseInlineFormSet):
    """Rows of facts, fetched with their sources in one query."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        fields = self.form.base_fields
        chosen = [name for name in CHOSEN_BY_AUTOCOMPLETE if name in fields]
        kwargs["queryset"] = kwargs["queryset"].select_related(*chosen)
        super().__init__(*args, **kwargs)

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = "Delete"


class ListField(SimpleArrayField):
    """A list that is typed as one text; an entry with a comma in it has quotes.

    Django's own tears such an entry apart, also when nobody has touched the list. Keys
    have no commas, and are spared the advice.
    """

    def __init__(
        self, base_field: forms.Field, *, help_text: str = "", **kwargs: Any
    ) -> None:
        super().__init__(base_field, help_text=help_text, **kwargs)
        if not isinstance(base_field, forms.SlugField):
            self.help_text = f"{help_text} {QUOTES}"

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        line = StringIO()
        csv.writer(line, lineterminator="").writerow(value)
        return line.getvalue()

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            text = " ".join(value.split())
            [value] = csv.reader([text], skipinitialspace=True)
        return super().to_python(value)


class CourseFormSet(FactFormSet):
    """A program's courses; a new one comes last unless another place is typed."""

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        if form.instance.pk is None:
            places = [course.position for course in self.get_queryset()]
            form.initial["position"] = max(places, default=-1) + 1


def citable_fields() -> list[tuple[str, str]]:
    """Names that a citation may have, with their labels, in the model's order."""
    return [("", "---------"), *cited_labels().items()]


class CitationForm(FactForm):
    field = forms.ChoiceField(
        choices=citable_fields,
        help_text=Citation._meta.get_field("field").help_text,
    )


class SeenField(forms.CharField):
    """Carries what the page showed, so that a form knows when that was changed."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)


def read_what_was_seen(form: Any) -> str:
    """Refuse a form once when what it was filled from is no longer so.

    Sent again it is taken: by then the message was read.
    """
    seen: str = form.cleaned_data["seen"]
    if seen != form.shown:
        form.data = form.data.copy()
        form.data[form.add_prefix("seen")] = form.shown
        raise forms.ValidationError(SINCE_CHANGED)
    return seen


class VersionedForm(forms.ModelForm):
    """A row with a history, saved at once, but not unseen over a newer version."""

    seen = SeenField()
    shown = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            versions = self.instance.history.values_list("history_id", flat=True)
            self.shown = str(versions.first())
        self.initial["seen"] = self.shown

    def clean_seen(self) -> str:
        return read_what_was_seen(self)


def countries() -> list[tuple[str, str]]:
    """Every country of ISO 3166-1, its code and its name, in order of the names."""
    named = [(one.alpha_2, country_name(one.alpha_2)) for one in COUNTRIES]
    return [("", "---------"), *sorted(named, key=itemgetter(1))]


class InstitutionForm(forms.ModelForm):
    """An institution's own fields; its country is chosen by name."""

    seen = SeenField()
    shown = ""
    country = forms.ChoiceField(
        choices=countries, help_text="The country of the main campus."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.shown

    def clean_seen(self) -> str:
        return read_what_was_seen(self)


def several(name: str) -> forms.MultipleChoiceField:
    """Make the checkboxes of a program's list with fixed choices."""
    field: Any = Program._meta.get_field(name)
    return forms.MultipleChoiceField(
        choices=field.base_field.choices,
        help_text=field.help_text,
        label=capfirst(field.verbose_name),
        required=not field.blank,
        widget=forms.CheckboxSelectMultiple,
    )


class ProgramForm(forms.ModelForm):
    """A program's own fields, each with the sources that it was read from."""

    seen = SeenField()
    shown = ""
    delivery = several("delivery")
    pace = several("pace")
    start_terms = several("start_terms")
    culminating = several("culminating")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.shown
        cited: list[Citation] = []
        if self.instance.pk:
            cited += self.instance.citations.select_related("source")
        for name, field in self.fields.items():
            field.help_text = render_to_string(
                "admin/programs/program/field_help.html",
                {
                    "help_text": field.help_text,
                    "citations": citations_of(name, cited),
                    "is_unsourced": name not in NOT_CITED and self.initial.get(name),
                },
            )

    def clean_seen(self) -> str:
        return read_what_was_seen(self)

    def clean(self) -> dict[str, Any]:
        """Keep the stored order of every list in which nothing was changed.

        A program may not be withdrawn without a reason: readers see it.
        """
        values = super().clean() or self.cleaned_data
        for field in Program._meta.fields:
            is_list = isinstance(field, ArrayField) and field.name in values
            if is_list and field.name not in self.changed_data:
                values[field.name] = getattr(self.instance, field.name)
        withdrawn = values.get("workflow_state") == Program.WorkflowState.WITHDRAWN
        if withdrawn and not values.get("withdrawn_reason"):
            self.add_error("withdrawn_reason", NO_REASON)
        return values


class ChosenCorrectionForm(forms.Form):
    """Which accepted correction of a record is carried out on its page."""

    correction = forms.ModelChoiceField(Correction.objects.none(), required=False)

    def __init__(self, record: Record, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["correction"]
        field.queryset = Correction.objects.accepted_of(record)

    def chosen(self) -> Correction | None:
        """Give the correction; None when the address names none, or another's."""
        return self.cleaned_data["correction"] if self.is_valid() else None
