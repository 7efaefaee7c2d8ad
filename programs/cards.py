"""What a result card says of one program; pure, from what the list has fetched."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypedDict

from programs.costs import newest_price
from programs.figures.cost import (
    NO_TUITION,
    basis_in_words,
    cost_in_words,
    no_price_for,
    prices_of,
    rows_for,
)
from programs.formatting import money_range, number_range, words
from programs.models import (
    Accreditation,
    Prerequisite,
    Program,
    Tuition,
    TuitionEstimate,
    ValueState,
)
from programs.places import place_name

MOST_PREREQUISITES = 3
NO_YEAR = "year not stated"
AVERAGE = "average of the institution, not this program’s price"
AMOUNT = ("lowest", "highest", "currency", "is_at_least")
STATUSES = {
    Accreditation.Status.CANDIDATE: "candidate",
    Accreditation.Status.NAMED: "named; status not confirmed",
    Accreditation.Status.WITHDRAWN: "withdrawn",
}


class NamedStatus(TypedDict):
    """One accreditation: the body's short name, None when none is claimed."""

    name: str | None
    status: Accreditation.Status


@dataclass(frozen=True)
class CardFact:
    """One fact of a card: a text with what it is for, or the state of a missing one."""

    label: str
    text: str = ""
    unit: str = ""
    year: str = ""
    scope: str = ""
    state: ValueState = ValueState.KNOWN

    @property
    def is_known(self) -> bool:
        return self.state == ValueState.KNOWN


@dataclass(frozen=True)
class ProgramCard:
    """A program of the list; `ai_badge` says where AI shows, blank when nowhere.

    `title` is the award's own, blank when it only writes out the program's name.
    """

    program: Program
    title: str
    place: str
    ai_badge: str
    facts: tuple[CardFact, ...]

    @property
    def known(self) -> list[CardFact]:
        return [fact for fact in self.facts if fact.is_known]

    @property
    def missing(self) -> list[tuple[ValueState, str]]:
        """Labels of the facts without value, by the state that says why."""
        missing: dict[ValueState, list[str]] = {}
        for fact in self.facts:
            if not fact.is_known:
                missing.setdefault(fact.state, []).append(fact.label.lower())
        return [(state, ", ".join(labels)) for state, labels in missing.items()]


def card_of(program: Any, residency: str) -> ProgramCard:
    """Make the card of a program that was fetched by `with_card_facts`.

    `residency` is the one that its prices were joined for.
    """
    states = {
        row["field"]: ValueState(row["state"])
        for row in reversed(program.card_states)  # so that the first reason stays
    }
    return ProgramCard(
        program=program,
        title=_title(program),
        place=place_name(program.institution),
        ai_badge=_ai_badge(program),
        facts=(
            _format(program, states),
            _length(program, states),
            _tuition(program, residency, states),
            _prerequisites(program, states),
            _accreditation(
                "Institution’s accreditor", program.institution_accreditations, {}
            ),
            _accreditation("Program’s accreditor", program.card_accreditations, states),
        ),
    )


def _title(program: Program) -> str:
    """Give the award title unless it says no more than "Master of … in <name>"."""
    before, _, name = program.award_title.partition(" in ")
    repeats = name.casefold() == program.name.casefold()
    return "" if repeats and before.startswith("Master") else program.award_title


def _ai_badge(program: Program) -> str:
    """Say where AI shows; a federal record names its field only, not its degree."""
    is_federal = program.review == Program.Review.FEDERAL_RECORD
    if is_federal or program.ai_in_curriculum == Program.AIInCurriculum.NONE_FOUND:
        return ""
    where = program.get_ai_in_curriculum_display()
    return f"AI {where[:1].lower()}{where[1:]}"


def _format(program: Program, states: dict[str, ValueState]) -> CardFact:
    offered = [choice for choice in Program.Delivery if choice in program.delivery]
    if not offered:
        return _missing("Format", "delivery", states)
    return CardFact("Format", words([str(choice.label).lower() for choice in offered]))


def _length(program: Program, states: dict[str, ValueState]) -> CardFact:
    parts = []
    for pace, words_for_pace in (("full", "full-time"), ("part", "part-time")):
        lowest = getattr(program, f"{pace}_time_months_lowest")
        highest = getattr(program, f"{pace}_time_months_highest")
        if lowest is not None:
            months = number_range(lowest, highest or lowest)
            parts.append(f"{months} months {words_for_pace}")
    if not parts:
        return _missing("Length", "full_time_months_lowest", states)
    return CardFact("Length", "; ".join(parts))


def _tuition(program: Any, residency: str, states: dict[str, ValueState]) -> CardFact:
    """Give the program's own price; the average only where it has no price row."""
    # A joined row that is not there leaves no attribute behind.
    own = getattr(program, "own_price", None)
    average = getattr(program, "average_price", None)
    if own:
        return _estimated(own)
    if program.card_tuitions:
        return _published([_row(each) for each in program.card_tuitions], residency)
    missing = _missing("Tuition", "tuition", states)
    if average:
        return _estimated(average, f"{AVERAGE} ({str(missing.state.label).lower()})")
    return missing


def _estimated(estimate: TuitionEstimate, remark: str = "") -> CardFact:
    """Give the yearly price, or the total where that is all there is."""
    is_yearly = estimate.per_year_highest is not None
    kind, unit = ("per_year", "per year") if is_yearly else ("total", "in total")
    amount = {name: getattr(estimate, f"{kind}_{name}") for name in AMOUNT}
    year = getattr(estimate, f"{kind}_academic_year") or NO_YEAR
    payer = getattr(estimate, f"{kind}_residency")
    scope = "; ".join(filter(None, [Tuition.Residency(payer).words, remark]))
    if not amount["highest"]:
        return CardFact("Tuition", NO_TUITION, year=year, scope=scope)
    return CardFact("Tuition", money_range(**amount), unit, year, scope)


def _published(rows: Sequence[Tuition], residency: str) -> CardFact:
    """Give the newest price as published, or say why this residency has none."""
    found = newest_price(prices_of(rows), residency)
    if found:
        return CardFact(
            "Tuition",
            cost_in_words(found),
            basis_in_words(found.basis),
            found.academic_year or NO_YEAR,
            Tuition.Residency(found.residency).words,
        )
    offered = rows_for(rows, residency)
    if offered:
        return CardFact("Tuition", state=ValueState(offered[0].state))
    return CardFact("Tuition", no_price_for(residency))


def _row(price: dict[str, Any]) -> Tuition:
    amount = price["amount"]
    return Tuition(**price | {"amount": None if amount is None else Decimal(amount)})


def _prerequisites(program: Any, states: dict[str, ValueState]) -> CardFact:
    """Name what is required, else what is recommended, else that there is nothing."""
    label = "Prerequisites"
    required = _topics(program, Prerequisite.Level.REQUIRED)
    if required:
        return CardFact(label, _in_few_words(required))
    recommended = _topics(program, Prerequisite.Level.RECOMMENDED)
    if recommended:
        return CardFact(label, f"Recommended: {_in_few_words(recommended).lower()}")
    if states.get("prerequisites") == ValueState.NOT_PUBLISHED:
        return CardFact(label, "None stated")
    if program.programming == Program.Programming.NONE:
        return CardFact(label, "No programming")
    return _missing(label, "prerequisites", states)


def _topics(program: Any, level: Prerequisite.Level) -> list[str]:
    rows = [row for row in program.card_prerequisites if row["level"] == level]
    topics = [row["topic"] for row in rows]
    if program.programming == level:
        topics.insert(0, Prerequisite.Topic.PROGRAMMING)
    return [str(Prerequisite.Topic(each).label) for each in dict.fromkeys(topics)]


def _in_few_words(topics: list[str]) -> str:
    shown = [topic.lower() for topic in topics[:MOST_PREREQUISITES]]
    more = len(topics) - len(shown)
    return words(shown) + (f" and {more} more" if more else "")


def _accreditation(
    label: str, rows: Sequence[NamedStatus], states: dict[str, ValueState]
) -> CardFact:
    if not rows:
        return _missing(label, "accreditations", states)
    return CardFact(label, ", ".join(map(_body, rows)))


def _body(row: NamedStatus) -> str:
    if row["name"] is None:
        return "None claimed"
    if row["status"] == Accreditation.Status.ACCREDITED:
        return row["name"]
    return f"{row['name']} ({STATUSES[row['status']]})"


def _missing(label: str, field: str, states: dict[str, ValueState]) -> CardFact:
    state = states.get(field, ValueState.NOT_YET_CHECKED)
    return CardFact(label, state=state)
