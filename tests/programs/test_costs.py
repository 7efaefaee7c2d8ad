from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.costs import (
    Length,
    Price,
    cost_per_year,
    estimates,
    newest_price,
    paid_by,
    total_cost,
)

TWO_YEARS = Length(months_lowest=24, months_highest=24)
THIRTY_NINE_CREDITS = Length(credits_lowest=Decimal(39), credits_highest=Decimal(39))


def price(amount, basis, **about):
    values = {"currency": "USD", "residency": "any", "academic_year": "2025-26"}
    return Price(Decimal(str(amount)), basis=basis, **(values | about))


def test_total_of_a_published_total_is_that_amount():
    found = total_cost([price(46_000, "total")], Length(), "resident")

    assert (found.lowest, found.highest) == (46_000, 46_000)
    assert found.steps == "as published"


def test_total_of_a_price_per_credit_is_price_times_credits():
    found = total_cost([price(260, "per-credit")], THIRTY_NINE_CREDITS, "resident")

    assert found.lowest == Decimal("10140.00")
    assert found.steps == "price per credit × 39 credits"


def test_total_of_a_price_per_year_counts_years_begun():
    sixteen_to_thirty_months = Length(months_lowest=16, months_highest=30)

    found = total_cost([price(10_000, "per-year")], sixteen_to_thirty_months, "any")

    assert (found.lowest, found.highest) == (20_000, 30_000)


def test_total_of_a_price_per_term_is_not_guessed():
    assert total_cost([price(12_720, "per-term")], TWO_YEARS, "resident") is None


def test_total_of_a_price_per_credit_without_credits_is_not_guessed():
    assert total_cost([price(260, "per-credit")], TWO_YEARS, "resident") is None


def test_a_free_program_costs_0_on_any_basis():
    found = total_cost([price(0, "per-term", currency="EUR")], Length(), "resident")

    assert (found.lowest, found.highest) == (0, 0)
    assert found.steps == "free of tuition"


def test_per_year_spreads_a_total_over_the_length():
    found = cost_per_year([price(45_000, "total")], Length(18, 24), "resident")

    assert (found.lowest, found.highest) == (22_500, 30_000)
    assert found.steps == "the published total, spread over 18 to 24 months"


def test_per_year_of_a_short_program_is_at_most_its_total():
    found = cost_per_year([price(28_956, "total")], Length(8, 8), "resident")

    assert found.highest == 28_956
    assert found.steps == "the published total, all of it within one year"


def test_the_newest_year_wins_and_an_undated_price_comes_last():
    rows = [
        price(900, "per-credit", academic_year=""),
        price(700, "per-credit", academic_year="2023-24"),
        price(500, "per-credit", academic_year="2019-20"),
    ]

    found = total_cost(rows, THIRTY_NINE_CREDITS, "resident")

    assert found.lowest == 27_300
    assert found.academic_year == "2023-24"


def test_an_older_year_is_used_when_the_newest_gives_nothing():
    rows = [
        price(12_720, "per-term", academic_year="2025-26"),
        price(40_000, "total", academic_year="2023-24"),
    ]

    found = total_cost(rows, Length(), "resident")

    assert (found.lowest, found.academic_year) == (40_000, "2023-24")


def test_prices_of_one_year_and_basis_give_a_range():
    rows = [price(28_956, "total"), price(30_708, "total")]

    found = total_cost(rows, Length(), "nonresident")

    assert (found.lowest, found.highest) == (28_956, 30_708)


def test_a_price_for_other_students_is_not_used():
    rows = [price(260, "total", residency="resident")]

    assert total_cost(rows, Length(), "nonresident") is None
    assert total_cost(rows, Length(), "international") is None


def test_a_price_for_this_residency_wins_over_one_for_everyone():
    rows = [price(900, "total"), price(500, "total", residency="resident")]

    assert total_cost(rows, Length(), "resident").lowest == 500
    assert total_cost(rows, Length(), "nonresident").lowest == 900


def test_a_nonresident_pays_as_an_international_student_where_only_these_are_named():
    abroad = [price(0, "total", residency="resident")]
    abroad.append(price(360_000, "total", residency="international", currency="SEK"))

    found = total_cost(abroad, Length(), "nonresident")

    assert (found.highest, found.residency) == (360_000, "international")
    at_home = [*abroad, price(900, "total", residency="nonresident")]
    assert total_cost(at_home, Length(), "nonresident").highest == 900


def test_a_price_per_credit_gives_no_sum_beside_a_flat_price_per_term():
    rows = [price(565, "per-credit"), price(6_785, "per-term")]

    assert total_cost(rows, THIRTY_NINE_CREDITS, "nonresident") is None


def test_currencies_are_never_mixed_in_one_range():
    rows = [price(900, "total"), price(5_000, "total", currency="SEK")]

    found = total_cost(rows, Length(), "resident")

    assert (found.highest, found.currency) == (900, "USD")


def test_estimates_keep_the_average_of_the_institution_apart():
    own = [price(30_000, "total", residency="resident")]
    averages = [price(12_348, "per-year")]

    found = estimates(own, averages, TWO_YEARS)

    assert [(one.residency, one.scope) for one in found] == [
        ("resident", "program"),
        ("resident", "institution"),
        ("nonresident", "institution"),
        ("international", "institution"),
    ]
    assert found[0].per_year.lowest == 15_000
    assert found[1].per_year.lowest == 12_348
    assert found[1].total is None


def test_estimates_without_any_price_are_empty():
    assert estimates([], [], TWO_YEARS) == []


def test_a_year_and_a_total_keep_their_own_currencies():
    rows = [
        price(9_000, "per-year", academic_year="2026-27"),
        price(15_000, "total", currency="EUR"),
    ]

    found = estimates(rows, [], Length())[0]

    assert (found.per_year.currency, found.total.currency) == ("USD", "EUR")


def test_a_cost_rests_only_on_the_prices_it_was_worked_out_from():
    used = price(900, "total", residency="resident", pk=1)
    rows = [
        used,
        price(900, "total", pk=2),
        price(900, "total", residency="resident", currency="EUR", pk=3),
        price(900, "total", residency="nonresident", pk=4),
    ]

    assert total_cost(rows, Length(), "resident").prices == (used,)


@pytest.mark.parametrize(
    ("amount", "fees", "is_at_least"),
    [(900, True, False), (900, False, True), (900, None, True), (0, None, False)],
)
def test_a_cost_is_at_least_unless_fees_are_in_it_or_it_is_free(
    amount, fees, is_at_least
):
    found = total_cost([price(amount, "total", includes_fees=fees)], Length(), "any")

    assert found.is_at_least is is_at_least


def test_a_cost_is_at_least_when_one_of_its_prices_may_leave_fees_out():
    rows = [price(900, "total", includes_fees=True), price(950, "total")]

    assert total_cost(rows, Length(), "resident").is_at_least


def test_the_newest_price_is_given_as_published_on_any_basis():
    rows = [
        price(12_720, "per-term", academic_year="2023-24"),
        price(40_000, "total", academic_year="2019-20"),
        price(99, "per-term", academic_year="2025-26", residency="resident"),
    ]

    found = newest_price(rows, "nonresident")

    assert (found.lowest, found.highest) == (12_720, 12_720)
    assert (found.basis, found.academic_year) == ("per-term", "2023-24")
    assert newest_price(rows[2:], "nonresident") is None


AMOUNTS = st.decimals(0, 200_000, places=2)
PRICES = st.builds(
    Price,
    amount=AMOUNTS,
    currency=st.sampled_from(["USD", "EUR"]),
    basis=st.sampled_from(
        ["total", "per-credit", "per-year", "per-term", "per-course"]
    ),
    residency=st.sampled_from(["any", "resident", "nonresident", "international"]),
    academic_year=st.sampled_from(["", "2019-20", "2024-25", "2025-26"]),
    includes_fees=st.sampled_from([True, False, None]),
)


@st.composite
def lengths(draw):
    months = sorted([draw(st.integers(1, 72)), draw(st.integers(1, 72))])
    credits = sorted([draw(st.integers(1, 180)), draw(st.integers(1, 180))])
    return Length(
        *(months if draw(st.booleans()) else (None, None)),
        *(map(Decimal, credits) if draw(st.booleans()) else (None, None)),
    )


@given(st.lists(PRICES, max_size=6), lengths())
def test_a_cost_is_an_ascending_range_of_one_published_currency(prices, length):
    for one in estimates(prices, prices, length):
        for cost in filter(None, [one.per_year, one.total]):
            assert 0 <= cost.lowest <= cost.highest
            kinds = {(p.currency, p.academic_year, p.basis) for p in cost.prices}
            assert kinds == {(cost.currency, cost.academic_year, cost.basis)}
            assert set(cost.prices) <= set(prices)
            assert {p.residency for p in cost.prices} == {cost.residency}
            published = {p.residency for p in prices}
            assert cost.residency in paid_by(one.residency, published)


@given(st.lists(PRICES, max_size=6), lengths())
def test_a_cost_of_0_is_never_made_up(prices, length):
    prices = [row for row in prices if row.amount >= 1]

    for one in estimates(prices, [], length):
        for cost in filter(None, [one.per_year, one.total]):
            assert cost.lowest > 0


@given(st.lists(PRICES, max_size=6), lengths())
def test_a_year_never_costs_more_than_the_whole_of_the_same_price(prices, length):
    for one in estimates(prices, [], length):
        year, total = one.per_year, one.total
        if year and total and year.basis == total.basis:
            assert year.academic_year != total.academic_year or (
                year.highest <= total.highest
            )
