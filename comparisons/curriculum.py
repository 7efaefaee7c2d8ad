"""Lays the courses of several programs side by side by topic.

Pure: from programs and their facts, without a query. A topic is found by the words of a
title, so that one not found says only that no title names it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from programs.facts import ProgramFacts
from programs.figures import Figure, Line, Section
from programs.figures.curriculum import course_text
from programs.figures.figure import Cited, line_of
from programs.models import Course, Program, ValueState
from programs.topics import TOPICS, find_topics

NO_TITLE = "No title names it"
EVERY_COURSE = "Every course has a topic"
OTHER = "other"


class Share(StrEnum):
    """How many of the compared programs a topic is found in."""

    ALL = "all"
    SOME = "some"
    ONE = "one"
    CANNOT_TELL = "cannot-tell"

    @property
    def words(self) -> str:
        return {
            "all": "shared by all",
            "some": "in some",
            "one": "in one only",
            "cannot-tell": "cannot tell",
        }[self.value]

    @property
    def symbol(self) -> str:
        return {"all": "●", "some": "◐", "one": "○", "cannot-tell": "?"}[self.value]


@dataclass(frozen=True)
class TopicRow:
    """The courses on one topic, a figure for each program in the columns' order.

    `share` is None for the courses without a topic and where one program stands alone.
    """

    key: str
    label: str
    figures: tuple[Figure, ...]
    share: Share | None


@dataclass(frozen=True)
class Curricula:
    """Topics that any of the programs names, in the order of lists, then the rest.

    `absent` names the topics that no title of any of them names.
    """

    topics: tuple[TopicRow, ...]
    others: TopicRow
    absent: tuple[str, ...]

    @property
    def sections(self) -> list[Section]:
        """All figures in reading order, for the numbers of their sources."""
        rows = [*self.topics, self.others]
        return [Section(row.key, row.label, row.figures) for row in rows]

    def count(self, share: Share) -> int:
        """Count the topics that are found in so many programs."""
        return sum(row.share == share for row in self.topics)

    @property
    def shared_count(self) -> int:
        return self.count(Share.ALL)

    @property
    def unique_count(self) -> int:
        return self.count(Share.ONE)


def lay_out_curricula(
    programs: Sequence[Program], facts: Mapping[int, ProgramFacts]
) -> Curricula:
    """Sort the courses of each program by topic; one may have several, or none."""
    of_each = [facts[program.pk] for program in programs]
    titles = [
        find_topics([program.name, *program.specializations, *_titles(own)])
        for program, own in zip(programs, of_each, strict=True)
    ]
    rows = [
        _topic_row(topic.slug, topic.name, of_each, [t.get(topic.slug) for t in titles])
        for topic in TOPICS
    ]
    return Curricula(
        topics=tuple(row for row in rows if _is_named(row)),
        others=_others(of_each, titles),
        absent=tuple(row.label for row in rows if not _is_named(row)),
    )


def judge_share(figures: Sequence[Figure]) -> Share | None:
    """Say in how many programs a topic is found.

    A program whose courses are not known may teach any of them: only a topic that is
    found in two programs is known not to be one's own, and only one found in all of
    them to be shared by all.
    """
    if len(figures) < 2:
        return None
    found = sum(figure.is_known for figure in figures)
    if found == len(figures):
        return Share.ALL
    if any(figure.instead != NO_TITLE for figure in figures if not figure.is_known):
        return Share.SOME if found > 1 else Share.CANNOT_TELL
    return Share.ONE if found == 1 else Share.SOME


def course_line(course: Course) -> Line:
    """Write a course with its credits, where stated, and whether everybody takes it."""
    kind = "core" if course.is_core else "elective"
    return line_of(course, f"{course_text(course)}, {kind}")


def _titles(facts: ProgramFacts) -> list[str]:
    return [course.title for course in facts.courses]


def _topic_row(
    slug: str,
    name: str,
    of_each: Sequence[ProgramFacts],
    evidence: Sequence[list[str] | None],
) -> TopicRow:
    figures = tuple(
        _found(slug, name, facts, titles or [])
        for facts, titles in zip(of_each, evidence, strict=True)
    )
    return TopicRow(slug, name, figures, judge_share(figures))


def _found(slug: str, name: str, facts: ProgramFacts, titles: list[str]) -> Figure:
    """Give the courses with these titles, and the other titles that name the topic."""
    courses = [course for course in facts.courses if course.title in titles]
    named = {course.title for course in courses}
    lines = [course_line(course) for course in courses]
    if not courses:
        lines = [Line(f"Named by “{each}”") for each in titles if each not in named]
    if lines:
        return Figure("topics", name, ValueState.KNOWN, tuple(lines), slug)
    if facts.courses:
        return Figure(slug, name, ValueState.NOT_YET_CHECKED, instead=NO_TITLE)
    return Cited(facts.citations).missing("courses", name, slug)


def _others(
    of_each: Sequence[ProgramFacts], titles: Sequence[Mapping[str, list[str]]]
) -> TopicRow:
    figures = []
    for facts, by_topic in zip(of_each, titles, strict=True):
        sorted_in = {title for found in by_topic.values() for title in found}
        rest = [c for c in facts.courses if c.title not in sorted_in]
        figures.append(_rest(facts, rest))
    return TopicRow(OTHER, "Courses in which we find no topic", tuple(figures), None)


def _rest(facts: ProgramFacts, courses: Sequence[Course]) -> Figure:
    if courses:
        lines = tuple(map(course_line, courses))
        return Figure(OTHER, "", ValueState.KNOWN, lines, len(courses))
    if facts.courses:
        return Figure(OTHER, "", ValueState.NOT_APPLICABLE, instead=EVERY_COURSE)
    return Cited(facts.citations).missing("courses", "", OTHER)


def _is_named(row: TopicRow) -> bool:
    return any(figure.is_known for figure in row.figures)
