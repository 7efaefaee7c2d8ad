from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError

from programs.facts import facts_of
from tests.factories import (
    make_accreditation,
    make_accreditor,
    make_citation,
    make_course,
    make_deadline,
    make_institution,
    make_outcome,
    make_program,
    make_program_topic,
    make_source,
    make_tuition,
)

pytestmark = pytest.mark.django_db


def make_program_with_facts(**about):
    program = make_program(**about)
    make_tuition(program=program, amount=Decimal("470.45"))
    make_deadline(program=program)
    make_course(program=program)
    make_outcome(program=program, share_of_field=Decimal("0.071"))
    make_citation(program=program)
    make_accreditation(program=program)
    make_program_topic(program=program)
    return program


def test_facts_keep_their_types_and_sources():
    source = make_source(title="Price list")
    program = make_program()
    make_tuition(
        program=program,
        amount=Decimal("470.45"),
        source=source,
        checked_on=date(2026, 11, 22),
    )

    tuition = facts_of([program])[program.pk].tuitions[0]

    assert tuition.amount == Decimal("470.45")
    assert tuition.checked_on == date(2026, 11, 22)
    assert tuition.includes_fees is None
    assert tuition.source == source


def test_facts_of_the_institution_stay_apart():
    program = make_program()
    make_tuition(institution=program.institution, amount=9_000)
    make_accreditation(
        institution=program.institution,
        accreditor=make_accreditor(short_name="HLC", kind="institutional"),
    )

    facts = facts_of([program])[program.pk]

    assert facts.tuitions == []
    assert [average.amount for average in facts.averages] == [Decimal(9_000)]
    assert facts.accreditations == []
    assert facts.institution_accreditations[0].accreditor.short_name == "HLC"


def test_facts_of_a_bare_program_are_empty_lists():
    program = make_program()

    assert list(facts_of([program])[program.pk]) == []


def test_facts_of_five_programs_cost_four_queries(django_assert_num_queries):
    programs = [
        make_program_with_facts(institution=make_institution(slug=f"college-{number}"))
        for number in range(5)
    ]

    with django_assert_num_queries(4):
        facts = facts_of(programs)
        read = [row.source for program in programs for row in facts[program.pk].courses]

    assert len(read) == 5


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(None, 2, 30), (2027, 2, 29), (2027, 4, 31), (2027, 0, 1), (2100, 2, 29)],
)
def test_a_deadline_is_a_day_that_exists(year, month, day):
    with pytest.raises(IntegrityError):
        make_deadline(year=year, month=month, day=day)
