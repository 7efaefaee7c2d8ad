from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.spreadsheets import FORMULA_SIGNS, safe_cell


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_text_with_the_sign_of_a_formula_gets_an_apostrophe(sign):
    assert safe_cell(f"{sign}1+1") == f"'{sign}1+1"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (-5, "-5"),
        (Decimal("-3.50"), "-3.50"),
        (0.5, "0.5"),
        (date(2026, 11, 26), "2026-11-26"),
        (None, ""),
        (True, "yes"),
        (False, "no"),
        ("", ""),
        ("a = b", "a = b"),
        ("Bachelor’s, any field", "Bachelor’s, any field"),
    ],
)
def test_other_values_stay_as_they_are(value, cell):
    assert safe_cell(value) == cell


@given(st.text(alphabet="'=+-@\t\r\na1", max_size=6))
def test_text_is_no_formula_and_comes_back_as_it_was(text):
    cell = safe_cell(text)

    assert not cell.startswith(FORMULA_SIGNS)
    is_marked = cell.startswith("'") and cell.lstrip("'").startswith(FORMULA_SIGNS)
    assert (cell[1:] if is_marked else cell) == text
