"""Finding questions of the guide and terms of its glossary by words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Value
from django.urls import reverse

from guide.models import Page, Term
from programs.search import Words

QUESTION, TERM = "question", "term"


@dataclass(frozen=True)
class Hit:
    """One question or term in which the words stand.

    `key` is the question's slug or the term's key; `text` is what a term means in one
    sentence, and blank for a question.
    """

    kind: str
    key: str
    title: str
    text: str

    @property
    def address(self) -> str:
        """Where it is explained."""
        if self.kind == TERM:
            return f"{reverse('guide:glossary')}#{self.key}"
        return reverse("guide:page", args=[self.key])


def search_guide(words: Words, most: int, *, in_texts: bool) -> list[Hit]:
    """Find what the words stand in, the likeliest first, in one query.

    With `in_texts` the long texts count too; otherwise only questions, short answers
    and the words of the glossary with their one sentence. Asks nothing without words.
    """
    if not words.typed:
        return []
    query = guide_query(words)
    pages: Any = Page.objects.search(query, in_texts=in_texts).values_list(
        Value(QUESTION), "slug", "question", Value(""), "likeness"
    )
    terms: Any = Term.objects.search(query, in_texts=in_texts).values_list(
        Value(TERM), "key", "term", "short", "likeness"
    )
    found = pages.union(terms, all=True).order_by("-likeness", "slug")[:most]
    return [Hit(*row[:4]) for row in found]


def found_pages(pages: Iterable[Page], hits: Iterable[Hit]) -> list[Page]:
    """Give those of the pages that were found, in the order of the hits."""
    by_slug = {page.slug: page for page in pages}
    return [by_slug[hit.key] for hit in hits if hit.kind == QUESTION]


def guide_query(words: Words) -> Any:
    """Give the condition that a text must meet: the words, or what they stand for.

    Words that ask for a value of a program, such as "online", are words here.
    """
    typed = SearchQuery(" ".join(words.typed), config="english")
    return typed | words.query if words.terms and not words.asked else typed
