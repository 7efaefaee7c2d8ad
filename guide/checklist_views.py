from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guide.checklist_forms import AboutForm, ChecklistForm, differing
from guide.checklist_page import known_figures, lay_out
from guide.models import Checklist, Page
from guide.models.checklists import Replies
from profiles.access import get_own
from profiles.reader import reader_of

OVERTAKEN = 409


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def checklist(request: HttpRequest) -> HttpResponse:
    """Show the questions for a program or for none, and save the first answers.

    Without account, and for a program that is none of ours, nothing is saved: what was
    filled in stands on the page again.
    """
    about, user = AboutForm(request.GET), reader_of(request).user
    form = ChecklistForm(request.POST if request.method == "POST" else None)
    program = about.chosen
    if user and form.is_valid() and not about.is_mistaken:
        return _save(request, Checklist.objects.of(user, program), form)
    if user and not form.is_bound and not about.is_search and not about.is_mistaken:
        saved = Checklist.objects.begun().filter(user=user, program=program).first()
        if saved:
            return redirect(saved)
    checklist = Checklist(user=user, program=program)
    return _show(request, checklist, form, about)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def checklist_saved(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a saved checklist, and save what was changed; two tabs lose nothing."""
    rows = Checklist.objects.begun().with_program()
    saved = get_own(request.user, rows, pk=pk)
    if request.method != "POST":
        return _show(request, saved, ChecklistForm.of(saved))
    form = ChecklistForm(request.POST)
    if form.is_valid():
        return _save(request, saved, form)
    return _show(request, saved, form)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def checklist_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then delete a checklist with all its answers."""
    saved = get_own(request.user, Checklist.objects.with_program(), pk=pk)
    if request.method == "POST":
        saved.delete()
        messages.success(request, "The checklist is deleted.")
        return redirect("guide:checklist")
    return render(request, "guide/checklist_delete.html", {"saved": saved})


def _save(request: HttpRequest, saved: Checklist, form: ChecklistForm) -> HttpResponse:
    version, replies = form.cleaned_data["version"], form.replies()
    is_saved = Checklist.objects.edit(saved, version, replies)
    meanwhile = differing(replies, saved.replies())
    if is_saved or not meanwhile:
        messages.success(request, "Your answers are saved.")
        return redirect(saved)
    saved.refresh_from_db()
    return _show(request, saved, form.begun_anew(saved), meanwhile=meanwhile)


def _show(
    request: HttpRequest,
    checklist: Checklist,
    form: ChecklistForm,
    about: AboutForm | None = None,
    meanwhile: Replies | None = None,
) -> HttpResponse:
    """Show the questions; what was saved `meanwhile` stands beside what was typed."""
    figures, sources = known_figures(checklist.program)
    context = {
        "checklist": checklist,
        "form": form,
        "groups": lay_out(form, figures, meanwhile or {}),
        "sources": sources,
        "about": about or AboutForm({}),
        "own": Checklist.objects.for_list(reader_of(request).user),
        "is_overtaken": bool(meanwhile),
        "pages": Page.objects.in_order().without_text(),
    }
    status = OVERTAKEN if meanwhile else 200
    return render(request, "guide/checklist.html", context, status=status)
