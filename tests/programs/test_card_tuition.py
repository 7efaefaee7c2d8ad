from decimal import Decimal

import pytest

from programs.models import Program
from tests.factories import (
    make_citation,
    make_program,
    make_source,
    make_tuition,
)
from tests.programs.listed import LIST_URL

pytestmark = pytest.mark.django_db


def make_priced(rows, **about):
    """Make a program with these prices of its own and with an average to stand in."""
    program = make_program(**about)
    make_tuition(institution=program.institution, amount=Decimal(9_999))
    for row in rows:
        make_tuition(program=program, **row)
    Program.objects.all().refresh_derived()
    return program


def tuition(client, **query):
    """Give the fact on tuition of the only card."""
    (card,) = client.get(LIST_URL, query).context["cards"]
    return next(fact for fact in card.facts if fact.label == "Tuition")


def shown(client, **query):
    fact = tuition(client, **query)
    return (fact.text, fact.unit, fact.year, fact.scope)


@pytest.mark.parametrize(
    ("basis", "unit"),
    [
        ("per-term", "per term"),
        ("per-credit", "per credit"),
        ("per-course", "per course"),
    ],
)
def test_card_shows_the_published_price_that_gives_no_sum(client, basis, unit):
    newest = {"basis": basis, "amount": 12_720, "academic_year": "2023-24"}
    older = {"basis": basis, "amount": 9_000, "academic_year": "2019-20"}
    make_priced([older, newest | {"includes_fees": True}])

    assert shown(client) == ("$12,720", unit, "2023-24", "everyone")


def test_card_says_that_no_price_for_this_residency_is_on_record(client):
    make_priced([{"residency": "resident", "amount": 8_000}])

    assert shown(client) == ("No price for non-residents on record", "", "", "")
    assert shown(client, residency="resident")[0] == "At least $8,000"


def test_card_names_the_state_of_a_price_without_amount(client):
    make_priced([{"amount": None, "state": "not-published"}])

    assert tuition(client).state == "not-published"
    page = " ".join(client.get(LIST_URL).content.decode().split())
    assert "Not published:</span> tuition" in page


def test_card_says_why_the_price_is_missing_beside_the_average(client):
    program = make_priced([])
    for state in ("not-applicable", "not-published"):
        source = make_source(title=state)
        make_citation(program=program, field="tuition", state=state, source=source)

    assert shown(client) == (
        "At least $9,999",
        "per year",
        "2025-26",
        "everyone; average of the institution, not this program’s price "
        "(does not apply)",
    )


@pytest.mark.parametrize(
    ("fees", "text"),
    [(True, "$20,000"), (False, "At least $20,000"), (None, "At least $20,000")],
)
@pytest.mark.parametrize(
    ("basis", "unit"),
    [("per-year", "per year"), ("total", "in total"), ("per-term", "per term")],
)
def test_card_says_at_least_unless_fees_are_in_the_price(
    client, fees, text, basis, unit
):
    make_priced([{"basis": basis, "includes_fees": fees}])

    assert shown(client)[:2] == (text, unit)


def test_card_of_a_free_program_does_not_say_at_least(client):
    make_priced([{"amount": 0}])

    assert shown(client)[0] == "No tuition"


def test_card_gives_a_total_in_its_own_currency(client):
    make_priced([{"basis": "total", "amount": 15_000, "currency": "EUR"}])

    assert shown(client)[:2] == ("At least €15,000", "in total")
