from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programs import listing
from programs.cards import card_of
from programs.changed import what_changed
from programs.costs import DEFAULT_RESIDENCY
from programs.coverage import (
    catalog_numbers,
    field_coverage,
    price_years,
    states_found,
)
from programs.facets import count_facets
from programs.facts import facts_of
from programs.figures.standing import ANYWHERE_ON_EARTH
from programs.filters import ProgramFilterSet
from programs.models import Institution, Program
from programs.places import place_name
from programs.program_page import page_of
from programs.readers import reader_of
from programs.sources import number_rows
from programs.structured import schema_script
from programs.tray import TrayForm

PROGRAMS_PER_PAGE = 25
SIMILAR_SHOWN = 4


@require_safe
def program_list(request: HttpRequest) -> HttpResponse:
    query = listing.without_blanks(request.GET)
    if len(query) < len(request.GET):
        return redirect(f"{request.path}?{query.urlencode()}")
    filters = ProgramFilterSet(query, Program.objects.published(), reader_of(request))
    counts = count_facets(filters)
    found = listing.in_order(filters).with_card_facts()
    paginator = Paginator(found, PROGRAMS_PER_PAGE)
    paginator.count = counts.total
    page = paginator.get_page(query.get("page"))
    context = {
        "form": filters.form,
        "words": filters.words,
        "counts": counts,
        "page": page,
        "cards": [card_of(program, filters.residency) for program in page.object_list]
        if counts.total
        else [],
        "tray": TrayForm(query).tray(),
        **listing.beside(filters, query, counts.total),
    }
    return render(request, "programs/program_list.html", context)


@require_safe
def program_detail(
    request: HttpRequest, institution_slug: str, program_slug: str
) -> HttpResponse:
    """Show a published program; one that was withdrawn is gone and says why."""
    program = get_object_or_404(
        Program.objects.with_page(),
        institution__slug=institution_slug,
        slug=program_slug,
    )
    context = {
        "program": program,
        "similar": list(Program.objects.similar_to(program)[:SIMILAR_SHOWN]),
        "tray": TrayForm(request.GET).tray(),
    }
    if program.workflow_state == Program.WorkflowState.WITHDRAWN:
        return render(request, "programs/program_withdrawn.html", context, status=410)
    address = request.build_absolute_uri(request.path)
    context |= _all_that_is_known(program, address)
    return render(request, "programs/program_detail.html", context)


def _all_that_is_known(program: Program, address: str) -> dict[str, Any]:
    facts = facts_of([program])[program.pk]
    today = timezone.localdate(timezone=ANYWHERE_ON_EARTH)
    return {
        "facts": facts,
        "page": page_of(program, facts, today),
        "place": place_name(program.institution),
        "schema": schema_script(program, facts, address, today),
    }


@require_safe
def program_changes(
    request: HttpRequest, institution_slug: str, program_slug: str
) -> HttpResponse:
    """List what changed in the record of a program, a withdrawn one too."""
    program = get_object_or_404(
        Program.objects.with_page(),
        institution__slug=institution_slug,
        slug=program_slug,
    )
    context = {"program": program, "changed": what_changed(program)}
    return render(request, "programs/program_changes.html", context)


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
        "programs": programs,
        "cards": [card_of(program, DEFAULT_RESIDENCY) for program in programs],
        "sources": number_rows([institution, *accreditations, *averages]),
        "tray": TrayForm(request.GET).tray(),
    }
    return render(request, "programs/institution_detail.html", context)


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """Show how the data is gathered, how complete and how fresh it is."""
    fields = field_coverage()
    context = {
        "numbers": catalog_numbers(),
        "fields": fields,
        "states": states_found(fields),
        "price_years": price_years(),
        "contact_email": settings.CONTACT_EMAIL,
    }
    return render(request, "programs/coverage.html", context)
