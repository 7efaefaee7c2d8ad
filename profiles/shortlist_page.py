"""What the page of a shortlist says of each saved program, on screen and in a file.

Pure, from what the view has fetched.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from profiles.deadlines import NextDeadline, Outlook
from profiles.models import SavedProgram
from programs.facts import ProgramFacts
from programs.figures import Figure, Section
from programs.models import Program, Source
from programs.places import place_name
from programs.program_page import key_figures, page_sections
from programs.sources import SourceList, number_sources, sources_of


@dataclass(frozen=True)
class SavedRow:
    """One saved program as a list shows it.

    `figures` are all that is known of it or not, by key; empty for a program that is
    no longer published, for which there may be `alternatives` instead.
    """

    saved: SavedProgram
    place: str
    figures: Mapping[str, Figure]
    next_deadline: NextDeadline | None
    has_passed_deadlines: bool
    alternatives: Sequence[Program]

    @property
    def key_figures(self) -> list[Figure]:
        """The key facts of the program's own page, without the place."""
        return key_figures(self.figures)[1:] if self.figures else []

    @property
    def no_deadline(self) -> str:
        """Say why there is no deadline to come; "" when there is one."""
        if self.next_deadline or not self.figures:
            return ""
        if self.has_passed_deadlines:
            return "Those we know of have passed"
        return self.figures["deadlines"].state_words


@dataclass(frozen=True)
class ShortlistPage:
    """The rows of one list, and what lies ahead of all saved programs.

    `known` are the sources that may be named, by primary key.
    """

    rows: list[SavedRow]
    outlook: Outlook
    known: Mapping[int, Source]

    @property
    def published(self) -> list[Program]:
        """The programs of the rows that are still published."""
        return [row.saved.program for row in self.rows if row.saved.is_published]

    @property
    def sources(self) -> SourceList:
        """The sources of the key facts, then those of the deadlines to come."""
        shown = [
            [Section("key-facts", "Key facts", tuple(row.key_figures))]
            for row in self.rows
        ]
        deadlines = [each.row for each in self.outlook.coming]
        return number_sources(shown, self.known, deadlines)


def page_of(
    saved_programs: Sequence[SavedProgram],
    facts: Mapping[int, ProgramFacts],
    outlook: Outlook,
    alternatives: Mapping[int, Sequence[Program]],
    today: date,
) -> ShortlistPage:
    """Make the page of these saved programs, in their order.

    `facts` and `alternatives` are by the programs' primary keys.
    """
    named = [
        *(saved.program.institution.source for saved in saved_programs),
        *(each.row.source for each in outlook.coming),
    ]
    return ShortlistPage(
        rows=[
            SavedRow(
                saved=saved,
                place=place_name(saved.program.institution),
                figures=_figures(saved.program, facts, today),
                next_deadline=outlook.next_of(saved.program),
                has_passed_deadlines=saved.program in outlook.passed,
                alternatives=alternatives.get(saved.program_id, []),
            )
            for saved in saved_programs
        ],
        outlook=outlook,
        known=sources_of(facts.values()) | {each.pk: each for each in named if each},
    )


def _figures(
    program: Program, facts: Mapping[int, ProgramFacts], today: date
) -> dict[str, Figure]:
    if program.pk not in facts:
        return {}
    return {
        figure.key: figure
        for section in page_sections(program, facts[program.pk], today)
        for figure in section.figures
    }
