from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from programs.cards import card_of
from programs.costs import DEFAULT_RESIDENCY
from programs.models import Institution
from programs.places import place_name
from programs.sources import number_rows
from programs.tray import TrayForm


@require_safe
def institution_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an institution that teaches at least one published program."""
    institution = get_object_or_404(
        Institution.objects.with_published_programs().select_related("source"),
        slug=slug,
    )
    accreditations = institution.accreditations.select_related("accreditor", "source")
    averages = institution.tuitions.select_related("source")
    programs = (
        institution.programs.published()
        .with_prices(DEFAULT_RESIDENCY)
        .most_reviewed_first()
        .with_card_facts()
    )
    context = {
        "institution": institution,
        "place": place_name(institution),
        "accreditations": accreditations,
        "averages": averages,
        "cards": [card_of(program) for program in programs],
        "sources": number_rows([institution, *accreditations, *averages]),
        "tray": TrayForm(request.GET).tray(),
        "address": request.build_absolute_uri(institution.get_absolute_url()),
    }
    return render(request, "programs/institution_detail.html", context)
