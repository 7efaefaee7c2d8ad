from typing import Any

from django import template

from programs.figures import formatting
from programs.sources import SourceEntry, SourceList
from programs.templatetags.figures import marked

register = template.Library()


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
