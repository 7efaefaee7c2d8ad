from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.template.context import RequestContext

from profiles.fit import Fit
from profiles.forms.profile import STEPS
from profiles.gaps import gaps_of, open_questions
from profiles.reader import Reader
from programs.models import Program

register = template.Library()


@register.simple_tag(takes_context=True)
def fits_of(context: RequestContext, programs: Iterable[Program]) -> dict[int, Fit]:
    """Hold a page's programs against its reader's answers, by primary key.

    One query however many programs there are; empty, without a query, for a reader
    who has not signed in or given no answers.
    """
    reader: Reader = context["request"].reader
    return reader.fits_of(programs)


@register.inclusion_tag("profiles/includes/gap_plan.html")
def gap_plan(
    programs: Iterable[Program], fits: Mapping[int, Fit], has_notes: bool
) -> dict[str, Any]:
    """Show what preparation, and which answer, opens most of these programs.

    `has_notes` tells whether what is the reader's own goes on paper.
    """
    judged = {each: fits[each.pk] for each in programs if each.pk in fits}
    return {
        "gaps": gaps_of(judged),
        "questions": open_questions(judged),
        "judged": judged,
        "has_notes": has_notes,
    }


@register.filter
def question_in_words(field: str) -> str:
    """Give the question of the profile that a field answers."""
    asked = next(s.form for s in STEPS.values() if field in s.form.base_fields)
    return str(asked.base_fields[field].label)


@register.filter
def of_program(fits: Mapping[int, Fit] | Any, program: Program) -> Fit | None:
    """Give the fit of one program; None when the page holds none against answers."""
    return fits.get(program.pk) if fits else None
