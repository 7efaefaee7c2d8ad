from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparisons.lettering import bending, cleaned, drawn, undrawable
from comparisons.paper import Paper
from comparisons.pdf import set_sheet
from programs.models import ValueState
from tests.comparisons.sheets import (
    make_cell,
    make_column,
    make_group,
    make_line,
    make_row,
    make_sheet,
    make_sheet_of,
    make_source,
)
from tests.comparisons.typeset import packed, packed_text, pieces_of, read_pdf

WIDTH, MARGIN = 841.9, 28  # points
HOSTILE = (
    '#panic("x")',
    "#let a = 1; $x^2$ \\ \\u{41}",
    '"quoted" ]] [[ } { <script>alert(1)</script>',
    "*bold* _slant_ `raw` @source-1 <label> // no comment /* none */",
    "= Heading ~ -- --- ... ' - list + item / term",
)
LETTERS = st.characters(max_codepoint=0x24F, categories=["L", "N", "P", "S"])


def set_words(*texts):
    """Set a sheet whose first cell says these lines."""
    sheet = make_sheet_of(make_cell(*texts), make_cell("12 months"))
    return read_pdf(set_sheet(sheet, Paper.A4))


def expect_inside(reader):
    for page in reader.pages:
        for piece in pieces_of(page):
            assert piece.left > MARGIN
            assert piece.right < WIDTH - MARGIN


@pytest.mark.parametrize("text", HOSTILE)
def test_pdf_shows_markup_as_text(text):
    reader = set_words(text)

    assert packed(text) in packed_text(reader)


def test_pdf_drops_controls_and_what_turns_the_line():
    reader = set_words("fit\x00to\x07be \u202eseen\u200b\ud800\ue000")

    assert packed("fit to be seen��") in packed_text(reader)


@pytest.mark.parametrize("text", ["Ιατρική Πληροφορική", "Медицинская информатика"])
def test_pdf_has_greek_and_cyrillic(text):
    assert packed(text) in packed_text(set_words(text))


@pytest.mark.parametrize(
    "text", ["医学人工智能硕士", "الذكاء الاصطناعي", "🏥 हिन्दी 한국어"]
)
def test_pdf_has_a_letter_or_a_word_for_every_script(text):
    missing = undrawable([text])

    reader = set_words(text)

    has_note = packed("Square brackets stand for characters") in packed_text(reader)
    assert has_note == bool(missing)
    assert all(letter not in packed_text(reader) for letter in missing)


@pytest.mark.parametrize(
    ("text", "missing", "said"),
    [
        ("AI 医学 硕士!", "医学硕士", "AI [4 CJK letters]!"),
        ("ไทย", "ไทย", "[3 Thai letters]"),
        ("ไ", "ไ", "[1 Thai letter]"),
        ("a 🏥💉 b", "🏥💉", "a [hospital, syringe] b"),
        ("plain", "", "plain"),
    ],
)
def test_missing_letters_are_named_in_brackets(text, missing, said):
    assert drawn(text, frozenset(missing)) == said


def test_missing_letters_are_found_by_asking_the_fonts():
    assert undrawable(["Plain, Ελληνικά, кириллица ≠ “so”"]) == frozenset()
    assert undrawable(["ok \U00012000"]) == {"\U00012000"}
    assert undrawable(["\U0001e8d0"]) == {"\U0001e8d0"}  # a mark, not a letter


def test_signs_are_cleaned():
    assert cleaned("a\tb\nc\u2028d\u200b\u200d\ue000") == "a b c d\u200d\ufffd"


def test_only_words_too_wide_for_a_column_bend():
    assert bending("Pharmacoepidemiology is long") == "Pharmacoepidemiology is long"
    assert bending("a " + "x" * 25) == "a " + "\u00ad".join(["x" * 6] * 4 + ["x"])
    assert bending("W" * 10 + "/" + "9" * 8).count("\u200b") == 3
    assert bending("e\u0301" * 13) == "\u00ad".join(["e\u0301" * 3] * 4 + ["e\u0301"])


def test_addresses_bend_only_where_nothing_else_parts_them():
    address = "https://college.example/a-long-folder/of-pages/on-admission.html"

    assert bending(address) == address
    assert bending("https://college.example/" + "a" * 40).count("\u200b") > 5


@pytest.mark.parametrize("text", ["W" * 200, "Wm@" * 66, "字" * 200, "a-" * 100])
def test_pdf_keeps_long_words_inside_their_columns(text):
    columns = (make_column(text), *(make_column() for _ in range(4)))
    row = make_row(*[make_cell(text)] * 5)
    url = f"https://college.example/{text}?{text}"

    sheet = make_sheet(make_group(row), columns=columns, address=url)

    expect_inside(read_pdf(set_sheet(sheet, Paper.A4)))


def test_pdf_breaks_a_row_that_no_page_can_hold_and_loses_nothing():
    words = [f"word{number}" for number in range(1500)]

    reader = set_words(" ".join(words))

    assert len(reader.pages) > 2
    text = packed_text(reader)
    assert all(word in text for word in words)


def test_pdf_keeps_a_row_whole_where_it_can():
    rows = [make_row(make_cell("one " * 120 + "end"), make_cell("x"))] * 6

    pages = read_pdf(set_sheet(make_sheet(make_group(*rows)), Paper.A4)).pages

    for page in pages:
        text = packed(page.extract_text())
        assert text.count("Length,fulltime") == text.count("oneend")


@pytest.mark.parametrize("state", [s for s in ValueState if s != ValueState.KNOWN])
def test_pdf_says_every_state_in_words(state):
    cell = make_cell(state=str(state.label))
    sheet = make_sheet_of(cell, make_cell("12 months"))

    assert packed(state.label) in packed_text(read_pdf(set_sheet(sheet, Paper.A4)))


def test_pdf_says_once_where_all_lines_are_from():
    reader = set_words("First course", "Second course")

    assert packed("First course · Second course All from 1") in packed_text(reader)


def test_pdf_lists_lines_that_have_notes_with_year_and_origin():
    lines = (
        make_line("Fall", note="For nurses.", year="2027"),
        make_line("Spring", sources=(), origin="our reading"),
    )
    cell = replace(make_cell(), lines=lines)

    reader = read_pdf(set_sheet(make_sheet_of(cell, cell), Paper.A4))

    assert packed("· Fall 2027 1 For nurses.") in packed_text(reader)
    assert packed("· Spring (our reading)") in packed_text(reader)


def test_pdf_marks_the_press():
    source = make_source(is_press=True, kind="press", as_of="", checked_on=None)
    sheet = replace(
        make_sheet_of(make_cell("12 months"), make_cell("9 months")), sources=(source,)
    )

    text = packed_text(read_pdf(set_sheet(sheet, Paper.A4)))

    assert packed("12 months 1 press") in text
    assert packed("press · page undated · day of the check not recorded") in text


def test_pdf_has_remarks_only_where_they_are_asked_for():
    row = make_row(make_cell("12 months"), make_cell("9 months"))
    columns = (make_column(remark="Call #them in May."), make_column())

    bare = packed_text(read_pdf(set_sheet(make_sheet(make_group(row)), Paper.A4)))
    own = make_sheet(make_group(row), columns=columns)

    assert "Myremarks" not in bare
    text = packed_text(read_pdf(set_sheet(own, Paper.A4)))
    assert packed("My remarks Call #them in May.") in text


def test_pdf_says_what_was_withdrawn_and_how_old_the_facts_are():
    columns = (make_column(withdrawn="Withdrawn from the catalog: ended"),) * 2
    sheet = make_sheet(columns=columns, age="as they stood on Aug 1, 2026")

    text = packed_text(read_pdf(set_sheet(sheet, Paper.LETTER)))

    assert packed("Withdrawn from the catalog: ended") in text
    assert packed("data version 1.2.3 · as they stood on Aug 1, 2026") in text


@pytest.mark.parametrize(
    ("group", "words"),
    [
        (make_group(), "None on record for any of these."),
        (
            make_group(title="Deadlines", quiet=("Deadlines",)),
            "Not yet checked for any of these.",
        ),
        (
            make_group(quiet=("Pace", "Focus")),
            "Not yet checked for any of these: Pace, Focus.",
        ),
        (make_group(remark="Of the whole field."), "Of the whole field."),
    ],
)
def test_pdf_says_what_a_group_lacks(group, words):
    reader = read_pdf(set_sheet(make_sheet(group), Paper.A4))

    assert packed(words) in packed_text(reader)


def test_pdf_without_sources_says_so():
    sheet = make_sheet(make_group(), sources=())

    text = packed_text(read_pdf(set_sheet(sheet, Paper.A4)))

    assert packed("No source is recorded for any figure on this sheet.") in text


@pytest.mark.parametrize(("columns", "parts"), [(6, 2), (9, 2), (11, 3), (12, 3)])
def test_pdf_of_a_long_list_parts_its_columns(columns, parts):
    names = [f"MS Program {number}." for number in range(columns)]
    row = make_row(*[make_cell("12 months")] * columns)
    sheet = make_sheet(make_group(row), columns=tuple(map(make_column, names)))

    reader = read_pdf(set_sheet(sheet, Paper.A4))

    assert len(reader.pages) == parts
    assert all(packed(name) in packed_text(reader) for name in names)
    expect_inside(reader)


def test_pdf_is_the_same_every_time():
    sheet = make_sheet_of(make_cell("12 months"), make_cell("9 months"))

    assert set_sheet(sheet, Paper.A4) == set_sheet(sheet, Paper.A4)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=120))
def test_pdf_is_made_of_any_text(text):
    reader = set_words(text)

    assert reader.pages


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(LETTERS, min_size=1, max_size=60), min_size=1, max_size=4))
def test_pdf_says_what_the_sheet_says(texts):
    text = packed_text(set_words(*texts))

    assert all(packed(each) in text for each in texts)
