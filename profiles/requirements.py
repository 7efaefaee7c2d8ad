"""What a program states of admission, typed, to be held against a reader's answers.

Pure: built from a `Program` with its institution and its `ProgramFacts`, without a
query. Words, sources, checked days and the state of what is missing are those of the
figures that every page shows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from programs.costs import Cost
from programs.facts import ProgramFacts
from programs.figures import Figure, Line
from programs.figures.admission import admission
from programs.figures.cost import sums, work_out
from programs.figures.figure import Cited, line_of
from programs.figures.key_facts import key_facts
from programs.models import Prerequisite, Program, ValueState
from programs.models.tuition import RESIDENCIES

Value = TypeVar("Value")


@dataclass(frozen=True)
class Stated(Generic[Value]):
    """What a program says on one subject; `value` is None unless it says something."""

    figure: Figure
    value: Value | None

    @property
    def is_not_applicable(self) -> bool:
        """Whether the program says that it asks for nothing of the kind."""
        return self.figure.state == ValueState.NOT_APPLICABLE


@dataclass(frozen=True)
class StatedPrerequisite:
    """One topic to bring along; the note of its line says how much of it."""

    topic: str
    is_required: bool
    line: Line


@dataclass(frozen=True)
class StatedScore:
    """The lowest score of one English test, on that test's own scale."""

    test: str
    minimum_score: Decimal
    line: Line


@dataclass(frozen=True)
class Workload:
    """What the hours a week are reckoned from; None where not known.

    `months` is the longest length at any pace. `is_longest` tells that no longer,
    part-time length is known to be possible or may be.
    """

    credits_lowest: Decimal | None
    credits_highest: Decimal | None
    credit_system: str
    months: int | None
    is_longest: bool


@dataclass(frozen=True)
class Requirements:
    """What one program states of whom it admits, and what a reader's wishes need.

    `bridge` says what bridge course there is, blank when none is known of. `costs`
    gives the tuition of the whole degree by residency; `country` and `region` are the
    institution's.
    """

    degree: Stated[tuple[str, ...]]
    gpa: Stated[Decimal]
    gre: Stated[str]
    programming: Stated[str]
    prerequisites: Stated[tuple[StatedPrerequisite, ...]]
    license: Stated[str]
    experience: Stated[str]
    english: Stated[tuple[StatedScore, ...]]
    bridge: str
    delivery: Stated[tuple[str, ...]]
    start_terms: Stated[tuple[str, ...]]
    workload: Workload
    costs: Mapping[str, Stated[Cost]]
    country: str
    region: str


def requirements_of(program: Program, facts: ProgramFacts) -> Requirements:
    """Gather what the program states, as far as its record says.

    Of the facts it reads prerequisites, English tests, prices and citations only.
    """
    cited = Cited(facts.citations)
    found = (*admission(program, facts, cited), *key_facts(program, cited))
    figures = {figure.key: figure for figure in found}
    return Requirements(
        degree=Stated(figures["backgrounds"], tuple(program.backgrounds) or None),
        gpa=Stated(figures["minimum_gpa"], program.minimum_gpa),
        gre=Stated(figures["gre_policy"], program.gre_policy or None),
        programming=Stated(figures["programming"], program.programming or None),
        prerequisites=_prerequisites(facts, cited),
        license=Stated(
            figures["license_requirement"], program.license_requirement or None
        ),
        experience=Stated(figures["experience"], program.experience or None),
        english=_english(facts, figures["english_tests"]),
        bridge=_bridge(program),
        delivery=Stated(figures["delivery"], tuple(program.delivery) or None),
        start_terms=Stated(figures["start_terms"], tuple(program.start_terms) or None),
        workload=_workload(program),
        costs=_costs(program, facts, cited),
        country=program.institution.country,
        region=program.institution.region,
    )


def _prerequisites(
    facts: ProgramFacts, cited: Cited
) -> Stated[tuple[StatedPrerequisite, ...]]:
    rows = facts.prerequisites
    lines = [line_of(row, row.get_topic_display(), note=row.note) for row in rows]
    figure = cited.rows("prerequisites", "Prerequisites", lines, None)
    stated = tuple(
        StatedPrerequisite(row.topic, row.level == Prerequisite.Level.REQUIRED, line)
        for row, line in zip(rows, lines, strict=True)
    )
    return Stated(figure, stated or None)


def _english(facts: ProgramFacts, figure: Figure) -> Stated[tuple[StatedScore, ...]]:
    scores = tuple(
        StatedScore(row.test, row.minimum_score, line)
        for row, line in zip(facts.english_tests, figure.lines, strict=False)
    )
    return Stated(figure, scores or None)


def _bridge(program: Program) -> str:
    if not program.bridge_offered:
        return ""
    name = program.bridge_name
    return f"a bridge course ({name})" if name else "a bridge course"


def _costs(
    program: Program, facts: ProgramFacts, cited: Cited
) -> dict[str, Stated[Cost]]:
    found = [work_out(program, facts, residency) for residency in RESIDENCIES]
    return {
        each.residency: Stated(sums(each, facts, cited)[0], each.total)
        for each in found
    }


def _workload(program: Program) -> Workload:
    """Take the longest length; a full-time one may not be, where part-time is open."""
    part_time = program.part_time_months_highest
    return Workload(
        credits_lowest=program.credits_lowest,
        credits_highest=program.credits_highest,
        credit_system=program.credit_system,
        months=max(
            filter(None, (part_time, program.full_time_months_highest)), default=None
        ),
        is_longest=bool(part_time) or program.pace == [Program.Pace.FULL_TIME],
    )
