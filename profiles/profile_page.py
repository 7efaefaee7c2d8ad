"""What the profile page shows: every question, with its answer in words."""

from dataclasses import dataclass

from django.forms import BoundField

from profiles.forms.profile import STEPS, Step
from profiles.models import Profile
from programs.formatting import number
from programs.places import HOME_COUNTRY

YEARS = {"start_year"}
# Questions that one answer to another field raises.
RAISED_BY: dict[str, tuple[str, str]] = {
    "region": ("country", HOME_COUNTRY),
    "english_test": ("english", Profile.English.TESTED),
    "english_score": ("english", Profile.English.TESTED),
}


@dataclass(frozen=True)
class Question:
    """One question of a step; `answer` is blank when it is not answered."""

    label: str
    answer: str


@dataclass(frozen=True)
class AnsweredStep:
    """One step with its questions, in the order in which they are asked."""

    step: Step
    questions: tuple[Question, ...]


def answered_steps(profile: Profile) -> list[AnsweredStep]:
    """Give all steps with what the person answered so far.

    A question that only another answer raises is left out without that answer.
    """
    return [
        AnsweredStep(
            step,
            tuple(
                Question(str(bound.label), answer_in_words(bound))
                for bound in step.form(instance=profile)
                if _arises(bound.name, profile)
            ),
        )
        for step in STEPS.values()
    ]


def progress(steps: list[AnsweredStep]) -> tuple[int, int]:
    """Count the answered questions, and all of them."""
    questions = [question for each in steps for question in each.questions]
    return sum(bool(question.answer) for question in questions), len(questions)


def _arises(name: str, profile: Profile) -> bool:
    if name not in RAISED_BY:
        return True
    field, answer = RAISED_BY[name]
    return getattr(profile, field) == answer


def answer_in_words(bound: BoundField) -> str:
    """Give the labels of what is chosen, or what was written; blank for nothing."""
    value = bound.value()
    if value in (None, "", []):
        return ""
    choices = dict(getattr(bound.field, "choices", ()))
    if choices:
        chosen = value if isinstance(value, list) else [value]
        return "; ".join(str(choices[each]) for each in chosen)
    is_word = isinstance(value, str) or bound.name in YEARS
    return str(value) if is_word else number(value)
