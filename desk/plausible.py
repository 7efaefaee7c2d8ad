"""What an amount or a date makes doubtful: pure rules, each with a bound."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from programs.models import Deadline, Tuition

LEAP = 10
DEAREST_CREDIT = 10_000
PERCENT_AT_MOST = 100


def is_leap(old: Decimal | None, new: Decimal | None) -> bool:
    """Tell whether an amount is ten times the last one or more, or a tenth or less.

    Both are of one currency and basis, and not below 0. To and from 0 is a leap; from
    or to a missing amount is none.
    """
    if old is None or new is None or old == new:
        return False
    return new >= LEAP * old or LEAP * new <= old


def last_price(price: Tuition, prices: Iterable[Tuition]) -> Tuition | None:
    """Find the price that this one is compared with: the newest that is no newer.

    Of the same residency, basis and currency; None when there is no such price with an
    amount. A price without a year is the oldest.
    """
    alike = [
        one
        for one in prices
        if one.pk != price.pk
        and one.amount is not None
        and one.academic_year <= price.academic_year
        and (one.residency, one.basis, one.currency)
        == (price.residency, price.basis, price.currency)
    ]
    return max(alike, key=lambda one: one.academic_year, default=None)


def whole_under_a_year(
    price: Tuition, prices: Iterable[Tuition]
) -> tuple[Tuition, Tuition] | None:
    """Find a whole program that costs less than one year of it: (whole, year).

    One of the two is `price`; both are of one residency, academic year and currency.
    """
    for other in prices:
        pair = {price.basis: price, other.basis: other}
        whole = pair.get(Tuition.Basis.TOTAL)
        year = pair.get(Tuition.Basis.PER_YEAR)
        if whole and year and _is_cheaper(whole, year):
            return whole, year
    return None


def _is_cheaper(one: Tuition, other: Tuition) -> bool:
    if one.amount is None or other.amount is None:
        return False
    alike = (one.residency, one.academic_year, one.currency) == (
        other.residency,
        other.academic_year,
        other.currency,
    )
    return alike and one.amount < other.amount


def is_dear_credit(price: Tuition) -> bool:
    """Tell whether one credit costs over 10,000, in whichever currency."""
    is_of_credit = price.basis == Tuition.Basis.PER_CREDIT
    return is_of_credit and price.amount is not None and price.amount > DEAREST_CREDIT


def same_price(one: Tuition, other: Tuition) -> bool:
    """Tell whether two prices are for the same students, basis and academic year."""
    return (one.residency, one.basis, one.academic_year) == (
        other.residency,
        other.basis,
        other.academic_year,
    )


def is_past(deadline: Deadline, today: date) -> bool:
    """Tell whether a deadline was before today; one of every year never is."""
    if deadline.year is None:
        return False
    return date(deadline.year, deadline.month, deadline.day) < today
