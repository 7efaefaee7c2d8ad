from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from programs.figures import Figure, Line

NOT_ANSWERED = "not answered"


class Verdict(StrEnum):
    """What one requirement, or a whole program, comes to for one reader."""

    MEETS = "meets"
    NOT = "not"
    CANNOT_TELL = "cannot-tell"

    @property
    def words(self) -> str:
        """The verdict on one rule, within a sentence."""
        return "does not meet" if self == Verdict.NOT else self.value.replace("-", " ")


@dataclass(frozen=True)
class Rule:
    """One thing that a program states, held against what the reader answered.

    `asks` is the program's side in words, `answer` the reader's. `gap` says what would
    close the gap, blank when there is none or nothing is known to. `question` names
    the profile's field that is not answered and would be needed, `topic` the
    prerequisite that the rule is about; both may be blank. A rule that is not required
    never counts for the program's verdict.
    """

    key: str
    label: str
    verdict: Verdict
    is_required: bool
    asks: str
    answer: str = NOT_ANSWERED
    gap: str = ""
    note: str = ""
    source_ids: tuple[int, ...] = ()
    checked_on: date | None = None
    question: str = ""
    topic: str = ""


@dataclass(frozen=True)
class Fit:
    """One program held against one reader's answers.

    `rules` are about admission and the only ones that make the verdict; `wishes` are
    what the reader asked for herself, only of what she answered. `not_stated` holds
    the figures that the program does not give, `remarks` what it says beside, which
    asks for nothing. `bridge` names the bridge course, blank when none is known of.
    """

    rules: tuple[Rule, ...]
    wishes: tuple[Rule, ...] = ()
    not_stated: tuple[Figure, ...] = ()
    remarks: tuple[Line, ...] = ()
    bridge: str = ""

    @property
    def required(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if rule.is_required)

    @property
    def verdict(self) -> Verdict:
        """Not, when a requirement fails; meets, when there are some and all are met."""
        verdicts = {rule.verdict for rule in self.required}
        if Verdict.NOT in verdicts:
            return Verdict.NOT
        return Verdict.MEETS if verdicts == {Verdict.MEETS} else Verdict.CANNOT_TELL

    @property
    def words(self) -> str:
        """The verdict as a sentence to the reader."""
        if not self.required:
            return "It states no requirement that we know of"
        return {
            Verdict.MEETS: "You meet what it states",
            Verdict.NOT: "Something stated stands against you",
            Verdict.CANNOT_TELL: "We cannot tell yet",
        }[self.verdict]

    @property
    def met(self) -> tuple[Rule, ...]:
        """All that the reader meets, and all that is stated not to be needed."""
        return tuple(rule for rule in self.rules if rule.verdict == Verdict.MEETS)

    @property
    def lacking(self) -> tuple[Rule, ...]:
        """Requirements that stand against the reader; never a recommendation."""
        return tuple(rule for rule in self.required if rule.verdict == Verdict.NOT)

    @property
    def advised(self) -> tuple[Rule, ...]:
        """Recommendations that the reader does not follow; they exclude nobody."""
        return tuple(
            rule
            for rule in self.rules
            if rule.verdict == Verdict.NOT and not rule.is_required
        )

    @property
    def unclear(self) -> tuple[Rule, ...]:
        """What cannot be told, requirements first."""
        rules = [rule for rule in self.rules if rule.verdict == Verdict.CANNOT_TELL]
        return tuple(sorted(rules, key=lambda rule: not rule.is_required))

    @property
    def counts(self) -> str:
        """How many requirements are met, fail or are open, such as "2 met, 1 open"."""
        numbers = {
            "met": [r for r in self.required if r.verdict == Verdict.MEETS],
            "not met": self.lacking,
            "open": [r for r in self.required if r.verdict == Verdict.CANNOT_TELL],
        }
        return ", ".join(
            f"{len(each)} {name}" for name, each in numbers.items() if each
        )


def rule_on(
    figure: Figure,
    verdict: Verdict,
    answer: str,
    *,
    is_required: bool = True,
    gap: str = "",
    question: str = "",
) -> Rule:
    """Make the rule of one figure: its words, notes, sources and newest checked day."""
    checked = [line.checked_on for line in figure.lines if line.checked_on]
    return Rule(
        key=figure.key,
        label=figure.label,
        verdict=verdict,
        is_required=is_required,
        asks=figure.text,
        answer=answer,
        gap=gap,
        note="; ".join(dict.fromkeys(line.note for line in figure.lines if line.note)),
        source_ids=figure.source_ids,
        checked_on=max(checked, default=None),
        question=question,
    )


def unanswered(figure: Figure, question: str, *, is_required: bool = True) -> Rule:
    """Make the rule of a figure that asks for what the reader has not answered."""
    return rule_on(
        figure,
        Verdict.CANNOT_TELL,
        NOT_ANSWERED,
        is_required=is_required,
        question=question,
    )


def not_needed(figure: Figure) -> Rule:
    """Make the rule of a figure that states that nothing is asked for."""
    return rule_on(figure, Verdict.MEETS, "nothing to meet", is_required=False)
