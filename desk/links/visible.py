"""The text that a page shows, so that its change is told from that of its machinery."""

import hashlib
import re
from email.message import Message
from html.parser import HTMLParser

UNSEEN = {"script", "style", "template", "noscript", "svg"}
HTML = {"text/html", "application/xhtml+xml"}


class VisibleText(HTMLParser):
    """Gathers what stands between the tags, without scripts and styles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self.unseen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.unseen and self.unseen[-1] == tag:
            self.unseen.pop()

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.words += data.split()


def hash_of(body: bytes, content_type: str) -> str:
    """Give the SHA-256 of a page's visible text, of any other file's bytes.

    Blank when there is nothing to see. White space, tags and attributes are of no
    account.
    """
    kind = Message()
    kind["Content-Type"] = content_type
    if kind.get_content_type() not in HTML:
        return hashlib.sha256(body).hexdigest() if body else ""
    page = VisibleText()
    page.feed(decoded(body, kind.get_content_charset()))
    page.close()
    text = " ".join(page.words)
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def decoded(body: bytes, charset: str | None) -> str:
    """Read a page in the encoding that it names, UTF-8 when it names none we know."""
    named = charset or "utf-8"
    if charset is None and (found := re.search(rb'charset="?([\w-]+)', body[:1024])):
        named = found[1].decode()
    try:
        return body.decode(named, errors="replace")
    except LookupError:
        return body.decode(errors="replace")
