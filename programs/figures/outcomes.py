from itertools import groupby

from programs.facts import ProgramFacts
from programs.figures.figure import Cited, Figure, Line, line_of
from programs.figures.formatting import money, number, share
from programs.models import Outcome, Program, ValueState

ANY_OUTCOME = "outcome"  # stands for every metric when a program has none
FIELD_METRICS = [
    "awards",
    "median-earnings-4yr",
    "median-earnings-1yr",
    "median-federal-debt",
]


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
    """Give figures of the wider federal field at the institution; empty without any.

    Outside the United States they do not apply: no federal file covers it.
    """
    if program.institution.country != "US":
        return tuple(_not_federal(metric) for metric in FIELD_METRICS)
    wider = [r for r in facts.outcomes if r.scope == Outcome.Scope.FIELD_OF_STUDY]
    return tuple(
        _figure(f"field_{metric}", rows)
        for metric in FIELD_METRICS
        if (rows := [row for row in wider if row.metric == metric])
    )


def outcome_value(row: Outcome) -> str:
    """Write the value with its unit, such as 72%; the state when unknown."""
    if row.value is None:
        return str(ValueState(row.state).label)
    if row.unit == Outcome.Unit.USD:
        dollars = f" ({row.dollar_year} dollars)" if row.dollar_year else ""
        return money(row.value, "USD") + dollars
    if row.unit == Outcome.Unit.PERCENT:
        return f"{number(row.value)}%"
    return f"{number(row.value)} {row.get_unit_display()}"


def outcome_note(row: Outcome) -> str:
    """Who is counted, when it was measured, and what else the figure covers."""
    parts = [row.population]
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
        return Figure(key, label, ValueState(rows[0].state), (_line(rows[0], ""),))
    value = tuple(row.value for row in known)
    basis = frozenset((row.unit, row.dollar_year, row.population) for row in known)
    year = ", ".join(sorted({row.cohort for row in known if row.cohort}))
    lines = tuple(_line(row, outcome_value(row)) for row in rows)
    return Figure(key, label, ValueState.KNOWN, lines, value, basis, year)


def _line(row: Outcome, text: str) -> Line:
    return line_of(row, text, row.cohort, outcome_note(row))
