from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.comparing import Mark, compare_programs, judge
from programs.figures import Figure, Line, Section
from programs.models import ValueState

UNKNOWN = [state for state in ValueState if state != ValueState.KNOWN]


def known(value, basis=None, year="", key="fact"):
    return Figure(key, key, ValueState.KNOWN, (Line(str(value)),), value, basis, year)


def missing(state=ValueState.NOT_PUBLISHED, key="fact", note=""):
    lines = (Line("", note=note),) if note else ()
    return Figure(key, key, ValueState(state), lines)


def section(*figures, key="cost"):
    return [Section(key, key.title(), figures)]


def test_equal_values_are_the_same():
    assert judge([known(Decimal("30.00")), known(Decimal(30))]) == (Mark.SAME, "")


def test_unequal_values_are_different():
    assert judge([known(30), known(36)]) == (Mark.DIFFERENT, "")


def test_zero_and_no_are_values():
    assert judge([known(0), known(False)])[0] == Mark.SAME
    assert judge([known(0), known(3)])[0] == Mark.DIFFERENT


def test_lists_compare_in_any_order():
    assert judge([known(("online", "campus")), known(("campus", "online"))]) == (
        Mark.SAME,
        "",
    )


def test_ranges_compare_by_both_ends():
    assert judge([known((12, 24)), known((12, 36))])[0] == Mark.DIFFERENT
    assert judge([known((12, 12)), known((12, 24))])[0] == Mark.DIFFERENT
    assert judge([known((12, 24)), known((12, 24))])[0] == Mark.SAME


@pytest.mark.parametrize("state", UNKNOWN)
def test_a_value_cannot_be_told_from_a_missing_one(state):
    assert judge([known(30), missing(state)]) == (Mark.CANNOT_TELL, "")


def test_known_figures_that_differ_make_the_row_different():
    unknown = missing()

    assert judge([known(30), unknown, known(36)]) == (
        Mark.DIFFERENT,
        "not all are known",
    )
    assert judge([known(30, "USD"), known(9, "EUR"), known(36, "USD")]) == (
        Mark.DIFFERENT,
        "",
    )


def test_known_figures_that_are_equal_do_not_make_the_row_the_same():
    unknown = missing()

    assert judge([unknown, known(30), known(30)]) == (
        Mark.CANNOT_TELL,
        "the known ones are the same",
    )
    assert judge([known(30, "USD"), unknown, known(30, "EUR")]) == (
        Mark.CANNOT_TELL,
        "",
    )


@pytest.mark.parametrize("state", set(UNKNOWN) - {ValueState.NOT_APPLICABLE})
def test_missing_values_are_never_the_same(state):
    assert judge([missing(state), missing(state)]) == (Mark.CANNOT_TELL, "")


def test_what_applies_to_none_is_the_same():
    state = ValueState.NOT_APPLICABLE

    assert judge([missing(state), missing(state)]) == (Mark.SAME, "")


@pytest.mark.parametrize(("one", "other"), [("USD", "EUR"), ("USD", ""), ("", "")])
def test_values_on_different_or_unstated_bases_cannot_be_told(one, other):
    figures = [known(20_000, basis=one), known(30_000, basis=other)]

    assert judge(figures) == (Mark.CANNOT_TELL, "not directly comparable")


def test_equal_values_of_different_years_cannot_be_told():
    figures = [known(20_000, "USD", "2024-25"), known(20_000, "USD", "2025-26")]

    assert judge(figures) == (Mark.CANNOT_TELL, "equal, but of different years")


def test_unequal_values_of_different_years_say_so():
    figures = [known(20_000, "USD", "2024-25"), known(21_000, "USD", "2025-26")]

    assert judge(figures) == (Mark.DIFFERENT, "of different years")


def test_one_value_that_differs_makes_the_row_different():
    assert judge([known(30), known(30), known(36)])[0] == Mark.DIFFERENT


def test_rows_keep_the_figures_of_every_column():
    online, campus = known("online", key="format"), known("campus", key="format")

    comparison = compare_programs([section(online), section(campus)])

    [group] = comparison.groups
    [row] = group.rows
    assert (group.key, group.title) == ("cost", "Cost")
    assert row.figures == (online, campus)
    assert row.mark == Mark.DIFFERENT


def test_a_row_that_only_some_have_is_not_yet_checked_in_the_others():
    one = section(known(1, key="first"), known(2, key="middle"), known(3, key="last"))
    other = section(known(1, key="first"), known(3, key="last"), known(4, key="extra"))

    comparison = compare_programs([one, other])

    rows = comparison.rows
    assert [row.key for row in rows] == ["first", "middle", "last", "extra"]
    assert rows[1].figures[1].state == ValueState.NOT_YET_CHECKED
    assert rows[1].mark == Mark.CANNOT_TELL


def test_a_program_without_outcomes_has_that_state_for_every_metric():
    rate = known(90, key="outcome_employment-rate")
    none = missing(ValueState.TOO_NEW, key="outcome", note="First class in 2027.")

    comparison = compare_programs([section(rate), section(none)])

    [row] = comparison.rows
    assert row.key == "outcome_employment-rate"
    assert row.figures[1].state == ValueState.TOO_NEW
    assert row.figures[1].lines[0].note == "First class in 2027."


def test_programs_without_any_outcome_keep_their_one_row():
    comparison = compare_programs(
        [section(missing(key="outcome")), section(missing(key="outcome"))]
    )

    assert [row.key for row in comparison.rows] == ["outcome"]


def test_rows_that_nobody_has_checked_are_gathered():
    unchecked = ValueState.NOT_YET_CHECKED
    noted = missing(unchecked, key="total", note="Prices do not give it.")
    figures = [missing(unchecked, key="fee"), noted, known(1, key="year")]

    comparison = compare_programs([section(*figures), section(*figures)])

    [group] = comparison.groups
    assert group.unchecked == ("fee",)
    assert [row.key for row in group.rows] == ["total", "year"]
    assert comparison.cannot_tell_count == 2


def test_only_different_rows_can_be_kept():
    one = section(known(1, key="a"), known(2, key="b"), missing(key="c"))
    other = section(known(1, key="a"), known(3, key="b"), known(4, key="c"))
    whole = compare_programs([one + section(key="x"), other + section(key="x")])

    shown = whole.only_different()

    assert [row.key for row in shown.rows] == ["b"]
    assert [group.key for group in shown.groups] == ["cost"]
    counts = (whole.same_count, whole.different_count, whole.cannot_tell_count)
    assert counts == (1, 1, 1)


def test_one_column_has_no_marks():
    [row] = compare_programs([section(known(1))]).rows

    assert row.mark is None


bases = st.sampled_from([None, "USD", "EUR", ""])
years = st.sampled_from(["", "2024-25", "2025-26"])
values = st.integers(0, 3) | st.lists(st.integers(0, 2), max_size=2).map(tuple)
known_figures = st.builds(known, values, bases, years)
unknown_figures = st.sampled_from([missing(state) for state in UNKNOWN])
figures = known_figures | unknown_figures
several = st.lists(figures, min_size=2, max_size=5)


@given(several, st.randoms(use_true_random=False))
def test_the_order_of_columns_does_not_change_a_mark(row, random):
    shuffled = random.sample(row, len(row))

    assert judge(shuffled) == judge(row)


@given(several, unknown_figures)
def test_one_more_unknown_never_turns_cannot_tell_into_same(row, unknown):
    before, _ = judge(row)
    after, _ = judge([*row, unknown])

    if before == Mark.CANNOT_TELL:
        assert after == Mark.CANNOT_TELL


@given(several, figures)
def test_one_more_column_never_takes_a_difference_back(row, figure):
    before, _ = judge(row)
    after, _ = judge([*row, figure])

    if before == Mark.DIFFERENT:
        assert after == Mark.DIFFERENT


@given(several, known_figures)
def test_one_more_column_never_turns_a_difference_into_same(row, figure):
    before, _ = judge(row)
    after, _ = judge([*row, figure])

    if before != Mark.SAME:
        assert after != Mark.SAME


@given(known_figures.filter(lambda figure: figure.basis != ""), st.integers(2, 5))
def test_identical_known_figures_are_the_same(figure, count):
    assert judge([figure] * count) == (Mark.SAME, "")


keys = st.lists(st.sampled_from("abcdef"), unique=True)


@given(st.lists(keys, min_size=2, max_size=5))
def test_every_key_is_one_row_with_a_figure_for_each_column(keys_of_columns):
    columns = [
        section(*(known(1, key=key) for key in each)) for each in keys_of_columns
    ]

    comparison = compare_programs(columns)

    assert {row.key for row in comparison.rows} == set().union(*keys_of_columns)
    assert len(comparison.rows) == len({row.key for row in comparison.rows})
    assert all(len(row.figures) == len(columns) for row in comparison.rows)


LONG = "Graduates who received federal student aid, a minority at many schools"


def noted(value, note):
    return replace(known(value), lines=(Line(str(value), note=note),))


def test_a_long_note_that_all_known_figures_share_is_said_once():
    figures = [noted(1, f"Here; {LONG}"), noted(2, f"{LONG}; there"), missing()]

    row = compare_programs([section(figure) for figure in figures]).rows[0]

    assert row.note == LONG
    assert [line.note for each in row.figures for line in each.lines] == [
        "Here",
        "there",
    ]


@pytest.mark.parametrize(
    "notes",
    [(LONG, ""), ("Short.", "Short."), (LONG,)],
    ids=["not all", "short", "one"],
)
def test_other_notes_stay_in_their_cells(notes):
    figures = [noted(number, note) for number, note in enumerate(notes)]

    row = compare_programs([section(figure) for figure in figures]).rows[0]

    assert row.note == ""
    assert [figure.lines[0].note for figure in row.figures] == list(notes)


def test_a_long_note_of_figures_that_are_all_missing_is_said_once():
    unknown = [missing(note=LONG), missing(note=LONG)]
    elsewhere = missing(ValueState.NOT_APPLICABLE, note="Not covered there.")

    row = compare_programs([section(each) for each in [*unknown, elsewhere]]).rows[0]

    assert row.note == LONG
    assert [each.lines[0].note for each in row.figures] == [
        "",
        "",
        "Not covered there.",
    ]
