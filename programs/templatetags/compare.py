from typing import Any

from django import template
from django.template.context import RequestContext

from programs.models import Program
from programs.models.tuition import RESIDENCIES
from programs.tray import Tray

register = template.Library()


@register.inclusion_tag("programs/includes/compare_toggle.html", takes_context=True)
def compare_toggle(
    context: RequestContext, program: Program, tray: Tray, results: str = ""
) -> dict[str, Any]:
    """Show the link that adds the program to the chosen ones or takes it out.

    It points to the page it stands on, whose address holds the choice. `results` is
    the selector of the part of the page that holds all toggles, when htmx may swap it
    in place; without it the page is loaded anew.
    """
    return {
        "request": context["request"],
        "program": program,
        "tray": tray,
        "is_chosen": program.path in tray.paths,
        "toggled": tray.toggled(program.path),
        "results": results,
    }


@register.inclusion_tag("programs/includes/compare_tray.html", takes_context=True)
def compare_tray(
    context: RequestContext, tray: Tray, form: str = "", results: str = ""
) -> dict[str, Any]:
    """Show the chosen programs and the way to their comparison; nothing for none.

    `form` is the id of a form on the page that has to carry the choice along.
    `results` is as in `compare_toggle`. Prices stay those that the page shows.
    """
    residency = context["request"].GET.get("residency")
    chosen = [
        {"program": program, "left": tray.toggled(program.path)}
        for program in tray.programs
    ]
    return {
        "request": context["request"],
        "tray": tray,
        "chosen": chosen,
        "residency": residency if residency in RESIDENCIES else None,
        "form": form,
        "results": results,
    }
