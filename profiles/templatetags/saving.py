from typing import Any
from urllib.parse import urlencode

from django import template
from django.template.context import RequestContext
from django.urls import reverse

from programs.models import Program

register = template.Library()


@register.inclusion_tag("profiles/includes/save_toggle.html", takes_context=True)
def save_toggle(context: RequestContext, program: Program) -> dict[str, Any]:
    """Show the button that saves the program, removes it or undoes the removal.

    A reader who has not signed in gets a link to a page that asks her first, so that
    no public page needs a cookie. One query a page for a reader who has signed in.
    """
    request = context["request"]
    reader = request.reader
    here = request.get_full_path()
    query = urlencode({"program": program.path, "next": here}, safe="/")
    return {
        "reader": reader,
        "program": program,
        "is_saved": program.pk in reader.saved,
        "is_removed": program.pk in reader.removed,
        "waits": program.path in reader.wished,
        "here": here,
        "asking_url": f"{reverse('profiles:save')}?{query}",
        "csrf_token": context.get("csrf_token"),
    }
