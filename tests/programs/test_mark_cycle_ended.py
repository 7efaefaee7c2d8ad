from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from programs.models import Tuition
from tests.factories import (
    make_deadline,
    make_institution,
    make_program,
    make_tuition,
)
from tests.programs.catalog_folder import college, load, write_catalog

pytestmark = pytest.mark.django_db

TODAY = date(2026, 7, 15)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


def mark_cycle_ended(*options, year="2025-26"):
    said = StringIO()
    call_command("mark_cycle_ended", year, *options, stdout=said)
    return said.getvalue().strip()


def is_marked(row):
    row.refresh_from_db()
    return row.reconfirm_since == TODAY


@pytest.mark.parametrize(
    ("about", "is_due"),
    [
        ({"academic_year": "2025-26"}, True),
        ({"academic_year": "2019-20"}, True),
        ({"academic_year": "2026-27"}, False),
        ({"academic_year": ""}, False),
        ({"amount": None, "state": "not-published"}, True),
    ],
)
def test_prices_of_the_ended_year_or_earlier_are_marked(about, is_due):
    price = make_tuition(**about)

    mark_cycle_ended()

    assert is_marked(price) is is_due


@pytest.mark.parametrize(
    ("newer", "is_due"),
    [
        ({"residency": "resident", "academic_year": "2026-27"}, False),
        ({"residency": "any", "academic_year": "2026-27"}, False),
        ({"residency": "nonresident", "academic_year": "2026-27"}, True),
        ({"residency": "resident", "academic_year": "2025-26"}, True),
    ],
)
def test_price_is_replaced_by_a_newer_one_for_the_same_students(newer, is_due):
    price = make_tuition(residency="resident")
    make_tuition(program=price.program, **newer)

    mark_cycle_ended()

    assert is_marked(price) is is_due


def test_averages_of_institutions_are_no_prices_of_a_cycle():
    average = make_tuition(institution=make_institution(), academic_year="2022-23")

    mark_cycle_ended()

    assert not is_marked(average)


@pytest.mark.parametrize(
    ("about", "is_due"),
    [
        ({"year": 2026, "month": 7, "day": 14}, True),
        ({"year": 2026, "month": 7, "day": 15}, False),
        ({"year": 2027, "month": 1, "day": 15}, False),
        ({"year": None, "month": 1, "day": 15}, False),
    ],
)
def test_deadlines_that_passed_are_marked(about, is_due):
    deadline = make_deadline(**about)

    mark_cycle_ended()

    assert is_marked(deadline) is is_due


@pytest.mark.parametrize(("kind", "is_due"), [("final", False), ("early", True)])
def test_deadline_is_replaced_by_one_of_its_kind_in_a_later_year(kind, is_due):
    passed = make_deadline(year=2026, kind="final")
    make_deadline(program=passed.program, year=2027, kind=kind)

    mark_cycle_ended()

    assert is_marked(passed) is is_due


@pytest.mark.parametrize("make", [make_tuition, make_deadline])
def test_facts_of_withdrawn_programs_wait_for_nothing(make):
    program = make_program(workflow_state="withdrawn")
    about = {"year": 2026} if make is make_deadline else {}
    row = make(program=program, **about)

    mark_cycle_ended()

    assert not is_marked(row)


def test_numbers_stay_and_the_history_says_why():
    price = make_tuition(amount=20_000)

    mark_cycle_ended()

    price.refresh_from_db()
    version = price.history.latest()
    assert (price.amount, price.academic_year) == (20_000, "2025-26")
    assert type(price).objects.count() == 1
    assert (price.history.count(), version.reconfirm_since) == (2, TODAY)
    assert version.history_change_reason == "Academic year 2025-26 ended"


def test_command_says_what_it_did():
    program = make_program()
    for residency in ("resident", "nonresident"):
        make_tuition(program=program, residency=residency)
    make_deadline(program=program, year=2026)

    said = mark_cycle_ended()

    assert said == (
        "Marked as due for re-confirmation: tuition 2 of 1 programs, "
        "deadlines 1 of 1 programs."
    )


def test_second_run_changes_nothing():
    price = make_tuition()
    mark_cycle_ended()

    said = mark_cycle_ended()

    assert "tuition 0 of 0 programs" in said
    assert price.history.count() == 2


def test_second_run_leaves_what_was_confirmed_meanwhile():
    price = make_tuition()
    mark_cycle_ended()
    price.refresh_from_db()
    price.reconfirm_since = None
    price.save()

    mark_cycle_ended()

    assert not is_marked(price)


def test_next_year_marks_it_again():
    price = make_tuition()
    mark_cycle_ended()
    price.refresh_from_db()
    price.reconfirm_since = None
    price.save()

    with time_machine.travel("2027-07-15", tick=False):
        mark_cycle_ended(year="2026-27")

    price.refresh_from_db()
    assert price.reconfirm_since == date(2027, 7, 15)


def test_dry_run_writes_nothing():
    price = make_tuition()

    said = mark_cycle_ended("--dry-run")

    assert said.startswith("Would be marked as due for re-confirmation: tuition 1 of 1")
    assert not is_marked(price)
    assert price.history.count() == 1


@pytest.mark.parametrize(
    ("year", "words"),
    [
        ("2025", "Write the academic year as 2025-26"),
        ("2025/26", "Write the academic year as 2025-26"),
        ("2026-27", "2026-27 has not ended"),
    ],
)
def test_year_that_cannot_have_ended_is_refused(year, words):
    price = make_tuition()

    with pytest.raises(CommandError, match=words):
        mark_cycle_ended(year=year)

    assert not is_marked(price)


@pytest.mark.parametrize(
    ("change", "is_due"), [({"read_on": "2026-07-16"}, False), ({"as_of": "x"}, True)]
)
def test_catalog_that_read_a_source_anew_ends_the_wait(tmp_path, change, is_due):
    content, _ = college()
    load(write_catalog(tmp_path, content))
    mark_cycle_ended()
    content["sources"]["fees"] |= change

    load(write_catalog(tmp_path, content))

    assert is_marked(Tuition.objects.get()) is is_due


WORDS = "From the ended cycle; we are confirming it for the new one."


def test_public_page_says_what_is_from_the_ended_cycle(client):
    program = make_program()
    make_tuition(program=program, reconfirm_since=TODAY)
    make_deadline(program=program, reconfirm_since=TODAY)

    page = client.get(program.get_absolute_url()).content.decode()

    assert page.count(WORDS) == 2
    assert "from the ended cycle, being confirmed for the new one" in page


def test_public_page_says_nothing_of_it_otherwise(client):
    program = make_program()
    make_tuition(program=program)
    make_deadline(program=program)

    page = client.get(program.get_absolute_url()).content.decode()

    assert "ended cycle" not in page
