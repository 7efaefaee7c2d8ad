from typing import Any

from django import template

from desk.models import Correction
from desk.models.corrections import (
    ADDRESS_STAYS_AFTER_ANSWER,
    ADDRESS_STAYS_WITHOUT_ANSWER,
)
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


@register.simple_tag
def days_after_answer() -> str:
    """Give for how many days a sender's address is kept after the answer."""
    return str(ADDRESS_STAYS_AFTER_ANSWER.days)


@register.simple_tag
def days_without_answer() -> str:
    """Give for how many days a sender's address is kept when nobody answers."""
    return str(ADDRESS_STAYS_WITHOUT_ANSWER.days)
