from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.views.decorators.http import require_http_methods, require_POST

from profiles.forms.saving import SaveForm
from profiles.models import SavedProgram
from profiles.reader import reader_of
from profiles.wishes import add_wish, drop_wish
from programs.models import Program

ENTRANCES = {"sign-up": "account_signup", "sign-in": "account_login"}


@require_http_methods(["GET", "HEAD", "POST"])
def program_save(request: HttpRequest) -> HttpResponse:
    """Save a program, or undo its removal; ask a reader without account first."""
    form = SaveForm(request.POST if request.method == "POST" else request.GET)
    program = _program_of(form)
    reader = reader_of(request)
    return_to = _place_of(program, form)
    is_withdrawn = program.workflow_state == Program.WorkflowState.WITHDRAWN
    if request.method == "POST" and (not is_withdrawn or program.pk in reader.removed):
        if reader.user:
            SavedProgram.objects.save_for(reader.user, program)
            return redirect(return_to)
        if form.chosen():
            add_wish(request, program.path, return_to)
            return _entrance(form.chosen(), return_to)
    context = {
        "program": program,
        "is_withdrawn": is_withdrawn,
        "return_to": return_to,
        "form": form,
        "waits": program.path in reader.wished,
    }
    status = 410 if is_withdrawn else 200
    return render(request, "profiles/program_save.html", context, status=status)


@require_POST
def program_remove(request: HttpRequest) -> HttpResponse:
    """Take a program out of all lists of the reader; it can be undone for a day.

    A reader without account takes back what waits for her sign-in.
    """
    form = SaveForm(request.POST)
    program = _program_of(form)
    return_to = _place_of(program, form)
    reader = reader_of(request)
    if reader.user:
        reader.user.saved_programs.kept().filter(program=program).remove()
    elif program.path in reader.wished:
        drop_wish(request, program.path)
    else:
        return redirect_to_login(return_to)
    return redirect(return_to)


def _program_of(form: SaveForm) -> Program:
    programs = Program.objects.with_page().with_paths([form.path()])
    return get_object_or_404(programs)


def _place_of(program: Program, form: SaveForm) -> str:
    """Lead back to the program's button on the page that the reader came from."""
    page = form.return_to(program.get_absolute_url()).partition("#")[0]
    return f"{page}#save-{program.institution.slug}-{program.slug}"


def _entrance(chosen: str, return_to: str) -> HttpResponse:
    if chosen not in ENTRANCES:
        return redirect(return_to)
    query = urlencode({"next": return_to}, safe="/")
    return redirect(f"{resolve_url(ENTRANCES[chosen])}?{query}")
