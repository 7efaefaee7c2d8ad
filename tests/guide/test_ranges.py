from hypothesis import given
from hypothesis import strategies as st

from guide.models import Occupation
from guide.ranges import place_ranges, scale_ticks, scale_top


def make_wages(low, median, high):
    return Occupation(p10_wage=low, median_wage=median, p90_wage=high)


def test_scale_ends_at_the_next_fifty_thousand():
    assert scale_top([make_wages(1, 2, 230_630), make_wages(1, 2, 100)]) == 250_000
    assert scale_top([make_wages(1, 2, 250_000)]) == 250_000
    assert scale_top([]) == 50_000


def test_ticks_stand_at_every_fifty_thousand_and_every_second_is_named():
    ticks = scale_ticks(150_000)

    assert [(tick.thousands, tick.at, tick.is_named) for tick in ticks] == [
        (0, 0.0, True),
        (50, 33.3, False),
        (100, 66.7, True),
        (150, 100.0, False),
    ]


def test_range_is_placed_in_percent_of_the_scale():
    [found] = place_ranges([make_wages(50_000, 75_000, 90_000)])

    assert (found.low, found.median, found.high) == (50.0, 75.0, 90.0)
    assert found.length == 40.0


@given(st.lists(st.lists(st.integers(1, 10**6), min_size=3, max_size=3), min_size=1))
def test_every_range_lies_on_the_scale(wages):
    ranges = place_ranges([make_wages(*sorted(each)) for each in wages])

    for one in ranges:
        assert 0 <= one.low <= one.median <= one.high <= 100
