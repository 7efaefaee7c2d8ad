from dataclasses import replace

from programs.costs import AS_PUBLISHED, Cost, Length, Price, cost_per_year, total_cost
from programs.facts import ProgramFacts
from programs.figures.figure import Cited, Figure, Line, line_of
from programs.figures.formatting import money, money_range
from programs.models import Program, Tuition, ValueState

WHO = {
    "resident": "residents",
    "nonresident": "non-residents",
    "international": "international students",
}


def cost(
    program: Program, facts: ProgramFacts, cited: Cited, residency: str
) -> tuple[Figure, ...]:
    """Say what it costs somebody of this residency, first on a common basis."""
    who = WHO[residency]
    offered = [row for row in facts.tuitions if row.residency in (residency, "any")]
    prices, length = prices_of(offered), length_of(program)
    total = total_cost(prices, length, residency)
    yearly = cost_per_year(prices, length, residency)
    missing = _missing(facts, cited, residency)
    return (
        _derived("tuition_total", f"Tuition in total, {who}", total, offered, missing),
        _derived(
            "tuition_per_year", f"Tuition per year, {who}", yearly, offered, missing
        ),
        _published(facts, cited),
        _average(facts, cited, residency),
        _application_fee(program, cited),
    )


def prices_of(tuitions: list[Tuition]) -> list[Price]:
    """Known rows as prices that can be reckoned with."""
    return [
        Price(row.amount, row.currency, row.basis, row.residency, row.academic_year)
        for row in tuitions
        if row.amount is not None
    ]


def length_of(program: Program) -> Length:
    """Give full-time months, or part-time ones when only these are known."""
    is_full_time = program.full_time_months_lowest is not None
    pace = "full_time" if is_full_time else "part_time"
    return Length(
        months_lowest=getattr(program, f"{pace}_months_lowest"),
        months_highest=getattr(program, f"{pace}_months_highest"),
        credits_lowest=program.credits_lowest,
        credits_highest=program.credits_highest,
        is_full_time=is_full_time,
    )


def tuition_line(row: Tuition) -> Line:
    """One published price in words, such as `$260 per credit, residents`."""
    if row.amount is None:
        return line_of(row, ValueState(row.state).label, row.academic_year, row.note)
    basis = "in total" if row.basis == "total" else row.get_basis_display().lower()
    who = WHO.get(row.residency, "everyone")
    text = f"{money(row.amount, row.currency)} {basis}, {who}{_fees(row)}"
    return line_of(row, text, row.academic_year or "year not stated", row.note)


def _fees(row: Tuition) -> str:
    if row.includes_fees:
        return ", required fees included"
    if row.fees_per_year is not None:
        return f", and {money(row.fees_per_year, row.currency)} required fees a year"
    return ", required fees not included" if row.includes_fees is False else ""


def _derived(
    key: str, label: str, found: Cost | None, offered: list[Tuition], missing: Figure
) -> Figure:
    if found is None:
        return replace(missing, key=key, label=label)
    rows = [
        row
        for row in offered
        if (row.academic_year, row.basis) == (found.academic_year, found.basis)
    ]
    line = Line(
        text=_at_least(found, rows),
        year=found.academic_year or "year not stated",
        note="" if found.steps == AS_PUBLISHED else f"Worked out: {found.steps}",
        source_ids=tuple(dict.fromkeys(r.source_id for r in rows if r.source_id)),
        checked_on=max((r.checked_on for r in rows if r.checked_on), default=None),
    )
    value, year = (found.lowest, found.highest), found.academic_year
    return Figure(key, label, ValueState.KNOWN, (line,), value, found.currency, year)


def _at_least(found: Cost, rows: list[Tuition]) -> str:
    """Write a sum; "at least" unless it is free or required fees are known to be in it.

    Fees that come on top of what is free are among the published prices.
    """
    amount = money_range(found.lowest, found.highest, found.currency)
    if found.highest == 0 or all(row.includes_fees for row in rows):
        return amount
    return f"At least {amount}"


def _missing(facts: ProgramFacts, cited: Cited, residency: str) -> Figure:
    """Say why there is no sum for this residency."""
    offered = [row for row in facts.tuitions if row.residency in (residency, "any")]
    if not prices_of(offered) and (offered or not facts.tuitions):
        return _without_amount(offered, "", cited)
    note = "The prices and the length on record do not give it."
    if not offered:
        note = f"No price for {WHO[residency]} is on record."
    return Figure("", "", ValueState.NOT_YET_CHECKED, (Line("", note=note),))


def _published(facts: ProgramFacts, cited: Cited) -> Figure:
    label = "Prices as published"
    if not prices_of(facts.tuitions):
        return _without_amount(facts.tuitions, label, cited)
    known = [row for row in facts.tuitions if row.amount is not None]
    lines = [tuition_line(row) for row in facts.tuitions]
    return cited.rows(
        "tuition",
        label,
        lines,
        value=tuple((row.residency, row.basis, row.amount) for row in known),
        basis=frozenset((row.currency, row.basis) for row in known),
        year=_years(known),
    )


def _without_amount(rows: list[Tuition], label: str, cited: Cited) -> Figure:
    if not rows:
        return cited.missing("tuition", label)
    lines = (line_of(rows[0], "", note=rows[0].note),)
    return Figure("tuition", label, ValueState(rows[0].state), lines)


def _years(rows: list[Tuition]) -> str:
    return ", ".join(sorted({row.academic_year for row in rows if row.academic_year}))


def _average(facts: ProgramFacts, cited: Cited, residency: str) -> Figure:
    label = "Average of the institution, not this program"
    rows = [
        row
        for row in facts.averages
        if row.amount is not None and row.residency in (residency, "any")
    ]
    return cited.rows(
        "institution_average",
        label,
        [tuition_line(row) for row in rows],
        value=tuple((row.basis, row.amount, row.fees_per_year) for row in rows),
        basis=frozenset((row.currency, row.basis) for row in rows),
        year=_years(rows),
    )


def _application_fee(program: Program, cited: Cited) -> Figure:
    amount, currency = program.application_fee_amount, program.application_fee_currency
    text = "" if amount is None else money(amount, currency)
    return cited.scalar(
        "application_fee_amount", "Application fee", amount, text, basis=currency
    )
