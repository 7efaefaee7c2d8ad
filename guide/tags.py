"""The tags that a text of the guide may hold, such as {% cite "nces" %}.

Only these are understood: no other tag, variable or filter of a template language.
"""

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, field

PATTERN = re.compile(r"""\{%\s*(\w+)((?:\s+"[^"{}]*")*)\s*%\}""")
ARGUMENT = re.compile(r'"([^"]*)"')
LOOKS_LIKE_TAG = re.compile(r"\{[%{#]|[%}#]\}")
WITH_WORDS = {"term"}  # its second argument is what the link says


@dataclass(frozen=True)
class Tag:
    """One tag of a text: its kind, the name it stands for, and own words if any."""

    kind: str
    name: str
    words: str = ""


@dataclass(frozen=True)
class KnownNames:
    """The names that each kind of tag may stand for."""

    live: Set[str] = field(default_factory=frozenset)
    claim: Set[str] = field(default_factory=frozenset)
    cite: Set[str] = field(default_factory=frozenset)
    term: Set[str] = field(default_factory=frozenset)
    occupation: Set[str] = field(default_factory=frozenset)

    def of_kind(self, kind: str) -> Set[str] | None:
        """Give the names of a kind of tag; None when there is no such kind."""
        names: Set[str] | None = vars(self).get(kind)
        return names


def find_tags(text: str) -> list[Tag]:
    """Give the well-formed tags of a text, in its order, of any kind and name."""
    return [_tag(match) for match in PATTERN.finditer(text)]


def replace_tags(text: str, write: Callable[[Tag], str]) -> str:
    """Give the text with every well-formed tag replaced by what `write` makes of it."""
    return PATTERN.sub(lambda match: write(_tag(match)), text)


def tag_problems(text: str, known: KnownNames) -> Iterator[str]:
    """Say in plain words what is wrong with the tags of a text."""
    if LOOKS_LIKE_TAG.search(PATTERN.sub("", text)):
        yield 'a tag is not written like {% live "online" %}'
    for match in PATTERN.finditer(text):
        yield from _problems(match, known)


def _problems(match: re.Match[str], known: KnownNames) -> Iterator[str]:
    tag, written = _tag(match), match.group(0)
    names = known.of_kind(tag.kind)
    count = len(ARGUMENT.findall(match.group(2)))
    if names is None:
        yield f"{written}: there is no tag {tag.kind}"
    elif not 1 <= count <= 1 + (tag.kind in WITH_WORDS):
        yield f"{written}: takes one name in straight quotes"
    elif tag.name not in names:
        yield f"{written}: there is no {tag.kind} of this name"


def _tag(match: re.Match[str]) -> Tag:
    name, words, *_ = [*ARGUMENT.findall(match.group(2)), "", ""]
    return Tag(match.group(1), name, words)
