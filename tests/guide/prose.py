"""Finds numbers on a page of the guide that nothing stands behind."""

import re
from html.parser import HTMLParser

BLOCKS = {"p", "li", "dt", "dd", "tr", "caption", "h1", "h2", "h3"}
ROWS = {
    "guide-row",
    "role",
}  # one claim, certification or role: its sources are its own
SILENT = {"script", "style", "svg", "nav", "form"}
QUIET = {"sources", "printed", "visually-hidden"}
# A link to any of these is a source: a note, a count of the catalog, a claim, wages.
SOURCED = re.compile(r"#|/programs/|/guide/figures/#|/guide/careers/#soc-")
COUNTED = re.compile(
    r"(none|[\d,]+) of (the )?[\d,]+ (researched )?programs?"
    r"|[\d,]+ (institutions?|countr(y|ies)|questions?|figures?)"
    r"|no program yet|no total price yet"
)
# Numbers that measure nothing: dates of review, names, what a word means.
ALLOWED = re.compile(
    r"[A-Z][a-z]+ \d{1,2}, \d{4}|\d+ minutes? to read|HL7|(10|90)th|scale up to 4\.0"
)
VOID = {"br", "hr", "img", "input", "link", "meta"}


class Prose(HTMLParser):
    """Gathers the texts of a page's main part, each with whether a source is there."""

    def __init__(self):
        super().__init__()
        self.open = []  # tag and kind
        self.blocks = []
        self.current = []

    def handle_starttag(self, tag, attrs):
        if tag in VOID:
            return
        about = dict(attrs)
        kind = self._kind(tag, (about.get("class") or "").split())
        self.open.append((tag, kind))
        if kind in ("block", "row"):
            self.current.append(["", False])
        if kind == "link" and SOURCED.match(about.get("href") or ""):
            for block in self.current:
                block[1] = True

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        _, kind = self.open.pop()
        if kind in ("block", "row"):
            self.blocks.append(self.current.pop())

    def handle_data(self, text):
        kinds = {kind for _, kind in self.open}
        tags = {tag for tag, _ in self.open}
        if self.current and "main" in tags and not kinds & {"silent", "link"}:
            self.current[-1][0] += text

    def _kind(self, tag, classes):
        if tag in SILENT or QUIET.intersection(classes):
            return "silent"
        if tag == "a":
            return "link"
        if any(kind == "row" for _, kind in self.open):
            return ""
        if "glossary" in classes:
            return "terms"
        is_term = tag == "div" and self.open[-1:] == [("dl", "terms")]
        if is_term or ROWS.intersection(classes):
            return "row"
        return "block" if tag in BLOCKS else ""


def numbers_without_source(html):
    """Give each block of text whose numbers have no source in the same block."""
    prose = Prose()
    prose.feed(html)
    texts = [
        " ".join(ALLOWED.sub("", text).split())
        for text, is_sourced in prose.blocks
        if not is_sourced and not COUNTED.search(text)
    ]
    return [text for text in texts if re.search(r"\d", text)]
