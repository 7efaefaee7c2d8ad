from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from profiles.access import get_own, signed_in
from profiles.forms.saving import ReturnForm
from profiles.forms.shortlists import SavedProgramForm
from profiles.models import SavedProgram

OVERTAKEN = 409


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def saved_program_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change note, status, stars and lists; what another tab saved is not lost."""
    user = signed_in(request)
    rows = SavedProgram.objects.within_reach().with_programs()
    saved = get_own(user, rows, pk=pk)
    if request.method != "POST":
        form = SavedProgramForm.of(saved, ReturnForm(request.GET))
        return _show(request, saved, form)
    form = SavedProgramForm(user, saved, request.POST)
    if not form.is_valid():
        return _show(request, saved, form)
    is_saved = not form.wants_both and user.saved_programs.all().edit(
        saved, form.cleaned_data["version"], form.written()
    )
    saved.refresh_from_db()
    if is_saved or form.agrees_with(saved):
        messages.success(request, "What you wrote is saved.", extra_tags=str(saved.pk))
        return redirect(form.return_to(reverse("profiles:shortlist")))
    return _show(request, saved, form.begun_anew(saved), status=OVERTAKEN)


def _show(
    request: HttpRequest, saved: SavedProgram, form: SavedProgramForm, status: int = 200
) -> HttpResponse:
    came_from = ReturnForm(request.POST or request.GET)
    context = {
        "saved": saved,
        "form": form,
        "back": came_from.return_to(reverse("profiles:shortlist")),
        "is_overtaken": status == OVERTAKEN,
    }
    template = "profiles/saved_program_edit.html"
    return render(request, template, context, status=status)
