from typing import Any

from django import template
from django.template.context import RequestContext

from profiles.fit import Fit, judge
from profiles.forms.profile import STEPS
from profiles.reader import Reader
from profiles.requirements import requirements_of
from programs.facts import ProgramFacts
from programs.models import Program
from programs.sources import SourceList

register = template.Library()


@register.inclusion_tag("profiles/includes/program_fit.html", takes_context=True)
def program_fit(
    context: RequestContext, program: Program, facts: ProgramFacts, sources: SourceList
) -> dict[str, Any]:
    """Hold the program of a page against its reader's answers, rule by rule.

    A reader who has not signed in, or not answered anything, gets one sentence; for
    the first it takes neither a query nor a cookie. `sources` are the page's own.
    """
    request = context["request"]
    reader: Reader = request.reader
    found = {"request": request, "reader": reader, "first_step": next(iter(STEPS))}
    if reader.answers is None:
        return found
    fit = judge(requirements_of(program, facts), reader.answers)
    return found | {"fit": fit, "sources": sources}


@register.inclusion_tag("profiles/includes/fit_line.html")
def fit_line(fit: Fit) -> dict[str, Any]:
    """Show the verdict in one line: a sign, words and how many rules it rests on."""
    return {"fit": fit}


@register.filter
def step_of(question: str) -> str:
    """Name the step of the profile in which a field is asked."""
    return next(key for key, step in STEPS.items() if question in step.form.base_fields)
