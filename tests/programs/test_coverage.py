from datetime import date
from decimal import Decimal

import pytest

from programs.coverage import field_coverage
from programs.models import Program, ValueState
from tests.factories import (
    make_accreditation,
    make_citation,
    make_course,
    make_institution,
    make_outcome,
    make_program,
    make_source,
    make_tuition,
)

pytestmark = pytest.mark.django_db

DATA_URL = "/data/"


def coverage_of(label):
    return next(field for field in field_coverage() if field.label == label)


def counts_of(label):
    counts = coverage_of(label).counts
    return {state.value: count for state, count in counts.items() if count}


def test_coverage_counts_each_state_of_a_field():
    make_program(delivery=["online"])
    make_program(delivery=["campus"])
    for state in ("not-published", "not-applicable"):
        make_citation(program=make_program(), field="delivery", state=state)
    make_program()

    assert counts_of("Format") == {
        "known": 2,
        "not-published": 1,
        "not-applicable": 1,
        "not-yet-checked": 1,
    }


def test_coverage_counts_zero_and_no_as_known():
    make_program(application_fee_amount=Decimal(0), application_fee_currency="USD")
    make_program(bridge_offered=False)

    assert counts_of("Application fee")["known"] == 1
    assert counts_of("Bridge course")["known"] == 1


def test_coverage_counts_a_program_once_however_many_rows_and_reasons_it_has():
    program = make_program()
    make_course(program=program)
    make_course(program=program, title="Statistics")
    for title in ("One page", "Another page"):
        make_citation(
            program=program,
            field="minimum_gpa",
            state="not-published",
            source=make_source(title=title),
        )

    assert counts_of("Courses") == {"known": 1}
    assert counts_of("Lowest GPA") == {"not-published": 1}


def test_coverage_counts_a_value_although_another_source_is_silent():
    program = make_program(gre_policy="optional")
    make_citation(program=program, field="gre_policy", state="not-published")

    assert counts_of("GRE") == {"known": 1}


def test_coverage_counts_only_the_programs_own_prices_and_outcomes():
    program = make_program()
    make_tuition(institution=program.institution)
    make_outcome(program=program, scope="field-of-study")

    assert counts_of("Its own tuition") == {"not-yet-checked": 1}
    assert counts_of("Its own outcomes") == {"not-yet-checked": 1}


def test_coverage_counts_the_reason_that_rows_without_value_give():
    make_tuition(program=make_program(), amount=None, state="not-published")
    make_outcome(program=make_program(), value=None, state="suppressed")
    cited = make_program()
    make_tuition(program=cited, amount=None, state="too-new")
    make_citation(program=cited, field="tuition", state="not-applicable")

    assert counts_of("Its own tuition") == {
        "not-published": 1,
        "too-new": 1,
        "not-yet-checked": 1,
    }
    assert counts_of("Its own outcomes") == {"suppressed": 1, "not-yet-checked": 2}


def test_coverage_counts_a_price_that_is_known_beside_one_that_is_not():
    program = make_program()
    make_tuition(program=program, amount=None, state="not-published")
    make_tuition(program=program, academic_year="2019-20")

    assert counts_of("Its own tuition") == {"known": 1}


def test_coverage_counts_the_first_reason_as_the_page_does():
    program = make_program()
    for state in ("too-new", "not-published"):
        make_citation(
            program=program,
            field="tuition",
            state=state,
            source=make_source(title=state),
        )
    make_tuition(
        program=make_program(), academic_year="2024-25", amount=None, state="suppressed"
    )
    older = Program.objects.latest("pk")
    make_tuition(program=older, amount=None, state="not-applicable")

    assert counts_of("Its own tuition") == {"too-new": 1, "not-applicable": 1}


def test_coverage_counts_an_accreditor_whose_decision_was_not_read_as_unknown():
    make_accreditation(program=make_program(), status="named")
    make_accreditation(program=make_program(), status="none-claimed")

    assert counts_of("Accreditation of the program") == {
        "known": 1,
        "not-yet-checked": 1,
    }


def test_coverage_leaves_out_drafts_and_what_was_not_researched():
    make_program(delivery=["online"], workflow_state="draft")
    make_program(delivery=["online"], review="federal-record")

    coverage = coverage_of("Format")

    assert coverage.total == 0
    assert coverage.known_share == 0


def test_coverage_gives_the_share_that_is_known():
    make_program(delivery=["online"])
    for _ in range(3):
        make_program()

    assert coverage_of("Format").known_share == 0.25


def test_data_page_counts_the_three_kinds_of_records(client):
    make_program()
    make_program()
    make_program(review="federal-record")
    make_program(review="press-only", workflow_state="draft")

    numbers = client.get(DATA_URL).context["numbers"]

    assert (numbers.researched, numbers.federal_records, numbers.press_only) == (
        2,
        1,
        0,
    )


def test_data_page_shows_prices_by_year_with_undated_ones_last(client):
    program = make_program()
    for year in ("2024-25", "", "2026-27", "2026-27"):
        make_tuition(program=program, academic_year=year)
    make_tuition(institution=program.institution, academic_year="2024-25")
    hidden = make_institution(slug="hidden-college")
    make_tuition(institution=hidden, academic_year="2019-20")
    make_tuition(program=program, amount=None, state="not-published")

    years = client.get(DATA_URL).context["price_years"]

    assert [(year.academic_year, year.own, year.averages) for year in years] == [
        ("2026-27", 2, 0),
        ("2024-25", 1, 1),
        ("", 1, 0),
    ]


def test_data_page_says_between_which_days_programs_were_checked(client):
    make_program(last_checked_on=date(2026, 6, 3))
    make_program(last_checked_on=date(2026, 11, 22))
    make_program()

    text = " ".join(client.get(DATA_URL).content.decode().split())

    assert "between June 3, 2026 and November 22, 2026." in text
    assert "Without a recorded day: 1." in text


def test_data_page_names_the_one_day_on_which_everything_was_checked(client):
    make_program(last_checked_on=date(2026, 11, 22))

    text = " ".join(client.get(DATA_URL).content.decode().split())

    assert "Programs were last checked on November 22, 2026." in text
    assert "Without a recorded day" not in text


def test_data_page_of_an_empty_catalog_says_that_nothing_was_checked(client):
    response = client.get(DATA_URL)

    assert response.status_code == 200
    assert "No check is recorded." in response.content.decode()


def test_data_page_shows_no_column_for_a_state_that_no_program_is_in(client):
    make_citation(program=make_program(), field="delivery", state="not-published")

    states = client.get(DATA_URL).context["states"]

    assert states == [
        ValueState.KNOWN,
        ValueState.NOT_PUBLISHED,
        ValueState.NOT_YET_CHECKED,
    ]


def test_data_page_names_the_address_for_corrections_only_if_there_is_one(
    client, settings
):
    without = client.get(DATA_URL).content.decode()
    settings.CONTACT_EMAIL = "corrections@example.org"

    with_address = client.get(DATA_URL).content.decode()

    assert "so that you can check it there" in without
    assert 'href="mailto:corrections@example.org"' in with_address


def test_data_page_costs_five_queries_whatever_is_in_the_catalog(
    client, django_assert_num_queries
):
    for number in range(10):
        program = make_program(institution=make_institution(slug=f"college-{number}"))
        make_tuition(program=program)
        make_citation(program=program, state="not-published")

    with django_assert_num_queries(5):
        client.get(DATA_URL)
