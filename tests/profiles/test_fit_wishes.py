from decimal import Decimal

import pytest

from profiles.fit import Verdict
from profiles.fit.residency import residencies
from tests.profiles.judged import judged, only_wish

MEETS, NOT, CANNOT_TELL = Verdict
OHIO = {"country": "US", "region": "OH"}


def price(amount, residency="any", **about):
    return {
        "amount": Decimal(amount),
        "residency": residency,
        "basis": "total",
        "academic_year": "2025-26",
        "includes_fees": True,
    } | about


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [(["online", "campus"], MEETS), (["campus"], NOT), ([], CANNOT_TELL)],
)
def test_format_is_held_against_what_works(stated, verdict):
    wish = only_wish({"formats": ("online", "hybrid")}, delivery=stated)

    assert (wish.verdict, wish.answer) == (verdict, "Online, Hybrid")


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [(["fall", "spring"], MEETS), (["spring"], NOT), ([], CANNOT_TELL)],
)
def test_start_is_held_against_the_terms(stated, verdict):
    assert only_wish({"start_term": "fall"}, start_terms=stated).verdict == verdict


def test_wishes_count_for_nothing_in_the_verdict():
    fit = judged(
        {"formats": ("online",), "highest_degree": "bachelor"},
        delivery=["campus"],
        backgrounds=["any-bachelor"],
    )

    assert fit.wishes[0].verdict == NOT
    assert fit.verdict == MEETS


def test_reader_who_asks_for_nothing_has_no_wishes():
    assert judged({}, delivery=["online"], start_terms=["fall"]).wishes == ()


def test_wish_of_a_year_alone_is_held_against_nothing():
    assert judged({"start_year": 2027}, start_terms=["fall"]).wishes == ()


@pytest.mark.parametrize(
    ("home", "expected"),
    [
        (("US", "OH"), ("resident",)),
        (("US", "CA"), ("nonresident",)),
        (("US", ""), ("resident", "nonresident")),
        (("IN", ""), ("international",)),
        (("", ""), ("resident", "nonresident", "international")),
    ],
)
def test_residency_at_an_american_program(home, expected):
    assert residencies("US", "OH", *home) == expected


def test_residency_where_the_state_of_the_program_is_not_known():
    assert residencies("US", "", "US", "OH") == ("resident", "nonresident")


@pytest.mark.parametrize(
    ("home", "expected"),
    [
        ("NL", ("resident",)),
        ("FR", ("resident", "international")),
        ("US", ("international",)),
    ],
)
def test_residency_at_a_program_abroad(home, expected):
    assert residencies("NL", "", home, "") == expected


TWO_PRICES = [price(20_000, "resident"), price(40_000, "nonresident")]


@pytest.mark.parametrize(
    ("limit", "home", "verdict"),
    [
        (30_000, OHIO, MEETS),
        (20_000, OHIO, MEETS),
        (19_999, OHIO, NOT),
        (30_000, {"country": "US", "region": "CA"}, NOT),
        (30_000, {"country": "US"}, CANNOT_TELL),
        (40_000, {"country": "US"}, MEETS),
        (10_000, {"country": "US"}, NOT),
    ],
)
def test_budget_is_held_against_what_the_reader_would_pay(limit, home, verdict):
    answers = {"budget_total_usd": Decimal(limit)} | home

    assert only_wish(answers, tuitions=TWO_PRICES).verdict == verdict


def test_budget_shows_every_price_that_may_count_and_asks_for_the_state():
    answers = {"budget_total_usd": Decimal(30_000), "country": "US"}

    wish = only_wish(answers, tuitions=TWO_PRICES)

    words = "$20,000, residents of the state or country; $40,000, non-residents"
    assert wish.asks == words
    assert (wish.answer, wish.question) == ("at most $30,000", "region")


@pytest.mark.parametrize(
    ("tuition", "verdict", "gap"),
    [
        (price(20_000, includes_fees=None), CANNOT_TELL, "Ask which fees come on top."),
        (price(60_000, includes_fees=None), NOT, ""),
        (price(0, includes_fees=None), MEETS, ""),
        (
            price(20_000, basis="per-term"),
            CANNOT_TELL,
            "Ask the program what the whole degree costs.",
        ),
    ],
)
def test_budget_where_a_price_says_less(tuition, verdict, gap):
    answers = {"budget_total_usd": Decimal(30_000)} | OHIO

    wish = only_wish(answers, tuitions=[tuition])

    assert (wish.verdict, wish.gap) == (verdict, gap)


def test_budget_within_a_range_of_prices_is_not_told():
    answers = {"budget_total_usd": Decimal(25_000)} | OHIO

    wish = only_wish(answers, tuitions=[price(20_000), price(30_000)])

    assert wish.verdict == CANNOT_TELL
    assert wish.gap == "It depends on which of its prices you would pay."


def test_budget_in_dollars_is_held_against_no_other_currency():
    answers = {"budget_total_usd": Decimal(90_000), "country": "GB"}

    wish = only_wish(
        answers,
        institution={"country": "GB", "region": ""},
        tuitions=[price(9_000, currency="GBP")],
    )

    assert wish.verdict == CANNOT_TELL
    assert wish.gap == "It charges in another currency, which is not converted here."


@pytest.mark.parametrize(
    ("home", "question"),
    [({}, "country"), ({"country": "FR"}, ""), ({"country": "US"}, "region")],
)
def test_budget_asks_where_the_reader_lives_only_if_that_would_tell(home, question):
    answers = {"budget_total_usd": Decimal(30_000)} | home
    abroad = {"institution": {"country": "NL", "region": ""}} if question == "" else {}
    tuitions = [price(20_000, "resident"), price(40_000, "nonresident")]
    tuitions.append(price(40_000, "international"))

    assert only_wish(answers, tuitions=tuitions, **abroad).question == question


def test_budget_without_any_price_asks_the_reader_nothing():
    wish = only_wish({"budget_total_usd": Decimal(30_000)})

    assert (wish.verdict, wish.asks, wish.question) == (
        CANNOT_TELL,
        "Not yet checked",
        "",
    )


# 36 credits over 24 months: 36 × 45 hours ÷ 104 weeks = 15.6, a quarter less is 11.7,
# a quarter more 19.5; both are rounded outward.
CREDITS = {
    "credits_lowest": Decimal(36),
    "credits_highest": Decimal(36),
    "credit_system": "us-semester",
}
PART_TIME = {"part_time_months_lowest": 24, "part_time_months_highest": 24}
FULL_TIME = {"full_time_months_lowest": 24, "full_time_months_highest": 24}


@pytest.mark.parametrize(
    ("hours", "length", "verdict"),
    [
        (20, PART_TIME, MEETS),
        (19, PART_TIME, CANNOT_TELL),
        (11, PART_TIME, CANNOT_TELL),
        (10, PART_TIME, NOT),
        (10, FULL_TIME, CANNOT_TELL),
        (10, FULL_TIME | {"pace": ["full-time"]}, NOT),
        (20, FULL_TIME, MEETS),
    ],
)
def test_hours_are_held_against_the_convention(hours, length, verdict):
    wish = only_wish({"hours_a_week": hours}, **CREDITS, **length)

    assert wish.verdict == verdict
    assert wish.asks == "about 11 to 20 hours a week"
    assert "A convention" in wish.note


@pytest.mark.parametrize(
    "stated",
    [
        CREDITS,
        CREDITS | PART_TIME | {"credit_system": "ects"},
        PART_TIME | {"credit_system": "us-semester"},
    ],
)
def test_hours_without_a_convention_are_not_told(stated):
    wish = only_wish({"hours_a_week": 20}, **stated)

    assert wish.verdict == CANNOT_TELL
    assert wish.asks.startswith("cannot be worked out")
