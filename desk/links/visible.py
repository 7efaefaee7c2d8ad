"""The text that a page shows, so that its change is told from that of its machinery."""

import hashlib
import re
from email.message import Message
from html import unescape

HTML = {"text/html", "application/xhtml+xml"}
# Encodings that pages are written in; of Python's others some take minutes, or fail.
ENCODINGS = re.compile(
    r"us-ascii|utf-?(8|16(le|be)?)|latin-?1|iso-?8859-\d+|(windows-|cp)125\d"
    r"|koi8-[ru]|gb(k|2312|18030)|big5|euc-(jp|kr)|shift[-_]jis|iso-2022-jp",
    re.IGNORECASE,
)
# Whatever is not closed ends with the page, so that each character is read once: the
# library's parser needs hours for a page that is written to keep it busy.
MACHINERY = re.compile(
    r"""<!--.*?(?:-->|\Z)
    |<svg\b[^>]*/>
    |<(script|style|template|noscript|svg)\b.*?(?:</\1\s*>|\Z)
    |<[!/?a-z](?:[^>"']++|"[^"]*(?:"|\Z)|'[^']*(?:'|\Z))*+(?:>|\Z)
    |&\#[0-9]{8,};?""",  # the number of a character has seven digits at most
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)


def hash_of(body: bytes, content_type: str) -> str:
    """Give the SHA-256 of a page's visible text, of any other file's bytes.

    Blank when there is nothing to see. White space, tags and attributes are of no
    account.
    """
    kind = Message()
    kind["Content-Type"] = content_type
    if kind.get_content_type() not in HTML:
        return hashlib.sha256(body).hexdigest() if body else ""
    text = visible_text(decoded(body, kind.get_content_charset()))
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def visible_text(page: str) -> str:
    """Give what stands between the tags, without scripts and styles."""
    return " ".join(unescape(MACHINERY.sub(" ", page)).split())


def decoded(body: bytes, charset: str | None) -> str:
    """Read a page in the encoding that it names, UTF-8 when it names none we know."""
    named = charset or "utf-8"
    if charset is None and (found := re.search(rb'charset="?([\w-]+)', body[:1024])):
        named = found[1].decode()
    if not ENCODINGS.fullmatch(named):
        named = "utf-8"
    try:
        return body.decode(named, errors="replace")
    except LookupError:
        return body.decode(errors="replace")
