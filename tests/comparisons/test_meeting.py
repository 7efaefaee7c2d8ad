import pytest

from tests.comparisons.compared import make_compared
from tests.factories import make_program
from tests.pages import text_of

pytestmark = pytest.mark.django_db


def get(client, programs, **query):
    paths = [program.path for program in programs]
    return client.get("/compare/", {"program": paths, "view": "meeting", **query})


def test_a_meeting_shows_the_chosen_rows_with_sources(client):
    programs = make_compared(3)

    response = get(client, programs, row=["delivery", "tuition"])

    text = text_of(response)
    assert [row.key for row in response.context["comparison"].rows] == [
        "delivery",
        "tuition",
    ]
    assert '<table class="meeting-table" data-columns="3">' in text
    assert "Page on format of 1" in text
    assert "different" in text
    assert "Leave meeting mode" in text


def test_a_meeting_begins_with_the_essentials(client):
    programs = make_compared(2)
    paths = [program.path for program in programs]

    every = client.get("/compare/", {"program": paths}).context["view_options"][2]
    mine = client.get("/compare/", {"program": paths, "row": "cost"})

    assert every.label == "Meeting mode"
    assert every.url.endswith("&rows=essentials&view=meeting")
    assert mine.context["view_options"][2].url.endswith(
        "&rows=mine&view=meeting&row=cost"
    )


def test_a_meeting_ends_where_it_began(client):
    programs = make_compared(2)

    response = get(client, programs, row="cost")

    back = client.get(response.context["leave_url"])
    assert back.context["wanted"].view == "table"
    assert back.context["wanted"].keys == ("cost",)
    assert 'class="compare-table"' in back.text


def test_a_meeting_says_what_nobody_has_checked(client):
    programs = [make_program(delivery=["online"]), make_program(delivery=["online"])]

    response = get(client, programs, rows="essentials")

    assert "Not yet checked for any of these: Visits to campus" in text_of(response)


def test_a_meeting_without_a_difference_says_so(client):
    response = get(client, [make_program(), make_program()], only="differences")

    assert "No row is known to differ." in text_of(response)
    assert "only the rows that differ" in text_of(response)


def test_a_meeting_may_have_benchmarks(client):
    response = get(client, make_compared(5), row="key-facts", benchmark="yes")

    text = text_of(response)
    assert 'data-columns="6"' in text
    assert '<th scope="col">Benchmark</th>' in text
    assert "A benchmark is the median and the range" in text


def test_a_meeting_of_one_program_needs_no_choice_of_differences(client):
    text = text_of(get(client, [make_program()]))

    assert "1 program</h1>" in text.replace(" </h1>", "</h1>")
    assert "Only differences" not in text


def test_a_meeting_without_programs_explains_how_to_begin(client):
    response = get(client, [])

    assert "No program is chosen yet" in response.text


def test_a_meeting_names_what_it_cannot_find(client):
    programs = make_compared(2)
    paths = [*(program.path for program in programs), "nobody/nothing"]

    response = client.get("/compare/", {"program": paths, "view": "meeting"})

    assert "There is no program at “nobody/nothing”" in response.text


def test_a_meeting_of_five_programs_costs_five_queries(
    client, django_assert_num_queries
):
    programs = make_compared(5)

    with django_assert_num_queries(5):
        get(client, programs)
