from datetime import date
from decimal import Decimal

import pytest

from profiles.spreadsheets import safe_cell


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
