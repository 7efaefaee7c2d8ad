from programs.facts import ProgramFacts
from programs.figures.figure import Cited, Figure, Line, line_of
from programs.formatting import number, words
from programs.models import Course, Program, ValueState


def curriculum(
    program: Program, facts: ProgramFacts, cited: Cited
) -> tuple[Figure, ...]:
    """Say what is taught, as far as the pages list it."""
    ends_with = [c for c in Program.Culminating if c.value in program.culminating]
    return (
        _topics(facts),
        cited.scalar(
            "specializations",
            "Tracks",
            tuple(sorted(program.specializations)),
            words(program.specializations),
        ),
        _courses(facts, cited, is_core=True),
        _courses(facts, cited, is_core=False),
        cited.scalar(
            "culminating",
            "Final requirement",
            tuple(choice.value for choice in ends_with),
            words([str(choice.label).lower() for choice in ends_with]),
        ),
        cited.scalar(
            "programming_languages",
            "Programming languages",
            tuple(sorted(program.programming_languages)),
            words(program.programming_languages),
        ),
        _partners(facts, cited),
    )


def course_text(course: Course) -> str:
    """Write a course in one line, such as `BINF G6001 Symbolic Methods, 3 credits`."""
    credits = course.credits
    if credits is None:
        return str(course)
    return f"{course}, {number(credits)} credit{'' if credits == 1 else 's'}"


def _topics(facts: ProgramFacts) -> Figure:
    """Topics that our reading of its own titles finds; the words are the evidence."""
    lines = tuple(
        Line(row.topic.name, note="Found in: " + "; ".join(row.evidence))
        for row in facts.program_topics
    )
    if not lines:
        return Figure("topics", "Topics we find in it", ValueState.NOT_YET_CHECKED)
    value = tuple(row.topic.slug for row in facts.program_topics)
    return Figure("topics", "Topics we find in it", ValueState.KNOWN, lines, value)


def _courses(facts: ProgramFacts, cited: Cited, is_core: bool) -> Figure:
    key = "core_courses" if is_core else "elective_courses"
    label = "Core courses listed" if is_core else "Electives listed"
    rows = [row for row in facts.courses if row.is_core == is_core]
    value = tuple((row.title, row.credits) for row in rows)
    lines = [line_of(row, course_text(row)) for row in rows]
    return cited.rows(key, label, lines, value, "courses")


def _partners(facts: ProgramFacts, cited: Cited) -> Figure:
    lines = [line_of(row, row.name) for row in facts.partners]
    value = tuple(sorted(row.name for row in facts.partners))
    return cited.rows("partners", "Partners named", lines, value)
