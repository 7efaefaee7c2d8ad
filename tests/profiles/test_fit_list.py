from decimal import Decimal

import pytest

from programs.models import Program
from tests.factories import make_profile, make_program, make_user
from tests.programs.listed import LIST_URL, listed

pytestmark = pytest.mark.django_db
NEEDS_ANSWERS = "This holds programs against your own answers, and there are none yet"


@pytest.fixture
def reader(client):
    """Sign in a person who has said that her GPA is 3.2."""
    user = make_user()
    make_profile(user=user, gpa=Decimal("3.2"))
    client.force_login(user)
    return user


def make_judged():
    """Make three programs: one she meets, one she does not, one that says nothing."""
    make_program(name="Asks more", minimum_gpa=Decimal("3.5"))
    make_program(name="Says nothing")
    make_program(name="Takes her", minimum_gpa=Decimal("3.0"))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"fit": "meets"}, ["Takes her"]),
        ({"fit": "meets", "keep_unknown": "yes"}, ["Says nothing", "Takes her"]),
        ({"sort": "fit"}, ["Takes her", "Says nothing", "Asks more"]),
    ],
)
def test_list_holds_programs_against_the_readers_answers(client, reader, query, names):
    make_judged()

    found = listed(client, query)

    assert found == names if "sort" in query else sorted(found) == names


def test_list_says_by_which_rule_it_is_sorted_by_fit(client, reader):
    make_judged()

    page = client.get(LIST_URL, {"sort": "fit"})

    assert "Sorted by how they fit with your answers" in " ".join(page.text.split())
    assert "whose stated requirements you meet" in page.text


def test_cards_say_in_words_what_the_reader_meets(client, reader):
    make_judged()

    text = client.get(LIST_URL, {"sort": "fit"}).text

    places = [
        text.index(words)
        for words in ("You meet what it states", "Something stated stands against you")
    ]
    assert places == sorted(places)


def test_draft_is_never_judged(client, reader):
    make_program(minimum_gpa=Decimal("2.0"), workflow_state="draft")

    assert listed(client, fit="meets") == []


def test_filter_without_answers_says_what_it_needs_and_empties_the_list(client):
    make_judged()

    response = client.get(LIST_URL, {"fit": "meets"})

    assert response.context["cards"] == []
    assert NEEDS_ANSWERS in response.text
    assert not response.cookies


def test_order_without_answers_says_what_it_needs_and_keeps_the_list(client):
    make_judged()

    response = client.get(LIST_URL, {"sort": "fit"})

    assert len(response.context["cards"]) == 3
    assert NEEDS_ANSWERS in response.text


def test_order_by_fit_is_offered_to_readers_with_answers_only(client, reader):
    assert "Best fit with my answers" in client.get(LIST_URL).text

    client.logout()

    assert "Best fit with my answers" not in client.get(LIST_URL).text


@pytest.mark.parametrize("query", [{}, {"fit": "meets", "sort": "fit"}])
def test_list_of_a_reader_takes_no_query_for_each_program(
    client, reader, query, django_assert_num_queries
):
    for _ in range(10):
        make_program(minimum_gpa=Decimal("3.0"))
    Program.objects.all().refresh_derived()

    # Beside the three of every list: session, person, answers, saved programs, and
    # the requirements of the programs shown or of all.
    with django_assert_num_queries(8 if not query else 9):
        client.get(LIST_URL, query)


def test_comparison_says_what_stands_against_the_reader(client, reader):
    make_judged()
    paths = [program.path for program in Program.objects.order_by("name")]

    text = client.get("/compare/", {"program": paths}).text

    assert "You and these programs" in text
    assert "Lowest GPA: 3.5 (4.0 scale)" in text
    assert "Only you see this" in text


def test_comparison_says_nothing_of_a_reader_without_answers(client):
    make_judged()
    paths = [program.path for program in Program.objects.order_by("name")]

    text = client.get("/compare/", {"program": paths}).text

    assert "You and these programs" not in text


def test_institution_page_says_what_the_reader_meets(client, reader):
    make_judged()

    text = client.get("/institutions/example-college/").text

    assert "You meet what it states" in text
    assert "Something stated stands against you" in text
