"""The rules on programming, on each prerequisite and on experience."""

from dataclasses import replace
from decimal import Decimal

from profiles.answers import Answers
from profiles.fit.rule import (
    NOT_ANSWERED,
    Rule,
    Verdict,
    not_needed,
    rule_on,
    unanswered,
)
from profiles.fit.wording import (
    Clause,
    Reading,
    clauses_of,
    has_another_way,
    is_for_some,
    sets_a_bar,
)
from profiles.models import Profile
from profiles.requirements import Requirements, StatedPrerequisite
from programs.backgrounds import Degree
from programs.figures import Figure, Line
from programs.formatting import number
from programs.models import Prerequisite, Program, ValueState

Topic = Prerequisite.Topic
Profession = Profile.Profession
Programming = Profile.Programming

HEALTH_WORKERS = {
    Profession.NURSE,
    Profession.PHYSICIAN,
    Profession.PHARMACIST,
    Profession.ALLIED_HEALTH,
    Profession.ADMINISTRATION,
}
# What a degree in a field surely teaches.
TAUGHT: dict[str, set[str]] = {
    Degree.NURSING: {Topic.HEALTHCARE, Topic.BIOLOGY},
    Degree.MEDICINE: {Topic.HEALTHCARE, Topic.BIOLOGY},
    Degree.PHARMACY: {Topic.HEALTHCARE, Topic.BIOLOGY},
    Degree.PUBLIC_HEALTH: {Topic.HEALTHCARE},
    Degree.OTHER_HEALTH: {Topic.HEALTHCARE},
    Degree.LIFE_SCIENCE: {Topic.BIOLOGY},
    Degree.COMPUTING: {Topic.COMPUTING},
    Degree.ENGINEERING: {Topic.MATHEMATICS, Topic.CALCULUS},
    Degree.MATHEMATICS: {Topic.MATHEMATICS, Topic.CALCULUS, Topic.LINEAR_ALGEBRA},
    Degree.BUSINESS: {Topic.BUSINESS},
}
# Topics that are not asked of the reader themselves, and those that show them.
SHOWN_BY: dict[str, set[str]] = {
    Topic.MATHEMATICS: {
        Topic.CALCULUS,
        Topic.LINEAR_ALGEBRA,
        Topic.DISCRETE_MATHEMATICS,
    },
    Topic.COMPUTING: {
        Topic.DATA_STRUCTURES,
        Topic.DATABASES,
        Topic.COMPUTER_SYSTEMS,
        Topic.INFORMATION_SYSTEMS,
    },
}
STUDIED, NOT_STUDIED = "studied", "not studied"
BROUGHT, NOT_ASKED = "by your degree, work or courses", "we did not ask you"


def programming_rules(asked: Requirements, answers: Answers) -> list[Rule]:
    """Hold programming skills against those asked for.

    Left out where a prerequisite asks for programming at the same level in its own
    words.
    """
    stated, figure = asked.programming.value, asked.programming.figure
    if stated == Program.Programming.NONE or asked.programming.is_not_applicable:
        return [not_needed(figure)]
    is_required = stated == Program.Programming.REQUIRED
    repeated = (Topic.PROGRAMMING, is_required)
    rows = asked.prerequisites.value or ()
    if stated is None or repeated in {(row.topic, row.is_required) for row in rows}:
        return []
    rule = _programming_rule(asked, figure, answers, is_required=is_required)
    return [replace(rule, topic=Topic.PROGRAMMING)]


def prerequisite_rules(asked: Requirements, answers: Answers) -> list[Rule]:
    """Make one rule for each prerequisite, required or recommended."""
    if asked.prerequisites.is_not_applicable:
        return [not_needed(asked.prerequisites.figure)]
    return [
        _prerequisite_rule(asked, row, answers)
        for row in asked.prerequisites.value or ()
    ]


def _prerequisite_rule(
    asked: Requirements, row: StatedPrerequisite, answers: Answers
) -> Rule:
    figure = Figure(
        f"prerequisite-{row.topic}",
        "Prerequisite" if row.is_required else "Prerequisite, recommended",
        ValueState.KNOWN,
        (row.line,),
    )
    if row.topic == Topic.PROGRAMMING:
        rule = _programming_rule(asked, figure, answers, is_required=row.is_required)
    else:
        rule = _topic_rule(asked, row, figure, answers)
    return replace(rule, topic=row.topic)


def _programming_rule(
    asked: Requirements, figure: Figure, answers: Answers, *, is_required: bool
) -> Rule:
    if not answers.programming:
        return unanswered(figure, "programming", is_required=is_required)
    note = "; ".join(line.note for line in figure.lines)
    can_program = answers.programming != Programming.NONE
    needs_more = sets_a_bar(note) and answers.programming != Programming.WORK
    verdict = Verdict.MEETS if can_program else Verdict.NOT
    if is_for_some(note) or (can_program and needs_more):
        verdict = Verdict.CANNOT_TELL
    answer = str(Programming(answers.programming).label)
    gap = _course_gap(asked, verdict, "programming")
    return rule_on(figure, verdict, answer, is_required=is_required, gap=gap)


def _topic_rule(
    asked: Requirements, row: StatedPrerequisite, figure: Figure, answers: Answers
) -> Rule:
    has_topic = _has_topic(row.topic, answers)
    verdict, note = Verdict.CANNOT_TELL, row.line.note
    if has_topic and not is_for_some(note) and not sets_a_bar(note):
        verdict = Verdict.MEETS
    if has_topic is False and not is_for_some(note) and not has_another_way(note):
        verdict = Verdict.NOT
    question = _question(row.topic, answers) if has_topic is None else ""
    if has_topic is None:
        answer = NOT_ANSWERED if question else NOT_ASKED
    else:
        answer = _topic_in_words(row.topic, answers)
    gap = _course_gap(asked, verdict, row.line.text)
    if has_topic is None:
        gap = "" if question else "Read what it asks: only you can tell."
    is_required = row.is_required
    return rule_on(
        figure, verdict, answer, is_required=is_required, gap=gap, question=question
    )


def _has_topic(topic: str, answers: Answers) -> bool | None:
    """Tell whether the reader brings a topic along; None when she has not said.

    A topic that is not asked of her is never lacking, since it may have been studied.
    """
    taught = set[str]().union(*(TAUGHT.get(each, ()) for each in answers.degree_fields))
    studied = set(answers.topics_studied or ())
    if topic in taught | studied or studied & SHOWN_BY.get(topic, set()):
        return True
    if topic == Topic.HEALTHCARE and answers.profession in HEALTH_WORKERS:
        return True
    if topic == Topic.COMPUTING and answers.programming == Programming.WORK:
        return True
    if topic == Topic.ENGLISH and answers.english == Profile.English.NOT_NEEDED:
        return True
    if topic in Profile.Topic.values and answers.topics_studied is not None:
        return False
    return None


def _topic_in_words(topic: str, answers: Answers) -> str:
    """Say what tells that the reader brings a topic along, or that she does not."""
    if topic == Topic.ENGLISH:
        return str(Profile.English(answers.english).label)
    if topic in (answers.topics_studied or ()):
        return STUDIED
    return BROUGHT if _has_topic(topic, answers) else NOT_STUDIED


def _question(topic: str, answers: Answers) -> str:
    """Name the field that would tell; blank when none would, or all are answered."""
    if topic in SHOWN_BY or topic in Profile.Topic.values:
        return "topics_studied" if answers.topics_studied is None else ""
    if topic == Topic.ENGLISH:
        return "" if answers.english else "english"
    return ""


def _course_gap(asked: Requirements, verdict: Verdict, topic: str) -> str:
    if verdict == Verdict.MEETS:
        return ""
    if verdict == Verdict.CANNOT_TELL:
        return "Read how much of it is asked for, or ask the program."
    course = f"A course in {topic.lower()} would close this"
    return f"{course}; its bridge course may." if asked.bridge else f"{course}."


def experience_rules(asked: Requirements, answers: Answers) -> list[Rule]:
    """Read the remark on experience: what is not needed, asked for, and preferred."""
    figure = asked.experience.figure
    clauses = clauses_of(asked.experience.value or "")
    groups = {
        "not-needed": [c for c in clauses if c.reading == Reading.NOTHING_NEEDED],
        "preferred": [
            c for c in clauses if c.is_preferred or c.reading == Reading.PREFERENCE
        ],
        "asked": [
            c
            for c in clauses
            if c.reading == Reading.UNREAD
            or (c.reading == Reading.YEARS and not c.is_preferred)
        ],
    }
    return [
        _experience_rule(_part(figure, key, group), group, answers)
        for key, group in groups.items()
        if group
    ]


def remarks_of(asked: Requirements) -> tuple[Line, ...]:
    """Give the clauses that ask for nothing, such as a way in below the lowest GPA."""
    readings = (Reading.WAY_IN, Reading.REMARK)
    return tuple(
        replace(line, text=clause.text)
        for line in asked.experience.figure.lines
        for clause in clauses_of(asked.experience.value or "")
        if clause.reading in readings
    )


def ways_in(asked: Requirements) -> list[str]:
    """Give the clauses by which the program may take those whom a rule shuts out."""
    clauses = clauses_of(asked.experience.value or "")
    return [clause.text for clause in clauses if clause.reading == Reading.WAY_IN]


def _part(figure: Figure, key: str, clauses: list[Clause]) -> Figure:
    """Make the figure of some of a remark's clauses."""
    text = "; ".join(clause.text for clause in clauses)
    lines = tuple(replace(line, text=text) for line in figure.lines)
    return replace(figure, key=f"experience-{key}", lines=lines)


def _experience_rule(figure: Figure, clauses: list[Clause], answers: Answers) -> Rule:
    if clauses[0].reading == Reading.NOTHING_NEEDED:
        return not_needed(figure)
    verdicts = {_clause_verdict(clause, answers) for clause in clauses}
    verdict = next(
        v for v in (Verdict.NOT, Verdict.CANNOT_TELL, *verdicts) if v in verdicts
    )
    is_required = not figure.key.endswith("preferred")
    questions = {_clause_question(clause, answers) for clause in clauses}
    gaps = {
        Verdict.MEETS: "",
        Verdict.NOT: "It asks for more years. Ask whether other work counts.",
        Verdict.CANNOT_TELL: "Read it, or ask the program what counts.",
    }
    return rule_on(
        figure,
        verdict,
        _years_in_words(clauses, answers),
        is_required=is_required,
        gap=gaps[verdict],
        question=max(questions) if verdict == Verdict.CANNOT_TELL else "",
    )


def _clause_verdict(clause: Clause, answers: Answers) -> Verdict:
    years = answers.experience_years
    if clause.years is None or years is None:
        return Verdict.CANNOT_TELL
    if years < clause.years:
        return Verdict.NOT
    in_health = clause.of == "health" and answers.profession in HEALTH_WORKERS
    return Verdict.MEETS if in_health or not clause.of else Verdict.CANNOT_TELL


def _clause_question(clause: Clause, answers: Answers) -> str:
    if clause.years is None:
        return ""
    if answers.experience_years is None:
        return "experience_years"
    return "profession" if clause.of == "health" and not answers.profession else ""


def _years_in_words(clauses: list[Clause], answers: Answers) -> str:
    years = answers.experience_years
    if all(clause.years is None for clause in clauses):
        return NOT_ASKED
    if years is None:
        return NOT_ANSWERED
    unit = "year" if years == 1 else "years"
    work = f"{number(Decimal(years))} {unit} of professional work"
    profession = answers.profession
    return f"{work}, {Profession(profession).label}" if profession else work
