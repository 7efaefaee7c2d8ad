"""What the page of the checklist shows: questions, answers, the catalog's figures."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.forms import BoundField
from django.utils import timezone

from guide.checklist import Question, question_groups, questions
from guide.checklist_forms import ChecklistForm, answer_name, note_name
from guide.models import ChecklistAnswer
from guide.models.checklists import Reply
from programs.facts import facts_of
from programs.figures import Figure, Section, sections_of
from programs.figures.standing import ANYWHERE_ON_EARTH
from programs.models import Program
from programs.sources import SourceList, number_sources, sources_of

ANSWER_WORDS = dict(ChecklistAnswer.Answer.choices) | {"": "Not asked yet"}
Figures = Mapping[str, tuple[Figure, ...]]
NOTHING = SourceList(())


@dataclass(frozen=True)
class Asked:
    """One question as the page shows it.

    `figures` are what the catalog says of the program; empty when it has no such
    figure or no program is chosen. `meanwhile` is what another tab saved, in words,
    where it differs from what was filled in here; blank otherwise.
    """

    question: Question
    answer: BoundField
    note: BoundField
    figures: tuple[Figure, ...]
    meanwhile: str


@dataclass(frozen=True)
class AskedGroup:
    """Questions that belong together, under their title."""

    key: str
    title: str
    asked: list[Asked]


def lay_out(
    form: ChecklistForm, figures: Figures, meanwhile: Mapping[str, Reply]
) -> list[AskedGroup]:
    """Put each question beside its fields and the program's figures."""
    return [
        AskedGroup(
            group.key,
            group.title,
            [
                Asked(
                    question,
                    form[answer_name(question)],
                    form[note_name(question)],
                    figures.get(question.field, ()),
                    in_words(meanwhile.get(question.key)),
                )
                for question in group.items
            ],
        )
        for group in question_groups()
    ]


def in_words(reply: Reply | None) -> str:
    """Say what a reply holds, such as `Yes. Called in May`; blank for no reply."""
    if reply is None:
        return ""
    return f"{ANSWER_WORDS[reply.answer]}. {reply.note or 'No note.'}"


def known_figures(program: Program | None) -> tuple[Figures, SourceList]:
    """Give what the catalog says to each question, by its field, with the sources.

    Costs four queries. Empty without a program, and for one that is not published.
    """
    if program is None or program.workflow_state != Program.WorkflowState.PUBLISHED:
        return {}, NOTHING
    facts = facts_of([program])[program.pk]
    today = timezone.localdate(timezone=ANYWHERE_ON_EARTH)
    sections = sections_of(program, facts, today)
    known = by_field(sections)
    wanted = {question.field: known.get(question.field, ()) for question in questions()}
    chosen = [figure for figures in wanted.values() for figure in figures]
    shown = Section("checklist", "Checklist", tuple(chosen))
    return wanted, number_sources([[shown]], sources_of([facts]))


def by_field(sections: list[Section]) -> dict[str, tuple[Figure, ...]]:
    """Give the figures of each section under its key, and each figure under its own."""
    whole = {section.key: section.figures for section in sections}
    single = {
        figure.key: (figure,) for section in sections for figure in section.figures
    }
    return whole | single
