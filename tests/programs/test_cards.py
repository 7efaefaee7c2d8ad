from datetime import date
from decimal import Decimal

import pytest

from tests.factories import (
    make_accreditation,
    make_accreditor,
    make_citation,
    make_institution,
    make_prerequisite,
    make_program,
    make_tuition_estimate,
)
from tests.pages import text_of
from tests.programs.listed import LIST_URL

pytestmark = pytest.mark.django_db


def card_facts(client, **query):
    """Text or state of each fact of the only card, by label."""
    (card,) = client.get(LIST_URL, query).context["cards"]
    return {fact.label: fact.text or str(fact.state.label) for fact in card.facts}


def make_known():
    """Make a program of whose card everything is known."""
    program = make_program(
        name="Health AI",
        delivery=["campus", "online"],
        full_time_months_lowest=12,
        full_time_months_highest=16,
        part_time_months_lowest=24,
        part_time_months_highest=24,
        programming="required",
        ai_in_curriculum="required-course",
        last_checked_on=date(2026, 6, 3),
    )
    make_tuition_estimate(program=program, per_year_highest=Decimal(25_000))
    for topic in ("statistics", "linear-algebra", "calculus"):
        make_prerequisite(program=program, topic=topic)
    make_prerequisite(program=program, topic="biology", level="recommended")
    make_accreditation(program=program, status="candidate")
    hlc = make_accreditor(short_name="HLC", kind="institutional")
    make_accreditation(institution=program.institution, accreditor=hlc)


def test_card_says_what_is_known(client):
    make_known()

    assert card_facts(client) == {
        "Format": "Online, on campus",
        "Length": "12 to 16 months full-time; 24 months part-time",
        "Tuition": "$20,000 to $25,000",
        "Prerequisites": "Programming, statistics, linear algebra and 1 more",
        "Institution’s accreditor": "HLC",
        "Program’s accreditor": "CAHIIM (candidate)",
    }


@pytest.mark.parametrize(
    "words",
    [
        "MS in Health AI",
        "Dayton, Ohio",
        "Checked June 3, 2026",
        "AI in a required course",
        ">per year, </span>",
        ">2025-26, </span>",
        ">non-residents</span>",
    ],
)
def test_card_shows_name_place_check_and_what_the_price_is_for(client, words):
    make_known()

    assert words in text_of(client.get(LIST_URL))


def test_card_says_which_state_what_is_missing_has(client):
    program = make_program(programming="recommended")
    make_citation(program=program, field="delivery", state="not-published")
    make_accreditation(program=program, status="none-claimed")

    assert card_facts(client) == {
        "Format": "Not published",
        "Length": "Not yet checked",
        "Tuition": "Not yet checked",
        "Prerequisites": "Recommended: programming",
        "Institution’s accreditor": "Not yet checked",
        "Program’s accreditor": "None claimed",
    }
    page = client.get(LIST_URL).content.decode()
    assert (
        '<span class="state state-not-published">Not published:</span> format' in page
    )
    assert "Day of check not recorded" in page


def test_card_tells_none_stated_from_not_needed(client):
    stated = make_program(name="A")
    make_citation(program=stated, field="prerequisites", state="not-published")
    make_program(name="B", programming="none")

    cards = client.get(LIST_URL).context["cards"]

    texts = {card.program.name: card.facts[3].text for card in cards}
    assert texts == {"A": "None stated", "B": "No programming"}


def test_card_shows_a_total_when_no_yearly_price_is_known(client):
    make_tuition_estimate(
        program=make_program(),
        per_year_lowest=None,
        per_year_highest=None,
        total_lowest=Decimal("31284.5"),
        total_highest=Decimal("31284.5"),
    )

    (card,) = client.get(LIST_URL).context["cards"]

    tuition = card.facts[2]
    assert (tuition.text, tuition.unit) == ("$31,284.50", "in total")
    assert tuition.year == "year not stated"


def test_card_names_an_average_as_the_institutions(client):
    make_tuition_estimate(program=make_program(), scope="institution")

    (card,) = client.get(LIST_URL).context["cards"]

    assert card.facts[2].text == "$20,000"
    assert card.facts[2].scope == (
        "non-residents; average of the institution, not this program’s price "
        "(not yet checked)"
    )


def test_card_shows_the_price_for_the_chosen_residency(client):
    program = make_program()
    make_tuition_estimate(program=program)
    make_tuition_estimate(
        program=program, residency="resident", per_year_lowest=9, per_year_highest=9
    )

    (card,) = client.get(LIST_URL, {"residency": "resident"}).context["cards"]

    assert (card.facts[2].text, card.facts[2].scope) == (
        "$9",
        "residents of the state or country",
    )


@pytest.mark.parametrize(
    ("review", "words"),
    [
        ("federal-record", "Federal record only: degrees reported in this field"),
        ("press-only", "Named by the press only: not confirmed at the institution"),
    ],
)
def test_card_says_plainly_what_was_not_read(client, review, words):
    make_program(review=review)

    assert words in client.get(LIST_URL).content.decode()


def test_place_of_a_foreign_institution_names_its_country(client):
    milan = make_institution(slug="m", city="Milano", country="IT", region="25")
    make_program(institution=milan)

    assert "Milano, Lombardia, Italy" in client.get(LIST_URL).content.decode()


def test_place_keeps_codes_that_no_list_knows(client):
    somewhere = make_institution(slug="x", city="Eden", country="XX", region="Q")
    make_program(institution=somewhere)

    assert "Eden, Q, XX" in client.get(LIST_URL).content.decode()


@pytest.mark.parametrize(
    ("award_title", "shown"),
    [
        ("Master of Science in Health Informatics", ""),
        ("Master of Science in Applied Health Informatics", "whole"),
        ("Master of Health Informatics", "whole"),
    ],
)
def test_card_shows_the_award_title_only_if_it_says_something_else(
    client, award_title, shown
):
    make_program(name="Health Informatics", award_title=award_title)

    (card,) = client.get(LIST_URL).context["cards"]

    assert card.title == (award_title if shown else "")


def test_place_has_no_brackets(client):
    make_program(institution=make_institution(country="SE", region="AB", city="Solna"))

    (card,) = client.get(LIST_URL).context["cards"]

    assert card.place == "Solna, Stockholms län, Sweden"


def test_a_federal_record_claims_no_name_with_ai(client):
    record = make_program(review="federal-record", ai_in_curriculum="name")

    (card,) = client.get(LIST_URL).context["cards"]

    assert card.ai_badge == ""
    assert "AI in the name" not in client.get(record.get_absolute_url()).text
