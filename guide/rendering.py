"""From a text of the guide, tags and Markdown, to HTML that is safe to show."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

import nh3
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.anchors import anchors_plugin

from guide.meanings import Meanings

WORDS_A_MINUTE = 200
TAGS = {
    *("p", "h2", "h3", "ul", "ol", "li", "strong", "em", "a", "blockquote", "br"),
    *("table", "thead", "tbody", "tr", "th", "td", "code", "pre", "hr", "div"),
}
ATTRIBUTES = {
    "a": {"href", "title", "rel"},
    "h2": {"id"},
    "h3": {"id"},
    "ol": {"start"},
    "div": {"class", "tabindex", "role", "aria-label"},
}
SCROLLS: dict[str, str | int | float] = {
    "class": "table-scroll",
    "tabindex": "0",
    "role": "region",
}
OUTSIDE = re.compile(r"https?://")

markdown = (
    MarkdownIt("commonmark", {"html": False})
    .enable("table")
    .use(anchors_plugin, min_level=2, max_level=3)
)


@dataclass(frozen=True)
class Heading:
    """One second-level heading of a text: its words and its anchor."""

    title: str
    anchor: str


@dataclass(frozen=True)
class Rendered:
    """A text as HTML, with its headings for a table of contents."""

    html: SafeString
    headings: list[Heading]

    @property
    def plain(self) -> str:
        """The words alone, on one line: for descriptions and counts."""
        return " ".join(unescape(strip_tags(self.html)).split())


def render(text: str, meanings: Meanings) -> Rendered:
    """Render a text with its tags; anything but plain prose markup is taken out."""
    tokens = list(_in_scrolling_boxes(markdown.parse(meanings.written(text))))
    headings = _headings(tokens)
    for token in tokens:
        _mark_outside_links(token.children or [])
    html = markdown.renderer.render(tokens, markdown.options, {})
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    return Rendered(SafeString(clean), headings)


def reading_minutes(text: str) -> int:
    """Give the whole minutes that reading takes at 200 words a minute, at least 1."""
    return max(1, math.ceil(len(text.split()) / WORDS_A_MINUTE))


def _headings(tokens: Sequence[Token]) -> list[Heading]:
    return [
        Heading(_words_of(words), str(opening.attrGet("id")))
        for opening, words in pairwise(tokens)
        if opening.type == "heading_open" and opening.tag == "h2"
    ]


def _words_of(inline: Token) -> str:
    return "".join(child.content for child in inline.children or [])


def _in_scrolling_boxes(tokens: Iterable[Token]) -> Iterator[Token]:
    """Put each table into a box that scrolls, so that a phone's page does not."""
    number = 0
    for token in tokens:
        if token.type == "table_open":
            number += 1
            about = SCROLLS | {"aria-label": f"Table {number}"}
            yield Token("scroll_open", "div", 1, attrs=about, block=True)
        yield token
        if token.type == "table_close":
            yield Token("scroll_close", "div", -1, block=True)


def _mark_outside_links(tokens: Sequence[Token]) -> None:
    for token in tokens:
        if token.type == "link_open" and OUTSIDE.match(str(token.attrGet("href"))):
            token.attrSet("rel", "noopener noreferrer external")
