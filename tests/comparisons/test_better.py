from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.better import Better, find_better, is_clearly_lower
from comparisons.comparing import compare_programs
from programs.figures import Figure, Line, Section
from programs.models import ValueState
from tests.comparisons.compared import make_compared
from tests.factories import make_program, make_tuition

UNKNOWN = [state for state in ValueState if state != ValueState.KNOWN]
TERMS = "per year, everyone, with required fees"
PROPERTIES = [
    ("basis", "EUR"),
    ("year", "2024-25"),
    ("terms", "in total, everyone, with required fees"),
]
cents = st.decimals(0, 200_000, places=2)


def price(lowest, highest=None, **about):
    values = {"basis": "USD", "year": "2025-26", "terms": TERMS} | about
    value = (Decimal(lowest), Decimal(highest or lowest))
    lines = (Line(f"${lowest}"),)
    return Figure("tuition_total", "", ValueState.KNOWN, lines, value, **values)


def fee(amount, currency="USD"):
    lines = (Line(str(amount)),)
    return Figure("fee", "", ValueState.KNOWN, lines, Decimal(amount), currency)


def better(*figures, key="tuition_total"):
    return find_better(key, figures)


def test_the_lowest_price_is_the_better_end():
    assert better(price(30_000), price(20_000), price(25_000)) == Better(
        1, "lowest of these 3"
    )


def test_a_price_alone_is_not_better():
    assert better(price(20_000)) is None


@pytest.mark.parametrize("state", UNKNOWN)
def test_no_price_is_lower_than_an_unknown_one(state):
    unknown = Figure("tuition_total", "", state)

    assert better(price(20_000), price(30_000), unknown) is None


@pytest.mark.parametrize(("name", "other"), PROPERTIES)
def test_prices_on_other_terms_are_not_compared(name, other):
    assert better(price(20_000), price(30_000)) is not None
    assert better(price(20_000), price(30_000, **{name: other})) is None


@pytest.mark.parametrize("name", ["basis", "year"])
def test_prices_of_an_unstated_currency_or_year_are_not_compared(name):
    assert better(price(1, **{name: ""}), price(9, **{name: ""})) is None


def test_prices_within_one_percent_are_equal():
    assert better(price("29_700.01"), price(30_000)) is None
    assert better(price(29_700), price(30_000)) is not None


def test_prices_within_one_unit_of_the_currency_are_equal():
    assert is_clearly_lower(Decimal(49), Decimal(50))
    assert not is_clearly_lower(Decimal("49.01"), Decimal(50))
    assert not is_clearly_lower(Decimal(50), Decimal(50))


def test_a_range_is_lower_only_when_all_of_it_is():
    assert better(price(10_000, 20_000), price(25_000, 40_000)).place == 0
    assert better(price(10_000, 26_000), price(25_000, 40_000)) is None


def test_two_that_share_the_lowest_price_are_not_better():
    assert better(price(20_000), price(20_000), price(30_000)) is None


@pytest.mark.parametrize(
    "key",
    ["full_time_months_lowest", "credits_lowest", "minimum_gpa", "outcome_awards"],
)
def test_what_is_a_matter_of_taste_has_no_better_end(key):
    assert better(price(12), price(24), key=key) is None


def test_an_application_fee_needs_no_year():
    key = "application_fee_amount"

    assert better(fee(80), fee(0), key=key) == Better(1, "lowest of these 2")
    assert better(fee(80), fee(40, "EUR"), key=key) is None


def test_a_figure_that_is_no_price_is_an_error():
    figure = Figure("x", "", ValueState.KNOWN, (Line("a"),), "free", "USD", "2025-26")

    with pytest.raises(TypeError, match="is no price"):
        better(figure, figure)


@given(st.lists(st.tuples(cents, cents), min_size=2, max_size=5))
def test_the_better_end_is_below_all_others_by_more_than_rounding(ranges):
    figures = [price(min(pair), max(pair)) for pair in ranges]

    found = better(*figures)

    if found:
        others = [f.value[0] for n, f in enumerate(figures) if n != found.place]
        highest = figures[found.place].value[1]
        assert all(each - highest >= 1 for each in others)
        assert all(highest <= each * Decimal("0.99") for each in others)
        assert find_better("tuition_total", figures[::-1]).place == (
            len(figures) - 1 - found.place
        )


def test_a_row_carries_its_better_end():
    columns = [
        [Section("cost", "Cost", (price(amount),))] for amount in (30_000, 20_000)
    ]

    (row,) = compare_programs(columns).rows

    assert row.better == Better(1, "lowest of these 2")


@pytest.mark.django_db
def test_the_page_marks_the_lowest_price_in_words_and_symbol(client):
    programs = [make_program(), make_program()]
    for program, amount in zip(programs, (30_000, 20_000), strict=True):
        make_tuition(program=program, basis="total", amount=amount)

    response = client.get("/compare/", {"program": [each.path for each in programs]})

    words = '<span aria-hidden="true">↓</span> lowest of these 2'
    assert response.text.count(words) == 1


@pytest.mark.django_db
def test_the_page_marks_nothing_across_bases_and_fees(client):
    programs = [make_program(full_time_months_lowest=12, full_time_months_highest=12)]
    programs.append(make_program())
    make_tuition(program=programs[0], basis="total", amount=30_000)
    make_tuition(program=programs[1], basis="total", amount=20_000, includes_fees=True)

    response = client.get("/compare/", {"program": [each.path for each in programs]})

    assert "lowest of these" not in response.text


@pytest.mark.django_db
def test_programs_with_unknown_prices_have_no_better_end(client):
    programs = make_compared(5)

    response = client.get("/compare/", {"program": [each.path for each in programs]})

    rows = {row.key: row for row in response.context["comparison"].rows}
    assert rows["tuition_total"].better is None
