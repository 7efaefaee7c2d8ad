from collections.abc import Iterable
from decimal import Decimal

from django import template

from programs import formatting
from programs.coverage import FieldCoverage
from programs.figures import Figure
from programs.figures.figure import SourcedRow
from programs.figures.standing import accreditation_status
from programs.models import Accreditation, Outcome, Tuition, ValueState
from programs.sources import SourceEntry, SourceList

register = template.Library()

OUR_READING = {"topics", "focus", "ai_in_curriculum"}


@register.filter
def marked(sources: SourceList, source_ids: Iterable[int]) -> list[SourceEntry]:
    """Give the page's entries of these sources, by number; may be empty.

    A source that the page does not list has none.
    """
    wanted = set(source_ids)
    return [entry for entry in sources.entries if entry.source.pk in wanted]


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


@register.filter
def marked_of_row(sources: SourceList, row: SourcedRow) -> list[SourceEntry]:
    """Give the entry of one fact row's source; empty when none is recorded."""
    return marked(sources, [row.source_id] if row.source_id else [])


@register.filter
def money(amount: Decimal, currency: str) -> str:
    """Write an amount in its own currency, such as $12,348."""
    return formatting.money(amount, currency)


@register.filter
def fees_in_words(row: Tuition) -> str:
    """Say whether required fees are in a price, and the fees on top if known."""
    if row.includes_fees:
        return "included"
    if row.fees_per_year is not None:
        return f"{formatting.money(row.fees_per_year, row.currency)} a year on top"
    return "not stated" if row.includes_fees is None else "not included"


@register.filter
def status_in_words(row: Accreditation) -> str:
    """Say how an accreditation stands, such as Accredited until 2029."""
    return accreditation_status(row)


@register.filter
def by_standing(rows: Iterable[Accreditation]) -> list[list[Accreditation]]:
    """Put rows together that name one body and one standing, each from its source."""
    together: dict[tuple[int | None, str], list[Accreditation]] = {}
    for row in rows:
        standing = (row.accreditor_id, accreditation_status(row))
        together.setdefault(standing, []).append(row)
    return list(together.values())


@register.filter
def outcome_in_words(row: Outcome) -> str:
    """Write an outcome with its unit and dollar year, such as 72%."""
    return row.words


@register.filter
def count_in(coverage: FieldCoverage, state: ValueState) -> int:
    """Give the number of programs whose field is in this state."""
    return coverage.counts[state]
