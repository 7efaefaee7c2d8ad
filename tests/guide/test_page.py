from datetime import date

import pytest

from tests.factories import (
    make_certification,
    make_claim,
    make_occupation,
    make_page,
    make_program,
    make_reference,
    make_source,
    make_term,
)
from tests.pages import text_of

pytestmark = pytest.mark.django_db


def make_rich_page(**about):
    """Make a page whose text has every kind of tag."""
    make_program(delivery=["online"])
    make_claim(key="market-51")
    make_term()
    make_occupation()
    page = make_page(
        slug="what-it-is",
        short_answer='Online: {% live "online" %}{% cite "late" %}.',
        body='## One\n\n{% claim "market-51" %}{% cite "early" %}\n\n'
        '## Two\n\n{% term "cohort" %}, {% occupation "15-2051" %}{% cite "late" %}',
        **about,
    )
    early, late = (make_source(title=title) for title in ("Early", "Late"))
    make_reference(page=page, key="early", source=early)
    make_reference(page=page, key="late", source=late, position=2)
    return page


def test_page_shows_the_short_answer_before_the_text(client):
    page = make_rich_page()

    text = text_of(client.get(page.get_absolute_url()))

    assert text.index("The short answer") < text.index('<h2 id="one">One</h2>')
    assert ">1 of 1 researched program</a>" in text
    assert "<title>What is it? · Preceptor</title>" in text


def test_page_says_when_it_was_reviewed_and_how_long_it_is(client):
    page = make_page(reviewed_on=date(2026, 11, 26), body="word " * 398)

    text = text_of(client.get(page.get_absolute_url()))

    assert "Reviewed by an editor on November 26, 2026 · 2 minutes to read" in text


def test_page_has_a_table_of_contents(client):
    page = make_rich_page()

    text = text_of(client.get(page.get_absolute_url()))

    assert '<a href="#one">One</a>' in text
    assert '<a href="#two">Two</a>' in text


def test_sources_are_numbered_as_the_text_cites_them(client):
    page = make_rich_page()

    response = client.get(page.get_absolute_url())

    entries = response.context["shown"].sources.entries
    assert [(one.number, one.source.title) for one in entries] == [
        (1, "Late"),
        (2, "Early"),
    ]
    text = text_of(response)
    assert 'href="#source-1" title="Source 1">[1]</a>' in text
    assert '<li id="source-1">' in text
    assert "Example College, institution · as of 2025-26" in text


def test_source_that_is_never_cited_comes_last(client):
    page = make_rich_page()
    make_reference(
        page=page, key="never", position=0, source=make_source(title="Never", as_of="")
    )

    response = client.get(page.get_absolute_url())

    entries = response.context["shown"].sources.entries
    assert [one.source.title for one in entries] == ["Late", "Early", "Never"]
    assert "page undated" in response.text


def test_page_without_sources_says_so(client):
    page = make_page()

    text = text_of(client.get(page.get_absolute_url()))

    assert "This page rests on no outside source" in text


def test_page_leads_to_related_questions_in_its_order(client):
    for slug in ("admission", "roles"):
        make_page(slug=slug, question=f"{slug}?")
    page = make_page(related=["roles", "gone", "admission"])

    response = client.get(page.get_absolute_url())

    assert [one.slug for one in response.context["related"]] == ["roles", "admission"]
    assert 'id="guide-related"' in response.text
    onward = 'Or go on to the <a href="/programs/">list of programs</a>'
    assert onward in text_of(response)


def test_page_without_related_questions_has_no_such_part(client):
    response = client.get(make_page().get_absolute_url())

    assert 'id="guide-related"' not in response.text


def test_page_costs_at_most_eight_queries(client, django_assert_num_queries):
    page = make_rich_page(related=["page-2"])
    make_page()

    with django_assert_num_queries(7):
        client.get(page.get_absolute_url())


def test_certifications_cost_two_more_queries(client, django_assert_num_queries):
    page = make_page(slug="certifications")
    for key in ("chda", "rhia", "cphims"):
        make_reference(certification=make_certification(key=key))

    with django_assert_num_queries(5):
        client.get(page.get_absolute_url())


def test_certifications_stand_below_their_page(client):
    page = make_page(slug="certifications")
    chda = make_certification(
        standing="confirmed",
        standing_note="",
        issuer="AHIMA",
        abbreviation="CHDA",
        asks=["A bachelor’s degree"],
        upkeep="Every two years.",
    )
    make_reference(certification=chda, source=make_source(title="CHDA page"))

    text = text_of(client.get(page.get_absolute_url()))

    assert "Certified Health Data Analyst (CHDA)" in text
    assert "<li>A bachelor’s degree</li>" in text
    assert "Confirmed at who awards it" in text
    assert "Not confirmed" not in text
    assert ">CHDA page</a>" in text
    assert 'href="#guide-certifications"' in text


def test_what_was_not_confirmed_of_a_certification_is_said(client):
    page = make_page(slug="certifications")
    make_certification()

    text = text_of(client.get(page.get_absolute_url()))

    assert text.count('<span class="state">Not confirmed</span>') == 3
    assert "Its page was not read." in text


def test_other_pages_have_no_certifications(client):
    make_certification()

    assert "guide-certifications" not in client.get(make_page().get_absolute_url()).text


def test_unknown_page_is_not_found(client):
    assert client.get("/guide/none/").status_code == 404


def test_page_is_only_read(client):
    assert client.post(make_page().get_absolute_url()).status_code == 405
