from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.desk.edited import address
from tests.factories import (
    make_accreditation,
    make_citation,
    make_course,
    make_deadline,
    make_outcome,
    make_program,
    make_program_topic,
    make_source,
    make_tuition,
)

# The names that Django's own widgets lack: of an empty autocomplete, and of the first
# and the last column in the table of an inline.
OF_DJANGO = ["aria-input-field-name", "empty-table-header"]


@pytest.fixture
def editor_page(client, editor, context, live_server, page: Page) -> Page:
    session = client.cookies["sessionid"].value
    cookie = {"name": "sessionid", "value": session, "url": live_server.url}
    context.add_cookies([cookie])
    return page


@pytest.fixture
def program():
    program = make_program(delivery=["online"])
    make_citation(program=program, field="gre_policy", state="not-published")
    for make in (make_accreditation, make_course, make_deadline, make_outcome):
        make(program=program)
    make_tuition(institution=program.institution)
    make_tuition(program=program, checked_on=date(2025, 1, 1))
    make_program_topic(program=program)
    program.save()
    return program


def pages_of(program):
    price = program.tuitions.get()
    topic = program.program_topics.get().topic
    return [
        reverse("admin:index"),
        address("program", "changelist"),
        address("program", "add"),
        address("program", "change", program.pk),
        address("program", "history", program.pk),
        address("program", "simple_history", program.pk, program.history.latest().pk),
        address("program", "delete", program.pk),
        address("institution", "change", program.institution.pk),
        address("tuition", "changelist"),
        address("tuition", "change", price.pk),
        address("source", "changelist"),
        address("topic", "change", topic.pk),
    ]


@pytest.mark.parametrize("width", [390, 1280])
def test_admin_keeps_the_content_policy_and_fits(
    editor_page, live_server, program, width
):
    editor_page.set_viewport_size({"width": width, "height": 900})

    for path in pages_of(program):
        editor_page.goto(live_server.url + path)

        page_width = editor_page.evaluate("document.documentElement.scrollWidth")
        assert page_width <= width, path


@pytest.mark.parametrize("width", [390, 1280])
def test_every_field_of_a_row_can_be_seen(editor_page, live_server, program, width):
    editor_page.set_viewport_size({"width": width, "height": 900})
    editor_page.goto(live_server.url + address("program", "change", program.pk))

    for name in ("month", "day", "year", "note", "checked_on", "DELETE"):
        box = editor_page.locator(f"#id_deadlines-0-{name}").bounding_box()
        assert box["x"] >= 0, name
        assert box["x"] + box["width"] <= width, name


def test_admin_is_accessible(editor_page, live_server, program, console_errors):
    rules = {rule: {"enabled": False} for rule in OF_DJANGO}

    for path in pages_of(program):
        editor_page.goto(live_server.url + path)

        found = Axe().run(editor_page, options={"rules": rules})
        assert found.violations_count == 0, (path, found.generate_report())
    console_errors.clear()  # axe itself tries inline styles; the policy is held above


def test_editor_corrects_a_price(editor_page, live_server, program):
    make_source(title="Tuition and fees")
    price = program.tuitions.get()
    editor_page.goto(live_server.url + address("program", "change", program.pk))
    row = editor_page.locator("#tuitions-0")
    row.get_by_label("Amount").fill("21500")
    row.locator(".field-source .select2-selection").click()
    editor_page.locator(".select2-search__field").fill("fees")
    editor_page.get_by_role("option", name="Tuition and fees").click()
    row.get_by_role("link", name="Today").click()

    editor_page.get_by_role("button", name="Save", exact=True).first.click()

    expect(editor_page.get_by_text("was changed successfully")).to_be_visible()
    editor_page.goto(live_server.url + address("tuition", "history", price.pk))
    newest = editor_page.locator("#change-history tbody tr").first
    expect(newest).to_contain_text("editor@example.org")
    expect(newest).to_contain_text("Amount: 20000.00 → 21500.00")
    expect(newest).to_contain_text("2025-26) → Tuition and fees")
    expect(newest).to_contain_text("Checked on: 2025-01-01 → ")


def test_slug_is_proposed_from_award_and_name(editor_page, live_server):
    editor_page.goto(live_server.url + address("program", "add"))
    editor_page.get_by_label("Award:", exact=True).fill("MS")
    editor_page.get_by_label("Name:", exact=True).fill("Health Data Science")
    editor_page.keyboard.press("Tab")

    expect(editor_page.get_by_label("Slug:")).to_have_value("ms-health-data-science")
