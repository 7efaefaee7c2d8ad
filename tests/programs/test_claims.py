from decimal import Decimal

import pytest

from programs.claims import claims_of, coverage_claims, is_mostly_other_fields
from programs.models import Outcome

COLLEGE = "Example College"


def outcome(**about):
    values = {
        "metric": "median-earnings-4yr",
        "scope": "field-of-study",
        "value": Decimal(124_262),
        "unit": "usd",
        "state": "known",
        "cohort": "2017-18 and 2018-19",
        "measured": "2022 and 2023",
        "population": "Federally aided master's graduates, working and not enrolled",
        "dollar_year": 2024,
        "cip_code": "5127",
        "cip_title": "Medical Illustration and Informatics",
    } | about
    return Outcome(**values)


def test_earnings_are_claimed_of_the_field_at_the_institution():
    claim = claims_of([outcome()], COLLEGE)[0]

    assert claim.text == (
        "Typical earnings 4 years after finishing a master’s in Medical Illustration "
        "and Informatics at Example College: $124,262 (2024 dollars)."
    )
    assert claim.counted == (
        "Federally aided master's graduates, working and not enrolled; "
        "years 2017-18 and 2018-19; measured in 2022 and 2023"
    )


def test_awards_are_claimed_of_the_federal_code():
    awards = outcome(
        metric="awards",
        value=Decimal(80),
        unit="people",
        cip_code="51.2706",
        cip_title="",
    )

    assert claims_of([awards], COLLEGE)[0].text == (
        "Master’s degrees awarded in the federal field 51.2706 at Example College: 80."
    )


def test_claim_without_code_or_dollar_year_says_so():
    text = claims_of([outcome(cip_code="", cip_title="", dollar_year=None)], COLLEGE)[
        0
    ].text

    assert "in the federal field at Example College" in text
    assert "$124,262 (year of the dollars not stated)" in text


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("not-published", "the federal file has no figure and does not say why"),
        ("suppressed", "withheld, because too few people are counted"),
        ("too-new", "too new here to have a figure"),
        ("not-applicable", "does not apply"),
        ("not-yet-checked", "not yet checked"),
    ],
)
def test_missing_figure_says_why_and_never_zero(state, words):
    text = claims_of([outcome(value=None, state=state)], COLLEGE)[0].text

    assert words in text
    assert "$" not in text
    assert "0" not in text


def test_claims_come_as_awards_then_earnings_then_debt_then_others():
    metrics = [
        "retention-rate",
        "median-federal-debt",
        "median-earnings-1yr",
        "awards",
        "median-earnings-4yr",
    ]

    claims = claims_of([outcome(metric=metric) for metric in metrics], COLLEGE)

    assert [claim.outcome.metric for claim in claims] == [
        "awards",
        "median-earnings-4yr",
        "median-earnings-1yr",
        "median-federal-debt",
        "retention-rate",
    ]


def test_coverage_says_how_much_of_the_field_is_the_programs_own():
    claims = coverage_claims([outcome(share_of_field=Decimal("0.071"))], COLLEGE)

    assert "not this program alone" in claims[0]
    assert "7% of the master’s degrees in that field group" in claims[1]


def test_coverage_of_earnings_includes_campuses_with_the_same_number():
    claims = coverage_claims([outcome()], COLLEGE)

    assert claims[0] == (
        "Earnings and debt cover every master’s degree in the field group at Example "
        "College, and any campus that shares its federal number, not this program "
        "alone."
    )


def test_coverage_of_awards_is_one_field_of_one_campus():
    awards = outcome(metric="awards", unit="people", cip_code="51.2706")

    assert coverage_claims([awards], COLLEGE) == [
        "The count of degrees awarded covers one federal field at Example College, "
        "which may hold more than this program."
    ]


def test_coverage_of_another_measure_claims_nothing_of_campuses():
    assert coverage_claims([outcome(metric="retention-rate")], COLLEGE) == []


def test_coverage_warns_against_reading_two_cohorts_as_growth():
    both = [outcome(), outcome(metric="median-earnings-1yr", dollar_year=2022)]

    assert any(
        "is not the growth of the other" in each
        for each in coverage_claims(both, COLLEGE)
    )
    assert not any("growth" in each for each in coverage_claims(both[:1], COLLEGE))


def test_coverage_says_nothing_of_earnings_without_a_figure():
    claims = coverage_claims([outcome(value=None, state="not-published")], COLLEGE)

    assert len(claims) == 1


def test_coverage_names_campuses_that_share_the_figure():
    claims = coverage_claims([outcome(campuses_sharing=17)], COLLEGE)

    assert "17 campuses share the same figures." in claims


def test_coverage_of_no_figures_is_empty():
    assert coverage_claims([], COLLEGE) == []


@pytest.mark.parametrize(
    ("share", "mostly_other"), [("0.499", True), ("0.5", False), (None, False)]
)
def test_field_is_mostly_other_fields_below_one_half(share, mostly_other):
    row = outcome(share_of_field=Decimal(share) if share else None)

    assert is_mostly_other_fields([row]) is mostly_other


def test_share_of_people_is_claimed_with_its_unit():
    stayed = outcome(metric="retention-rate", unit="percent", value=Decimal(89))

    assert claims_of([stayed], COLLEGE)[0].text.endswith("Example College: 89%.")


def test_claim_on_people_of_no_stated_years_names_only_who_is_counted():
    debt = outcome(cohort="", measured="", population="Borrowers")

    assert claims_of([debt], COLLEGE)[0].counted == "Borrowers"
