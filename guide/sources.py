"""Numbers the sources of a page of the guide, in the order in which they are cited."""

from collections.abc import Iterable, Sequence
from typing import Any

from guide.models import Claim, Page
from guide.tags import find_tags
from programs.models import Source
from programs.sources import SourceEntry, SourceList


def number_page_sources(
    page: Page, rows: Iterable[Any] = ()
) -> tuple[SourceList, dict[str, int]]:
    """Give a page's sources, numbered from 1 as its text cites them first.

    Beside the list, the number for each key of the page. What the text never cites
    comes after, then the sources of `rows` that stand below the text. All references
    are fetched already.
    """
    cited = [
        tag.name
        for tag in find_tags(page.short_answer + page.body)
        if tag.kind == "cite"
    ]
    references = list(page.references.all())
    order = {key: place for place, key in reversed(list(enumerate(cited)))}
    references.sort(key=lambda one: order.get(one.key, len(cited)))
    sources = [reference.source for reference in references]
    listed = number_sources([*sources, *sources_of(rows)])
    numbers = {one.key: listed.numbers[one.source_id] for one in references}
    return listed, numbers


def number_claim_sources(claims: Sequence[Claim]) -> SourceList:
    """Give who states the claims, then what their checks rest on, numbered from 1."""
    stated = [claim.source for claim in claims]
    return number_sources([*stated, *sources_of(claims)])


def sources_of(rows: Iterable[Any]) -> list[Source]:
    """Give the sources of rows whose references are fetched, in their order."""
    return [one.source for row in rows for one in row.references.all()]


def number_sources(sources: Iterable[Source]) -> SourceList:
    """Give sources numbered from 1 in their order; one named twice counts once."""
    unique = {source.pk: source for source in sources}
    return SourceList(
        tuple(
            SourceEntry(number, source, None)
            for number, source in enumerate(unique.values(), start=1)
        )
    )
