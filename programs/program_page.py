"""What the program page shows beyond the figures that every page shares.

Pure: worked out from a program and its facts, without a query.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from programs.claims import (
    Claim,
    claims_of,
    coverage_claims,
    is_mostly_other_fields,
)
from programs.costs import RESIDENCIES, Cost, cost_per_year, total_cost
from programs.facts import ProgramFacts
from programs.figures import Figure, Section, sections_of
from programs.figures.cost import WHO, cost, length_of, prices_of
from programs.figures.figure import Cited, Line
from programs.figures.formatting import money, number_range
from programs.figures.standing import deadline_day
from programs.models import (
    Deadline,
    Outcome,
    Program,
    Source,
    Tuition,
    ValueState,
)
from programs.places import place_name
from programs.sources import SourceList, number_sources, sources_of

IN_THE_BOX = [
    "place",
    "delivery",
    "attendance",
    "full_time_months_lowest",
    "part_time_months_lowest",
    "credits_lowest",
    "start_terms",
    "tuition_total",
    "tuition_per_year",
    "programming",
    "gre_policy",
    "programmatic_accreditation",
]
IN_THE_BOX_EVEN_UNKNOWN = {
    "delivery",
    "full_time_months_lowest",
    "tuition_total",
    "programming",
    "programmatic_accreditation",
}
MEANINGS = {
    ValueState.NOT_PUBLISHED: "We read the place where it should stand, and it is not "
    "there. Ask the program.",
    ValueState.SUPPRESSED: "A figure exists, but its publisher withholds it because it "
    "would be about too few people.",
    ValueState.TOO_NEW: "The program is too young to have this figure.",
    ValueState.NOT_APPLICABLE: "The question does not arise for this program.",
    ValueState.NOT_YET_CHECKED: "We have not read a page that says it. That is a gap "
    "in our work and says nothing about the program.",
}


@dataclass(frozen=True)
class ResidencyCost:
    """What it costs one kind of student, or several who pay the same.

    `is_at_least` tells that required fees may come on top of the amounts.
    """

    who: str
    total: Figure
    per_year: Figure
    is_at_least: bool


@dataclass(frozen=True)
class DatedDeadline:
    """One deadline with its date in words; one that comes every year never passes."""

    deadline: Deadline
    day: str
    is_past: bool


@dataclass(frozen=True)
class Unknowns:
    """All figures of a page that are missing for the same reason."""

    state: ValueState
    meaning: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class ProgramPage:
    """All that the page says; lists may be empty.

    `degree`, `admission`, `curriculum` and `fees` hold known figures only; `tuition`,
    `outcome` and `accreditation` say why the program's own are missing.
    """

    key_figures: list[Figure]
    degree: list[Figure]
    admission: list[Figure]
    curriculum: list[Figure]
    fees: list[Figure]
    tuition: Figure
    outcome: Figure | None
    accreditation: Figure
    costs: list[ResidencyCost]
    assumptions: list[str]
    own_outcomes: list[Outcome]
    claims: list[Claim]
    coverage_claims: list[str]
    is_mostly_other_fields: bool
    deadlines: list[DatedDeadline]
    unknowns: list[Unknowns]
    sources: SourceList


def page_of(program: Program, facts: ProgramFacts, today: date) -> ProgramPage:
    """Work out the whole page; `today` decides which deadlines have passed."""
    sections = page_sections(program, facts)
    by_section = {section.key: section for section in sections}
    by_key = {figure.key: figure for section in sections for figure in section.figures}
    boxed = key_figures(by_key)
    place = program.institution.name
    wider = [r for r in facts.outcomes if r.scope == Outcome.Scope.FIELD_OF_STUDY]
    return ProgramPage(
        key_figures=boxed,
        degree=other_figures(by_section["key-facts"], boxed),
        admission=other_figures(by_section["admission"]),
        curriculum=other_figures(by_section["curriculum"], [by_key["topics"]]),
        fees=[f for f in [by_key["application_fee_amount"]] if f.is_known],
        tuition=by_key["tuition"],
        outcome=by_key.get("outcome"),
        accreditation=by_key["programmatic_accreditation"],
        costs=costs_by_residency(program, facts),
        assumptions=assumptions(program, facts),
        own_outcomes=[r for r in facts.outcomes if r.scope == Outcome.Scope.PROGRAM],
        claims=claims_of(wider, place),
        coverage_claims=coverage_claims(wider, place),
        is_mostly_other_fields=is_mostly_other_fields(wider),
        deadlines=dated_deadlines(facts.deadlines, today),
        unknowns=unknowns_of(sections),
        sources=page_sources(program, facts, sections),
    )


def page_sections(program: Program, facts: ProgramFacts) -> list[Section]:
    """Give the sections that all pages share, with the institution's place before."""
    institution = program.institution
    parts = [place_name(institution), institution.get_control_display().lower()]
    place = Line(
        "; ".join(part for part in parts if part),
        source_ids=(institution.source_id,) if institution.source_id else (),
        checked_on=institution.checked_on,
    )
    figure = Figure("place", "Place", ValueState.KNOWN, (place,), institution.city)
    return [
        Section("institution", "Institution", (figure,)),
        *sections_of(program, facts),
    ]


def page_sources(
    program: Program, facts: ProgramFacts, sections: Sequence[Section]
) -> SourceList:
    """Give the page's sources, those of all residencies' prices included."""
    cited = Cited(facts.citations)
    prices = [
        Section("cost", "Cost", cost(program, facts, cited, residency))
        for residency in RESIDENCIES
    ]
    own: Source | None = program.institution.source
    known = sources_of([facts]) | ({own.pk: own} if own else {})
    return number_sources([sections, prices], known)


def key_figures(by_key: Mapping[str, Figure]) -> list[Figure]:
    """Choose the figures for the box of key facts, in its order.

    Of the unknown ones only those that everybody asks for are shown; a length only
    when neither pace has one.
    """
    shown = [by_key[key] for key in IN_THE_BOX]
    needed = set(IN_THE_BOX_EVEN_UNKNOWN)
    if by_key["part_time_months_lowest"].is_known:
        needed.remove("full_time_months_lowest")
    return [figure for figure in shown if figure.is_known or figure.key in needed]


def other_figures(section: Section, shown: Sequence[Figure] = ()) -> list[Figure]:
    """Give the known figures of a section that are not shown elsewhere."""
    keys = {figure.key for figure in shown}
    return [f for f in section.figures if f.is_known and f.key not in keys]


def costs_by_residency(program: Program, facts: ProgramFacts) -> list[ResidencyCost]:
    """Work out total and yearly tuition for each residency; those alike are joined.

    Empty when the program has no known price of its own.
    """
    if not prices_of(facts.tuitions):
        return []
    cited = Cited(facts.citations)
    groups: dict[tuple[object, ...], list[str]] = {}
    figures: dict[tuple[object, ...], tuple[Figure, Figure, bool]] = {}
    for residency in RESIDENCIES:
        total, per_year = cost(program, facts, cited, residency)[:2]
        alike = (total.state, total.lines, per_year.state, per_year.lines)
        groups.setdefault(alike, []).append(WHO[residency])
        figures[alike] = (total, per_year, _is_at_least(program, facts, residency))
    return [ResidencyCost(_who(who), *figures[alike]) for alike, who in groups.items()]


def assumptions(program: Program, facts: ProgramFacts) -> list[str]:
    """Say in sentences what the worked-out costs rest on; empty without any cost."""
    costs = [c for r in RESIDENCIES for c in _costs(program, facts, r)]
    if not costs:
        return []
    rows = [row for c in costs for row in _rows_behind(facts, c)]
    return [
        _price_year_assumption(costs),
        *_length_assumptions(program, costs),
        _fees_assumption(rows),
        "Books, travel, living costs, loan interest, grants and an employer’s share "
        "are left out.",
    ]


def dated_deadlines(deadlines: Sequence[Deadline], today: date) -> list[DatedDeadline]:
    """Put deadlines in order: those to come, then those of every year, then past."""

    def rank(dated: DatedDeadline) -> tuple[int, int, int, int]:
        row = dated.deadline
        group = 2 if dated.is_past else 0 if row.year else 1
        return (group, row.year or 0, row.month, row.day)

    return sorted(
        (
            DatedDeadline(row, deadline_day(row), _is_past(row, today))
            for row in deadlines
        ),
        key=rank,
    )


def unknowns_of(sections: Sequence[Section]) -> list[Unknowns]:
    """Gather every figure without value by its state, in the order of `MEANINGS`.

    A program without any price counts once, not once for each way to reckon it.
    """
    missing = [f for section in sections for f in section.figures if not f.is_known]
    if any(figure.key == "tuition" for figure in missing):
        reckoned = {"tuition_total", "tuition_per_year"}
        missing = [figure for figure in missing if figure.key not in reckoned]
    return [
        Unknowns(state, meaning, tuple(figures))
        for state, meaning in MEANINGS.items()
        if (figures := [figure for figure in missing if figure.state == state])
    ]


def _costs(program: Program, facts: ProgramFacts, residency: str) -> list[Cost]:
    prices, length = prices_of(facts.tuitions), length_of(program)
    found = [
        total_cost(prices, length, residency),
        cost_per_year(prices, length, residency),
    ]
    return [one for one in found if one]


def _rows_behind(facts: ProgramFacts, found: Cost) -> list[Tuition]:
    basis = (found.academic_year, found.basis, found.currency)
    return [
        row
        for row in facts.tuitions
        if row.amount is not None
        and (row.academic_year, row.basis, row.currency) == basis
    ]


def _is_at_least(program: Program, facts: ProgramFacts, residency: str) -> bool:
    costs = _costs(program, facts, residency)
    rows = [row for c in costs if c.highest for row in _rows_behind(facts, c)]
    return any(not row.includes_fees for row in rows)


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
    is_timed = any("months" in c.steps or "years" in c.steps for c in costs)
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


def _is_past(row: Deadline, today: date) -> bool:
    return bool(row.year) and date(row.year or 0, row.month, row.day) < today
