"""Makes any text fit to be set in type: in letters that a font has, in words that bend.

A PDF/UA file may hold no letter without a shape. Which ones have one is asked of typst
itself, so that the fonts of the machine count too.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

import typst

LAST_SURE = "\u04ff"  # the fonts inside typst have every letter up to here
PROBE = b"""
#set document(title: "Probe")
#set text(lang: "en", font: "Libertinus Serif")
#for word in json(bytes(sys.inputs.words)) [#word #emph(word) #text(weight: 600, word)
#strong(word) \\ ]
"""
UNDRAWN = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
SPACES = {"Cc", "Zl", "Zp"}  # controls and separators of lines
DROPPED = {"Cf"}  # marks that turn or hide text, but for the two that join letters
UNREADABLE = {"Cn", "Co", "Cs"}
JOINERS = "\u200c\u200d"
ADDRESSES = ("http://", "https://")
LONG_RUN = re.compile(r"\w{21}")
BREAK = "\u200b"  # no sign of its own
HYPHEN = "\u00ad"  # seen only where a line ends in it
WIDEST = 12  # the widest word that each column has room for, in ems
BREAKS = re.compile(r"(?<=[/?&=._-])(?=\w)")
PIECE = 6


@cache
def fonts() -> typst.Fonts:
    """Give the fonts of typst and of this machine; they are read once."""
    return typst.Fonts()


def cleaned(text: str) -> str:
    """Keep what can be seen: no controls, no marks that turn the line around."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_seen, text))


def undrawable(texts: Iterable[str]) -> frozenset[str]:
    """Find the pieces of cleaned texts, a letter or a few, that no font can draw."""
    words = {word for text in texts for word in text.split()}
    return _undrawable(frozenset(word for word in words if max(word) > LAST_SURE))


def drawn(text: str, missing: frozenset[str]) -> str:
    """Say in square brackets which letters or signs are missing from the text."""
    if not missing:
        return text
    piece = "|".join(re.escape(each) for each in sorted(missing, key=len, reverse=True))
    return re.sub(rf"(?:{piece})(?:\s?(?:{piece}))*", _described, text)


def bending(text: str) -> str:
    """Let words that are too wide for a column go on in the next line.

    Most addresses stay as they are, to be copied: typst parts them at their signs.
    """
    return "".join(
        _bent(word) if _is_wide(word) else word for word in re.split(r"(\s+)", text)
    )


@lru_cache(maxsize=256)
def _undrawable(words: frozenset[str]) -> frozenset[str]:
    if not words:
        return frozenset()
    try:
        typst.compile(
            PROBE,
            font_paths=fonts(),
            format="pdf",
            sys_inputs={"words": json.dumps(sorted(words))},
            pdf_standards="ua-1",
        )
    except typst.TypstError as error:
        named = UNDRAWN.findall(error.diagnostic)
        return frozenset(ESCAPED.sub(_unescaped, each) for each in named)
    return frozenset()


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def _seen(character: str) -> str:
    category = unicodedata.category(character)
    if category in SPACES:
        return " "
    if category in DROPPED and character not in JOINERS:
        return ""
    return "\ufffd" if category in UNREADABLE else character


def _described(match: re.Match[str]) -> str:
    """Write `[hospital]` for signs, `[5 Thai letters]` for letters."""
    shown = [each for each in match[0] if unicodedata.category(each)[0] in "LNPS"]
    if all(unicodedata.category(each)[0] == "S" for each in shown):
        names = [unicodedata.name(each, "unknown sign").lower() for each in shown]
        return f"[{', '.join(names)}]"
    script = unicodedata.name(shown[0], "unknown").split()[0]
    script = script if script == "CJK" else script.capitalize()
    return f"[{len(shown)} {script} letter{'s' if len(shown) > 1 else ''}]"


def _is_wide(word: str) -> bool:
    """Estimate the width of a word; rather more than less."""
    if len(word) <= WIDEST:
        return False
    if word.startswith(ADDRESSES):
        return bool(LONG_RUN.search(word))
    return sum(map(_em, word)) > WIDEST


def _em(character: str) -> float:
    if character in "WM@%" or unicodedata.east_asian_width(character) in "WF":
        return 1.0
    return 0.75 if character.isupper() or character in "mw" else 0.55


def _bent(word: str) -> str:
    if all(unicodedata.category(character)[0] in "LM" for character in word):
        return HYPHEN.join(_cut(word))
    return BREAK.join(piece for part in BREAKS.split(word) for piece in _cut(part))


def _cut(part: str) -> list[str]:
    """Cut into pieces, never before a mark that belongs to the letter before it."""
    cut, start = [], 0
    for end in range(1, len(part) + 1):
        is_end = end == len(part)
        belongs = not is_end and unicodedata.category(part[end])[0] in "MC"
        if is_end or (end - start >= PIECE and not belongs):
            cut.append(part[start:end])
            start = end
    return cut
