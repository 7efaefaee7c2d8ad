"""What a program costs: arithmetic on its published prices.

Every result keeps the currency, the academic year and the way it was worked out.
Nothing is converted, and nothing is derived from a price whose basis would need a
guess: a price per term or per course gives no total, unless it is 0.
Formulas: base by basis, `field-notes` convention: total → T; per credit → p·C;
per year → p·⌈months ÷ 12⌉.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from math import ceil

from programs.models.tuition import RESIDENCIES

DEFAULT_RESIDENCY = "nonresident"
TOTAL_BASES = ("total", "per-credit", "per-year", "per-term", "per-course")
YEARLY_BASES = ("per-year", "total", "per-credit", "per-term", "per-course")
CENT = Decimal("0.01")
AS_PUBLISHED = "as published"
FREE = "free of tuition"


@dataclass(frozen=True)
class Price:
    """One published price; `academic_year` is blank when the page is undated.

    `includes_fees` is None when it is not stated. `pk` names the row that the price
    was read from, if any.
    """

    amount: Decimal
    currency: str
    basis: str
    residency: str
    academic_year: str = ""
    includes_fees: bool | None = None
    pk: int | None = None


@dataclass(frozen=True)
class Length:
    """How long a program takes; None where it is not known.

    `months` are full-time ones, or part-time ones when only these are known.
    """

    months_lowest: int | None = None
    months_highest: int | None = None
    credits_lowest: Decimal | None = None
    credits_highest: Decimal | None = None
    is_full_time: bool = True


@dataclass(frozen=True)
class Cost:
    """A cost from `lowest` to `highest`, with the steps that led to it.

    `prices` are those that it rests on, of one currency, academic year and basis.
    """

    lowest: Decimal
    highest: Decimal
    steps: str
    prices: tuple[Price, ...]

    @property
    def currency(self) -> str:
        return self.prices[0].currency

    @property
    def academic_year(self) -> str:
        """Blank when the page is undated."""
        return self.prices[0].academic_year

    @property
    def basis(self) -> str:
        """What one of the published amounts buys."""
        return self.prices[0].basis

    @property
    def residency(self) -> str:
        """Whom the published prices are for; `any` means everyone."""
        return self.prices[0].residency

    @property
    def is_at_least(self) -> bool:
        """Tell whether required fees may come on top.

        Never for what is free: fees on top of it are among the published prices.
        """
        return self.highest > 0 and not all(row.includes_fees for row in self.prices)


@dataclass(frozen=True)
class Estimate:
    """What one year and the whole program cost at one residency, each may be None.

    They may rest on prices of different years and currencies.
    """

    residency: str
    scope: str
    per_year: Cost | None
    total: Cost | None


def total_cost(prices: Sequence[Price], length: Length, residency: str) -> Cost | None:
    """Tuition for the whole program from the newest price that allows it.

    None when no published price allows a total without a guess.
    """
    return _first_cost(prices, length, residency, TOTAL_BASES, _total)


def cost_per_year(
    prices: Sequence[Price], length: Length, residency: str
) -> Cost | None:
    """Tuition for one year of study from the newest price that allows it.

    A total is spread over the length, but never over less than one year.
    None when no published price allows it.
    """
    return _first_cost(prices, length, residency, YEARLY_BASES, _per_year)


def newest_price(prices: Sequence[Price], residency: str) -> Cost | None:
    """Give the newest published price, as it stands and on whatever basis.

    None when there is no price for this residency.
    """
    return _first_cost(prices, Length(), residency, TOTAL_BASES, _as_published)


def estimates(
    own: Sequence[Price], averages: Sequence[Price], length: Length
) -> list[Estimate]:
    """One estimate for each residency and scope that has any price, own ones first.

    An institution's average gives a yearly price only, never a program's total.
    """
    found = []
    for residency in RESIDENCIES:
        total = total_cost(own, length, residency)
        yearly = cost_per_year(own, length, residency)
        if yearly or total:
            found.append(Estimate(residency, "program", yearly, total))
        average = cost_per_year(averages, Length(), residency)
        if average:
            found.append(Estimate(residency, "institution", average, None))
    return found


def _first_cost(
    prices: Sequence[Price],
    length: Length,
    residency: str,
    bases: Sequence[str],
    derive: Callable[[list[Price], Length], Cost | None],
) -> Cost | None:
    years = sorted({price.academic_year for price in prices}, reverse=True)
    for year in years:
        offered = {basis: _rows_for(prices, residency, year, basis) for basis in bases}
        if offered["per-term"]:
            # Who studies full-time pays the flat price, not that of each credit.
            offered["per-credit"] = []
        for rows in offered.values():
            cost = derive(rows, length) if rows else None
            if cost:
                return cost
    return None


def paid_by(residency: str, published: Collection[str]) -> list[str]:
    """Name whose published prices a student of this residency pays, nearest first.

    Where a page knows residents and international students only, as outside the
    United States, a non-resident pays as an international student.
    """
    paid = [residency, "any"]
    if residency == "nonresident" and residency not in published:
        paid.append("international")
    return paid


def _rows_for(
    prices: Sequence[Price], residency: str, year: str, basis: str
) -> list[Price]:
    rows = [p for p in prices if p.academic_year == year and p.basis == basis]
    for payer in paid_by(residency, {price.residency for price in prices}):
        offered = [p for p in rows if p.residency == payer]
        if offered:
            return [p for p in offered if p.currency == offered[0].currency]
    return []


def _as_published(rows: list[Price], length: Length | None = None) -> Cost:
    return _cost(rows, Decimal(1), Decimal(1), AS_PUBLISHED)


def _total(rows: list[Price], length: Length) -> Cost | None:
    if all(row.amount == 0 for row in rows):
        return _cost(rows, Decimal(1), Decimal(1), FREE)
    basis = rows[0].basis
    if basis == "total":
        return _as_published(rows)
    if basis == "per-credit" and length.credits_lowest and length.credits_highest:
        fewest, most = length.credits_lowest, length.credits_highest
        steps = f"price per credit × {_span(fewest, most)} credits"
        return _cost(rows, fewest, most, steps)
    if basis == "per-year" and length.months_lowest and length.months_highest:
        fewest, most = _years(length.months_lowest), _years(length.months_highest)
        years = "year" if most == 1 else "years begun"
        steps = f"price per year × {_span(fewest, most)} {years}"
        return _cost(rows, fewest, most, steps)
    return None


def _per_year(rows: list[Price], length: Length) -> Cost | None:
    if rows[0].basis == "per-year":
        return _as_published(rows)
    total = _total(rows, length)
    if total is None or total.highest == 0:
        return total
    if not (length.months_lowest and length.months_highest):
        return None
    longest = max(Decimal(length.months_highest) / 12, Decimal(1))
    shortest = max(Decimal(length.months_lowest) / 12, Decimal(1))
    return replace(
        total,
        lowest=_cents(total.lowest / longest),
        highest=_cents(total.highest / shortest),
        steps=_spread(total.steps, length.months_lowest, length.months_highest),
    )


def _spread(steps: str, lowest: int, highest: int) -> str:
    whole = "the published total" if steps == AS_PUBLISHED else steps
    if highest <= 12:
        return f"{whole}, all of it within one year"
    return f"{whole}, spread over {_span(lowest, highest)} months"


def _cost(rows: list[Price], fewest: Decimal, most: Decimal, steps: str) -> Cost:
    amounts = [row.amount for row in rows]
    return Cost(
        lowest=_cents(min(amounts) * fewest),
        highest=_cents(max(amounts) * most),
        steps=steps,
        prices=tuple(rows),
    )


def _years(months: int) -> Decimal:
    return Decimal(ceil(months / 12))


def _span(lowest: Decimal | int, highest: Decimal | int) -> str:
    if lowest == highest:
        return f"{Decimal(lowest).normalize():f}"
    return f"{Decimal(lowest).normalize():f} to {Decimal(highest).normalize():f}"


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)
