from typing import Any

from django import template

from guide.meanings import wages_in_words
from guide.models import Occupation
from guide.search import search_guide
from programs import formatting
from programs.search import Words
from programs.sources import SourceEntry, SourceList
from programs.templatetags.figures import marked

register = template.Library()

MOST_BESIDE_PROGRAMS = 3


@register.inclusion_tag("guide/includes/matches.html")
def guide_matches(words: Words) -> dict[str, Any]:
    """Show the few questions and terms of the guide that words lead to, if any."""
    return {"hits": search_guide(words, MOST_BESIDE_PROGRAMS, in_texts=False)}


@register.filter
def marks_of(sources: SourceList, row: Any) -> list[SourceEntry]:
    """Give the page's entries of the sources that a row refers to, by number."""
    return marked(sources, [one.source_id for one in row.references.all()])


@register.filter
def dollars(amount: int) -> str:
    """Write whole US dollars, such as $120,230."""
    return f"${formatting.number(amount)}"


@register.filter
def number(value: int) -> str:
    """Write a number with its thousands separated."""
    return formatting.number(value)


@register.filter
def wages(occupation: Occupation) -> str:
    """Say what all workers in an occupation earn, in US$ a year, and as of when."""
    return wages_in_words(occupation)
