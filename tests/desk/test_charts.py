from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desk.charts import (
    HEIGHT,
    OTHERS,
    WIDTH,
    Counted,
    charted_days,
    draw_charts,
    gather_small_groups,
)

JANUARY, APRIL = date(2026, 1, 1), date(2026, 4, 11)  # 100 days apart


def test_last_day_of_each_month_is_charted():
    days = [date(2026, 2, 3), date(2026, 1, 5), date(2026, 2, 28), date(2026, 3, 1)]

    assert charted_days(days) == [
        date(2026, 1, 5),
        date(2026, 2, 28),
        date(2026, 3, 1),
    ]


def test_no_more_than_thirteen_months_are_charted():
    days = [date(2024 + month // 12, month % 12 + 1, 1) for month in range(20)]

    assert charted_days(days) == days[-13:]


def test_nothing_noted_is_nothing_charted():
    assert charted_days([]) == []
    assert draw_charts([], {"tuition": "Tuition"}) == []


def test_shares_are_drawn_from_none_at_the_foot_to_all_at_the_top():
    counts = [
        Counted(JANUARY, "tuition", facts=4, fresh=4, known=0),
        Counted(JANUARY + timedelta(25), "tuition", facts=4, fresh=3, known=1),
        Counted(APRIL, "tuition", facts=8, fresh=4, known=8),
    ]

    (chart,) = draw_charts(counts, {"tuition": "Tuition"})

    assert (chart.label, chart.newest.counted) == ("Tuition", counts[-1])
    assert chart.fresh_line == "0.0,0.0 60.0,15.0 240.0,30.0"
    assert chart.known_line == "0.0,60.0 60.0,45.0 240.0,0.0"


def test_all_charts_share_one_time_axis():
    counts = [
        Counted(JANUARY, "a", 1, 1, 1),
        Counted(APRIL, "a", 1, 1, 1),
        Counted(APRIL, "b", 1, 1, 1),
    ]

    first, second = draw_charts(counts, {"b": "B", "a": "A"})

    assert [chart.label for chart in (first, second)] == ["B", "A"]
    assert [point.x for point in first.points] == [WIDTH]


def test_single_day_stands_at_the_newest_end():
    (chart,) = draw_charts([Counted(JANUARY, "a", 2, 1, 2)], {"a": "A"})

    assert (chart.newest.x, chart.newest.fresh_y) == (WIDTH, HEIGHT / 2)


def test_small_groups_are_added_up():
    counts = [
        Counted(JANUARY, "US", 1, 1, 1),
        Counted(JANUARY, "DE", 9, 8, 7),
        Counted(APRIL, "US", 10, 5, 6),
        Counted(APRIL, "CA", 3, 2, 1),
        Counted(APRIL, "DE", 3, 3, 3),
    ]

    assert gather_small_groups(counts, most=1) == [
        Counted(JANUARY, "US", 1, 1, 1),
        Counted(APRIL, "US", 10, 5, 6),
        Counted(JANUARY, OTHERS, 9, 8, 7),
        Counted(APRIL, OTHERS, 6, 5, 4),
    ]


def test_of_groups_of_one_size_the_first_by_name_stays():
    counts = [Counted(JANUARY, "US", 3, 3, 3), Counted(JANUARY, "CA", 3, 2, 1)]

    kept = gather_small_groups(counts, most=1)

    assert [one.group for one in kept] == ["CA", OTHERS]


counted = st.builds(
    lambda day, group, facts, fresh, known: Counted(
        day, group, facts, min(fresh, facts), min(known, facts)
    ),
    st.dates(date(2026, 1, 1), date(2026, 3, 1)),
    st.sampled_from(["US", "CA", "DE", "GB"]),
    st.integers(1, 50),
    st.integers(0, 50),
    st.integers(0, 50),
)


@given(counts=st.lists(counted), most=st.integers(0, 3))
def test_gathering_loses_no_fact(counts, most):
    gathered = gather_small_groups(counts, most)

    assert sum(one.facts for one in gathered) == sum(one.facts for one in counts)
    assert len({one.group for one in gathered} - {OTHERS}) <= most
