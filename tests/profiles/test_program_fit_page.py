from decimal import Decimal

import pytest

from tests.factories import (
    make_citation,
    make_prerequisite,
    make_profile,
    make_program,
    make_tuition,
    make_user,
)

pytestmark = pytest.mark.django_db
DECISION = "Admission is the program’s decision. This holds only what it states"


@pytest.fixture
def program():
    """Make a program that asks for a degree, a GPA and statistics."""
    program = make_program(
        backgrounds=["health"],
        minimum_gpa=Decimal("3.0"),
        gre_policy="not-required",
        programming="recommended",
        experience="Conditional admission possible",
        bridge_offered=True,
        bridge_name="Summer course",
        delivery=["campus"],
    )
    make_citation(program=program, field="backgrounds")
    make_prerequisite(program=program, topic="statistics", note="one course")
    return program


@pytest.fixture
def reader(client):
    """Sign in a person who has answered nothing."""
    user = make_user()
    client.force_login(user)
    return user


def section(client, program):
    """Give the words of the section, in one line."""
    text = client.get(program.get_absolute_url()).text
    part = text.partition('<section id="fit"')[2].partition("</section>")[0]
    return " ".join(part.split())


def test_reader_who_has_not_signed_in_is_told_of_the_profile(client, program):
    response = client.get(program.get_absolute_url())

    assert '<a href="/profile/">Answer a few questions once</a>' in response.text
    assert DECISION not in response.text
    assert not response.cookies


def test_reader_without_answers_is_led_to_the_first_step(client, program, reader):
    words = section(client, program)

    assert '<a href="/profile/about/">Answer a few questions once</a>' in words
    assert DECISION not in words


def test_answers_are_held_against_every_statement(client, program, reader):
    make_profile(
        user=reader,
        highest_degree="bachelor",
        degree_fields=["nursing"],
        topics_studied=[],
        programming="none",
        formats=["online"],
    )

    words = section(client, program)

    headings = [
        "Something stated stands against you",
        DECISION,
        "What stands against you",
        "It offers a bridge course (Summer course).",
        "Statistics",
        "What cannot be told yet",
        "3.0 (4.0 scale)",
        '<a href="/profile/studies/">not answered yet</a>',
        "What you meet",
        "A health field",
        "Recommended, not required",
        "What you asked for",
        "Format</strong>, does not meet",
        "What it also says",
        "What it does not say",
        "Professional license",
    ]
    places = [words.index(each) for each in headings]
    assert places == sorted(places)
    assert "(1 met, 1 not met, 1 open)" in words
    assert "(not yet checked)" in words
    assert "Conditional admission possible" in words.partition("What it also says")[2]


def test_statement_is_marked_with_the_source_of_the_page(client, program, reader):
    make_profile(user=reader, highest_degree="bachelor", degree_fields=["nursing"])

    words = section(client, program)

    met = words.partition("A health field")[2]
    assert met.index('href="#source-1"') < met.index("You:")


def test_reader_who_meets_all_is_told_so(client, program, reader):
    make_profile(
        user=reader,
        highest_degree="bachelor",
        degree_fields=["nursing"],
        topics_studied=["statistics"],
        gpa=Decimal("3.0"),
    )

    words = section(client, program)

    assert "You meet what it states" in words
    assert "What stands against you" not in words
    assert DECISION in words


def test_program_that_states_nothing_says_so(client, reader):
    make_profile(user=reader, gpa=Decimal("2.0"))

    words = section(client, make_program())

    assert "It states no requirement that we know of" in words
    assert DECISION in words


def test_section_shows_no_goal_and_stays_off_paper(client, program, reader):
    make_profile(user=reader, goals="Private goal", gpa=Decimal("3.5"))

    response = client.get(program.get_absolute_url())

    assert "Private goal" not in response.text
    assert '<section id="fit" class="no-print">' in response.text


def test_answers_of_one_reader_show_to_nobody_else(client, program, reader):
    make_profile(user=make_user(email="other@example.org"), gpa=Decimal("1.23"))

    assert "1.23" not in section(client, program)


def test_section_costs_no_query_but_those_for_the_reader(
    client, program, django_assert_num_queries
):
    make_tuition(program=program)
    with django_assert_num_queries(5):
        client.get(program.get_absolute_url())

    user = make_user()
    make_profile(user=user, gpa=Decimal("3.0"), budget_total_usd=Decimal(20_000))
    client.force_login(user)

    # The session, the person, her answers and what she saved.
    with django_assert_num_queries(5 + 4):
        client.get(program.get_absolute_url())
