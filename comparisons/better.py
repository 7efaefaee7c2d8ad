"""Says which price of a row is the better one, where that is no matter of taste.

Pure. Only a lower price is better than another. Which length, start, admission rule or
focus suits a reader is hers to say, and an outcome counts other people in each program.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from programs.figures import Figure

DATED_PRICES = {"tuition_total", "tuition_per_year"}
PRICES = DATED_PRICES | {"application_fee_amount"}
LEAST_GAP = Decimal(1)  # one unit of the currency
LEAST_SHARE = Decimal("0.01")  # of the dearer price


@dataclass(frozen=True)
class Better:
    """The better end of a row: the place of its column, from 0, and why it is."""

    place: int
    words: str


def find_better(key: str, figures: Sequence[Figure]) -> Better | None:
    """Find the lowest price of a row; None where none is clearly and soundly lowest.

    Every price must be known, in one currency and on the same terms: what one amount
    buys, for whom, and whether required fees are in it. Tuition must be of one stated
    academic year; an application fee is what is asked today and has no year. Of a range
    the highest counts against the lowest of the others.
    """
    if key not in PRICES or len(figures) < 2 or not _are_alike(key, figures):
        return None
    ranges = [_range(figure) for figure in figures]
    place = min(range(len(ranges)), key=lambda each: ranges[each])
    others = ranges[:place] + ranges[place + 1 :]
    if not all(is_clearly_lower(ranges[place][1], lowest) for lowest, _ in others):
        return None
    return Better(place, f"lowest of these {len(figures)}")


def is_clearly_lower(one: Decimal, other: Decimal) -> bool:
    """Tell whether one price is lower by more than rounding.

    That is by at least one unit of the currency, and one percent of the dearer price.
    """
    gap = other - one
    return gap >= LEAST_GAP and gap >= other * LEAST_SHARE


def _are_alike(key: str, figures: Sequence[Figure]) -> bool:
    terms = {(figure.basis, figure.year, figure.terms) for figure in figures}
    basis, year, _ = next(iter(terms))
    is_dated = bool(year) or key not in DATED_PRICES
    is_known = all(figure.is_known for figure in figures)
    return is_known and len(terms) == 1 and bool(basis) and is_dated


def _range(figure: Figure) -> tuple[Decimal, Decimal]:
    """Give the lowest and the highest price of a figure that is a price."""
    match figure.value:
        case (Decimal() as lowest, Decimal() as highest):
            return lowest, highest
        case Decimal() as amount:
            return amount, amount
    raise TypeError(f"{figure.key} is no price: {figure.value!r}.")
