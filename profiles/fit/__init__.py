"""Whether a program takes someone like the reader: in three values, and never more.

Pure: what a program states is held against what a reader answered. Unknown on either
side never counts as failure, a recommendation never as a requirement, and admission
stays the program's decision.
"""

from dataclasses import replace

from profiles.answers import Answers
from profiles.fit.background import degree_rules, gpa_rules, gre_rules, license_rules
from profiles.fit.english import english_rules
from profiles.fit.preparation import (
    experience_rules,
    prerequisite_rules,
    programming_rules,
    remarks_of,
    ways_in,
)
from profiles.fit.rule import Fit, Rule, Verdict
from profiles.fit.wishes import (
    budget_wishes,
    format_wishes,
    hours_wishes,
    start_wishes,
)
from profiles.fit.wording import ways_past, ways_past_anything
from profiles.models import Profile
from profiles.requirements import Requirements
from programs.figures import Figure
from programs.models import ValueState

__all__ = ["Fit", "Rule", "Verdict", "judge"]

RULES = [
    degree_rules,
    gpa_rules,
    gre_rules,
    programming_rules,
    prerequisite_rules,
    experience_rules,
    license_rules,
    english_rules,
]
WISHES = [format_wishes, start_wishes, budget_wishes, hours_wishes]


def judge(requirements: Requirements, answers: Answers) -> Fit:
    """Hold what one program states against what one reader answered."""
    ways = ways_in(requirements)
    rules = [rule for make in RULES for rule in make(requirements, answers)]
    return Fit(
        rules=tuple(_with_ways_in(rule, ways, answers) for rule in rules),
        wishes=tuple(wish for make in WISHES for wish in make(requirements, answers)),
        not_stated=_not_stated(requirements),
        remarks=remarks_of(requirements),
        bridge=requirements.bridge,
    )


def _with_ways_in(rule: Rule, ways: list[str], answers: Answers) -> Rule:
    """Take back a failure that the program itself says it may pass over.

    A way in that is about admission as such, or meant for people with a bachelor's
    degree, is only told.
    """
    if rule.verdict != Verdict.NOT:
        return rule
    past = ways_past(rule.key, ways)
    told = past or ways_past_anything(ways)
    quotes = " ".join(f"It also says: “{text}”." for text in told)
    rule = replace(rule, gap=f"{rule.gap} {quotes}".strip())
    if not past or answers.highest_degree == Profile.HighestDegree.ASSOCIATE:
        return rule
    return replace(rule, verdict=Verdict.CANNOT_TELL)


def _not_stated(asked: Requirements) -> tuple[Figure, ...]:
    """Give the figures of what the program does not say; each tells its state.

    A program that asks for programming among its prerequisites has said that.
    """
    figures = [
        asked.degree.figure,
        asked.gpa.figure,
        asked.gre.figure,
        asked.programming.figure,
        asked.prerequisites.figure,
        asked.experience.figure,
        asked.license.figure,
        asked.english.figure,
    ]
    topics = {row.topic for row in asked.prerequisites.value or ()}
    said = {"programming"} & topics
    return tuple(
        figure
        for figure in figures
        if not figure.is_known
        and figure.state != ValueState.NOT_APPLICABLE
        and figure.key not in said
    )
