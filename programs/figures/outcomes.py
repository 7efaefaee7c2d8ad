from collections.abc import Hashable, Sequence
from decimal import Decimal
from itertools import groupby

from programs.facts import ProgramFacts
from programs.figures.figure import Cited, Figure, Line, line_of, unknown_figure
from programs.formatting import share
from programs.models import Outcome, Program, ValueState

HALF = Decimal("0.5")
ANY_OUTCOME = "outcome"  # stands for every metric when a program has none
FIELD_METRICS = {
    Outcome.Metric.AWARDS: "Master’s degrees awarded",
    Outcome.Metric.MEDIAN_EARNINGS_4YR: "Typical earnings 4 years after finishing a "
    "master’s",
    Outcome.Metric.MEDIAN_EARNINGS_1YR: "Typical earnings 1 year after finishing a "
    "master’s",
    Outcome.Metric.MEDIAN_FEDERAL_DEBT: "Typical federal graduate loan debt of those "
    "who borrowed for a master’s",
}  # what the federal files measure, in the order of the pages, in words for a sentence


def outcomes(facts: ProgramFacts, cited: Cited) -> tuple[Figure, ...]:
    """Give the program's own published outcomes, a figure for each metric."""
    own = [row for row in facts.outcomes if row.scope == Outcome.Scope.PROGRAM]
    if not own:
        return (cited.missing("outcomes", "Outcomes of this program", ANY_OUTCOME),)
    own.sort(key=lambda row: (row.metric, row.pk or 0))
    return tuple(
        _figure(f"outcome_{metric}", list(rows))
        for metric, rows in groupby(own, key=lambda row: row.metric)
    )


def field_outcomes(program: Program, facts: ProgramFacts) -> tuple[Figure, ...]:
    """Give figures of the wider federal field at the institution; may be empty.

    The metrics of the federal files come first. Outside the United States these do
    not apply: no federal file covers it.
    """
    rows_of: dict[str, list[Outcome]] = {metric: [] for metric in FIELD_METRICS}
    for row in facts.outcomes:
        if row.scope == Outcome.Scope.FIELD_OF_STUDY:
            rows_of.setdefault(row.metric, []).append(row)
    is_covered = program.institution.country == "US"
    return tuple(
        _figure(f"field_{metric}", rows) if rows else _not_federal(metric)
        for metric, rows in rows_of.items()
        if rows or not is_covered
    )


def outcome_note(row: Outcome) -> str:
    """Who is counted, when it was measured, and what else the figure covers."""
    parts = [row.cip_title, row.population]
    if row.measured:
        parts.append(f"measured in {row.measured}")
    if row.share_of_field is not None:
        parts.append(
            f"this program's federal code is {share(row.share_of_field)} of the field"
        )
    if row.campuses_sharing:
        parts.append(f"{row.campuses_sharing} campuses share this figure")
    parts.append(row.note)
    return "; ".join(part for part in parts if part)


def _not_federal(metric: str) -> Figure:
    label = str(Outcome.Metric(metric).label)
    note = Line("", note="US federal files cover institutions in the United States.")
    return Figure(f"field_{metric}", label, ValueState.NOT_APPLICABLE, (note,))


def _figure(key: str, rows: list[Outcome]) -> Figure:
    label = str(Outcome.Metric(rows[0].metric).label)
    known = [row for row in rows if row.value is not None]
    if not known:
        stated = [(row, row.cohort, outcome_note(row)) for row in rows]
        return unknown_figure(key, label, stated)
    value = tuple(row.value for row in known)
    basis = "" if any(map(_is_of_others_too, known)) else _basis(known)
    year = ", ".join(sorted({row.cohort for row in known if row.cohort}))
    lines = tuple(
        line_of(row, row.words, row.cohort, outcome_note(row)) for row in rows
    )
    return Figure(key, label, ValueState.KNOWN, lines, value, basis, year)


def _basis(known: Sequence[Outcome]) -> Hashable:
    return frozenset(
        (row.unit, row.dollar_year, row.cip_code, row.population) for row in known
    )


def _is_of_others_too(row: Outcome) -> bool:
    """Tell whether most of the field, or another campus, shares the figure."""
    is_minority = row.share_of_field is not None and row.share_of_field < HALF
    return is_minority or bool(row.campuses_sharing)
