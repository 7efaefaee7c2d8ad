"""The rows that a reader can choose; an address names each by its key.

Pure: asked of the figures of a program about which nothing is known.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from programs.costs import DEFAULT_RESIDENCY
from programs.facts import ProgramFacts
from programs.figures import Section, sections_of
from programs.figures.outcomes import ANY_OUTCOME
from programs.models import Institution, Program

ALL, ESSENTIALS, MINE = "all", "essentials", "mine"
ESSENTIAL_KEYS = (
    "delivery",
    "campus_visits",
    "full_time_months_lowest",
    "part_time_months_lowest",
    "credits_lowest",
    "start_terms",
    "tuition_total",
    "tuition_per_year",
    "backgrounds",
    "minimum_gpa",
    "programming",
    "programmatic_accreditation",
    "deadlines",
)  # what most readers rule a program in or out by


@dataclass(frozen=True)
class ChoosableRow:
    """One row that can be chosen, and what pages call it."""

    key: str
    label: str


@dataclass(frozen=True)
class ChoosableGroup:
    """A group that can be chosen as a whole, or by its rows where it has any."""

    key: str
    title: str
    rows: tuple[ChoosableRow, ...]


@cache
def choosable_groups(
    residency: str = DEFAULT_RESIDENCY,
) -> tuple[ChoosableGroup, ...]:
    """Give all groups in the order of the pages, with the rows that each may have.

    A group of one row, and that of the outcomes, whose rows differ from program to
    program, is chosen as a whole.
    """
    nothing = ProgramFacts(*([] for _ in ProgramFacts.__dataclass_fields__))
    program = Program(institution=Institution(country="??"))
    sections = sections_of(program, nothing, date.min, residency)
    return tuple(_choosable(section) for section in sections)


@cache
def choosable_keys() -> frozenset[str]:
    """Give the keys of all groups and rows that an address may name."""
    groups = choosable_groups()
    rows = {row.key for group in groups for row in group.rows}
    return frozenset(rows | {group.key for group in groups})


def _choosable(section: Section) -> ChoosableGroup:
    rows = tuple(
        ChoosableRow(figure.key, figure.label)
        for figure in section.figures
        if figure.key not in (section.key, ANY_OUTCOME)
    )
    return ChoosableGroup(section.key, section.title, rows)
