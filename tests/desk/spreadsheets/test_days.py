from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.spreadsheets.conventions import CellError, Convention, evidence_in
from desk.spreadsheets.days import DAY_ZERO, day_readings, read_day

JANUARY_2 = date(2026, 1, 2)


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-02",
        "2026/1/2",
        "2026.01.02",
        "2026-01-02 00:00:00",
        "2026-01-02T00:00",
        " 2 Jan 2026\u00a0",
        "2-JAN-2026",
        "2. January 2026",
        "January 2, 2026",
        "Jan. 2 2026",
        "46024",  # 46,022 days from 1900-01-01 on, and Excel's February 29, 1900
        "46024.0",
    ],
)
def test_day_is_read_where_it_has_one_reading(text):
    assert read_day(text) == JANUARY_2


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/1/2026", date(2026, 1, 31)),
        ("1/31/2026", date(2026, 1, 31)),
        ("31.01.2026", date(2026, 1, 31)),
        ("3/3/2026", date(2026, 3, 3)),
        ("29-2-2024", date(2024, 2, 29)),
    ],
)
def test_day_above_twelve_or_the_same_twice_has_one_reading(text, day):
    assert read_day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30",
        "31/31/2026",
        "1/2-2026",
        "2026",
        "soon",
        "2026-01-02 13:30",
        "12345",
        "73051",  # January 1, 2100
        "0/0/2026",
    ],
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(CellError, match=r"not a day\. Write it as 2026-01-31\."):
        read_day(text)


def test_short_year_is_refused_in_words():
    with pytest.raises(CellError, match="with all four digits of the year"):
        read_day("1/31/26")


def test_day_with_two_readings_is_refused_with_both():
    with pytest.raises(CellError) as refused:
        read_day("1/2/2026")

    assert str(refused.value) == (
        "This may be February 1 or January 2: no other cell of the column shows "
        "which. Write it as 2026-02-01 or as 2026-01-02."
    )


def test_column_tells_which_of_two_readings_is_meant():
    assert read_day("1/2/2026", Convention.MONTH_FIRST) == JANUARY_2
    assert read_day("1/2/2026", Convention.DAY_FIRST) == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("text", "proved"),
    [
        ("1/31/2026", Convention.MONTH_FIRST),
        ("31/1/2026", Convention.DAY_FIRST),
        ("1/2/2026", None),
        ("3/3/2026", None),
        ("2026-01-31", None),
        ("", None),
    ],
)
def test_cell_proves_how_its_column_is_written(text, proved):
    assert evidence_in(day_readings(text)) == proved


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_in_each_way_of_writing_it(day):
    serial = (day - DAY_ZERO) // timedelta(days=1)
    american = f"{day.month}/{day.day}/{day.year}"
    european = f"{day.day}.{day.month}.{day.year}"

    assert read_day(f"{day:%Y-%m-%d}") == day
    assert read_day(f"{day:%B} {day.day}, {day.year}") == day
    assert read_day(str(serial)) == day
    assert read_day(american, Convention.MONTH_FIRST) == day
    assert read_day(european, Convention.DAY_FIRST) == day


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text):
    assert len(set(day_readings(text).values())) <= 2
