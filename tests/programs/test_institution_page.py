import pytest

from tests.factories import (
    make_accreditation,
    make_accreditor,
    make_institution,
    make_program,
    make_source,
    make_tuition,
)
from tests.pages import text_of

pytestmark = pytest.mark.django_db

INSTITUTION_URL = "/institutions/example-college/"


def test_page_lists_the_published_programs_of_the_institution(client):
    make_program(name="Health Informatics")
    make_program(name="Hidden", workflow_state="draft")
    make_program(name="Elsewhere", institution=make_institution(slug="other-college"))

    cards = client.get(INSTITUTION_URL).context["cards"]

    assert [card.program.name for card in cards] == ["Health Informatics"]


def test_institution_without_published_program_is_not_found(client):
    make_program(workflow_state="draft")

    assert client.get(INSTITUTION_URL).status_code == 404


def test_unknown_institution_is_not_found(client):
    assert client.get("/institutions/no-such-college/").status_code == 404


def test_page_shows_place_control_accreditation_and_average(client):
    college = make_program().institution
    make_tuition(institution=college, amount=12_348)
    regional = make_accreditor(short_name="HLC", kind="institutional")
    make_accreditation(institution=college, accreditor=regional)

    text = text_of(client.get(INSTITUTION_URL))

    assert "<title>Example College: programs and accreditation · Preceptor" in text
    assert "Dayton, Ohio" in text
    assert "HLC" in text
    assert "$12,348" in text
    assert "It is no program’s price" in text


def test_page_numbers_the_sources_of_place_and_average(client):
    directory = make_source(title="Directory of institutions")
    college = make_program(institution=make_institution(source=directory)).institution
    prices = make_source(title="Survey of charges")
    make_tuition(institution=college, source=prices)
    make_accreditation(institution=college, source=None)

    response = client.get(INSTITUTION_URL)

    assert [entry.source.title for entry in response.context["sources"].entries] == [
        "Directory of institutions",
        "Survey of charges",
    ]


def test_page_says_what_is_not_yet_checked(client):
    make_program(institution=make_institution(control="", checked_on=None))

    text = text_of(client.get(INSTITUTION_URL))

    assert text.count('<span class="state state-not-yet-checked">') >= 3
    assert "source not recorded" in text


def test_chosen_programs_stay_chosen_but_out_of_the_canonical_address(client):
    program = make_program()

    text = text_of(client.get(INSTITUTION_URL, {"compare": program.path}))

    assert f'rel="canonical" href="http://testserver{INSTITUTION_URL}"' in text
    assert "1 of 5 chosen" in text


def test_page_costs_five_queries_however_many_programs(
    client, django_assert_num_queries
):
    for number in range(10):
        program = make_program(name=f"Program {number}")
        make_tuition(program=program)
    make_tuition(institution=program.institution)
    make_accreditation(institution=program.institution)

    with django_assert_num_queries(5):
        client.get(INSTITUTION_URL, {"compare": program.path})
