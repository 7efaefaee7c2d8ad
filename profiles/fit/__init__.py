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
# What a remark on a way in, such as conditional admission, may be an answer to.
WITH_WAYS_IN = {"backgrounds", "minimum_gpa"}


def judge(requirements: Requirements, answers: Answers) -> Fit:
    """Hold what one program states against what one reader answered."""
    rules = [rule for make in RULES for rule in make(requirements, answers)]
    ways = " ".join(f"It also says: “{text}”." for text in ways_in(requirements))
    return Fit(
        rules=tuple(_with_ways_in(rule, ways) for rule in rules),
        wishes=tuple(wish for make in WISHES for wish in make(requirements, answers)),
        not_stated=_not_stated(requirements),
        remarks=remarks_of(requirements),
        bridge=requirements.bridge,
    )


def _with_ways_in(rule: Rule, ways: str) -> Rule:
    if rule.verdict != Verdict.NOT or rule.key not in WITH_WAYS_IN or not ways:
        return rule
    return replace(rule, gap=f"{rule.gap} {ways}")


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
