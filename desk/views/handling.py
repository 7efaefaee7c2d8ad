from http import HTTPStatus
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from desk.correcting import CLOSED, ClosedError, accept, close
from desk.models import Correction, Draft
from desk.models.drafts import Record
from desk.shown import FIELDS_OF_INSTITUTION, field_now, shown_sections
from profiles.forms.shortlists import NoteField
from profiles.models import User
from programs.facts import facts_of
from programs.figures.standing import ANYWHERE_ON_EARTH

MAIL_FAILED = (
    "The mail server cannot be reached, so nothing was kept and nobody was told. Your "
    "text is still here: try again later."
)


class AnswerForm(forms.Form):
    """What the sender is told, and whether the record stays as it is."""

    answer = NoteField(
        label="Your answer",
        max_length=2000,
        help_text="Sent as it stands, if an address was left. It is kept either way.",
        error_messages={
            "required": "Write what the reader is to know. It may be one sentence."
        },
    )
    act = forms.ChoiceField(
        choices=[
            (Correction.State.ANSWERED, "Answer and close"),
            (Correction.State.DECLINED, "Decline and close"),
        ],
        error_messages={"required": "Press “Answer and close” or “Decline and close”."},
    )


handles_corrections = permission_required(
    "desk.handle_correction", raise_exception=True
)


def record_of(correction: Correction) -> Record:
    """Give the program or the institution on whose page the field is edited."""
    of_institution = correction.field in FIELDS_OF_INSTITUTION
    return correction.program.institution if of_institution else correction.program


def edit_page(record: Record) -> str:
    """Give the address at which a record is edited."""
    return reverse(f"admin:programs_{record._meta.model_name}_change", args=[record.pk])


def render_correction(
    request: HttpRequest,
    correction: Correction,
    form: AnswerForm,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Show what a reader says beside what the page said then, and says now."""
    program, record = correction.program, record_of(correction)
    facts = facts_of([program])[program.pk]
    today = timezone.localdate(timezone=ANYWHERE_ON_EARTH)
    sections = shown_sections(program, facts, today)
    context: dict[str, Any] = admin.site.each_context(request) | {
        "title": f"Correction: {correction.label}",
        "opts": Correction._meta,
        "correction": correction,
        "now": field_now(sections, correction.section, correction.field),
        "edit_page": edit_page(record),
        "open_draft": Draft.objects.open_of(record),
        "form": form,
    }
    template = "admin/desk/correction/change_form.html"
    return render(request, template, context, status=status)


def fetch(pk: int) -> Correction:
    return get_object_or_404(Correction.objects.with_program(), pk=pk)


@require_safe
@permission_required("desk.view_correction", raise_exception=True)
def correction_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return render_correction(request, fetch(pk), AnswerForm())


@require_POST
@handles_corrections
def correction_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept a correction and open the page on which the record is edited."""
    correction = fetch(pk)
    try:
        accept(correction, cast(User, request.user))
    except ClosedError:
        messages.warning(request, CLOSED)
        return redirect(correction)
    return redirect(f"{edit_page(record_of(correction))}?correction={correction.pk}")


@require_POST
@handles_corrections
def correction_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer or decline a correction; the sender gets the text by mail."""
    correction, form = fetch(pk), AnswerForm(request.POST)
    if not form.is_valid():
        return render_correction(request, correction, form)
    answer, act = form.cleaned_data["answer"], form.cleaned_data["act"]
    try:
        is_mailed = close(correction, cast(User, request.user), act, answer)
    except ClosedError:
        form.add_error(None, CLOSED)
        return render_correction(request, fetch(pk), form, HTTPStatus.CONFLICT)
    except OSError:
        form.add_error(None, MAIL_FAILED)
        return render_correction(
            request, correction, form, HTTPStatus.SERVICE_UNAVAILABLE
        )
    told = "The answer is on its way." if is_mailed else "No address was left."
    messages.success(request, f"Closed. {told}")
    return redirect("admin:desk_correction_changelist")
