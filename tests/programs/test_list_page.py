import pytest
from pytest_django.asserts import assertRedirects

from tests.factories import (
    make_accreditation,
    make_citation,
    make_institution,
    make_prerequisite,
    make_program,
    make_program_topic,
    make_tuition_estimate,
)
from tests.pages import text_of
from tests.programs.listed import LIST_URL, listed

pytestmark = pytest.mark.django_db


def test_list_shows_published_programs_only(client):
    make_program(name="Shown")
    make_program(name="Draft", workflow_state="draft")

    assert listed(client) == ["Shown"]


def make_many(count):
    for number in range(count):
        make_program(name=f"Program {number:02}", slug=f"p-{number}")


@pytest.mark.parametrize(
    ("page", "first"),
    [("1", "00"), ("2", "25"), ("99", "25"), ("0", "25"), ("-1", "25"), ("x", "00")],
)
def test_list_pages_by_twenty_five_and_any_page_shows_one(client, page, first):
    make_many(26)

    assert listed(client, page=page, sort="name")[0] == f"Program {first}"


def test_pages_keep_filters_and_chosen_programs(client):
    make_many(26)

    page = client.get(LIST_URL, {"focus": "health-informatics", "compare": "a/b"})

    assert 'href="?focus=health-informatics&amp;compare=a%2Fb&amp;page=2#results"' in (
        page.content.decode()
    )


def make_full_row(number):
    institution = make_institution(slug=f"i-{number}", name=f"College {number}")
    program = make_program(
        institution=institution, slug="ms", delivery=["online"], pace=["part-time"]
    )
    make_tuition_estimate(program=program, total_highest=40_000)
    make_tuition_estimate(program=program, scope="institution")
    make_accreditation(program=program)
    make_accreditation(institution=institution)
    make_prerequisite(program=program)
    make_program_topic(program=program)
    make_citation(program=program, state="not-published")


def test_list_makes_four_queries_with_ten_rows_filters_and_tray(
    client, django_assert_num_queries
):
    for number in range(10):
        make_full_row(number)
    query = {
        "delivery": "online",
        "topics": "machine-learning",
        "known": ["format", "total"],
        "max_tuition_per_year": "50000",
        "sort": "tuition",
        "compare": ["i-1/ms", "i-2/ms"],
    }

    with django_assert_num_queries(4):
        assert len(listed(client, query)) == 10


def test_list_makes_six_queries_when_nothing_is_found(
    client, django_assert_num_queries
):
    make_full_row(1)

    with django_assert_num_queries(6):
        assert listed(client, q="nursign", pace="full-time", compare="i-1/ms") == []


def test_list_answers_safe_methods_only(client):
    assert client.post(LIST_URL).status_code == 405


def test_prices_are_for_non_residents_unless_chosen(client):
    make_program()

    page = text_of(client.get(LIST_URL))

    assert 'value="nonresident" id="id_residency_1" checked>' in page


def test_list_leaves_empty_values_out_of_its_address(client):
    response = client.get(LIST_URL, {"q": "", "delivery": "online", "my_gpa": ""})

    assertRedirects(response, f"{LIST_URL}?delivery=online")
