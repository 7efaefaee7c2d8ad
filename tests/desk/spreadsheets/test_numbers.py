from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.spreadsheets.conventions import CellError, Convention, agreed, evidence_in
from desk.spreadsheets.numbers import (
    MARKS,
    SPACES,
    Number,
    number_readings,
    read_number,
    write_number,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("20000", "20000"),
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1 234,50", "1234.50"),
        ("1\u00a0234\u202f567", None),  # two kinds of spaces between thousands
        ("1\u00a0234\u00a0567", "1234567"),
        ("1'234.50", "1234.50"),
        ("1,234,567", "1234567"),
        ("  12,5\u00a0", "12.5"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        (".5", "0.5"),
        ("-97.7350", "-97.7350"),
        ("−3,5", "-3.5"),
        ("+3.5", "3.5"),
        ("007", "7"),
        ("1234,567", "1234.567"),
        ("12,34,567", None),
        ("1,23.4", None),
        ("12 34", None),
        ("$1,234.50", None),
        ("(1,234.50)", None),
        ("1.5E+3", None),
        ("5.", None),
        ("", None),
        ("%", None),
        ("n/a", None),
        ("1" * 41, None),
        ("٣٤", None),
    ],
)
def test_number_is_read_where_it_has_one_reading(text, value):
    if value is None:
        with pytest.raises(CellError, match=r"This is not a number\."):
            read_number(text)
    else:
        assert read_number(text) == Number(Decimal(value))


@pytest.mark.parametrize("text", ["45%", "45 %", "45.0\u00a0%", "45,0%"])
def test_percent_sign_is_noted(text):
    number = read_number(text)

    assert number == Number(Decimal(45), is_percent=True)


def test_number_with_two_readings_is_refused_with_both():
    with pytest.raises(CellError) as refused:
        read_number("1,234")

    assert str(refused.value) == (
        "This may be 1234 or 1.234: no other cell of the column shows which. "
        "Write it as 1234 or as 1.2340."
    )


@pytest.mark.parametrize(
    ("convention", "value"),
    [(Convention.POINT, Decimal(1234)), (Convention.COMMA, Decimal("1.234"))],
)
def test_column_tells_which_of_two_readings_is_meant(convention, value):
    assert read_number("1,234", convention).value == value


def test_mixed_column_tells_nothing():
    with pytest.raises(CellError, match="This may be"):
        read_number("1,234", Convention.MIXED)


@pytest.mark.parametrize(
    ("text", "proved"),
    [
        ("1,234.50", Convention.POINT),
        ("12.5", Convention.POINT),
        ("12,5", Convention.COMMA),
        ("1.234.567", Convention.COMMA),
        ("1,234", None),
        ("1234", None),
        ("none", None),
    ],
)
def test_cell_proves_how_its_column_is_written(text, proved):
    assert evidence_in(number_readings(text)) == proved


def test_column_that_is_written_in_two_ways_is_mixed():
    found = agreed(agreed(agreed(None, Convention.POINT), None), Convention.POINT)

    assert found == Convention.POINT
    assert agreed(found, Convention.COMMA) == Convention.MIXED
    assert agreed(Convention.MIXED, Convention.POINT) == Convention.MIXED


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, max_value=10**9))
def test_written_number_has_one_reading_and_it_is_the_number(value):
    assert read_number(write_number(value)).value == value


@given(
    st.integers(0, 10**12),
    st.sampled_from(list(MARKS)),
    st.sampled_from([*SPACES, "'", "’", ""]),
    st.text("0123456789", max_size=4),
)
def test_number_is_read_as_its_convention_writes_it(whole, convention, group, fraction):
    mark, _ = MARKS[convention]
    tail = f"{mark}{fraction}" if fraction else ""
    text = f"{whole:,}".replace(",", group) + tail

    assert read_number(text, convention).value == Decimal(f"{whole}.{fraction or 0}")


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text):
    for reading in number_readings(text).values():
        assert reading.value.is_finite()
