import pytest

from comparisons.addresses import columns_of
from comparisons.comparing import Comparison, Group, Mark, Row
from comparisons.forms import Wanted
from comparisons.long_list import lay_out_list
from programs.figures import Figure, Line
from programs.models import ValueState
from tests.comparisons.compared import make_compared
from tests.factories import make_institution, make_program, make_tuition
from tests.pages import text_of

pytestmark = pytest.mark.django_db
URL = "/compare/"


def make_many(count):
    return [
        make_program(
            slug=f"ms-{number}",
            name=f"Program {number}",
            delivery=["online"] if number % 2 else ["campus"],
            institution=make_institution(slug=f"school-{number}", name=f"S {number}"),
        )
        for number in range(count)
    ]


def get(client, programs, **query):
    paths = [program.path for program in programs]
    return client.get(URL, {"program": paths, **query})


def labels_on(response):
    return [field.row.label for field in response.context["long_list"].fields]


def row(key, count):
    figures = tuple(
        Figure(key, key, ValueState.KNOWN, (Line(f"{key}{place}"),), place)
        for place in range(count)
    )
    return Row(key, key, figures, Mark.DIFFERENT)


def lay_out(programs, *keys):
    wanted = Wanted([each.path for each in programs], "nonresident", False)
    rows = tuple(row(key, len(programs)) for key in keys)
    comparison = Comparison((Group("cost", "Cost", rows),))
    return lay_out_list(columns_of(programs, wanted), comparison)


def test_a_long_list_has_a_row_for_each_program():
    programs = make_many(6)

    laid_out = lay_out(programs, "a", "b")

    assert [entry.program for entry in laid_out.entries] == programs
    assert [cell.figure.text for cell in laid_out.entries[5].cells] == ["a5", "b5"]
    assert [(each.group, each.row.key) for each in laid_out.fields] == [
        ("Cost", "a"),
        ("Cost", "b"),
    ]
    assert laid_out.entries[5].place == 5


@pytest.mark.parametrize(
    ("count", "parts"), [(0, []), (1, [1]), (6, [6]), (7, [6, 1]), (13, [6, 6, 1])]
)
def test_a_long_list_is_parted_for_paper(count, parts):
    keys = [f"key-{number}" for number in range(count)]

    sheets = lay_out(make_many(2), *keys).sheets

    assert [len(sheet.fields) for sheet in sheets] == parts
    assert all(len(sheet.entries) == 2 for sheet in sheets)
    shown = [cell.row.key for sheet in sheets for cell in sheet.entries[1].cells]
    assert shown == keys


@pytest.mark.parametrize("count", [6, 12])
def test_six_to_twelve_programs_are_a_long_list(client, count):
    programs = make_many(count)

    response = get(client, programs)

    entries = response.context["long_list"].entries
    assert [entry.program for entry in entries] == programs
    text = text_of(response)
    assert f"{count} programs, one below the other" in text
    assert 'class="compare-table"' not in text


def test_five_programs_stand_side_by_side(client):
    response = get(client, make_many(5))

    assert "long_list" not in response.context
    assert 'class="compare-table"' in response.text


def test_a_long_list_shows_the_essential_fields_unless_others_are_chosen(client):
    programs = make_many(6)

    assert labels_on(get(client, programs)) == ["Format"]
    assert labels_on(get(client, programs, row=["focus", "award_title"])) == [
        "Degree",
        "Focus",
    ]
    assert labels_on(get(client, programs, only="differences", row="key-facts")) == [
        "Format"
    ]


def test_a_long_list_says_what_nobody_has_checked(client):
    text = text_of(get(client, make_many(6)))

    assert "Not yet checked for any of these: Visits to campus" in text


def test_a_long_list_has_words_for_marks_and_sources(client):
    programs = [*make_compared(5), *make_many(1)]

    response = get(client, programs)

    text = text_of(response)
    assert "different: not all are known" in text
    assert "Page on format of 1" in text
    assert 'aria-label="Source 1"' in text


def test_a_long_list_marks_the_lowest_price(client):
    programs = make_many(6)
    for place, program in enumerate(programs):
        make_tuition(program=program, basis="total", amount=30_000 - 1_000 * place)

    text = text_of(get(client, programs)).partition("long-sheet")[0]

    assert text.count("lowest of these 6") == 1


def test_programs_are_taken_out_of_a_long_list(client):
    programs = make_many(7)

    response = get(client, programs, residency="resident")

    url = response.context["columns"][0].remove
    shorter = client.get(url)
    assert shorter.context["programs"] == programs[1:]
    assert shorter.context["wanted"].residency == "resident"


def test_programs_of_a_long_list_are_picked_to_stand_side_by_side(client):
    programs = make_many(6)

    text = text_of(get(client, programs, residency="resident"))

    assert text.count('form="pick"') == 6
    assert '<form id="pick" class="no-print" method="get" action="/compare/">' in text
    assert '<input type="hidden" name="residency" value="resident">' in text


def test_a_long_list_has_no_views_and_no_place_to_add(client):
    programs = make_many(6)

    response = get(client, programs, view="meeting", benchmark="yes")

    text = text_of(response)
    assert 'class="long-table"' in text
    assert "Courses by topic</a>" not in text
    assert "Add another program" not in text
    assert [option.label for option in response.context["row_options"]] == [
        "Essentials",
        "Only differences",
    ]


def test_a_long_list_without_a_difference_says_so(client):
    programs = [make_program() for _ in range(6)]

    response = get(client, programs, only="differences")

    assert "No row is known to differ." in response.text
    assert response.context["essentials_url"].endswith("&rows=essentials")


def test_a_long_list_of_unchecked_fields_says_so(client):
    response = get(client, [make_program() for _ in range(6)], row="deadlines")

    assert "Nobody has checked these fields for any of these" in text_of(response)


def test_a_long_list_of_twelve_costs_five_queries(client, django_assert_num_queries):
    programs = [*make_compared(5), *make_many(7)]

    with django_assert_num_queries(5):
        get(client, programs)
