import pytest

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
from tests.pages import text_of
from tests.programs.reading import page_of, read

pytestmark = pytest.mark.django_db


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


def test_page_of_a_rich_program_costs_eight_queries(client, django_assert_num_queries):
    program = make_rich_program()
    others = [make_rich_program() for _ in range(3)]
    address = f"{program.get_absolute_url()}?compare={others[0].path}"

    with django_assert_num_queries(8):
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


def test_topics_show_the_words_they_were_found_in(client):
    program = make_program()
    make_program_topic(program=program, evidence=["Applied Machine Learning"])

    text = read(client, program)

    assert "Machine learning" in text
    assert "Applied Machine Learning" in text


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


def test_similar_programs_are_reviewed_first_and_then_share_most_topics(client):
    program, topic = make_program(), make_topic()
    make_program_topic(program=program, topic=topic)
    federal = make_program(name="Federal", review="federal-record")
    make_program_topic(program=federal, topic=topic)
    make_program(name="Apart")
    make_program_topic(program=make_program(name="Alike"), topic=topic)

    similar = client.get(program.get_absolute_url()).context["similar"]

    assert [each.name for each in similar] == ["Alike", "Apart", "Federal"]


def test_page_offers_to_compare_the_program(client):
    program = make_program()

    text = read(client, program)

    assert "compare-toggle" in text
    assert f'href="{program.get_absolute_url()}?compare=' in text


def test_programs_similar_to_a_federal_record_are_of_its_state_first(client):
    record = make_program(review="federal-record")
    texas = make_institution(slug="texan", region="TX")
    make_program(name="Far", institution=texas)
    make_program(name="Near record", review="federal-record")
    make_program(name="Near")

    similar = client.get(record.get_absolute_url()).context["similar"]

    assert [each.name for each in similar] == ["Near", "Near record", "Far"]


def test_federal_record_links_to_the_institution_and_folds_what_is_not_checked(client):
    page = text_of(client.get(make_program(review="federal-record").get_absolute_url()))

    assert ">Ask Example College</a>" in page
    assert '<details class="unknowns-more"> <summary>Show all' in page


def test_missing_federal_figures_are_told_once(client):
    program = make_program(review="federal-record")
    make_outcome(
        program=program,
        scope="field-of-study",
        metric="median-federal-debt",
        value=None,
        state="not-published",
    )

    page = client.get(program.get_absolute_url()).context["page"]

    assert len(page.claims) == 1
    keys = [figure.key for each in page.unknowns for figure in each.figures]
    assert "field_median-federal-debt" not in keys
