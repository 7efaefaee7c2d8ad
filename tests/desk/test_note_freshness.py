from datetime import date, timedelta

import pytest
import time_machine
from django.core.management import call_command

from desk.models import FreshnessDay
from tests.factories import (
    make_course,
    make_deadline,
    make_institution,
    make_program,
    make_tuition,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 26)
STALE = TODAY - timedelta(366)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


def noted():
    return set(
        FreshnessDay.objects.values_list(
            "day", "kind", "country", "facts", "fresh", "known"
        )
    )


def test_facts_are_counted_by_kind_and_country(capsys):
    toronto = make_institution(slug="toronto", country="CA")
    program = make_program()
    make_tuition(program=program, checked_on=TODAY)
    make_tuition(program=program, checked_on=STALE)
    make_tuition(program=program, checked_on=None, amount=None, state="not-published")
    make_deadline(program=program, checked_on=TODAY, reconfirm_since=TODAY)
    make_tuition(program=make_program(institution=toronto), checked_on=TODAY)

    call_command("note_freshness")

    assert noted() == {
        (TODAY, "tuition", "US", 3, 1, 2),
        (TODAY, "deadlines", "US", 1, 0, 1),
        (TODAY, "tuition", "CA", 1, 1, 1),
    }
    assert "Noted 2026-11-26: 3 rows" in capsys.readouterr().out


def test_facts_that_no_reader_sees_do_not_count():
    make_course(program=make_program(workflow_state="draft"))

    call_command("note_freshness")

    assert noted() == set()


def test_second_run_of_a_day_counts_anew():
    course = make_course(checked_on=TODAY)
    call_command("note_freshness")
    make_course(program=course.program, checked_on=TODAY)

    call_command("note_freshness")

    assert noted() == {(TODAY, "curriculum", "US", 2, 2, 2)}


def test_row_is_named_by_its_day_kind_and_country():
    make_course(checked_on=TODAY)
    call_command("note_freshness")

    assert str(FreshnessDay.objects.get()) == "2026-11-26: curriculum, US"


def test_other_days_stay():
    make_course(checked_on=TODAY)
    call_command("note_freshness")

    with time_machine.travel(TODAY + timedelta(1), tick=False):
        call_command("note_freshness")

    assert list(FreshnessDay.objects.days()) == [TODAY, TODAY + timedelta(1)]
