"""Reading YAML and pages with a head of YAML, with mistakes named by file and key."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

Shape = TypeVar("Shape")

HEAD = re.compile(r"---\n(.*?\n)---\n(.*)", flags=re.DOTALL)
LONGEST_SHOWN = 60  # characters of a wrong value
MESSAGES = {
    "missing": "is missing",
    "unexpected_keyword_argument": "is not a key of this file",
    "string_type": "expected text; put what looks like a number or a date in quotes",
    "too_short": "is empty; leave out what is not known",
}


class GuideFileError(Exception):
    """What is wrong in the guide's files: one line for each mistake."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


class ExactLoader(yaml.SafeLoader):
    """Refuses a key that stands twice in one mapping, where YAML takes the last."""

    def construct_mapping(
        self, node: yaml.MappingNode, deep: bool = False
    ) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                message = f"the key {key.value} stands here twice"
                raise yaml.constructor.ConstructorError(
                    None, None, message, key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_text(path: Path) -> str:
    """Read a file of UTF-8 text; raises GuideFileError when it is none."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise GuideFileError([f"{path.name}: there is no such file"]) from None
    except UnicodeDecodeError as error:
        message = f"{path.name}: byte {error.start}: not UTF-8 text"
        raise GuideFileError([message]) from None


def split_head(text: str, name: str) -> tuple[str, str]:
    """Part a page into its head, with the line numbers of the file, and its text.

    Raises GuideFileError when the head is not between two lines of three hyphens.
    """
    match = HEAD.fullmatch(text)
    if match is None:
        message = "begins with a head between two lines of three hyphens"
        raise GuideFileError([f"{name}: line 1: {message}"])
    return f"\n{match.group(1)}", match.group(2).strip()


def read_shape(text: str, name: str, shape: TypeAdapter[Shape]) -> Shape:
    """Read YAML of this shape.

    Raises GuideFileError: broken YAML with its line, any other mistake with its key.
    """
    try:
        return shape.validate_python(ExactLoader(text).get_single_data())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else 1
        raise GuideFileError([f"{name}: line {line}: {error.problem}"]) from None
    except ValidationError as error:
        errors = error.errors(include_url=False)
        raise GuideFileError([f"{name}: {_problem(one)}" for one in errors]) from None


def _problem(error: Any) -> str:
    path = "".join(
        f"[{part}]" if isinstance(part, int) else f".{part}" for part in error["loc"]
    ).removeprefix(".")
    message = MESSAGES.get(error["type"])
    if message is None:
        got = repr(error["input"])[:LONGEST_SHOWN]
        message = f"{error['msg'].removeprefix('Value error, ')}, got {got}"
    return f"{path}: {message}" if path else message
