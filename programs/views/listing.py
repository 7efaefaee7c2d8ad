from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from programs import listing
from programs.cards import card_of
from programs.facets import count_facets
from programs.filters import ProgramFilterSet
from programs.models import Program
from programs.tray import TrayForm

PROGRAMS_PER_PAGE = 25


@require_safe
def program_list(request: HttpRequest) -> HttpResponse:
    query = request.GET
    filters = ProgramFilterSet(query, Program.objects.published())
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
        "cards": [card_of(program) for program in page] if counts.total else [],
        "rule": listing.order_rule(filters),
        "tags": listing.filter_tags(filters, query),
        "wrong_values": listing.wrong_values(filters, query),
        "ways_out": listing.ways_out(filters, query, counts.total),
        "unknown_query": listing.query_with_unknown(filters, query),
        "cleared_query": listing.cleared_query(query),
        "tray": TrayForm(query).tray(),
    }
    return render(request, "programs/program_list.html", context)
