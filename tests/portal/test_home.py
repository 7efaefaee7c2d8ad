from datetime import date

import pytest

from tests.factories import (
    make_accreditation,
    make_institution,
    make_page,
    make_program,
)

pytestmark = pytest.mark.django_db


def make_programs_for_every_start():
    """Make programs that pass each starting point a different number of times."""
    make_program(delivery=["online"], pace=["part-time", "full-time"])
    make_program(delivery=["online"], pace=["full-time"])
    for programming in ("none", "none", "required"):
        make_program(programming=programming)
    for background in ("nursing", "health", "any-bachelor", "computing"):
        make_program(backgrounds=[background])
    make_program(focus="healthcare-ai")
    for policy in ("not-required", "optional"):
        make_program(gre_policy=policy)
    for status in ("accredited", "candidate"):
        make_accreditation(program=make_program(), status=status)
    make_program(
        delivery=["online"],
        pace=["part-time"],
        programming="none",
        focus="healthcare-ai",
        workflow_state="draft",
    )


def test_home_counts_the_programs_behind_each_starting_point(client):
    make_programs_for_every_start()

    starts = client.get("/").context["starts"]

    assert {each.start.title: each.count for each in starts} == {
        "Online and part-time": 1,
        "No programming needed": 2,
        "Open to nurses": 3,
        "AI for healthcare": 1,
        "No GRE": 1,
        "Accredited by CAHIIM": 1,
    }


def test_each_starting_point_leads_to_a_list_of_that_many_programs(client):
    make_programs_for_every_start()

    for each in client.get("/").context["starts"]:
        listed = client.get(each.start.address)
        assert not listed.context["wrong_values"], each.start.title
        assert listed.context["counts"].total == each.count, each.start.title


def test_home_says_what_is_in_the_catalog_and_how_fresh(client):
    make_program(last_checked_on=date(2026, 11, 22))
    make_program(review="federal-record", institution=make_institution(slug="other"))
    make_program(workflow_state="draft", institution=make_institution(slug="third"))

    response = client.get("/")

    numbers = response.context["numbers"]
    assert (numbers.programs, numbers.institutions, numbers.researched) == (2, 2, 1)
    assert "Nov 22, 2026" in response.content.decode()


def test_home_of_an_empty_catalog_names_no_day(client):
    response = client.get("/")

    assert response.status_code == 200
    assert "newest check" not in response.content.decode()


def test_home_costs_four_queries(client, django_assert_num_queries):
    make_programs_for_every_start()
    for _ in range(3):
        make_page()

    with django_assert_num_queries(4):
        client.get("/")


def test_home_leads_to_every_question_of_the_guide(client):
    page = make_page(slug="admission", question="Can you get in?")

    text = client.get("/").text

    assert f'<a href="{page.get_absolute_url()}">Can you get in?</a>' in text


def test_home_without_a_guide_does_not_speak_of_it(client):
    assert "Before you choose" not in client.get("/").text


def test_home_searches_the_list(client):
    text = client.get("/").content.decode()

    assert 'role="search" action="/programs/" method="get"' in " ".join(text.split())
