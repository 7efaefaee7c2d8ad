from datetime import date
from decimal import Decimal

import pytest

from comparisons.comparing import Mark, judge
from programs.models import ValueState
from tests.factories import (
    make_accreditation,
    make_accreditor,
    make_deadline,
    make_institution,
    make_outcome,
    make_program,
    make_source,
)
from tests.programs.reading import figures_of

pytestmark = pytest.mark.django_db


def make_earnings(**about):
    earnings = {"metric": "median-earnings-4yr", "value": 105_837, "unit": "usd"}
    return make_outcome(**({"scope": "field-of-study"} | earnings | about))


def test_outcomes_of_the_field_stay_out_of_the_programs_own():
    program = make_earnings(dollar_year=2024).program

    figures = figures_of(program)

    assert figures["outcome"].state == ValueState.NOT_YET_CHECKED
    assert figures["field_median-earnings-4yr"].text == "$105,837 (2024 dollars)"


def test_an_outcome_of_the_field_says_whom_it_counts():
    program = make_earnings(
        measured="2022 and 2023",
        population="Federally aided graduates",
        share_of_field=Decimal("0.036"),
        campuses_sharing=3,
    ).program

    figure = figures_of(program)["field_median-earnings-4yr"]

    assert figure.lines[0].note == (
        "Federally aided graduates; measured in 2022 and 2023; this program's federal "
        "code is 4% of the field; 3 campuses share this figure"
    )


def test_dollars_of_no_stated_year_say_so():
    program = make_earnings(value=90_000).program

    figure = figures_of(program)["field_median-earnings-4yr"]

    assert figure.text == "$90,000 (year of the dollars not stated)"


def test_awards_are_degrees_and_not_people():
    program = make_earnings(metric="awards", unit="people", value=80).program

    assert figures_of(program)["field_awards"].text == "80"


@pytest.mark.parametrize(
    ("country", "metric"), [("US", "retention-rate"), ("DE", "awards")]
)
def test_an_outcome_of_the_field_is_shown_wherever_it_comes_from(country, metric):
    program = make_program(institution=make_institution(country=country))
    outcome = make_earnings(program=program, metric=metric)

    figure = figures_of(program)[f"field_{metric}"]

    assert figure.is_known
    assert figure.source_ids == (outcome.source_id,)


def test_unknown_outcomes_of_one_metric_keep_every_row_and_state():
    program = make_program()
    for number, state in enumerate(["suppressed", "too-new"]):
        source = make_source(title=f"Page {number}")
        make_outcome(program=program, value=None, state=state, source=source)

    figure = figures_of(program)["outcome_employment-rate"]

    assert figure.state == ValueState.SUPPRESSED
    assert [line.text for line in figure.lines] == ["", "Too new to have a figure"]
    assert len(figure.source_ids) == 2


def test_an_accreditation_whose_status_was_not_read_cannot_be_compared():
    read, named = make_program(), make_program()
    make_accreditation(program=read)
    make_accreditation(program=named, status="named")

    figures = [figures_of(each)["programmatic_accreditation"] for each in (read, named)]

    assert judge(figures)[0] == Mark.CANNOT_TELL


def test_a_deadline_that_has_passed_says_so():
    program = make_program()
    make_deadline(program=program, year=2026, month=11, day=21)
    make_deadline(program=program, year=2026, month=11, day=22)

    lines = figures_of(program, today=date(2026, 11, 22))["deadlines"].lines

    assert [line.text for line in lines] == [
        "Nov 21, 2026 (passed), final, for fall",
        "Nov 22, 2026, final, for fall",
    ]


def test_a_withheld_outcome_keeps_its_state():
    program = make_program()
    make_outcome(program=program, value=None, state="suppressed")

    figure = figures_of(program)["outcome_employment-rate"]

    assert figure.state == ValueState.SUPPRESSED
    assert figure.text == "Withheld: too few people"


def test_the_two_kinds_of_accreditation_stay_apart():
    program = make_program()
    make_accreditation(program=program, valid_until="2029")
    make_accreditation(
        institution=program.institution,
        status="named",
        accreditor=make_accreditor(short_name="HLC", kind="institutional"),
    )

    figures = figures_of(program)

    assert figures["programmatic_accreditation"].text == (
        "CAHIIM: accredited until 2029"
    )
    assert figures["institutional_accreditation"].text == (
        "HLC: named as its accreditor; status not read"
    )


def test_no_accreditation_claimed_is_a_known_fact():
    program = make_program()
    make_accreditation(program=program, status="none-claimed")

    figure = figures_of(program)["programmatic_accreditation"]

    assert figure.is_known
    assert figure.text == "No accreditor claimed on its pages"


def test_deadlines_without_a_year_come_back_every_year():
    program = make_program()
    make_deadline(program=program, year=None, month=2, day=29)
    make_deadline(program=program, year=2027, term="", kind="priority")

    figure = figures_of(program)["deadlines"]

    assert {line.text for line in figure.lines} == {
        "Feb 29, every year, final, for fall",
        "Jan 15, 2027, priority",
    }


def test_outcomes_compare_within_one_unit_and_population():
    program = make_program()
    make_outcome(program=program, population="those who answered")

    figure = figures_of(program)["outcome_employment-rate"]

    assert figure.value == (90,)
    assert figure.basis == {("percent", None, "", "those who answered")}
    assert figure.year == "2021-22"


def test_deadlines_compare_by_day_with_their_years():
    program = make_program()
    make_deadline(program=program)

    figure = figures_of(program)["deadlines"]

    assert figure.value == (("fall", "final", 1, 15),)
    assert figure.year == "2027"


def test_federal_figures_do_not_apply_outside_the_united_states():
    program = make_program(institution=make_institution(country="DE", region="SN"))

    figure = figures_of(program)["field_awards"]

    assert figure.state == ValueState.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("unit", "value", "text"),
    [
        ("people", 1234, "1,234 people"),
        ("months", 19, "19 months"),
        ("percent", 72, "72%"),
    ],
)
def test_an_outcome_is_written_with_its_unit(unit, value, text):
    program = make_program()
    make_outcome(program=program, metric="graduates", unit=unit, value=value)

    assert figures_of(program)["outcome_graduates"].text == text


def test_an_unknown_outcome_beside_a_known_one_says_its_state():
    program = make_program()
    make_outcome(program=program, value=83)
    make_outcome(program=program, value=None, state="too-new", cohort="2027")

    figure = figures_of(program)["outcome_employment-rate"]

    assert figure.text == "83%; Too new to have a figure"
    assert figure.value == (Decimal(83),)


@pytest.mark.parametrize(
    "about", [{"share_of_field": Decimal("0.071")}, {"campuses_sharing": 3}]
)
def test_a_figure_that_is_mostly_others_cannot_be_compared(about):
    program = make_program()
    make_outcome(
        program=program, scope="field-of-study", metric="median-earnings-4yr", **about
    )

    assert figures_of(program)["field_median-earnings-4yr"].basis == ""


def test_an_accreditation_that_two_sources_state_is_one_line_with_both():
    accreditor = make_accreditor()
    program = make_accreditation(accreditor=accreditor).program
    make_accreditation(
        program=program,
        accreditor=accreditor,
        source=make_source(url="https://accreditor.example/list/"),
    )

    figure = figures_of(program)["programmatic_accreditation"]

    assert len(figure.lines) == 1
    assert len(figure.source_ids) == 2
    assert len(figure.value) == 1
