import pytest

from tests.factories import (
    make_program,
    make_tuition_estimate,
)
from tests.programs.listed import LIST_URL, listed

pytestmark = pytest.mark.django_db


def make_priced(name, **estimate):
    program = make_program(name=name)
    make_tuition_estimate(program=program, **estimate)
    return program


def make_prices():
    make_priced("Cheap", total_lowest=40_000, total_highest=40_000)
    make_priced("Wide", per_year_highest=30_000, total_highest=60_000)
    euro = {"per_year_currency": "EUR", "total_currency": "EUR"}
    make_priced("Euro", **euro, per_year_highest=900, total_highest=900)
    make_priced("Average", scope="institution", per_year_highest=15_000)
    make_priced("Resident", residency="resident", per_year_highest=5_000)
    make_program(name="Unknown")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"max_tuition_per_year": 20_000}, ["Cheap"]),
        ({"max_tuition_per_year": 30_000}, ["Cheap", "Wide"]),
        ({"max_tuition_per_year": 6_000, "residency": "resident"}, ["Resident"]),
        (
            {"max_tuition_per_year": 20_000, "use_averages": "yes"},
            ["Average", "Cheap"],
        ),
        (
            {"max_tuition_per_year": 20_000, "keep_unknown": "yes"},
            ["Average", "Cheap", "Resident", "Unknown"],
        ),
        (
            {
                "max_tuition_per_year": 14_000,
                "keep_unknown": "yes",
                "use_averages": "yes",
            },
            ["Resident", "Unknown"],
        ),
        ({"max_tuition_total": 40_000}, ["Cheap"]),
        ({"max_tuition_total": 40_000, "use_averages": "yes"}, ["Cheap"]),
        (
            {"max_tuition_total": 40_000, "keep_unknown": "yes"},
            ["Average", "Cheap", "Resident", "Unknown"],
        ),
    ],
)
def test_filter_by_tuition(client, query, names):
    make_prices()

    assert sorted(listed(client, query)) == names


def test_a_total_in_euros_is_not_within_a_limit_in_dollars(client):
    make_priced("Euro total", total_currency="EUR", total_highest=15_000)
    make_priced("Euro a year", per_year_currency="EUR", total_highest=15_000)

    assert listed(client, max_tuition_total=20_000) == ["Euro a year"]
    assert listed(client, max_tuition_per_year=20_000) == ["Euro total"]


def make_totals():
    make_priced("Over", total_lowest=60_001, total_highest=60_001)
    make_priced("Exactly", total_lowest=60_000, total_highest=70_000)
    make_priced("Euro", total_currency="EUR", total_lowest=80_000, total_highest=80_000)
    resident = {"residency": "resident", "total_lowest": 90_000}
    make_priced("Resident", **resident, total_highest=90_000)
    make_priced("Average", scope="institution", total_lowest=90_000)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"details": "much-in-total"}, ["Over"]),
        ({"details": "much-in-total", "residency": "resident"}, ["Resident"]),
        (
            {"details": "much-in-total", "keep_unknown": "yes"},
            ["Average", "Over", "Resident"],
        ),
        ({"known": "total"}, ["Exactly", "Over"]),
        ({"known": "total", "keep_unknown": "yes"}, ["Exactly", "Over"]),
        ({"known": "total", "residency": "resident"}, ["Resident"]),
    ],
)
def test_filter_by_a_total_that_is_high_or_known(client, query, names):
    make_totals()

    assert sorted(listed(client, query)) == names


@pytest.mark.parametrize("name", ["max_tuition_per_year", "max_tuition_total"])
def test_limits_of_tuition_say_that_fees_may_come_on_top(client, name):
    form = client.get(LIST_URL).context["form"]

    assert "Required fees may come on top." in form.fields[name].help_text


def test_a_free_program_passes_a_limit_of_nothing(client):
    make_priced("Free", per_year_lowest=0, per_year_highest=0)
    make_program(name="Unknown")

    assert listed(client, max_tuition_per_year="0") == ["Free"]
