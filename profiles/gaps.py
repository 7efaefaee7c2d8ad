"""Which missing preparation opens most of a reader's list; pure.

Over the fits of her saved programs: what one course would change, and what one more
answer would tell.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from profiles.fit import Fit, Verdict
from programs.models import Prerequisite

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Gap(Generic[Key]):
    """One topic that the reader lacks, with the programs that ask for it.

    `opens` are those in which nothing else that is stated stands against her,
    `asked_by` all that ask for it, `bridged_by` those of them that offer a bridge
    course, which may or may not cover the topic. Each keeps the order of the programs.
    """

    topic: str
    opens: tuple[Key, ...]
    asked_by: tuple[Key, ...]
    bridged_by: tuple[Key, ...]

    @property
    def label(self) -> str:
        return str(Prerequisite.Topic(self.topic).label)


@dataclass(frozen=True)
class OpenQuestion(Generic[Key]):
    """One profile field without an answer; it keeps these programs from being told."""

    field: str
    settles: tuple[Key, ...]


def gaps_of(fits: Mapping[Key, Fit]) -> list[Gap[Key]]:
    """Give the topics that are required and lacking, what opens most first.

    Among equals the one that more programs ask for, then by name. May be empty.
    """
    asked_by: dict[str, list[Key]] = defaultdict(list)
    for key, fit in fits.items():
        for topic in dict.fromkeys(rule.topic for rule in fit.lacking if rule.topic):
            asked_by[topic].append(key)
    gaps = [
        Gap(
            topic=topic,
            opens=tuple(key for key in keys if _is_all_that_lacks(topic, fits[key])),
            asked_by=tuple(keys),
            bridged_by=tuple(key for key in keys if fits[key].bridge),
        )
        for topic, keys in asked_by.items()
    ]
    return sorted(
        gaps, key=lambda gap: (-len(gap.opens), -len(gap.asked_by), gap.label)
    )


def open_questions(fits: Mapping[Key, Fit]) -> list[OpenQuestion[Key]]:
    """Give the unanswered fields that requirements turn on, what settles most first.

    A program that a requirement shuts out already is not among those settled.
    """
    settles: dict[str, list[Key]] = defaultdict(list)
    for key, fit in fits.items():
        if fit.verdict == Verdict.CANNOT_TELL:
            for field in dict.fromkeys(rule.question for rule in fit.required):
                settles[field].append(key)
    settles.pop("", None)
    found = [OpenQuestion(field, tuple(keys)) for field, keys in settles.items()]
    return sorted(found, key=lambda each: (-len(each.settles), each.field))


def _is_all_that_lacks(topic: str, fit: Fit) -> bool:
    return {rule.topic for rule in fit.lacking} == {topic}
