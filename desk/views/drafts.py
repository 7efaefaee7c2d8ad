"""The page of a draft, and what is done with it there: one small view for each act."""

from collections.abc import Callable, Sequence
from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from desk.draft_forms import DecisionForm
from desk.models import Draft
from desk.publishing import (
    Findings,
    RefusedError,
    discard,
    examine,
    publish,
    rights_in,
    send_back,
    submit,
)
from desk.review import differences_in_words
from profiles.models import User

NOTHING = Findings([], [], [])
SUBMITTED = "Submitted. A reviewer finds it among the drafts that wait for her."
PUBLISHED = "Published. Readers see the new values now."
SENT_BACK = "Sent back. Whoever edits it finds it at her desk, with your comment."
DISCARDED = "Discarded. The public version is as it was."


def get_draft_for(user: Any, pk: int) -> Draft:
    """Find a draft with its record. Raises PermissionDenied for all but the staff."""
    if not user.has_perm("desk.view_draft"):
        raise PermissionDenied
    draft: Draft = get_object_or_404(
        Draft.objects.with_record().with_newest_comment(), pk=pk
    )
    return draft


def findings_of(draft: Draft) -> Findings:
    """Examine an open draft; nothing speaks against a closed one."""
    return examine(draft) if draft.is_open else NOTHING


@require_safe
def draft_detail(request: HttpRequest, pk: int) -> HttpResponse:
    draft = get_draft_for(request.user, pk)
    findings = findings_of(draft)
    form = DecisionForm(warnings=findings.warnings)
    return draft_page(request, draft, form, findings)


def draft_page(
    request: HttpRequest,
    draft: Draft,
    form: DecisionForm,
    findings: Findings,
    refused: Sequence[str] = (),
) -> HttpResponse:
    """Show a draft: its differences, what was found, its trail, and what may be done.

    `refused` says why what was just asked for was not done.
    """
    context = admin.site.each_context(request) | {
        "title": f"Draft of {draft.record}",
        "opts": Draft._meta,
        "draft": draft,
        "corrections": draft.corrections.all(),
        "differences": differences_in_words(draft),
        "findings": findings,
        "events": draft.events.select_related("by"),
        "form": form,
        "refused": refused,
        "rights": rights_in(draft, cast(User, request.user)),
    }
    return render(request, "admin/desk/draft/detail.html", context)


def _decide(
    request: HttpRequest,
    pk: int,
    act: Callable[..., None],
    done: str,
    *,
    needs_comment: bool = False,
) -> HttpResponse:
    """Do with a draft what a button asks for, or show the page with what was typed."""
    draft = get_draft_for(request.user, pk)
    findings = findings_of(draft)
    form = DecisionForm(
        request.POST, warnings=findings.warnings, needs_comment=needs_comment
    )
    refused: list[str] = []
    if form.is_valid():
        try:
            act(draft, request.user, **form.cleaned_data)
        except RefusedError as error:
            refused = error.reasons
        else:
            messages.success(request, done)
            return redirect(draft)
    return draft_page(request, draft, form, findings, refused)


def _without_warnings(act: Callable[..., None]) -> Callable[..., None]:
    """Make an act that confirms nothing of one that may be done on any draft."""

    def done(draft: Draft, by: User, *, confirmed: list[str], **typed: Any) -> None:
        act(draft, by, **typed)

    return done


@require_POST
def draft_submit(request: HttpRequest, pk: int) -> HttpResponse:
    return _decide(request, pk, _without_warnings(submit), SUBMITTED)


@require_POST
def draft_publish(request: HttpRequest, pk: int) -> HttpResponse:
    return _decide(request, pk, publish, PUBLISHED)


@require_POST
def draft_send_back(request: HttpRequest, pk: int) -> HttpResponse:
    act = _without_warnings(send_back)
    return _decide(request, pk, act, SENT_BACK, needs_comment=True)


@require_POST
def draft_discard(request: HttpRequest, pk: int) -> HttpResponse:
    return _decide(request, pk, _without_warnings(discard), DISCARDED)
