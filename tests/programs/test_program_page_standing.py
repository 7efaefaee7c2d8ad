from datetime import date
from decimal import Decimal

import pytest
import time_machine

from tests.factories import (
    make_accreditation,
    make_accreditor,
    make_citation,
    make_deadline,
    make_institution,
    make_outcome,
    make_program,
    make_source,
    make_tuition,
)
from tests.pages import text_of
from tests.programs.reading import page_of, read

pytestmark = pytest.mark.django_db


def test_outcomes_of_the_program_show_population_and_cohort(client):
    program = make_program()
    make_outcome(program=program, population="88 of 98 graduates", measured="2023")

    text = read(client, program)

    assert "90%" in text
    assert "88 of 98 graduates" in text
    assert "2021-22" in text
    assert "Measured in 2023." in text


def test_figures_of_the_field_stand_under_their_own_heading(client):
    program = make_program()
    make_outcome(
        program=program,
        scope="field-of-study",
        metric="median-earnings-4yr",
        unit="usd",
        value=Decimal(105_837),
        share_of_field=Decimal("0.071"),
    )

    response = client.get(program.get_absolute_url())

    assert response.context["page"].own_outcomes == []
    above, wider = text_of(response).split('<section id="field-outcomes">')
    assert "$105,837" not in above
    assert "$105,837" in wider
    assert "most of this field group is something other" in wider


def make_field_outcome(**about):
    return make_outcome(scope="field-of-study", **about)


def make_unknown_average(**about):
    institution = about.pop("program").institution
    return make_tuition(
        institution=institution, amount=None, state="not-published", **about
    )


@pytest.mark.parametrize(
    ("country", "make_row", "about"),
    [
        ("US", make_field_outcome, {"metric": "retention-rate"}),
        ("DE", make_field_outcome, {"metric": "awards", "unit": "people"}),
        ("US", make_unknown_average, {}),
        ("US", make_outcome, {"value": None, "state": "suppressed"}),
    ],
)
def test_every_row_of_a_table_has_its_source_in_the_list(
    client, country, make_row, about
):
    program = make_program(institution=make_institution(country=country))
    sources = [make_source(title=f"Page {number}") for number in range(2)]
    for source in sources:
        make_row(program=program, source=source, **about)

    response = client.get(program.get_absolute_url())

    listed = response.context["page"].sources.entries
    assert [entry.source for entry in listed] == sources
    for entry in listed:
        assert f'href="#source-{entry.number}"' in response.text


def test_the_two_kinds_of_accreditation_stand_apart(client):
    program = make_program()
    make_accreditation(
        institution=program.institution,
        accreditor=make_accreditor(short_name="HLC", kind="institutional"),
    )

    text = read(client, program)

    of_program, of_institution = text.split("<h3>Of the institution</h3>")
    assert "nobody has looked yet whether a body accredits this degree" in of_program
    assert "HLC" in of_institution


def test_no_accreditation_found_differs_from_not_yet_checked(client):
    claimed, silent = make_program(), make_program()
    make_accreditation(program=claimed, status="none-claimed", accreditor=None)
    make_citation(program=silent, field="accreditations", state="not-published")

    assert "No accreditor claimed on its pages" in read(client, claimed)
    assert "No programmatic accreditation found on the pages read" in read(
        client, silent
    )


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("not-applicable", "Does not apply"),
        ("too-new", "Too new to have a figure"),
        ("suppressed", "Withheld: too few people"),
    ],
)
def test_accreditation_that_was_looked_for_says_its_state_alone(client, state, words):
    program = make_program()
    make_citation(program=program, field="accreditations", state=state)

    text = read(client, program)

    assert f'<p> <span class="state state-{state}">{words}</span> </p>' in text
    assert "nobody has looked" not in text


def test_accreditation_says_until_when_it_holds(client):
    program = make_program()
    make_accreditation(program=program, valid_until="2029")

    assert "Accredited until 2029" in read(client, program)


@time_machine.travel("2026-11-22T12:00Z", tick=False)
def test_deadlines_to_come_stand_first_and_past_ones_are_marked(client):
    program = make_program()
    make_deadline(program=program, year=2026, month=1, day=15)
    make_deadline(program=program, year=None, month=1, day=15)
    make_deadline(program=program, year=2026, month=11, day=22)
    make_deadline(program=program, year=2027, month=1, day=15)

    deadlines = page_of(client, program).deadlines

    assert [(each.day, each.is_past) for each in deadlines] == [
        ("Nov 22, 2026", False),
        ("Jan 15, 2027", False),
        ("Jan 15, every year", False),
        ("Jan 15, 2026", True),
    ]
    assert "<strong>passed</strong>" in read(client, program)


@pytest.mark.parametrize(
    ("moment", "is_past"), [("2026-11-23T11:59Z", False), ("2026-11-23T12:00Z", True)]
)
def test_deadline_passes_when_its_day_is_over_everywhere(client, moment, is_past):
    deadline = make_deadline(year=2026, month=11, day=22)

    with time_machine.travel(moment, tick=False):
        page = page_of(client, deadline.program)

    assert page.deadlines[0].is_past is is_past


def test_sources_give_the_day_of_the_check_and_the_institutions_own(client):
    directory = make_source(title="Directory of institutions", kind="government")
    program = make_program(institution=make_institution(source=directory))
    make_tuition(program=program, checked_on=date(2026, 6, 3))

    sources = page_of(client, program).sources

    assert [(e.source.title, e.checked_on) for e in sources.entries] == [
        ("Directory of institutions", date(2026, 11, 22)),
        ("Program page", date(2026, 6, 3)),
    ]


def test_an_accreditation_that_two_sources_state_is_listed_once(client):
    body = make_accreditor()
    program = make_accreditation(accreditor=body, note="Voted in 2023.").program
    list_of_body = make_source(url="https://accreditor.example/list/")
    make_accreditation(program=program, accreditor=body, source=list_of_body)

    section = read(client, program).split('<section id="accreditation">')[1]
    section = section.split("</section>")[0]

    assert section.count("Recognized by:") == 1
    assert section.count('aria-label="Source ') == 2
    assert "Voted in 2023." in section
