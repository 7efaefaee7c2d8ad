from decimal import Decimal

import pytest

from tests.factories import (
    make_program,
    make_tuition,
)
from tests.pages import text_of
from tests.programs.reading import page_of, read

pytestmark = pytest.mark.django_db


def test_costs_are_worked_out_for_each_residency(client):
    program = make_program(credits_lowest=Decimal(36), credits_highest=Decimal(36))
    for residency, amount in [("resident", 260), ("nonresident", 868)]:
        make_tuition(
            program=program, basis="per-credit", residency=residency, amount=amount
        )

    costs = page_of(client, program).costs

    assert [(cost.who, cost.total.text) for cost in costs[:2]] == [
        ("Residents of the state or country", "At least $9,360"),
        ("Non-residents", "At least $31,248"),
    ]
    assert costs[2].who == "International students"
    assert not costs[2].total.is_known


def test_costs_that_everybody_pays_are_one_row(client):
    program = make_program()
    make_tuition(
        program=program, basis="total", amount=Decimal(38_400), includes_fees=True
    )

    costs = page_of(client, program).costs

    assert [(cost.who, cost.total.text) for cost in costs] == [("Everyone", "$38,400")]


@pytest.mark.parametrize(
    ("fees", "is_at_least"), [(True, False), (False, True), (None, True)]
)
def test_cost_is_at_least_unless_fees_are_in_the_price(client, fees, is_at_least):
    program = make_program(full_time_months_lowest=12, full_time_months_highest=12)
    make_tuition(program=program, basis="total", includes_fees=fees)

    page = page_of(client, program)
    in_box = next(f for f in page.key_figures if f.key == "tuition_total")
    for figure in (page.costs[0].total, page.costs[0].per_year, in_box):
        assert (figure.text == "At least $20,000") is is_at_least


def test_assumptions_name_price_year_length_and_fees(client):
    program = make_program(full_time_months_lowest=16, full_time_months_highest=24)
    make_tuition(program=program, academic_year="2023-24", fees_per_year=Decimal(1_885))

    sentences = page_of(client, program).assumptions

    assert sentences[0].startswith("Prices are those of 2023-24 and are taken to stay")
    assert "full-time length of 16 to 24 months" in sentences[1]
    assert sentences[2] == (
        "Required fees of $1,885 a year come on top and are not added."
    )
    assert "left out" in sentences[3]


def test_assumptions_name_credits_and_the_missing_year(client):
    program = make_program(
        credits_lowest=Decimal(30),
        credits_highest=Decimal(36),
        part_time_months_lowest=36,
        part_time_months_highest=36,
    )
    make_tuition(
        program=program, basis="per-credit", academic_year="", includes_fees=False
    )

    sentences = page_of(client, program).assumptions

    assert sentences[0].startswith("The source states no year")
    assert sentences[1] == "All 30 to 36 credits are taken here, and none twice."
    assert "part-time length of 36 months" in sentences[2]
    assert sentences[3].startswith("Required fees come on top and are not known")


def test_assumption_on_fees_that_are_in_the_price_or_not_stated(client):
    included, unstated = make_program(), make_program()
    make_tuition(program=included, basis="total", includes_fees=True)
    make_tuition(program=unstated, basis="total")

    assert "Required fees are in the price." in page_of(client, included).assumptions
    assert "does not say whether" in page_of(client, unstated).assumptions[1]


def test_price_that_gives_no_cost_rests_on_nothing(client):
    program = make_program()
    make_tuition(program=program, basis="per-course")

    page = page_of(client, program)

    assert page.assumptions == []
    assert not page.costs[0].total.is_known


def test_every_price_row_is_shown_with_its_year_and_source(client):
    program = make_program()
    make_tuition(program=program, academic_year="2018-19", amount=5_952)
    make_tuition(program=program, academic_year="", amount=None, state="not-published")

    text = read(client, program)

    assert "2018-19" in text
    assert "$5,952" in text
    assert '<span class="state state-not-published">Not published</span>' in text


def test_average_of_the_institution_is_never_the_programs_price(client):
    program = make_program()
    make_tuition(institution=program.institution, amount=Decimal(36_273))

    response = client.get(program.get_absolute_url())

    assert response.context["page"].costs == []
    text = text_of(response)
    assert "These are not this program’s price." in text
    assert "$36,273" in text


def test_published_total_rests_neither_on_credits_nor_on_length(client):
    program = make_program(credits_lowest=Decimal(36), credits_highest=Decimal(36))
    make_tuition(program=program, basis="total")

    sentences = page_of(client, program).assumptions

    assert not any("credits" in each or "months" in each for each in sentences)
