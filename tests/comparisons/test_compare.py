import pytest
import time_machine

from comparisons.comparing import Mark
from tests.comparisons.compared import make_compared
from tests.factories import (
    make_citation,
    make_deadline,
    make_institution,
    make_program,
    make_tuition,
)
from tests.pages import text_of

pytestmark = pytest.mark.django_db
URL = "/compare/"


def get(client, programs, **query):
    paths = [each if isinstance(each, str) else each.path for each in programs]
    return client.get(URL, {"program": paths, **query})


def rows_of(response):
    return {row.key: row for row in response.context["comparison"].rows}


def shown_paths(response):
    return [program.path for program in response.context["programs"]]


def make_named(*names):
    return [
        make_program(name=name, slug=name.lower().replace(" ", "-")) for name in names
    ]


def test_compare_shows_programs_side_by_side_in_the_order_of_the_address(client):
    first, second = make_named("First", "Second")

    response = get(client, [second, first])

    assert response.status_code == 200
    assert shown_paths(response) == [second.path, first.path]
    assert "<h1>Compare 2 programs</h1>" in text_of(response).replace(
        "<h1> ", "<h1>"
    ).replace(" </h1>", "</h1>")


def test_compare_marks_each_row_in_words_and_symbol(client):
    online = make_program(delivery=["online"], focus="general-ai")
    campus = make_program(delivery=["campus"], focus="general-ai")

    response = get(client, [online, campus])

    rows = rows_of(response)
    assert rows["delivery"].mark == Mark.DIFFERENT
    assert rows["focus"].mark == Mark.SAME
    text = text_of(response)
    assert '<span aria-hidden="true">≠</span> different' in text
    assert '<span aria-hidden="true">=</span> same' in text


def test_compare_says_what_nobody_has_checked_in_one_line(client):
    response = get(client, make_named("First", "Second"))

    text = text_of(response)
    assert "Not yet checked for any of these: Apply by." in text
    assert "deadlines" not in rows_of(response)


def test_compare_keeps_every_state_of_a_value(client):
    programs = make_compared(5)

    response = get(client, programs)

    for words in (
        "Not published",
        "Withheld: too few people",
        "Too new to have a figure",
        "Does not apply",
        "Not yet checked",
    ):
        assert words in response.text


def test_compare_shows_only_differences_and_counts_the_rest(client):
    online = make_program(delivery=["online"], award_title="MS")
    campus = make_program(delivery=["campus"], award_title="MS")

    response = get(client, [online, campus], only="differences")

    assert list(rows_of(response)) == ["delivery"]
    whole = response.context["whole"]
    text = text_of(response)
    assert "Only the rows that differ: 1." in text
    assert f"Hidden: {whole.same_count} the same, {whole.cannot_tell_count}" in text


def test_only_differences_keeps_a_row_whose_known_figures_differ(client):
    programs = [make_program(delivery=[each]) for each in ("online", "campus")]

    response = get(client, [*programs, make_program()], only="differences")

    assert 'data-row="delivery"' in response.text
    assert "different: not all are known" in text_of(response)


def test_compare_without_a_difference_says_so(client):
    response = get(client, [make_program(), make_program()], only="differences")

    assert "No row is known to differ." in response.text


@pytest.mark.parametrize(
    ("residency", "price"), [("resident", "At least $5,000"), ("", "At least $9,000")]
)
def test_compare_shows_the_price_of_the_chosen_residency(client, residency, price):
    programs = [make_program(), make_program()]
    for program in programs:
        make_tuition(program=program, residency="resident", amount=5_000)
        make_tuition(program=program, residency="nonresident", amount=9_000)

    response = get(client, programs, residency=residency)

    assert rows_of(response)["tuition_per_year"].figures[0].text == price


def test_compare_numbers_the_sources_in_reading_order(client):
    programs = make_compared(2)

    response = get(client, programs)

    sources = response.context["sources"]
    assert sources.entries[0].source.title == "Page on format of 1"
    assert sources.entries[1].source.title == "Page on format of 2"
    for entry in sources.entries:
        assert f'id="source-{entry.number}"' in response.text
        assert entry.source.url in response.text


def test_compare_lists_only_the_sources_of_the_rows_it_shows(client):
    online, campus = (
        make_program(delivery=["online"]),
        make_program(delivery=["campus"]),
    )
    make_citation(program=online, field="delivery")
    make_tuition(program=online, source=None)

    response = get(client, [online, campus], only="differences")

    assert len(response.context["sources"].entries) == 1


def test_columns_move_and_go_through_links(client):
    first, second, third = make_named("First", "Second", "Third")

    response = get(client, [first, second, third], residency="resident")

    middle = response.context["columns"][1]
    left = client.get(middle.left)
    assert shown_paths(left) == [second.path, first.path, third.path]
    assert left.context["wanted"].residency == "resident"
    assert middle.left.endswith("#column-1")
    assert shown_paths(client.get(middle.right))[2] == second.path
    assert shown_paths(client.get(middle.remove)) == [first.path, third.path]
    assert middle.remove.endswith("#column-2")
    assert response.context["columns"][2].remove.endswith("#column-2")
    assert response.context["columns"][0].left == ""
    assert response.context["columns"][2].right == ""


def test_more_programs_are_added_from_the_list(client):
    first, second = make_named("First", "Second")

    response = get(client, [first, second])

    url = f"/programs/?compare={first.path}&compare={second.path}"
    assert response.context["add_url"] == url
    assert "Add another program" in response.text


def test_a_narrow_screen_is_led_to_the_other_columns(client):
    response = get(client, make_compared(5))

    assert [(p.first, p.last) for p in response.context["parts"]] == [
        (1, 2),
        (3, 4),
        (4, 5),
    ]
    assert 'href="#column-3"' in response.text


def test_compare_without_programs_explains_how_to_begin(client):
    response = client.get(URL)

    assert response.status_code == 200
    assert "No program is chosen yet" in response.text
    assert 'href="/programs/"' in response.text


def test_compare_of_one_program_shows_it_without_marks(client):
    response = get(client, [make_program(delivery=["online"])])

    assert "One program is chosen" in response.text
    assert rows_of(response)["delivery"].mark is None


@pytest.mark.parametrize(
    "path", ["nobody/nothing", "malformed", "a/b/c", "\x00/", "<b>"]
)
def test_compare_names_what_it_cannot_find_and_shows_the_rest(client, path):
    first, second = make_named("First", "Second")

    response = get(client, [first, path, second])

    assert response.status_code == 200
    assert shown_paths(response) == [first.path, second.path]
    assert len(response.context["choice"].unknown) == 1
    assert "There is no program at “" in response.text
    assert "<b>" not in response.text


def test_compare_looks_up_twenty_programs_and_says_so(client):
    programs = make_named("First", "Second")

    response = get(client, [*(f"nobody/{n}" for n in range(3_000)), *programs])

    assert len(response.context["choice"].unknown) == 20
    assert shown_paths(response) == []
    assert (
        "Only the first 20 programs of this address were looked up, not the other 2982."
    ) in response.text


def test_drafts_are_unknown_and_withdrawn_programs_are_named(client):
    draft = make_program(workflow_state="draft", name="Secret draft")
    gone = make_program(workflow_state="withdrawn", withdrawn_reason="Closed in 2026.")

    response = get(client, [draft, gone])

    assert response.context["choice"].unknown == [draft.path]
    assert "Secret draft" not in response.text
    assert "has been withdrawn from this catalog: Closed in 2026." in response.text


def test_compare_of_more_than_twelve_says_which_are_left_out(client):
    programs = make_named(*(f"Number {number}" for number in range(13)))

    response = get(client, [programs[0], *programs, "nobody/nothing"])

    assert shown_paths(response) == [program.path for program in programs[:12]]
    assert response.context["choice"].left_out == [programs[12]]
    assert "Left out, as 12 programs are the most in one comparison" in response.text


def test_compare_passes_over_options_that_make_no_sense(client):
    programs = make_named("First", "Second")

    response = get(client, programs, residency="martian", only="nonsense")

    assert response.status_code == 200
    assert response.context["wanted"].residency == "nonresident"
    assert "“martian” is not a kind of student we know: there are" in response.text
    assert "cannot be narrowed to “nonsense”" in response.text


def test_compare_says_that_figures_of_the_field_are_not_the_programs_own(client):
    response = get(client, make_compared(2))

    text = text_of(response)
    assert "They are not figures of the programs themselves." in text


def test_compare_says_how_far_each_program_is_reviewed(client):
    institution = make_institution()
    federal = make_program(institution=institution, review="federal-record")
    press = make_program(institution=institution, review="press-only")

    response = get(client, [federal, press])

    assert "Federal record only" in response.text
    assert "Named by the press only" in response.text


def test_compare_is_not_for_search_engines(client):
    response = client.get(URL)

    assert '<meta name="robots" content="noindex">' in response.text
    assert 'href="http://testserver/compare/"' in response.text


def test_compare_of_five_costs_five_queries(client, django_assert_num_queries):
    programs = make_compared(5)

    with django_assert_num_queries(5):
        get(client, programs)


def test_compare_answers_to_reading_only(client):
    assert client.post(URL).status_code == 405


@pytest.mark.parametrize(
    ("moment", "is_past"), [("2027-01-16T11:59Z", False), ("2027-01-16T12:00Z", True)]
)
def test_compare_marks_a_deadline_as_passed_when_its_day_is_over(
    client, moment, is_past
):
    programs = [make_deadline().program, make_program()]

    with time_machine.travel(moment, tick=False):
        response = get(client, programs)

    assert ("Jan 15, 2027 (passed), final, for fall" in response.text) is is_past


def test_compare_keeps_the_residency_on_the_way_to_the_list_and_back(client):
    program = make_program()

    there = get(client, [program], residency="international").context["add_url"]

    assert there == f"/programs/?compare={program.path}&residency=international"
    other = make_program()
    back = client.get(f"{there}&compare={other.path}").text
    assert '&amp;residency=international">Compare 2 programs' in back


def test_compare_lists_the_prices_that_the_residency_pays(client):
    programs = [make_program(), make_program()]
    for program in programs:
        make_tuition(program=program, residency="resident", amount=5_000)
        make_tuition(program=program, residency="nonresident", amount=9_000)

    figure = rows_of(get(client, programs, residency="resident"))["tuition"].figures[0]

    assert "$5,000" in figure.text
    assert "$9,000" not in figure.text


def test_compare_lists_all_prices_where_the_residency_pays_none(client):
    program = make_tuition(residency="resident", amount=5_000).program

    figure = rows_of(get(client, [program]))["tuition"].figures[0]

    assert "$5,000" in figure.text


def test_compare_says_that_a_program_is_named_twice(client):
    program = make_program()

    text = text_of(get(client, [program, program]))

    assert f"“{program.path}” is named more than once" in text


def test_compare_names_five_unknown_programs_and_counts_the_rest(client):
    text = text_of(get(client, [f"nobody/{number}" for number in range(8)]))

    assert text.count("There is no program at") == 5
    assert "Nor is there one at 3 more of its addresses." in text


def test_compare_does_not_repeat_a_heading_as_the_only_unchecked_row(client):
    text = text_of(get(client, make_named("First", "Second")))

    assert "Not yet checked for any of these.</span>" in text
    assert "these: Outcomes of this program" not in text
