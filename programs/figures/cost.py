from programs.costs import Cost, Length, Price, cost_per_year, total_cost
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
    prices, length = prices_of(facts.tuitions), length_of(program)
    return (
        _derived(
            "tuition_total",
            f"Tuition in total, {who}",
            total_cost(prices, length, residency),
            facts,
            cited,
        ),
        _derived(
            "tuition_per_year",
            f"Tuition per year, {who}",
            cost_per_year(prices, length, residency),
            facts,
            cited,
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
    key: str, label: str, found: Cost | None, facts: ProgramFacts, cited: Cited
) -> Figure:
    if found is None:
        return _underivable(key, label, facts, cited)
    rows = [
        row
        for row in facts.tuitions
        if (row.academic_year, row.basis) == (found.academic_year, found.basis)
    ]
    line = Line(
        text=money_range(found.lowest, found.highest, found.currency),
        year=found.academic_year or "year not stated",
        note="" if found.steps == "as published" else f"Worked out: {found.steps}",
        source_ids=tuple(dict.fromkeys(r.source_id for r in rows if r.source_id)),
        checked_on=max((r.checked_on for r in rows if r.checked_on), default=None),
    )
    value = (found.lowest, found.highest)
    return Figure(
        key,
        label,
        ValueState.KNOWN,
        (line,),
        value,
        found.currency,
        found.academic_year,
    )


def _underivable(key: str, label: str, facts: ProgramFacts, cited: Cited) -> Figure:
    if not prices_of(facts.tuitions):
        return _no_price(key, label, facts, cited)
    reason = Line("", note="The prices and the length on record do not give it.")
    return Figure(key, label, ValueState.NOT_YET_CHECKED, (reason,))


def _no_price(key: str, label: str, facts: ProgramFacts, cited: Cited) -> Figure:
    for row in facts.tuitions:
        return Figure(
            key, label, ValueState(row.state), (line_of(row, "", note=row.note),)
        )
    return cited.missing("tuition", label, key)


def _published(facts: ProgramFacts, cited: Cited) -> Figure:
    label = "Prices as published"
    if not prices_of(facts.tuitions):
        return _no_price("tuition", label, facts, cited)
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
