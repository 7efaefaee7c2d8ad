"""What the tags of a text stand for: fetched together, then written as Markdown."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from guide.live import NOTHING_YET, LiveCount, count_live
from guide.models import Claim, Occupation, Term
from guide.tags import Tag, find_tags, replace_tags
from programs.formatting import money

SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&])")
GONE = "(no longer in the guide)"


@dataclass(frozen=True)
class Meanings:
    """What tags stand for, by kind and name; `numbers` are those of cited sources."""

    live: Mapping[str, LiveCount] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    occupations: Mapping[str, Occupation] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)

    def numbered(self, numbers: Mapping[str, int]) -> "Meanings":
        """Give the same with these numbers of sources, by the key that cites them."""
        return replace(self, numbers=numbers)

    def written(self, text: str) -> str:
        """Give the text as Markdown, with every tag replaced by what it stands for.

        A tag whose row an editor has removed since says so; a source that the page
        does not list leaves no mark.
        """
        return replace_tags(text, self._markdown)

    def _markdown(self, tag: Tag) -> str:
        write = {
            "live": self._live,
            "claim": self._claim,
            "cite": self._cite,
            "term": self._term,
            "occupation": self._occupation,
        }.get(tag.kind)
        return write(tag) if write else ""

    def _live(self, tag: Tag) -> str:
        count = self.live.get(tag.name, LiveCount(NOTHING_YET))
        return _link(count.text, count.address)

    def _claim(self, tag: Tag) -> str:
        claim = self.claims.get(tag.name)
        if claim is None:
            return GONE
        grade = claim.get_grade_display()
        text = f"{claim.figure} ({grade[:1].lower()}{grade[1:]})"
        return _link(text, claim.get_absolute_url())

    def _cite(self, tag: Tag) -> str:
        number = self.numbers.get(tag.name)
        return rf'[\[{number}\]](#source-{number} "Source {number}")' if number else ""

    def _term(self, tag: Tag) -> str:
        term = self.terms.get(tag.name)
        if term is None:
            return escape(tag.words or tag.name.replace("-", " "))
        return _link(tag.words or term.term, term.get_absolute_url())

    def _occupation(self, tag: Tag) -> str:
        occupation = self.occupations.get(tag.name)
        if occupation is None:
            return GONE
        title = _link(occupation.title, occupation.get_absolute_url())
        return f"{title}{escape(f': {wages_in_words(occupation)}')}"


def wages_in_words(occupation: Occupation) -> str:
    """Say what all workers in an occupation earn, in US$ a year, and as of when."""
    median, low, high = (
        money(Decimal(wage), "USD")
        for wage in (
            occupation.median_wage,
            occupation.p10_wage,
            occupation.p90_wage,
        )
    )
    return (
        f"median {median} a year, from {low} (10th percentile) to {high} (90th), all "
        f"workers in this occupation, {occupation.wages_as_of}"
    )


def fetch_meanings(texts: Iterable[str]) -> Meanings:
    """Fetch all that the tags of these texts stand for, in at most four queries.

    Asks only for the kinds of tags that are there.
    """
    names: dict[str, set[str]] = {}
    for text in texts:
        for tag in find_tags(text):
            names.setdefault(tag.kind, set()).add(tag.name)
    return Meanings(
        live=count_live(names.get("live", ())),
        claims=_rows(Claim, "key", names.get("claim", ())),
        terms=_rows(Term, "key", names.get("term", ())),
        occupations=_rows(Occupation, "soc", names.get("occupation", ())),
    )


def _rows(model: Any, field_name: str, keys: Iterable[str]) -> dict[str, Any]:
    rows: dict[str, Any] = model.objects.in_bulk(list(keys), field_name=field_name)
    return rows


def escape(text: str) -> str:
    """Write plain text so that Markdown takes no sign of it for its own."""
    return SPECIAL.sub(r"\\\1", text)


def _link(text: str, address: str) -> str:
    return f"[{escape(text)}]({address})" if address else escape(text)
