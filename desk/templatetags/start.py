from typing import Any

from django import template

from desk.models import Correction, LinkCheck

register = template.Library()
CORRECTIONS_SHOWN = 5


@register.inclusion_tag("admin/desk/start/corrections.html")
def start_corrections() -> dict[str, Any]:
    """List the corrections that have waited longest, and count them all."""
    waiting = Correction.objects.waiting().with_program()
    return {
        "corrections": list(waiting[:CORRECTIONS_SHOWN]),
        "count": waiting.count(),
    }


@register.inclusion_tag("admin/desk/start/links.html")
def start_links() -> dict[str, Any]:
    """Count the sources whose address needs a look, by what was found."""
    counts = LinkCheck.objects.need_a_look().counts()
    return {
        "found": [(state, counts[state]) for state in LinkCheck.NEED_A_LOOK],
        "count": counts.total(),
        "has_asked": LinkCheck.objects.exists(),
    }
