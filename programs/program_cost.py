"""What the program page says of the cost beyond the figures that every page shares.

Pure: worked out from a program and its facts, without a query.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from programs.costs import Cost
from programs.facts import ProgramFacts
from programs.figures import Figure
from programs.figures.cost import WorkedOut, length_of, prices_of, sums, work_out
from programs.figures.figure import Cited
from programs.formatting import money, number_range
from programs.models import Program, Tuition
from programs.models.tuition import RESIDENCIES


@dataclass(frozen=True)
class ResidencyCost:
    """What it costs one kind of student, or several who pay the same."""

    who: str
    total: Figure
    per_year: Figure


def worked_out(program: Program, facts: ProgramFacts) -> list[WorkedOut]:
    """Work out the cost for every residency; empty without a known price of its own."""
    if not prices_of(facts.tuitions):
        return []
    return [work_out(program, facts, residency) for residency in RESIDENCIES]


def costs_by_residency(
    found: Sequence[WorkedOut], facts: ProgramFacts
) -> list[ResidencyCost]:
    """Say total and yearly tuition for each residency; those alike are joined."""
    groups: dict[tuple[object, ...], list[str]] = {}
    figures: dict[tuple[object, ...], tuple[Figure, Figure]] = {}
    for each in found:
        total, per_year = sums(each, facts, Cited(facts.citations))
        alike = (total.state, total.lines, per_year.state, per_year.lines)
        groups.setdefault(alike, []).append(Tuition.Residency(each.residency).words)
        figures[alike] = (total, per_year)
    return [ResidencyCost(_who(who), *figures[alike]) for alike, who in groups.items()]


def assumptions(
    program: Program, found: Sequence[WorkedOut], facts: ProgramFacts
) -> list[str]:
    """Say in sentences what the worked-out costs rest on; empty without any cost."""
    costs = [c for each in found for c in (each.total, each.per_year) if c]
    if not costs:
        return []
    used = {price.pk for each in costs for price in each.prices}
    return [
        _price_year_assumption(costs),
        *_length_assumptions(program, costs),
        _fees_assumption([row for row in facts.tuitions if row.pk in used]),
        "Books, travel, living costs, loan interest, grants and an employer’s share "
        "are left out.",
    ]


def _who(who: list[str]) -> str:
    if len(who) == len(RESIDENCIES):
        return "Everyone"
    joined = " and ".join(who)
    return joined[:1].upper() + joined[1:]


def _price_year_assumption(costs: Sequence[Cost]) -> str:
    years = sorted({c.academic_year for c in costs if c.academic_year})
    if not years:
        return (
            "The source states no year for its price; the price is taken to stay the "
            "same until the degree is finished."
        )
    return (
        f"Prices are those of {' and '.join(years)} and are taken to stay the same "
        "until the degree is finished. They may have changed since."
    )


def _length_assumptions(program: Program, costs: Sequence[Cost]) -> list[str]:
    length = length_of(program)
    found = []
    if length.credits_lowest is not None and length.credits_highest is not None:
        credits = number_range(length.credits_lowest, length.credits_highest)
        if any(c.basis == "per-credit" for c in costs):
            found.append(f"All {credits} credits are taken here, and none twice.")
    is_timed = any("month" in c.steps or "year" in c.steps for c in costs)
    if is_timed and length.months_lowest and length.months_highest:
        months = number_range(length.months_lowest, length.months_highest)
        pace = "full-time" if length.is_full_time else "part-time"
        found.append(
            f"The degree is finished in its {pace} length of {months} months, and a "
            "year begun is paid in full where the price is per year."
        )
    return found


def _fees_assumption(rows: Sequence[Tuition]) -> str:
    if all(row.includes_fees for row in rows):
        return "Required fees are in the price."
    fees = {(r.fees_per_year, r.currency) for r in rows if r.fees_per_year is not None}
    if fees:
        amounts = " or ".join(sorted(money(amount, code) for amount, code in fees))
        return f"Required fees of {amounts} a year come on top and are not added."
    if any(row.includes_fees is None for row in rows):
        return (
            "The source does not say whether required fees are in the price, so read "
            "each amount as “at least”."
        )
    return "Required fees come on top and are not known: each amount is “at least”."
