"""What the program page shows beyond the figures that every page shares.

Pure: worked out from a program and its facts, without a query.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from programs.claims import (
    Claim,
    claims_of,
    coverage_claims,
    is_mostly_other_fields,
)
from programs.facts import ProgramFacts
from programs.figures import Figure, Section, sections_of
from programs.figures.figure import Line, SourcedRow
from programs.figures.standing import is_past
from programs.models import Deadline, Outcome, Program, Source, ValueState
from programs.places import place_name
from programs.program_cost import (
    ResidencyCost,
    assumptions,
    costs_by_residency,
    worked_out,
)
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
FULL_LABELS = {
    "programmatic_accreditation": "Accreditation of the program",
    "institutional_accreditation": "Accreditation of the institution",
    "deadlines": "Deadlines",
}
MEANINGS = {
    ValueState.NOT_PUBLISHED: "We read the page or file that should say it, and it "
    "does not. The program may tell you if you ask.",
    ValueState.SUPPRESSED: "A figure exists, but its publisher withholds it because it "
    "would be about too few people.",
    ValueState.TOO_NEW: "The program, or its field there, is too new for this figure.",
    ValueState.NOT_APPLICABLE: "The question does not arise for this program.",
    ValueState.NOT_YET_CHECKED: "We have not read a page that says it. That is a gap "
    "in our work and says nothing about the program.",
}


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
    sections = page_sections(program, facts, today)
    by_section = {section.key: section for section in sections}
    by_key = {figure.key: figure for each in sections for figure in each.figures}
    boxed = key_figures(by_key)
    worked = worked_out(program, facts)
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
        costs=costs_by_residency(worked, facts),
        assumptions=assumptions(program, worked, facts),
        own_outcomes=[r for r in facts.outcomes if r.scope == Outcome.Scope.PROGRAM],
        claims=claims_of(wider, place),
        coverage_claims=coverage_claims(wider, place),
        is_mostly_other_fields=is_mostly_other_fields(wider),
        deadlines=dated_deadlines(facts.deadlines, today),
        unknowns=unknowns_of(sections, {f"field_{row.metric}" for row in wider}),
        sources=page_sources(program, facts, sections),
    )


def page_sections(program: Program, facts: ProgramFacts, today: date) -> list[Section]:
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
        *sections_of(program, facts, today),
    ]


def page_sources(
    program: Program, facts: ProgramFacts, sections: Sequence[Section]
) -> SourceList:
    """Give the sources of the figures, then those that only the tables' rows name."""
    own: Source | None = program.institution.source
    known = sources_of([facts]) | ({own.pk: own} if own else {})
    rows: list[SourcedRow] = [
        *facts.tuitions,
        *facts.averages,
        *facts.outcomes,
        *facts.accreditations,
        *facts.institution_accreditations,
        *facts.deadlines,
    ]
    return number_sources([sections], known, rows)


def key_figures(by_key: Mapping[str, Figure]) -> list[Figure]:
    """Choose the figures for the box of key facts, in its order.

    Of the unknown ones only those that everybody asks for are shown; a length only
    when neither pace has one.
    """
    shown = [by_key[key] for key in IN_THE_BOX]
    needed = set(IN_THE_BOX_EVEN_UNKNOWN)
    if by_key["part_time_months_lowest"].is_known:
        needed.remove("full_time_months_lowest")
    return [
        _labeled(figure) for figure in shown if figure.is_known or figure.key in needed
    ]


def other_figures(section: Section, shown: Sequence[Figure] = ()) -> list[Figure]:
    """Give the known figures of a section that are not shown elsewhere."""
    keys = {figure.key for figure in shown}
    return [f for f in section.figures if f.is_known and f.key not in keys]


def dated_deadlines(deadlines: Sequence[Deadline], today: date) -> list[DatedDeadline]:
    """Put deadlines in order: those to come, then those of every year, then past."""

    def rank(dated: DatedDeadline) -> tuple[int, int, int, int]:
        row = dated.deadline
        group = 2 if dated.is_past else 0 if row.year else 1
        return (group, row.year or 0, row.month, row.day)

    return sorted(
        (DatedDeadline(row, row.words, is_past(row, today)) for row in deadlines),
        key=rank,
    )


def unknowns_of(
    sections: Sequence[Section], told: Collection[str] = ()
) -> list[Unknowns]:
    """Gather every figure without value by its state, in the order of `MEANINGS`.

    A program without any price counts once, not once for each way to reckon it. The
    figures `told`, by key, say elsewhere on the page why they are missing.
    """
    every = [figure for section in sections for figure in section.figures]
    missing = [f for f in every if not f.is_known and f.key not in told]
    if any(figure.key == "tuition" for figure in missing):
        reckoned = {"tuition_total", "tuition_per_year"}
        missing = [figure for figure in missing if figure.key not in reckoned]
    return [
        Unknowns(state, meaning, tuple(map(_labeled, figures)))
        for state, meaning in MEANINGS.items()
        if (figures := [figure for figure in missing if figure.state == state])
    ]


def _labeled(figure: Figure) -> Figure:
    return replace(figure, label=FULL_LABELS.get(figure.key, figure.label))
