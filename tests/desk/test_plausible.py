from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.plausible import (
    is_dear_credit,
    is_leap,
    is_past,
    last_price,
    same_price,
    whole_under_a_year,
)
from programs.models import Deadline, Tuition

TODAY = date(2026, 11, 26)
AMOUNTS = st.decimals(0, 10**9, places=2)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def price(pk=1, **about):
    values = {
        "academic_year": "2025-26",
        "residency": "any",
        "basis": "per-year",
        "amount": Decimal(20_000),
        "currency": "USD",
    }
    return Tuition(pk=pk, **values | about)


@pytest.mark.parametrize(
    ("old", "new", "is_one"),
    [
        (2_000, 20_000, True),
        (2_000, 19_999, False),
        (20_000, 2_000, True),
        (20_000, 2_001, False),
        (0, 1, True),
        (1, 0, True),
        (0, 0, False),
        (None, 20_000, False),
        (20_000, None, False),
    ],
)
def test_ten_times_and_a_tenth_are_leaps(old, new, is_one):
    amounts = [None if one is None else Decimal(one) for one in (old, new)]

    assert is_leap(*amounts) is is_one


@given(AMOUNTS, AMOUNTS)
def test_a_leap_is_one_in_both_directions(old, new):
    assert is_leap(old, new) is is_leap(new, old)


@given(st.decimals(1, 10**9, places=2), st.decimals("1.01", "9.99", places=2))
def test_less_than_ten_times_is_no_leap(old, times):
    assert not is_leap(old, old * times)


@given(AMOUNTS)
def test_an_amount_that_stays_is_no_leap(amount):
    assert not is_leap(amount, amount)


def test_a_price_is_compared_with_the_newest_of_its_kind():
    older = price(2, academic_year="2023-24")
    last = price(3, academic_year="2024-25")
    others = [
        price(4, academic_year="2024-25", residency="resident"),
        price(5, academic_year="2024-25", currency="CAD"),
        price(6, academic_year="2024-25", basis="total"),
        price(7, academic_year="2024-25", amount=None),
        price(8, academic_year="2026-27"),
    ]

    assert last_price(price(), [older, last, *others, price()]) is last


def test_the_first_price_of_its_kind_is_compared_with_none():
    assert last_price(price(), [price()]) is None


@pytest.mark.parametrize(
    ("about", "is_found"),
    [
        ({}, True),
        ({"amount": Decimal(20_000)}, False),
        ({"amount": None}, False),
        ({"currency": "CAD"}, False),
        ({"academic_year": "2024-25"}, False),
        ({"residency": "resident"}, False),
        ({"basis": "per-credit"}, False),
    ],
)
def test_a_whole_program_under_one_year_of_it_is_found(about, is_found):
    year = price()
    whole = price(2, **{"basis": "total", "amount": Decimal(19_999)} | about)

    found = (whole, year) if is_found else None
    assert whole_under_a_year(whole, [year, whole]) == found
    assert whole_under_a_year(year, [year, whole]) == found


@pytest.mark.parametrize(
    ("about", "is_one"),
    [
        ({"amount": Decimal("10000.01")}, True),
        ({"amount": Decimal(10_000)}, False),
        ({"amount": None}, False),
        ({"amount": Decimal(20_000), "basis": "per-course"}, False),
    ],
)
def test_a_credit_over_ten_thousand_is_dear(about, is_one):
    assert is_dear_credit(price(**{"basis": "per-credit"} | about)) is is_one


@pytest.mark.parametrize(
    ("about", "is_same"),
    [
        ({"amount": Decimal(1), "currency": "CAD"}, True),
        ({"residency": "resident"}, False),
        ({"basis": "total"}, False),
        ({"academic_year": ""}, False),
    ],
)
def test_prices_of_one_kind_differ_at_most_by_their_amount(about, is_same):
    assert same_price(price(), price(2, **about)) is is_same


@pytest.mark.parametrize(
    ("year", "month", "day", "is_one"),
    [
        (2026, 11, 25, True),
        (2026, 11, 26, False),
        (2027, 1, 15, False),
        (None, 1, 15, False),
    ],
)
def test_a_deadline_is_past_from_the_next_day_on(year, month, day, is_one):
    assert is_past(Deadline(year=year, month=month, day=day), TODAY) is is_one


@given(DAYS, DAYS)
def test_a_deadline_is_past_exactly_when_its_day_was_before(when, today):
    deadline = Deadline(year=when.year, month=when.month, day=when.day)

    assert is_past(deadline, today) is (when < today)
