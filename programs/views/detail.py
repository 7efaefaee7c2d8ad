from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programs.facts import facts_of
from programs.models import Program
from programs.places import place_name
from programs.program_page import page_of
from programs.structured import as_json, program_schema
from programs.tray import TrayForm

SIMILAR_SHOWN = 4
DRAFT = Program.WorkflowState.DRAFT
WITHDRAWN = Program.WorkflowState.WITHDRAWN


@require_safe
def program_detail(
    request: HttpRequest, institution_slug: str, program_slug: str
) -> HttpResponse:
    """Show a published program; one that was withdrawn is gone and says why."""
    not_drafts = Program.objects.exclude(workflow_state=DRAFT)
    program = get_object_or_404(
        not_drafts.select_related("institution__source"),
        institution__slug=institution_slug,
        slug=program_slug,
    )
    context = {
        "program": program,
        "similar": Program.objects.similar_to(program).with_institution()[
            :SIMILAR_SHOWN
        ],
        "tray": TrayForm(request.GET).tray(),
    }
    if program.workflow_state == WITHDRAWN:
        return render(request, "programs/program_withdrawn.html", context, status=410)
    facts, today = facts_of([program])[program.pk], timezone.localdate()
    address = request.build_absolute_uri(program.get_absolute_url())
    context |= {
        "facts": facts,
        "page": page_of(program, facts, today),
        "place": place_name(program.institution),
        "address": address,
        "schema": as_json(program_schema(program, facts, address, today)),
    }
    return render(request, "programs/program_detail.html", context)
