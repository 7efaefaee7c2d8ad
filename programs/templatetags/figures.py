from collections.abc import Iterable

from django import template

from programs.figures import Figure
from programs.sources import SourceList

register = template.Library()

OUR_READING = {"topics", "focus", "ai_in_curriculum"}


@register.filter
def source_numbers(sources: SourceList, source_ids: Iterable[int]) -> list[int]:
    """Give the numbers of these sources on the page, ascending; may be empty."""
    return sorted(sources.numbers[pk] for pk in source_ids)


@register.filter
def shared_source_ids(figure: Figure) -> tuple[int, ...]:
    """Give the sources that all lines of a figure share, to be marked once.

    Empty when there is one line only, or when the lines have different sources.
    """
    each = {line.source_ids for line in figure.lines}
    return each.pop() if len(figure.lines) > 1 and len(each) == 1 else ()


@register.filter
def is_our_reading(figure: Figure) -> bool:
    """Tell whether the figure is our own judgment, which no single source states."""
    return figure.key in OUR_READING
