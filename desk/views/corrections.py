from http import HTTPStatus

from allauth.core.ratelimit import consume
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from desk.correction_form import TOO_MANY, CorrectionForm, SectionForm
from desk.shown import TITLES, shown_sections
from programs.facts import facts_of
from programs.figures.standing import ANYWHERE_ON_EARTH
from programs.models import Program


def published_program(institution_slug: str, program_slug: str) -> Program:
    """Fetch the public program of an address; there is none means 404."""
    return get_object_or_404(
        Program.objects.published().with_page(),
        institution__slug=institution_slug,
        slug=program_slug,
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correction(
    request: HttpRequest, institution_slug: str, program_slug: str
) -> HttpResponse:
    """Take what a reader says is wrong in one part of a program's page."""
    program = published_program(institution_slug, program_slug)
    key = SectionForm(request.GET).chosen()
    if key is None:
        context = {"program": program, "titles": TITLES}
        return render(request, "desk/correction_section.html", context)
    today = timezone.localdate(timezone=ANYWHERE_ON_EARTH)
    section = shown_sections(program, facts_of([program])[program.pk], today)[key]
    sent = request.POST if request.method == "POST" else None
    form = CorrectionForm(program, section, sent)
    status = HTTPStatus.OK
    if form.is_valid():
        if consume(request, action="correction"):
            form.save()
            return redirect("desk:correction_thanks", institution_slug, program_slug)
        form.add_error(None, TOO_MANY)
        status = HTTPStatus.TOO_MANY_REQUESTS
    context = {"program": program, "section": section, "form": form}
    return render(request, "desk/correction_new.html", context, status=status)


@require_safe
def correction_thanks(
    request: HttpRequest, institution_slug: str, program_slug: str
) -> HttpResponse:
    context = {"program": published_program(institution_slug, program_slug)}
    return render(request, "desk/correction_thanks.html", context)
