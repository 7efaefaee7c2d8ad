from decimal import Decimal

import pytest
from django.urls import reverse

from programs.models import Program
from tests.factories import (
    make_institution,
    make_prerequisite,
    make_profile,
    make_program,
    make_saved_program,
    make_user,
)
from tests.pages import text_of

pytestmark = pytest.mark.django_db
SHORTLIST_URL = reverse("profiles:shortlist")


@pytest.fixture
def reader(client):
    """Sign in a person who has studied statistics only and did not say her GPA."""
    user = make_user()
    make_profile(user=user, topics_studied=["statistics"], goals="Lead our AI ward.")
    client.force_login(user)
    return user


def save_asking(user, name, *topics, **about):
    """Save a program of an institution of its own that asks for these topics."""
    institution = make_institution(slug=name.lower(), name=f"{name} College")
    program = make_program(institution=institution, name=name, **about)
    for topic in topics:
        make_prerequisite(program=program, topic=topic)
    return make_saved_program(user=user, program=program)


def test_shortlist_says_of_each_program_what_the_reader_meets(client, reader):
    save_asking(reader, "Ash", "statistics")
    save_asking(reader, "Birch", "calculus")

    text = text_of(client.get(SHORTLIST_URL))

    assert text.count("You meet what it states") == 1
    assert text.count("Something stated stands against you") == 1


def test_plan_names_first_what_opens_most_of_the_list(client, reader):
    save_asking(reader, "Ash", "calculus")
    save_asking(reader, "Birch", "calculus")
    save_asking(reader, "Cedar", "databases", "linear-algebra")

    text = text_of(client.get(SHORTLIST_URL))

    calculus = text.index(
        "<strong>Calculus</strong>: the only thing stated that stands"
    )
    assert "against you at 2 of these 3 programs (Birch College; Ash College)" in text
    assert calculus < text.index("<strong>Databases</strong>: never the only thing")


def test_plan_says_which_answer_would_tell_more(client, reader):
    save_asking(reader, "Ash", minimum_gpa=Decimal("3.0"))

    text = text_of(client.get(SHORTLIST_URL))

    assert "Answers that would tell more:" in text
    assert reverse("profiles:profile_step", args=["studies"]) in text
    assert "(1 program)" in text


def test_shortlist_without_answers_judges_nothing(client):
    user = make_user()
    client.force_login(user)
    save_asking(user, "Ash", "calculus")

    text = text_of(client.get(SHORTLIST_URL))

    assert "stands against you" not in text
    assert "What would open most of this list" not in text


def test_withdrawn_program_is_not_judged(client, reader):
    save_asking(reader, "Ash", "calculus", workflow_state="withdrawn")

    assert "stands against you" not in text_of(client.get(SHORTLIST_URL))


@pytest.mark.parametrize(
    ("query", "is_left_out"), [({}, True), ({"paper": "all"}, False)]
)
def test_goals_go_on_paper_with_the_notes_only(client, reader, query, is_left_out):
    save_asking(reader, "Ash", "statistics")

    text = client.get(SHORTLIST_URL, query).text

    assert "Lead our AI ward." in text
    assert ('class="goals no-print"' in text) is is_left_out


def test_fits_of_a_list_take_one_query(client, reader, django_assert_num_queries):
    for number in range(10):
        save_asking(reader, f"College{number}", "statistics")
    Program.objects.all().refresh_derived()

    with django_assert_num_queries(14):
        client.get(SHORTLIST_URL)
