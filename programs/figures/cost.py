from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

from programs.costs import (
    AS_PUBLISHED,
    FREE,
    Cost,
    Length,
    Price,
    cost_per_year,
    paid_by,
    total_cost,
)
from programs.facts import ProgramFacts
from programs.figures.figure import (
    Cited,
    Figure,
    Line,
    line_of,
    note_of,
    unknown_figure,
)
from programs.formatting import money, money_range
from programs.models import Program, Tuition, ValueState

UNCHECKED = ValueState.NOT_YET_CHECKED
NO_TUITION = "No tuition"
# What a sum needs beside a published price, where the portal does not have it.
NEEDS: dict[str, str] = {
    Tuition.Basis.TOTAL: "The length is not known.",
    Tuition.Basis.PER_YEAR: "The length is not known.",
    Tuition.Basis.PER_TERM: "The number of terms is not known.",
    Tuition.Basis.PER_COURSE: "The number of courses is not known.",
    Tuition.Basis.PER_CREDIT: "The number of credits or the length is not known.",
}


@dataclass(frozen=True)
class WorkedOut:
    """What a program costs one kind of student, None where no price gives it."""

    residency: str
    total: Cost | None
    per_year: Cost | None


def cost(
    program: Program, facts: ProgramFacts, cited: Cited, residency: str
) -> tuple[Figure, ...]:
    """Say what it costs somebody of this residency, first on a common basis."""
    return (
        *sums(work_out(program, facts, residency), facts, cited),
        _published(facts, cited, residency),
        _average(facts, cited, residency),
        _application_fee(program, cited),
    )


def work_out(program: Program, facts: ProgramFacts, residency: str) -> WorkedOut:
    """Work out what the program's own prices come to for this residency."""
    prices, length = prices_of(facts.tuitions), length_of(program)
    return WorkedOut(
        residency,
        total=total_cost(prices, length, residency),
        per_year=cost_per_year(prices, length, residency),
    )


def sums(found: WorkedOut, facts: ProgramFacts, cited: Cited) -> tuple[Figure, Figure]:
    """Give tuition in total and per year, or say why there is none."""
    who = Tuition.Residency(found.residency).words
    missing = _missing(facts, cited, found.residency)
    rows = {row.pk: row for row in facts.tuitions}
    total, per_year = (
        _sum(cost, found.residency, rows) if cost else missing
        for cost in (found.total, found.per_year)
    )
    return (
        replace(total, key="tuition_total", label=f"Tuition in total, {who}"),
        replace(per_year, key="tuition_per_year", label=f"Tuition per year, {who}"),
    )


def rows_for(rows: Sequence[Tuition], residency: str) -> list[Tuition]:
    """Keep the prices that this residency pays; those of everyone are among them."""
    paid = paid_by(residency, {row.residency for row in rows})
    return [row for row in rows if row.residency in paid]


def prices_of(tuitions: Sequence[Tuition]) -> list[Price]:
    """Known rows as prices that can be reckoned with."""
    return [
        Price(
            row.amount,
            row.currency,
            row.basis,
            row.residency,
            row.academic_year,
            row.includes_fees,
            row.pk,
        )
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
    """One published price in words, such as `$260 per credit, non-residents`."""
    if row.amount is None:
        return line_of(
            row, ValueState(row.state).label, row.academic_year, note_of(row)
        )
    who = Tuition.Residency(row.residency).words
    amount = money(row.amount, row.currency)
    text = f"{amount} {basis_in_words(row.basis)}, {who}{_fees(row)}"
    return line_of(row, text, row.academic_year or "year not stated", note_of(row))


def basis_in_words(basis: str) -> str:
    """Say what one amount buys, such as `per term` or `in total`."""
    if basis == Tuition.Basis.TOTAL:
        return "in total"
    return str(Tuition.Basis(basis).label).lower()


def cost_in_words(found: Cost) -> str:
    """Write a sum; "at least" when required fees may come on top, words for 0."""
    if found.highest == 0:
        return NO_TUITION
    return money_range(
        found.lowest, found.highest, found.currency, is_at_least=found.is_at_least
    )


def _fees(row: Tuition) -> str:
    if row.includes_fees:
        return ", required fees included"
    if row.fees_per_year is not None:
        return f", and {money(row.fees_per_year, row.currency)} required fees a year"
    return ", required fees not included" if row.includes_fees is False else ""


def _remarks(found: Cost, residency: str, rows: Sequence[Tuition]) -> list[str]:
    """Say how a sum was worked out, for whom, and what limits its prices."""
    remarks = (
        [] if found.steps in (AS_PUBLISHED, FREE) else [f"Worked out: {found.steps}"]
    )
    if found.residency not in (residency, Tuition.Residency.ANY):
        remarks.append(f"the price for {Tuition.Residency(found.residency).words}")
    if found.highest == 0 and not all(row.includes_fees for row in rows):
        remarks.append("required fees may come on top")
    return remarks + list(dict.fromkeys(filter(None, map(note_of, rows))))


def _sum(found: Cost, residency: str, rows_by_pk: Mapping[int, Tuition]) -> Figure:
    rows = [rows_by_pk[price.pk] for price in found.prices if price.pk]
    line = Line(
        text=cost_in_words(found),
        year=found.academic_year or "year not stated",
        note="; ".join(_remarks(found, residency, rows)),
        source_ids=tuple(dict.fromkeys(r.source_id for r in rows if r.source_id)),
        checked_on=max((r.checked_on for r in rows if r.checked_on), default=None),
    )
    return Figure(
        "",
        "",
        ValueState.KNOWN,
        (line,),
        value=(found.lowest, found.highest),
        basis=found.currency,
        year=found.academic_year,
        terms=_terms(found),
    )


def _terms(found: Cost) -> str:
    """Say what the published price buys, whom it is for and whether fees are in it."""
    with_fees = all(price.includes_fees for price in found.prices)
    who = Tuition.Residency(found.residency).words
    fees = "with required fees" if with_fees else "before required fees"
    return f"{basis_in_words(found.basis)}, {who}, {fees}"


def _missing(facts: ProgramFacts, cited: Cited, residency: str) -> Figure:
    """Say why there is no sum for this residency."""
    if not facts.tuitions:
        return cited.missing("tuition", "")
    offered = rows_for(facts.tuitions, residency)
    if offered and not prices_of(offered):
        return _without_amount("", "", offered)
    if not offered:
        return Figure("", "", UNCHECKED, instead=no_price_for(residency))
    lines = tuple(Line("", note=need) for need in _needs(offered))
    return Figure("", "", UNCHECKED, lines, instead="Cannot be worked out")


def _needs(offered: Sequence[Tuition]) -> list[str]:
    """Name what the newest prices would need for a sum, each once."""
    return list(
        dict.fromkeys(NEEDS[row.basis] for row in offered if row.basis in NEEDS)
    )


def no_price_for(residency: str) -> str:
    """Say that the prices on record are all for other students."""
    return f"No price for {Tuition.Residency(residency).words} on record"


def _published(facts: ProgramFacts, cited: Cited, residency: str) -> Figure:
    """Give the prices this residency pays; all of them when it has no amount."""
    rows = rows_for(facts.tuitions, residency)
    if not prices_of(rows):
        rows = facts.tuitions
    known = [row for row in rows if row.amount is not None]
    value = tuple((row.residency, row.basis, row.amount) for row in known)
    return _prices("tuition", "Prices as published", rows, value, cited)


def _average(facts: ProgramFacts, cited: Cited, residency: str) -> Figure:
    label = "Average of the institution, not this program"
    rows = rows_for(facts.averages, residency)
    known = [row for row in rows if row.amount is not None]
    value = tuple((row.basis, row.amount, row.fees_per_year) for row in known)
    return _prices("institution_average", label, rows, value, cited)


def _prices(
    key: str, label: str, rows: list[Tuition], value: Hashable, cited: Cited
) -> Figure:
    """Give all the rows as published; the first one's state when none has an amount."""
    known = [row for row in rows if row.amount is not None]
    if rows and not known:
        return _without_amount(key, label, rows)
    return cited.rows(
        key,
        label,
        [tuition_line(row) for row in rows],
        value=value,
        basis=frozenset((row.currency, row.basis) for row in known),
        year=", ".join(sorted({r.academic_year for r in known if r.academic_year})),
    )


def _without_amount(key: str, label: str, rows: Sequence[Tuition]) -> Figure:
    return unknown_figure(
        key, label, [(row, row.academic_year, note_of(row)) for row in rows]
    )


def _application_fee(program: Program, cited: Cited) -> Figure:
    amount, currency = program.application_fee_amount, program.application_fee_currency
    text = "" if amount is None else money(amount, currency)
    return cited.scalar(
        "application_fee_amount", "Application fee", amount, text, basis=currency
    )
