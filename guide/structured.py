"""The guide in the words of schema.org, as it stands on the page.

Reference: https://schema.org/Article, FAQPage and DefinedTermSet.
"""

from collections.abc import Callable, Sequence
from typing import Any

from guide.models import Term
from guide.reading import Answer, PageReading

Absolute = Callable[[str], str]
CONTEXT = {"@context": "https://schema.org"}
PUBLISHER = {"@type": "Organization", "name": "Preceptor"}


def article_schema(reading: PageReading, absolute: Absolute) -> dict[str, Any]:
    """Describe one page; `absolute` makes an address of the site from a path."""
    page = reading.page
    return CONTEXT | {
        "@type": "Article",
        "headline": page.question,
        "description": reading.short.plain,
        "url": absolute(page.get_absolute_url()),
        "dateModified": page.reviewed_on,
        "inLanguage": "en-US",
        "author": PUBLISHER,
        "publisher": PUBLISHER,
        "citation": [
            {
                "@type": "CreativeWork",
                "name": entry.source.title,
                "url": entry.source.url,
                "publisher": entry.source.publisher,
            }
            for entry in reading.sources.entries
        ],
    }


def questions_schema(answers: Sequence[Answer], absolute: Absolute) -> dict[str, Any]:
    """Describe the questions of the guide with their short answers."""
    return CONTEXT | {
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": answer.page.question,
                "url": absolute(answer.page.get_absolute_url()),
                "acceptedAnswer": {"@type": "Answer", "text": answer.short.plain},
            }
            for answer in answers
        ],
    }


def glossary_schema(terms: Sequence[Term], address: str) -> dict[str, Any]:
    """Describe the glossary, which stands at this address."""
    return CONTEXT | {
        "@type": "DefinedTermSet",
        "name": "Glossary of AI master’s degrees in health care",
        "url": address,
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "name": term.term,
                "description": term.short,
                "url": f"{address}#{term.key}",
            }
            for term in terms
        ],
    }
