from decimal import Decimal

import pytest

from programs.models import ValueState
from tests.factories import make_program, make_source, make_tuition
from tests.programs.reading import figures_of, page_of

pytestmark = pytest.mark.django_db


def test_an_average_without_amount_keeps_its_state():
    program = make_program()
    make_tuition(institution=program.institution, amount=None, state="not-published")

    figure = figures_of(program)["institution_average"]

    assert figure.state == ValueState.NOT_PUBLISHED


def test_averages_show_every_row_although_one_has_no_amount():
    program = make_program()
    place = program.institution
    make_tuition(institution=place, amount=None, state="suppressed")
    make_tuition(institution=place, amount=Decimal(9_000), academic_year="2024-25")

    figure = figures_of(program)["institution_average"]

    assert [line.text for line in figure.lines] == [
        "Withheld: too few people",
        "$9,000 per year, everyone",
    ]
    assert figure.value == (("per-year", 9_000, None),)


def test_a_sum_names_only_the_sources_of_its_own_prices():
    program = make_program()
    sources = [make_source(title=f"Page {number}") for number in range(4)]
    basis = {"program": program, "basis": "total"}
    make_tuition(**basis, residency="nonresident", source=sources[0])
    make_tuition(**basis, source=sources[1])
    make_tuition(**basis, amount=None, state="not-published", source=sources[2])
    make_tuition(**basis, residency="nonresident", currency="SEK", source=sources[3])

    figure = figures_of(program)["tuition_total"]

    assert figure.source_ids == (sources[0].pk,)


def test_fees_of_prices_that_no_sum_rests_on_are_not_assumed(client):
    program = make_program()
    for residency in ("resident", "nonresident", "international"):
        make_tuition(
            program=program, basis="total", residency=residency, includes_fees=True
        )
    make_tuition(program=program, basis="total", fees_per_year=Decimal(700))

    assert "Required fees are in the price." in page_of(client, program).assumptions
