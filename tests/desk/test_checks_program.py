"""What is found when the fields of a program itself are examined."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from desk.publishing import Findings
from tests.desk.examined import NOTHING, PRICE, find, find_changed
from tests.factories import (
    make_citation,
    make_course,
    make_program,
    make_tuition,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 26)


def test_a_program_is_withdrawn_with_a_reason():
    program = make_program()

    found = find_changed(program, program, workflow_state="withdrawn")

    assert found.errors == [
        "The program: Say why it is withdrawn: readers see the reason."
    ]


FEE = {"application_fee_amount": Decimal(75), "application_fee_currency": "USD"}


@pytest.mark.parametrize(
    ("about", "is_far"),
    [
        ({"application_fee_amount": Decimal(750)}, True),
        ({"application_fee_amount": Decimal(85)}, False),
        ({"application_fee_amount": None, "application_fee_currency": ""}, False),
        (
            {"application_fee_amount": Decimal(750), "application_fee_currency": "CAD"},
            False,
        ),
    ],
)
def test_an_application_fee_far_from_the_last_is_to_be_confirmed(about, is_far):
    program = make_program(**FEE)

    found = find_changed(program, program, **about)

    words = "Application fee: $750 after $75: ten times as much"
    assert (words in str(found.warnings)) is is_far


NO_CITATION = (
    "The program: “Minimum GPA” has no source. Add one to the citations, with the day "
    "it was read."
)
NOT_READ_ANEW = (
    "The program: “Minimum GPA” is changed, but its source was not read anew: it was "
    "last read on Nov 22, 2026."
)


@pytest.mark.parametrize(
    ("citation", "findings"),
    [
        ({}, Findings([], [], [NOT_READ_ANEW])),
        ({"field": "delivery"}, Findings([], [NO_CITATION], [])),
        ({"source": None}, Findings([], [NO_CITATION], [])),
        ({"checked_on": None}, Findings([], [NO_CITATION], [])),
        ({"state": "not-published"}, Findings([], [NO_CITATION], [])),
    ],
)
def test_a_changed_field_of_a_program_is_cited(citation, findings):
    program = make_program(minimum_gpa=Decimal(3))
    make_citation(program=program, **{"field": "minimum_gpa"} | citation)

    found = find_changed(program, program, minimum_gpa=Decimal("3.2"))

    assert found == findings


@time_machine.travel(TODAY)
def test_a_changed_field_whose_source_was_read_anew_is_sound():
    program = make_program(minimum_gpa=Decimal(3))
    citation = make_citation(program=program, field="minimum_gpa")

    def act():
        program.minimum_gpa = Decimal("3.2")
        program.save()
        citation.checked_on = TODAY
        citation.save()

    assert find(program, act) == NOTHING


@time_machine.travel(TODAY)
def test_a_changed_field_whose_source_was_read_today_already_is_sound():
    program = make_program(minimum_gpa=Decimal(3))
    make_citation(program=program, field="minimum_gpa", checked_on=TODAY)

    assert find_changed(program, program, minimum_gpa=Decimal("3.2")) == NOTHING


def test_the_highest_of_a_range_is_cited_with_the_lowest():
    program = make_program(credits_lowest=30, credits_highest=36)
    make_citation(program=program, field="credits_lowest")

    found = find_changed(program, program, credits_highest=Decimal(40))

    (warning,) = found.warnings
    assert "“Credits highest” is changed" in warning
    assert not found.errors


def test_a_citation_is_not_taken_from_a_field_with_a_value():
    program = make_program(minimum_gpa=Decimal(3))
    citation = make_citation(program=program, field="minimum_gpa")

    assert find(program, citation.delete).errors == [NO_CITATION]


def test_a_blank_field_is_not_cited_as_known():
    program = make_program(minimum_gpa=Decimal(3))
    make_citation(program=program, field="minimum_gpa")

    assert find_changed(program, program, minimum_gpa=None).errors == [
        "The program: “Minimum GPA” is blank, but its citation says that it is known. "
        "Say which."
    ]


def test_a_program_is_published_with_a_source_for_everything():
    program = make_program(workflow_state="draft", gre_policy="optional")
    make_tuition(program=program, checked_on=None)
    named = ["name", "award", "award_title", "ai_in_curriculum"]
    for field in named:
        make_citation(program=program, field=field)

    found = find_changed(program, program, workflow_state="published")

    assert found == Findings(
        [],
        [
            f"{PRICE}: The day of the check is missing. Say when the source was read.",
            "The program: “GRE policy” has no source. Add one to the citations, with "
            "the day it was read.",
        ],
        [],
    )


def test_our_own_words_need_no_source():
    program = make_program()

    assert find_changed(program, program, summary="Shorter.") == NOTHING


@pytest.mark.parametrize(
    ("title", "shown", "is_doubted"),
    [
        ("Machine Learning in the Clinic", "none-found", True),
        ("Machine Learning in the Clinic", "elective", False),
        ("Health Care Finance", "none-found", False),
    ],
)
def test_a_new_course_on_ai_where_none_was_found_is_to_be_confirmed(
    title, shown, is_doubted
):
    program = make_program(ai_in_curriculum=shown)

    found = find(program, lambda: make_course(program=program, title=title))

    assert (
        found.warnings
        == [
            "The program: It says that no AI was found in the curriculum, but a course "
            f"is named “{title}”."
        ]
        * is_doubted
    )
