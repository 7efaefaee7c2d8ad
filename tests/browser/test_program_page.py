import pytest
from playwright.sync_api import Page, expect

from tests.browser.paper import print_page, text_of
from tests.factories import (
    make_accreditation,
    make_citation,
    make_course,
    make_deadline,
    make_outcome,
    make_prerequisite,
    make_program,
    make_program_topic,
    make_source,
    make_tuition,
)

pytestmark = pytest.mark.django_db(transaction=True)


def make_read_program(**about):
    """Make a program with facts in every section of its page, of two sources."""
    program = make_program(
        name="Health Informatics",
        url="https://college.example/ms",
        delivery=["online"],
        full_time_months_lowest=24,
        full_time_months_highest=24,
        **about,
    )
    prices = make_source(url="https://college.example/prices", title="Price list")
    make_tuition(program=program, source=prices)
    make_tuition(institution=program.institution)
    make_prerequisite(program=program)
    make_course(program=program)
    make_program_topic(program=program)
    make_outcome(program=program, population="88 of 98 graduates")
    make_outcome(
        program=program, metric="awards", scope="field-of-study", unit="people"
    )
    make_accreditation(program=program)
    make_deadline(program=program)
    make_citation(program=program, field="minimum_gpa", state="not-published")
    return program


def test_source_mark_leads_to_the_numbered_source(live_server, page: Page):
    program = make_read_program()
    page.goto(f"{live_server.url}{program.get_absolute_url()}")

    page.locator("#cost").get_by_role("link", name="Source").first.click()

    expect(page.locator("#sources li:target")).to_contain_text("Price list")


def test_program_is_chosen_for_comparison_from_its_page(live_server, page: Page):
    program = make_read_program()
    page.goto(f"{live_server.url}{program.get_absolute_url()}")

    page.get_by_role("link", name=f"Compare {program}").click()

    expect(page.get_by_text("1 of 5 chosen", exact=True).last).to_be_visible()


def test_printed_page_holds_evidence_every_source_and_its_address(
    live_server, page: Page
):
    program = make_read_program()
    page.goto(f"{live_server.url}{program.get_absolute_url()}")

    text = text_of(print_page(page, "A4"))

    assert "Example College · Dayton, Ohio" in text
    assert "https://college.example/ms " in text
    assert "88 of 98 graduates" in text
    assert "https://college.example/prices" in text
    assert "checked Nov 22, 2026" in text
    assert "Lowest GPA" in text
    assert "the words in which we found them" in text
    assert text.count("Applied Machine Learning") == 2
