import pytest
from django.utils.html import escape

from tests.factories import make_program
from tests.pages import text_of
from tests.programs.listed import LIST_URL

pytestmark = pytest.mark.django_db


IN_USE = (
    "max_months=24&keep_unknown=yes&use_averages=yes&residency=resident"
    "&degree=nursing&sort=name&compare=a%2Fb"
)
ADDRESS_IN_USE = f"{LIST_URL}?delivery=online&delivery=hybrid&{IN_USE}&page=2"


def test_there_is_a_tag_for_every_value_in_use(client):
    response = client.get(ADDRESS_IN_USE)

    assert [tag.label for tag in response.context["tags"]] == [
        "Format: Online",
        "Format: Hybrid",
        "Open to the degree you have: Nursing",
        "At most, months: 24",
        "Also keep programs that do not say",
        "Let the institution’s average stand in",
        "Prices for: Residents of the state",
    ]
    assert 'Filters (<span id="filter-count">7</span>)' in response.text


def test_tags_remove_one_value_each(client):
    response = client.get(ADDRESS_IN_USE)

    tags = {tag.label: tag.query.urlencode() for tag in response.context["tags"]}
    assert tags["Format: Online"] == f"delivery=hybrid&{IN_USE}"
    assert "degree" not in tags["Open to the degree you have: Nursing"]
    clear = 'href="/programs/?compare=a%2Fb&amp;sort=name">Clear all filters'
    assert clear in response.text


def test_words_of_the_reader_are_escaped(client):
    response = client.get(LIST_URL, {"q": "<b>nursing", "delivery": '"><script>'})

    page = response.content.decode()
    assert "<b>nursing" not in page
    assert "><script>" not in page
    assert escape("<b>nursing") in page


def test_a_wrong_value_can_be_removed(client):
    make_program()

    response = client.get(LIST_URL, {"delivery": "teleport", "pace": "part-time"})

    page = text_of(response)
    assert "Nothing is shown: “Format” cannot be used as written" in page
    assert "“teleport” is not one of the choices." in page
    assert 'href="/programs/?pace=part-time">Remove this filter' in page
    assert response.context["ways_out"] is None


def test_all_wrong_values_are_named_at_once(client):
    response = client.get(LIST_URL, {"delivery": "teleport", "my_gpa": "5"})

    assert "“Format”, “Your GPA, of 4.0” cannot be used" in text_of(response)


def test_nothing_found_says_what_to_drop(client):
    make_program(delivery=["online"], pace=["full-time"], gre_policy="optional")
    make_program(delivery=["online"], pace=["full-time"], gre_policy="required")

    response = client.get(
        LIST_URL,
        {"delivery": "online", "pace": "part-time", "gre_policy": "optional"},
    )

    page = response.content.decode()
    assert "No program passes all of this" in page
    assert "Without Pace: Part-time</a>: 1 program" in page
    assert "Without Format" not in page
    assert 'href="/programs/?delivery=online&amp;gre_policy=optional"' in page


def test_nothing_found_says_when_no_single_filter_is_the_reason(client):
    make_program()

    page = client.get(LIST_URL, {"delivery": "online", "pace": "part-time"})

    assert "dropping any one of them still leaves nothing" in page.content.decode()


def test_empty_catalog_is_shown_as_empty(client):
    response = client.get(LIST_URL)

    assert response.context["cards"] == []
    assert "0 programs" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "is_offered"),
    [
        ({"delivery": "online"}, True),
        ({"q": "no coding"}, True),
        ({"delivery": "online", "keep_unknown": "yes"}, False),
        ({"focus": "general-ai"}, False),
        ({}, False),
    ],
)
def test_list_says_when_programs_that_do_not_say_are_left_out(
    client, query, is_offered
):
    make_program(delivery=["online"], programming="none", focus="general-ai")

    page = client.get(LIST_URL, query).content.decode()

    assert ('keep_unknown=yes">Keep them too' in page) == is_offered
    assert ("Left out: programs that do not say" in page) == is_offered
