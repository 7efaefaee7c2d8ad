from datetime import date
from decimal import Decimal

import pytest

from programs.models import Program
from tests.factories import (
    make_program,
    make_tuition_estimate,
)
from tests.pages import text_of
from tests.programs.listed import LIST_URL, listed

pytestmark = pytest.mark.django_db


def test_list_orders_by_how_far_reviewed_and_says_so(client):
    make_program(name="Press", review="press-only")
    make_program(name="Federal", review="federal-record")
    make_program(name="No AI")
    make_program(name="AI", ai_in_curriculum="name")
    make_program(name="AI, format known", ai_in_curriculum="name", delivery=["online"])

    response = client.get(LIST_URL)

    names = [card.program.name for card in response.context["cards"]]
    assert names == ["AI, format known", "AI", "No AI", "Federal", "Press"]
    assert "own pages, then federal records" in response.content.decode()


def make_sorted():
    cheap = make_program(
        name="b cheap", full_time_months_lowest=24, last_checked_on=date(2026, 1, 1)
    )
    dear = make_program(
        name="A dear", part_time_months_lowest=12, last_checked_on=date(2026, 2, 1)
    )
    euro = make_program(name="c euro")
    average = make_program(name="d average")
    make_program(name="e unknown")
    make_tuition_estimate(program=cheap)
    make_tuition_estimate(program=dear, per_year_highest=Decimal(50_000))
    make_tuition_estimate(
        program=euro, per_year_currency="EUR", per_year_highest=Decimal(1)
    )
    make_tuition_estimate(program=average, scope="institution")


@pytest.mark.parametrize(
    ("query", "initials"),
    [
        ({"sort": "tuition"}, "bAcde"),
        ({"sort": "-tuition"}, "Abcde"),
        ({"sort": "tuition", "use_averages": "yes"}, "bAcde"),
        ({"sort": "-tuition", "use_averages": "yes"}, "Abcde"),
        ({"sort": "tuition", "residency": "resident"}, "Abcde"),
        ({"sort": "length"}, "Abcde"),
        ({"sort": "-length"}, "bAcde"),
        ({"sort": "name"}, "Abcde"),
        ({"sort": "checked"}, "Abcde"),
        ({"sort": "relevance"}, "Abcde"),
    ],
)
def test_list_sorts_with_unknown_last_both_ways(client, query, initials):
    make_sorted()

    assert "".join(name[0] for name in listed(client, query)) == initials


@pytest.mark.parametrize(
    ("query", "rule"),
    [
        (
            {"sort": "tuition"},
            "lowest of the programs’ published yearly prices for non-residents first",
        ),
        (
            {"sort": "-tuition", "use_averages": "yes", "residency": "resident"},
            "not converted, then institutions’ averages likewise, then programs",
        ),
        ({"sort": "length"}, "shortest stated length first"),
        ({"q": "informatics", "sort": "relevance"}, "best match with your words first"),
    ],
)
def test_list_states_the_rule_of_its_order(client, query, rule):
    make_program()

    response = client.get(LIST_URL, query)

    assert rule in response.context["rule"].whole


@pytest.mark.parametrize(
    ("sort", "names"), [("tuition", "DCUBA"), ("-tuition", "CDUAB")]
)
def test_list_orders_averages_by_their_own_currency_and_amount(client, sort, names):
    averages = {
        "A": ("SEK", 30_000),
        "B": ("SEK", 10_000),
        "C": ("USD", 30_000),
        "D": ("USD", 10_000),
        "U": ("EUR", 20_000),
    }
    for name, (currency, amount) in averages.items():
        program = make_program(name=name)
        make_tuition_estimate(
            program=program,
            scope="institution",
            per_year_currency=currency,
            per_year_highest=Decimal(amount),
        )
    make_tuition_estimate(
        program=Program.objects.get(name="A"),
        per_year_lowest=None,
        per_year_highest=None,
        total_currency="EUR",
        total_lowest=Decimal(1),
        total_highest=Decimal(1),
    )

    assert "".join(listed(client, sort=sort, use_averages="yes")) == names


def test_list_says_in_few_words_how_it_is_sorted(client):
    make_program()

    page = text_of(client.get(LIST_URL, {"sort": "length"}))

    assert "Sorted by length, shortest first" in page
    assert "How is this sorted?" in page
