from collections.abc import Sequence
from typing import Any

from django import template
from django.template.context import RequestContext

from comparisons.addresses import pairs_of
from comparisons.forms import Wanted
from comparisons.saved_page import new_url, suggested_name
from programs.models import Program

register = template.Library()


@register.inclusion_tag("comparisons/includes/moved_mark.html", takes_context=True)
def moved_mark(context: RequestContext, key: str, place: int) -> dict[str, Any]:
    """Say in a cell what its figure said before; nothing where it has not moved.

    `place` counts the columns from 0. Pages of which no snapshot was kept have no
    `moved_cells`, and no marks.
    """
    cells = context.get("moved_cells") or {}
    program = context["columns"][place].program if cells else None
    return {
        "moved": cells.get((program.pk, key)) if program else None,
        "sources": context.get("sources"),
    }


@register.inclusion_tag("comparisons/includes/save.html", takes_context=True)
def save_comparison(
    context: RequestContext, wanted: Wanted, programs: Sequence[Program]
) -> dict[str, Any]:
    """Show the form that saves a comparison, or the way to it without an account.

    Nothing for fewer than two programs.
    """
    return {
        "request": context["request"],
        "csrf_token": context.get("csrf_token"),
        "is_compared": len(programs) > 1,
        "pairs": pairs_of(wanted),
        "new_url": new_url(wanted),
        "name": suggested_name(programs),
    }


@register.filter
def at(values: Sequence[str], place: int) -> str:
    """Give the value at this place, from 0; "" when there are no values at all."""
    return values[place] if values else ""
