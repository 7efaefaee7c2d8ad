import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.spreadsheets.cells import (
    FAILURE,
    FORMULA,
    read_choice,
    read_list,
    read_yes_or_no,
    text_of,
    write_list,
)
from desk.spreadsheets.conventions import CellError
from programs.models import Tuition
from programs.spreadsheets import plain_cell, safe_cell

CHOICES = [("per-year", "Per year"), ("total", "Whole program")]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  plain\u00a0", "plain"),
        ("one\r\ntwo", "one\ntwo"),
        (2029, "2029"),
        (51.2706, "51.2706"),
        (True, "yes"),
        (False, "no"),
        ("'=1+1", "=1+1"),
        ("'plain", "'plain"),
        ("", ""),
    ],
)
def test_cell_is_a_text_without_spaces_and_guard(cell, text):
    assert text_of(cell) == text


@pytest.mark.parametrize(("cell", "why"), [("=A1*2", FORMULA), ("#REF!", FAILURE)])
def test_formula_and_failure_are_refused(cell, why):
    with pytest.raises(CellError) as refused:
        text_of(cell)

    assert str(refused.value) == why


@given(st.text(max_size=8))
def test_guard_of_a_cell_can_be_taken_off(text):
    assert plain_cell(safe_cell(text)) == text


def test_yes_and_no_are_read_in_any_case():
    words = ["Yes", "TRUE", "no", "False", ""]

    assert [read_yes_or_no(word) for word in words] == [True, True, False, False, None]


def test_other_words_than_yes_and_no_are_refused():
    with pytest.raises(CellError, match="Write yes or no, or leave the cell blank"):
        read_yes_or_no("maybe")


def test_choice_is_read_by_code_or_label():
    words = ["per-year", "Whole Program", ""]

    assert [read_choice(word, CHOICES) for word in words] == ["per-year", "total", ""]


def test_choice_is_read_by_the_label_that_it_had_before():
    assert read_choice("Residents of the state", Tuition.Residency.choices) == (
        "resident"
    )


def test_unknown_choice_is_refused_with_what_can_be_chosen():
    with pytest.raises(CellError, match="“per-yaer” is none of: per-year, total"):
        read_choice("per-yaer", CHOICES)


def test_list_is_parted_by_semicolons():
    assert read_list("online; campus;;\n hybrid ") == ["online", "campus", "hybrid"]
    assert write_list(["online", "campus"]) == "online; campus"


@given(st.lists(st.text("ab;,\"' ", min_size=1).map(str.strip).filter(bool)))
def test_written_list_is_read_as_it_was(parts):
    assert read_list(write_list(parts)) == parts
