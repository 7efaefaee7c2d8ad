"""The tags that a text of the guide may hold, such as {% cite "nces" %}.

Only these are understood: no other tag, variable or filter of a template language.
"""

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, field

PATTERN = re.compile(r"""\{%\s*(\w+)((?:\s+"[^"{}]*")*)\s*%\}""")
ARGUMENT = re.compile(r'"([^"]*)"')
LOOKS_LIKE_TAG = re.compile(r"\{[%{#].*?(?:[%}#]\}|$)|[%}#]\}", re.MULTILINE)
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


def locate_tags(text: str) -> list[tuple[int, Tag]]:
    """Give the well-formed tags of a text in its order, each with its line, from 1."""
    return [
        (line_at(text, match.start()), _tag(match)) for match in PATTERN.finditer(text)
    ]


def replace_tags(text: str, write: Callable[[Tag], str]) -> str:
    """Give the text with every well-formed tag replaced by what `write` makes of it."""
    return PATTERN.sub(lambda match: write(_tag(match)), text)


def tag_problems(text: str, known: KnownNames) -> Iterator[str]:
    """Say in plain words what is wrong with the tags of a text."""
    for _, problem in located_problems(text, known):
        yield problem


def located_problems(text: str, known: KnownNames) -> Iterator[tuple[int, str]]:
    """Say what is wrong with the tags of a text, each with its line, from 1."""
    rest = PATTERN.sub(lambda match: re.sub(r"\S", " ", match.group(0)), text)
    for match in LOOKS_LIKE_TAG.finditer(rest):
        written = f"{match.group(0)}: a tag is not written like this"
        yield line_at(text, match.start()), f'{written}, but like {{% live "online" %}}'
    for match in PATTERN.finditer(text):
        for problem in _problems(match, known):
            yield line_at(text, match.start()), problem


def line_at(text: str, position: int) -> int:
    """Give the line, from 1, on which a position of the text lies."""
    return text.count("\n", 0, position) + 1


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
