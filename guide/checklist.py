"""The questions of the checklist, as `guide/content/checklist.yaml` ships them."""

from functools import cache
from typing import Annotated

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from guide.importing.files import SHIPPED_GUIDE
from guide.importing.formats import EXACT, Some
from guide.importing.yaml_files import read_shape, read_text
from programs.importing.catalog_format import Key, Text


@dataclass(config=EXACT, frozen=True, kw_only=True)
class Question:
    """One question to ask a program.

    `field` is the key of a figure, or of a section of figures, that may answer it;
    blank when the catalog has none.
    """

    key: Key
    question: Text
    why: Text
    where: Text
    field: Text = ""


@dataclass(config=EXACT, frozen=True, kw_only=True)
class QuestionGroup:
    """Questions that belong together."""

    key: Key
    title: Text
    items: Annotated[list[Question], Some]


@dataclass(config=EXACT, frozen=True, kw_only=True)
class ChecklistFile:
    groups: list[QuestionGroup]


CHECKLIST_FILE = SHIPPED_GUIDE / "checklist.yaml"
CHECKLIST = TypeAdapter(ChecklistFile)


@cache
def question_groups() -> tuple[QuestionGroup, ...]:
    """Give the groups in their order; raises GuideFileError when the file is wrong.

    The file is read once for each process.
    """
    name = CHECKLIST_FILE.name
    return tuple(read_shape(read_text(CHECKLIST_FILE), name, CHECKLIST).groups)


def questions() -> list[Question]:
    """Give all questions in their order, whatever their group."""
    return [question for group in question_groups() for question in group.items]
