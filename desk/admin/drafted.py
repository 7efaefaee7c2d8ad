"""The pages of a program and an institution, which write drafts and nothing else."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import SimpleTemplateResponse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from simple_history.admin import SimpleHistoryAdmin

from desk.admin.forms import ChosenCorrectionForm
from desk.correcting import carry_out
from desk.drafting import fingerprint, propose
from desk.models import Draft
from desk.models.drafts import Record
from desk.rows import FACTS, FACTS_OF_INSTITUTION, rows_of
from profiles.models import User
from programs.models import Program
from programs.versions import newest_row_versions

View = Callable[[dict[str, Any]], HttpResponse]
NOTHING_DIFFERS = "Nothing differs from the public version, so there is no draft."
KEPT = "Kept as a draft. The public version is as it was."

# The library's page of an old version writes what is posted to it straight into the
# public version. Here it is for reading; an old value is restored as a draft.
read_old_version = method_decorator(require_safe)(SimpleHistoryAdmin.history_form_view)


def answer_without_words(
    self: SimpleHistoryAdmin, request: HttpRequest, obj: Record
) -> HttpResponse:
    """Redirect, without the admin's message that the record itself was changed."""
    return redirect(request.path)


def history_with_facts(
    self: SimpleHistoryAdmin,
    request: HttpRequest,
    object_id: str,
    extra_context: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show the versions of the record, then those of its facts that one may see."""
    facts = FACTS if self.model is Program else FACTS_OF_INSTITUTION
    site, owner = self.admin_site, {self.opts.model_name: unquote(object_id)}
    seen = [
        kind
        for kind in facts
        if site.get_model_admin(kind).has_view_permission(request)
    ]
    more = {"row_versions": newest_row_versions(seen, **owner), "is_restorable": True}
    context = (extra_context or {}) | more
    response: HttpResponse = SimpleHistoryAdmin.history_view(
        self, request, object_id, context
    )
    return response


def form_of_what_is_shown(
    self: SimpleHistoryAdmin,
    request: HttpRequest,
    obj: Record | None = None,
    **kwargs: Any,
) -> Any:
    """Make the form that knows what the page shows."""
    form: Any = SimpleHistoryAdmin.get_form(self, request, obj, **kwargs)
    form.shown = getattr(request, "shown", "")
    return form


def add_or_change_beside(
    self: SimpleHistoryAdmin,
    request: HttpRequest,
    object_id: str | None = None,
    form_url: str = "",
    extra_context: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show and keep the record's draft.

    A new program starts unpublished; a new institution is public with a program.
    """

    def view(more: dict[str, Any]) -> HttpResponse:
        context = (extra_context or {}) | more
        response: HttpResponse = SimpleHistoryAdmin.changeform_view(
            self, request, object_id, form_url, context
        )
        return response

    record = self.get_object(request, unquote(object_id)) if object_id else None
    return view({}) if record is None else change_beside(request, record, view)


def change_beside(request: HttpRequest, record: Record, view: View) -> HttpResponse:
    """Let the admin's own change page work on a record's draft.

    The page is written inside the transaction that is rolled back, so that it shows
    the public rows with the draft over them. `request.shown` tells the form what both
    were, so that nobody overwrites what she has not seen. A correction that the address
    names is shown beside the form and carried out by the draft that is saved.
    """
    correction = ChosenCorrectionForm(record, request.GET).chosen()
    public = rows_of(record)

    def act() -> HttpResponse:
        request.shown = fingerprint(public, rows_of(record))  # type: ignore[attr-defined]
        open_draft = Draft.objects.with_newest_comment().open_of(record)
        response = view({"draft": open_draft, "correction": correction})
        if isinstance(response, SimpleTemplateResponse):
            response.render()
        return response

    def is_saved(response: HttpResponse) -> bool:
        return request.method == "POST" and isinstance(response, HttpResponseRedirect)

    response, draft = propose(record, cast(User, request.user), act, is_saved)
    if not is_saved(response):
        return response
    if draft is None:
        messages.info(request, NOTHING_DIFFERS)
        return redirect(request.get_full_path())
    if correction:
        carry_out(correction, draft)
    messages.success(request, KEPT)
    return redirect(request.get_full_path() if "_continue" in request.POST else draft)
