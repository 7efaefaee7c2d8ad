from typing import Any

from django import template

from desk.models import Correction
from programs.models import Program

register = template.Library()
NOTICES_SHOWN = 5


@register.inclusion_tag("desk/includes/correction_notices.html")
def correction_notices(program: Program) -> dict[str, Any]:
    """Say on which days what was corrected after readers wrote, in one query.

    The newest five, each day and part once; nothing of who wrote, or what.
    """
    published = Correction.objects.published_of(program)
    dated = [(day.date(), label) for day, label in published.dated()]
    return {"program": program, "notices": list(dict.fromkeys(dated))[:NOTICES_SHOWN]}
