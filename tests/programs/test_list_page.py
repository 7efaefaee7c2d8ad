from datetime import date
from decimal import Decimal

import pytest
from django.utils.html import escape

from tests.factories import (
    make_accreditation,
    make_accreditor,
    make_citation,
    make_institution,
    make_prerequisite,
    make_program,
    make_program_topic,
    make_tuition_estimate,
)
from tests.programs.listed import LIST_URL, listed

pytestmark = pytest.mark.django_db


def card_facts(client, **query):
    """Text or state of each fact of the only card, by label."""
    (card,) = client.get(LIST_URL, query).context["cards"]
    return {fact.label: fact.text or str(fact.state.label) for fact in card.facts}


def test_list_shows_published_programs_only(client):
    make_program(name="Shown")
    make_program(name="Draft", workflow_state="draft")

    assert listed(client) == ["Shown"]


def test_list_orders_by_how_far_reviewed_and_says_so(client):
    make_program(name="Press", review="press-only")
    make_program(name="Federal", review="federal-record")
    make_program(name="No AI")
    make_program(name="AI", ai_in_curriculum="name")
    make_program(name="AI, format known", ai_in_curriculum="name", delivery=["online"])

    response = client.get(LIST_URL)

    names = [card.program.name for card in response.context["cards"]]
    assert names == ["AI, format known", "AI", "No AI", "Federal", "Press"]
    assert "own pages, then federal records" in response.content.decode()


def make_sorted():
    cheap = make_program(
        name="b cheap", full_time_months_lowest=24, last_checked_on=date(2026, 1, 1)
    )
    dear = make_program(
        name="A dear", part_time_months_lowest=12, last_checked_on=date(2026, 2, 1)
    )
    euro = make_program(name="c euro")
    average = make_program(name="d average")
    make_program(name="e unknown")
    make_tuition_estimate(program=cheap)
    make_tuition_estimate(program=dear, per_year_highest=Decimal(50_000))
    make_tuition_estimate(program=euro, currency="EUR", per_year_highest=Decimal(1))
    make_tuition_estimate(program=average, scope="institution")


@pytest.mark.parametrize(
    ("query", "initials"),
    [
        ({"sort": "tuition"}, "bAcde"),
        ({"sort": "-tuition"}, "Abcde"),
        ({"sort": "tuition", "use_averages": "yes"}, "bAcde"),
        ({"sort": "-tuition", "use_averages": "yes"}, "Abcde"),
        ({"sort": "tuition", "residency": "resident"}, "Abcde"),
        ({"sort": "length"}, "Abcde"),
        ({"sort": "-length"}, "bAcde"),
        ({"sort": "name"}, "Abcde"),
        ({"sort": "checked"}, "Abcde"),
        ({"sort": "relevance"}, "Abcde"),
    ],
)
def test_list_sorts_with_unknown_last_both_ways(client, query, initials):
    make_sorted()

    assert "".join(name[0] for name in listed(client, query)) == initials


@pytest.mark.parametrize(
    ("query", "rule"),
    [
        ({"sort": "tuition"}, "lowest own yearly price for non-residents first"),
        (
            {"sort": "-tuition", "use_averages": "yes", "residency": "resident"},
            "not converted, then institutions’ averages in US dollars, then programs",
        ),
        ({"sort": "length"}, "shortest stated length first"),
        ({"q": "informatics", "sort": "relevance"}, "best match with your words first"),
    ],
)
def test_list_states_the_rule_of_its_order(client, query, rule):
    make_program()

    response = client.get(LIST_URL, query)

    assert rule in response.context["rule"]


def test_card_says_what_is_known(client):
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
    make_prerequisite(program=program, topic="statistics")
    make_prerequisite(program=program, topic="linear-algebra")
    make_prerequisite(program=program, topic="calculus")
    make_prerequisite(program=program, topic="biology", level="recommended")
    make_accreditation(program=program, status="candidate")
    hlc = make_accreditor(short_name="HLC", kind="institutional")
    make_accreditation(institution=program.institution, accreditor=hlc)

    response = client.get(LIST_URL)

    assert card_facts(client) == {
        "Format": "Online, on campus",
        "Length": "12 to 16 months full-time; 24 months part-time",
        "Tuition": "$20,000 to $25,000",
        "Prerequisites": "Programming, statistics, linear algebra and 1 more",
        "Institution’s accreditor": "HLC",
        "Program’s accreditor": "CAHIIM (candidate)",
    }
    page = " ".join(response.content.decode().split())
    assert "MS in Health AI" in page
    assert "Dayton, Ohio" in page
    assert "Checked June 3, 2026" in page
    assert "AI in a required course" in page
    assert ">per year, </span>" in page
    assert ">2025-26, </span>" in page
    assert ">non-residents</span>" in page


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
        "non-residents; average of the institution, not this program’s price"
    )


def test_card_shows_the_price_for_the_chosen_residency(client):
    program = make_program()
    make_tuition_estimate(program=program)
    make_tuition_estimate(
        program=program, residency="resident", per_year_lowest=9, per_year_highest=9
    )

    (card,) = client.get(LIST_URL, {"residency": "resident"}).context["cards"]

    assert (card.facts[2].text, card.facts[2].scope) == ("$9", "residents")


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


def test_tags_remove_one_value_each(client):
    make_program(delivery=["online"])

    response = client.get(
        LIST_URL
        + "?q=&delivery=online&delivery=hybrid&max_months=24&keep_unknown=yes&"
        + "use_averages=yes&residency=resident&degree=nursing&sort=name&page=2"
        + "&compare=a/b"
    )

    kept = (
        "max_months=24&keep_unknown=yes&use_averages=yes&residency=resident"
        "&degree=nursing&sort=name&compare=a%2Fb"
    )
    tags = {tag.label: tag.query.urlencode() for tag in response.context["tags"]}
    assert list(tags) == [
        "Format: Online",
        "Format: Hybrid",
        "Open to the degree you have: Nursing",
        "At most, months: 24",
        "Also keep programs that do not say",
        "Let the institution’s average stand in",
        "Prices for: Resident",
    ]
    assert tags["Format: Online"] == f"delivery=hybrid&{kept}"
    assert "degree" not in tags["Open to the degree you have: Nursing"]
    page = response.content.decode()
    assert 'Filters (<span id="filter-count">7</span>)' in page
    assert 'href="/programs/?compare=a%2Fb&amp;sort=name">Clear all filters' in page


def test_words_of_the_reader_are_escaped(client):
    response = client.get(LIST_URL, {"q": "<b>nursing", "delivery": '"><script>'})

    page = response.content.decode()
    assert "<b>nursing" not in page
    assert "><script>" not in page
    assert escape("<b>nursing") in page


def test_a_wrong_value_can_be_removed(client):
    make_program()

    response = client.get(LIST_URL, {"delivery": "teleport", "pace": "part-time"})

    page = response.content.decode()
    assert "Nothing is shown, because a filter makes no sense" in page
    assert 'href="/programs/?pace=part-time">Remove this filter' in page
    assert response.context["ways_out"] is None


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


def make_many(count):
    for number in range(count):
        make_program(name=f"Program {number:02}", slug=f"p-{number}")


@pytest.mark.parametrize(
    ("page", "first"),
    [("1", "00"), ("2", "25"), ("99", "25"), ("0", "25"), ("-1", "25"), ("x", "00")],
)
def test_list_pages_by_twenty_five_and_any_page_shows_one(client, page, first):
    make_many(26)

    assert listed(client, page=page, sort="name")[0] == f"Program {first}"


def test_pages_keep_filters_and_chosen_programs(client):
    make_many(26)

    page = client.get(LIST_URL, {"focus": "health-informatics", "compare": "a/b"})

    assert 'href="?focus=health-informatics&amp;compare=a%2Fb&amp;page=2"' in (
        page.content.decode()
    )


def make_full_row(number):
    institution = make_institution(slug=f"i-{number}", name=f"College {number}")
    program = make_program(
        institution=institution, slug="ms", delivery=["online"], pace=["part-time"]
    )
    make_tuition_estimate(program=program)
    make_tuition_estimate(program=program, scope="institution")
    make_accreditation(program=program)
    make_accreditation(institution=institution)
    make_prerequisite(program=program)
    make_program_topic(program=program)
    make_citation(program=program, state="not-published")


def test_list_makes_four_queries_with_ten_rows_filters_and_tray(
    client, django_assert_num_queries
):
    for number in range(10):
        make_full_row(number)
    query = {
        "delivery": "online",
        "topics": "machine-learning",
        "max_tuition_per_year": "50000",
        "sort": "tuition",
        "compare": ["i-1/ms", "i-2/ms"],
    }

    with django_assert_num_queries(4):
        assert len(listed(client, query)) == 10


def test_list_makes_six_queries_at_most_when_nothing_is_found(
    client, django_assert_num_queries
):
    make_full_row(1)

    with django_assert_num_queries(5):
        assert listed(client, q="nursign", pace="full-time", compare="i-1/ms") == []


def test_list_answers_safe_methods_only(client):
    assert client.post(LIST_URL).status_code == 405


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


def test_prices_are_for_non_residents_unless_chosen(client):
    make_program()

    page = " ".join(client.get(LIST_URL).content.decode().split())

    assert 'value="nonresident" id="id_residency_1" checked>' in page
