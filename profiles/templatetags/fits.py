from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.template.context import RequestContext

from profiles.fit import Fit
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


@register.filter
def of_program(fits: Mapping[int, Fit] | Any, program: Program) -> Fit | None:
    """Give the fit of one program; None when the page holds none against answers."""
    return fits.get(program.pk) if fits else None
