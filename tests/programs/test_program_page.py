from datetime import date
from decimal import Decimal

import pytest
import time_machine

from tests.factories import (
    make_accreditation,
    make_accreditor,
    make_citation,
    make_course,
    make_deadline,
    make_english_test,
    make_institution,
    make_outcome,
    make_partner,
    make_prerequisite,
    make_program,
    make_program_topic,
    make_source,
    make_topic,
    make_tuition,
)

pytestmark = pytest.mark.django_db


def page_of(client, program):
    return client.get(program.get_absolute_url()).context["page"]


def text_of(response):
    return " ".join(response.content.decode().split())


def read(client, program):
    return text_of(client.get(program.get_absolute_url()))


def make_rich_program(**about):
    """Make a program with several rows of every kind of fact, of several sources."""
    program = make_program(
        delivery=["online"],
        full_time_months_lowest=16,
        full_time_months_highest=24,
        **about,
    )
    for number in range(3):
        cited = {"program": program, "source": make_source(title=f"Page {number}")}
        make_tuition(**cited, academic_year=f"202{number}-2{number + 1}")
        make_deadline(**cited, month=number + 1)
        make_course(**cited, title=f"Course {number}")
        make_prerequisite(**cited)
        make_english_test(**cited, test=f"Test {number}")
        make_partner(**cited, name=f"Hospital {number}")
        make_outcome(**cited, population=f"class {number}")
        make_citation(**cited)
        body = make_accreditor(short_name=f"BODY{number}")
        make_accreditation(**cited, accreditor=body)
        topic = make_topic(slug=f"topic-{number}", name=f"Topic {number}")
        make_program_topic(program=program, topic=topic)
    make_tuition(institution=program.institution)
    return program


def test_page_of_a_rich_program_costs_at_most_eight_queries(
    client, django_assert_max_num_queries
):
    program = make_rich_program()
    others = [make_rich_program() for _ in range(3)]
    address = f"{program.get_absolute_url()}?compare={others[0].path}"

    with django_assert_max_num_queries(8):
        response = client.get(address)

    assert "Hospital 2" in response.content.decode()


def test_page_names_program_and_institution_in_its_title(client):
    text = read(client, make_program(name="Health Data Science"))

    assert (
        "<title>MS in Health Data Science, Example College · Preceptor</title>" in text
    )


def test_canonical_address_leaves_the_chosen_programs_out(client):
    program = make_program()
    address = f"{program.get_absolute_url()}?compare={program.path}"

    text = text_of(client.get(address))

    canonical = f"http://testserver{program.get_absolute_url()}"
    assert f'<link rel="canonical" href="{canonical}">' in text


@pytest.mark.parametrize("path", ["example-college/no-such", "no-such/ms-program-1"])
def test_unknown_program_is_not_found(client, path):
    make_program(slug="ms-program-1")

    assert client.get(f"/programs/{path}/").status_code == 404


def test_draft_is_not_found(client):
    draft = make_program(workflow_state="draft")

    assert client.get(draft.get_absolute_url()).status_code == 404


def test_withdrawn_program_is_gone_and_says_why_and_what_is_similar(client):
    withdrawn = make_program(
        workflow_state="withdrawn", withdrawn_reason="It closed in 2026."
    )
    similar = make_program(name="Clinical Informatics")

    response = client.get(withdrawn.get_absolute_url())

    assert response.status_code == 410
    assert "It closed in 2026." in response.content.decode()
    assert similar.get_absolute_url() in response.content.decode()


def test_withdrawn_program_without_reason_says_so(client):
    withdrawn = make_program(workflow_state="withdrawn")

    response = client.get(withdrawn.get_absolute_url())

    assert "No reason is recorded." in response.content.decode()


@pytest.mark.parametrize(
    ("review", "words"),
    [
        ("federal-record", "a federal record only."),
        ("press-only", "named by the press only."),
    ],
)
def test_record_that_was_not_researched_says_what_it_is(client, review, words):
    assert f"Check this: {words}" in read(client, make_program(review=review))


def test_researched_program_has_no_warning(client):
    assert "Check this:" not in read(client, make_program())


def test_only_a_researched_program_is_described_to_machines(client):
    assert "application/ld+json" in read(client, make_program())
    assert "application/ld+json" not in read(
        client, make_program(review="federal-record")
    )


def test_costs_are_worked_out_for_each_residency(client):
    program = make_program(credits_lowest=Decimal(36), credits_highest=Decimal(36))
    for residency, amount in [("resident", 260), ("nonresident", 868)]:
        make_tuition(
            program=program, basis="per-credit", residency=residency, amount=amount
        )

    costs = page_of(client, program).costs

    assert [(cost.who, cost.total.text) for cost in costs[:2]] == [
        ("Residents", "At least $9,360"),
        ("Non-residents", "At least $31,248"),
    ]
    assert costs[2].who == "International students"
    assert not costs[2].total.is_known


def test_costs_that_everybody_pays_are_one_row(client):
    program = make_program()
    make_tuition(
        program=program, basis="total", amount=Decimal(38_400), includes_fees=True
    )

    costs = page_of(client, program).costs

    assert [(cost.who, cost.total.text) for cost in costs] == [("Everyone", "$38,400")]


@pytest.mark.parametrize(
    ("fees", "is_at_least"), [(True, False), (False, True), (None, True)]
)
def test_cost_is_at_least_unless_fees_are_in_the_price(client, fees, is_at_least):
    program = make_program(full_time_months_lowest=12, full_time_months_highest=12)
    make_tuition(program=program, basis="total", includes_fees=fees)

    page = page_of(client, program)
    in_box = next(f for f in page.key_figures if f.key == "tuition_total")
    for figure in (page.costs[0].total, page.costs[0].per_year, in_box):
        assert (figure.text == "At least $20,000") is is_at_least


def test_assumptions_name_price_year_length_and_fees(client):
    program = make_program(full_time_months_lowest=16, full_time_months_highest=24)
    make_tuition(program=program, academic_year="2023-24", fees_per_year=Decimal(1_885))

    sentences = page_of(client, program).assumptions

    assert sentences[0].startswith("Prices are those of 2023-24 and are taken to stay")
    assert "full-time length of 16 to 24 months" in sentences[1]
    assert sentences[2] == (
        "Required fees of $1,885 a year come on top and are not added."
    )
    assert "left out" in sentences[3]


def test_assumptions_name_credits_and_the_missing_year(client):
    program = make_program(
        credits_lowest=Decimal(30),
        credits_highest=Decimal(36),
        part_time_months_lowest=36,
        part_time_months_highest=36,
    )
    make_tuition(
        program=program, basis="per-credit", academic_year="", includes_fees=False
    )

    sentences = page_of(client, program).assumptions

    assert sentences[0].startswith("The source states no year")
    assert sentences[1] == "All 30 to 36 credits are taken here, and none twice."
    assert "part-time length of 36 months" in sentences[2]
    assert sentences[3].startswith("Required fees come on top and are not known")


def test_assumption_on_fees_that_are_in_the_price_or_not_stated(client):
    included, unstated = make_program(), make_program()
    make_tuition(program=included, basis="total", includes_fees=True)
    make_tuition(program=unstated, basis="total")

    assert "Required fees are in the price." in page_of(client, included).assumptions
    assert "does not say whether" in page_of(client, unstated).assumptions[1]


def test_published_total_rests_neither_on_credits_nor_on_length(client):
    program = make_program(credits_lowest=Decimal(36), credits_highest=Decimal(36))
    make_tuition(program=program, basis="total")

    sentences = page_of(client, program).assumptions

    assert not any("credits" in each or "months" in each for each in sentences)


def test_price_that_gives_no_cost_rests_on_nothing(client):
    program = make_program()
    make_tuition(program=program, basis="per-course")

    page = page_of(client, program)

    assert page.assumptions == []
    assert not page.costs[0].total.is_known


def test_every_price_row_is_shown_with_its_year_and_source(client):
    program = make_program()
    make_tuition(program=program, academic_year="2018-19", amount=5_952)
    make_tuition(program=program, academic_year="", amount=None, state="not-published")

    text = read(client, program)

    assert "2018-19" in text
    assert "$5,952" in text
    assert '<span class="state state-not-published">Not published</span>' in text


def test_average_of_the_institution_is_never_the_programs_price(client):
    program = make_program()
    make_tuition(institution=program.institution, amount=Decimal(36_273))

    response = client.get(program.get_absolute_url())

    assert response.context["page"].costs == []
    text = text_of(response)
    assert "These are not this program’s price." in text
    assert "$36,273" in text


def test_topics_show_the_words_they_were_found_in(client):
    program = make_program()
    make_program_topic(program=program, evidence=["Applied Machine Learning"])

    text = read(client, program)

    assert "Machine learning" in text
    assert "Applied Machine Learning" in text


def test_outcomes_of_the_program_show_population_and_cohort(client):
    program = make_program()
    make_outcome(program=program, population="88 of 98 graduates", measured="2023")

    text = read(client, program)

    assert "90%" in text
    assert "88 of 98 graduates" in text
    assert "2021-22" in text
    assert "Measured in 2023." in text


def test_figures_of_the_field_stand_under_their_own_heading(client):
    program = make_program()
    make_outcome(
        program=program,
        scope="field-of-study",
        metric="median-earnings-4yr",
        unit="usd",
        value=Decimal(105_837),
        share_of_field=Decimal("0.071"),
    )

    response = client.get(program.get_absolute_url())

    assert response.context["page"].own_outcomes == []
    text = text_of(response)
    assert "Figures of the wider field" in text
    assert "most of this field group is something other" in text
    assert "graduates of this program earn" not in text


def test_the_two_kinds_of_accreditation_stand_apart(client):
    program = make_program()
    make_accreditation(
        institution=program.institution,
        accreditor=make_accreditor(short_name="HLC", kind="institutional"),
    )

    text = read(client, program)

    of_program, of_institution = text.split("<h3>Of the institution</h3>")
    assert "nobody has looked yet whether a body accredits this degree" in of_program
    assert "HLC" in of_institution


def test_no_accreditation_found_differs_from_not_yet_checked(client):
    claimed, silent = make_program(), make_program()
    make_accreditation(program=claimed, status="none-claimed", accreditor=None)
    make_citation(program=silent, field="accreditations", state="not-published")

    assert "No accreditor is claimed on the pages that we read" in read(client, claimed)
    assert "No programmatic accreditation found on the pages read" in read(
        client, silent
    )


@time_machine.travel("2026-11-22", tick=False)
def test_deadlines_to_come_stand_first_and_past_ones_are_marked(client):
    program = make_program()
    make_deadline(program=program, year=2026, month=1, day=15)
    make_deadline(program=program, year=None, month=1, day=15)
    make_deadline(program=program, year=2026, month=11, day=22)
    make_deadline(program=program, year=2027, month=1, day=15)

    deadlines = page_of(client, program).deadlines

    assert [(each.day, each.is_past) for each in deadlines] == [
        ("Nov 22, 2026", False),
        ("Jan 15, 2027", False),
        ("Jan 15, every year", False),
        ("Jan 15, 2026", True),
    ]
    assert "<strong>passed</strong>" in read(client, program)


def test_unknown_figures_are_gathered_by_their_state(client):
    program = make_program()
    make_citation(program=program, field="minimum_gpa", state="not-published")
    make_citation(program=program, field="gre_policy", state="not-applicable")

    unknowns = {each.state: each for each in page_of(client, program).unknowns}

    assert [f.key for f in unknowns["not-published"].figures] == ["minimum_gpa"]
    assert [f.key for f in unknowns["not-applicable"].figures] == ["gre_policy"]
    missing = [figure.key for figure in unknowns["not-yet-checked"].figures]
    assert "tuition" in missing
    assert "tuition_total" not in missing


def test_box_of_key_facts_says_what_everybody_asks_for_even_if_unknown(client):
    keys = [figure.key for figure in page_of(client, make_program()).key_figures]

    assert keys == [
        "place",
        "delivery",
        "full_time_months_lowest",
        "tuition_total",
        "programming",
        "programmatic_accreditation",
    ]


def test_box_shows_no_unknown_full_time_length_beside_a_part_time_one(client):
    program = make_program(part_time_months_lowest=36, part_time_months_highest=36)

    keys = [figure.key for figure in page_of(client, program).key_figures]

    assert "part_time_months_lowest" in keys
    assert "full_time_months_lowest" not in keys


def test_sources_give_the_day_of_the_check_and_the_institutions_own(client):
    directory = make_source(title="Directory of institutions", kind="government")
    program = make_program(institution=make_institution(source=directory))
    make_tuition(program=program, checked_on=date(2026, 6, 3))

    sources = page_of(client, program).sources

    assert [(e.source.title, e.checked_on) for e in sources.entries] == [
        ("Directory of institutions", date(2026, 11, 22)),
        ("Program page", date(2026, 6, 3)),
    ]


def test_page_of_a_bare_program_says_that_nothing_is_on_record(client):
    text = read(client, make_program())

    assert "Nothing is on record here." in text
    assert "No source is recorded for any figure on this page." in text
    assert "No check is recorded" in text


def test_similar_programs_share_the_focus_and_keep_the_chosen_ones(client):
    program = make_program()
    similar = make_program(name="Clinical Informatics")
    make_program(name="Robotics", focus="general-ai")
    make_program(name="Hidden", workflow_state="draft")

    response = client.get(f"{program.get_absolute_url()}?compare={similar.path}")

    assert [each.name for each in response.context["similar"]] == [
        "Clinical Informatics"
    ]
    assert f"{similar.get_absolute_url()}?compare=" in response.content.decode()


def test_page_offers_to_compare_the_program(client):
    program = make_program()

    text = read(client, program)

    assert "compare-toggle" in text
    assert f'href="{program.get_absolute_url()}?compare=' in text
