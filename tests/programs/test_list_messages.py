import pytest
from django.utils.html import escape

from programs.models import Program
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
        "Prices for: Residents of the state or country",
    ]
    assert 'Filters (<span id="filter-count">7</span>)' in response.text


def test_what_says_enough_by_itself_has_no_title_in_its_tag(client):
    query = {"details": ["campus-only", "no-interview"], "known": "length"}

    response = client.get(LIST_URL, query)

    assert [tag.label for tag in response.context["tags"]] == [
        "Taught on campus only",
        "Holds no interview",
        "Must be known: Length",
    ]


def test_tags_remove_one_value_each(client):
    response = client.get(ADDRESS_IN_USE)

    tags = {tag.label: tag.query.urlencode() for tag in response.context["tags"]}
    assert tags["Format: Online"] == f"delivery=hybrid&{IN_USE}"
    assert "degree" not in tags["Open to the degree you have: Nursing"]
    clear = 'href="/programs/?compare=a%2Fb&amp;sort=name#results">Clear all filters'
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
    assert "One filter could not be used" in page
    assert "No program is shown until it is mended." in page
    assert "“teleport” is not one of the choices." in page
    assert 'href="/programs/?pace=part-time#results">Remove this filter' in page
    assert response.context["ways_out"] is None


def test_all_wrong_values_are_named_at_once(client):
    response = client.get(LIST_URL, {"delivery": "teleport", "my_gpa": "5"})

    page = text_of(response)
    assert "2 filters could not be used" in page
    assert "<strong>Format</strong>" in page
    assert "<strong>Your GPA (4.0 scale)</strong>" in page


def test_nothing_found_says_what_to_drop(client):
    make_program(delivery=["online"], pace=["full-time"], gre_policy="optional")
    make_program(delivery=["online"], pace=["full-time"], gre_policy="required")

    response = client.get(
        LIST_URL,
        {"delivery": "online", "pace": "part-time", "gre_policy": "optional"},
    )

    page = response.content.decode()
    assert "No program matches all of these filters" in page
    assert "Without Pace: Part-time</a>: 1 program" in page
    assert "Without Format" not in page
    assert 'href="/programs/?delivery=online&amp;gre_policy=optional#results"' in page


def test_nothing_found_quotes_what_has_no_title(client):
    make_program(attendance="mixed", letters_count=2)
    details = ["campus-only", "no-letters"]

    page = client.get(LIST_URL, {"details": details, "attendance": "mixed"})

    without = (
        "Without “Taught on campus only”, “Asks for no letters of recommendation”"
        "</a>: 1 program"
    )
    assert without in text_of(page)


def test_nothing_found_says_how_many_were_left_out_as_not_known(client):
    make_program(delivery=["online"], gre_policy="")
    make_program(delivery=["online"], gre_policy="required")

    response = client.get(LIST_URL, {"delivery": "online", "gre_policy": "optional"})

    page = text_of(response)
    assert "Left out because it is not known: 1." in page
    assert "keep_unknown=yes" in response.text
    assert ">Show it too</a>" in page


def test_nothing_found_offers_to_drop_single_words(client, django_assert_num_queries):
    make_program(name="Data Science", delivery=["online"])
    make_program(name="Nursing Informatics", delivery=["campus"])
    Program.objects.refresh_derived()

    with django_assert_num_queries(5):
        response = client.get(LIST_URL, {"q": "data nursing", "delivery": "online"})

    way = response.context["ways_out"].without[0]
    assert (way.label, way.count) == ("“nursing”", 1)
    assert way.query.urlencode() == "q=data&delivery=online"


@pytest.mark.parametrize("typed", ["nurses", "BSN", "online nursing xyz"])
def test_nothing_found_for_a_profession_leads_to_its_degree(client, typed):
    make_program(backgrounds=["health"], delivery=["online"])
    Program.objects.refresh_derived()

    response = client.get(LIST_URL, {"q": typed})

    assert "1 program is open to a degree in nursing" in text_of(response)
    query = response.context["ways_out"].degree.query
    assert query["degree"] == "nursing"
    assert query.get("q", "") == ("online" if "online" in typed else "")


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
        ({"details": "no-letters"}, True),
        ({"known": "format"}, False),
        ({"q": "no coding"}, True),
        ({"delivery": "online", "keep_unknown": "yes"}, False),
        ({"focus": "general-ai"}, False),
        ({}, False),
    ],
)
def test_list_says_when_programs_that_do_not_say_are_left_out(
    client, query, is_offered
):
    make_program(
        delivery=["online"], programming="none", focus="general-ai", letters_count=0
    )

    page = client.get(LIST_URL, query).content.decode()

    assert ('keep_unknown=yes#results">Show them too' in page) == is_offered
    assert ("Left out: programs that do not say" in page) == is_offered
