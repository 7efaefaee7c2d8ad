import calendar
from datetime import UTC, date, datetime

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from profiles.deadlines import next_time, outlook_of, today_anywhere
from profiles.models import SavedProgram
from programs.models import Deadline, Program
from tests.factories import make_deadline, make_program, make_saved_program, make_user

TODAY = date(2026, 11, 26)
DAYS = st.dates(date(2000, 1, 1), date(2098, 12, 31))
LEAP_DAY = {"month": 2, "day": 29}


def every_year(month, day, **about):
    return Deadline(month=month, day=day, kind="final", **about)


@pytest.mark.parametrize(
    ("row", "today", "on"),
    [
        (Deadline(year=2027, month=1, day=15), TODAY, date(2027, 1, 15)),
        (Deadline(year=2026, month=11, day=26), TODAY, TODAY),
        (Deadline(year=2026, month=11, day=25), TODAY, None),
        (every_year(11, 26), TODAY, TODAY),
        (every_year(11, 25), TODAY, date(2027, 11, 25)),
        (every_year(12, 31), date(2026, 12, 31), date(2026, 12, 31)),
        (every_year(1, 1), date(2026, 12, 31), date(2027, 1, 1)),
        (every_year(2, 29), TODAY, date(2027, 2, 28)),
        (every_year(2, 29), date(2027, 3, 1), date(2028, 2, 29)),
        (every_year(2, 29), date(2028, 2, 29), date(2028, 2, 29)),
        (every_year(2, 29), date(2027, 2, 28), date(2027, 2, 28)),
    ],
)
def test_next_time_is_today_or_later(row, today, on):
    coming = next_time(row, today)

    assert (coming.on if coming else None) == on


def test_date_of_one_year_is_sure():
    row = Deadline(year=2027, month=1, day=15, kind="final", term="fall")

    coming = next_time(row, TODAY)

    assert coming.doubt == ""
    assert coming.words == "Jan 15, 2027, final, for fall"


def test_day_of_every_year_is_not_confirmed():
    coming = next_time(every_year(1, 15), TODAY)

    assert coming.doubt == "every year, date not confirmed for 2027"
    assert (
        coming.words == "Jan 15, 2027 (every year, date not confirmed for 2027), final"
    )


def test_leap_day_in_a_short_year_says_what_the_source_states():
    coming = next_time(every_year(2, 29), TODAY)

    assert coming.doubt == "every year on Feb 29, date not confirmed for 2027"


@given(DAYS, DAYS)
def test_day_of_every_year_comes_within_a_year_and_never_lies_in_the_past(day, today):
    coming = next_time(every_year(day.month, day.day), today)

    assert 0 <= (coming.on - today).days <= 366
    assert coming.on.month == day.month
    last = calendar.monthrange(coming.on.year, day.month)[1]
    assert coming.on.day == min(day.day, last)


@given(DAYS, DAYS)
def test_date_of_one_year_never_moves(day, today):
    row = Deadline(year=day.year, month=day.month, day=day.day)

    coming = next_time(row, today)

    assert (coming is None) == (day < today)
    assert coming is None or coming.on == day


@time_machine.travel(datetime(2027, 1, 16, 11, tzinfo=UTC), tick=False)
def test_day_lasts_until_it_has_ended_everywhere():
    assert today_anywhere() == date(2027, 1, 15)


@pytest.mark.django_db
def test_outlook_puts_each_program_in_one_place():
    user = make_user()
    soon, late, passed, unknown, withdrawn = (
        make_program(name=name, workflow_state=state)
        for name, state in [
            ("Soon", "published"),
            ("Late", "published"),
            ("Passed", "published"),
            ("Unknown", "published"),
            ("Withdrawn", "withdrawn"),
        ]
    )
    make_deadline(program=late, year=2027, month=6)
    make_deadline(program=soon, year=None, month=1, day=2)
    make_deadline(program=soon, year=2026, month=1)
    make_deadline(program=passed, year=2026, month=1)
    make_deadline(program=withdrawn, year=2027)
    for program in Program.objects.all():
        make_saved_program(user=user, program=program)

    outlook = outlook_of(SavedProgram.objects.with_deadlines(), TODAY)

    assert [each.row.program for each in outlook.coming] == [soon, late]
    assert outlook.passed == [passed]
    assert outlook.unknown == [unknown]
    assert outlook.next_of(late).on == date(2027, 6, 15)
    assert outlook.next_of(passed) is None


@pytest.mark.django_db
def test_order_in_the_database_is_the_order_of_the_next_times():
    user = make_user()
    days = [(None, 2, 29), (2027, 2, 27), (None, 3, 1), (None, 11, 25), (2027, 11, 26)]
    days += [(2026, 11, 26), (None, 11, 26), (None, 12, 31), (2099, 1, 1), (None, 1, 1)]
    for place, (year, month, day) in enumerate(days):
        program = make_program(name=str(place))
        make_deadline(program=program, year=year, month=month, day=day)
        make_deadline(program=program, year=2026, month=11, day=25)
        make_saved_program(user=user, program=program)
    saved = SavedProgram.objects.with_deadlines().soonest_deadline_first(TODAY)

    coming = outlook_of(saved, TODAY)

    first = [coming.next_of(each.program).on for each in saved]
    assert first == sorted(first)
    assert len(first) == 10
