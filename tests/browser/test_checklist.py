"""The checklist on a phone, without JavaScript and on paper; the editor's preview."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from guide.checklist import questions
from guide.models import Checklist
from guide.models.checklists import Reply
from programs.models import Program
from tests.browser.axe import expect_accessible, run_axe
from tests.browser.paper import (
    SIZES,
    expect_addresses,
    expect_legible,
    expect_page_numbers,
    lay_out_for_paper,
    print_page,
    text_of,
)
from tests.comparisons.compared import make_compared
from tests.factories import make_checklist, make_page, make_term, make_user
from tests.profiles.people import PASSWORD, make_reader

pytestmark = pytest.mark.django_db(transaction=True)
URL = "/guide/checklist/"
PROGRAM = "example-1/ms-ai"
WIDEST = "document.documentElement.scrollWidth"
MOST_SHEETS = 7
SAVE = "Save my answers"


@pytest.fixture
def site(live_server):
    """Address of a site with two programs, a question and a term of the guide."""
    make_compared(2)
    make_page(question="How much is a credit?")
    make_term(key="credit-hour", term="credit hour", short="A measure of study.")
    Program.objects.all().refresh_derived()
    return live_server.url


@pytest.fixture
def reader(client, context, site):
    """Sign a reader in to the browser."""
    user = make_user()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": site}])
    return user


@pytest.mark.parametrize(
    "path",
    [
        URL,
        f"{URL}?program={PROGRAM}",
        f"{URL}?find=nonesuch",
        f"{URL}?find=example",
        f"{URL}?program=no/such",
        "/guide/?q=credit",
        "/guide/?q=nonesuch",
        "/programs/?q=credit",
    ],
)
def test_page_is_accessible_and_fits_a_small_phone(site, page: Page, path):
    page.goto(f"{site}{path}")

    expect_accessible(page)


def test_own_checklist_and_its_other_pages_are_accessible(
    site, reader, page: Page, console_errors
):
    saved = make_checklist(user=reader, version=2, replies={"alumni": Reply("yes")})
    page.goto(site + saved.get_absolute_url())
    expect_accessible(page)
    Checklist.objects.update(version=3)

    page.get_by_role("group", name="graduates of my own").get_by_label(
        "No, it does not"
    ).check()
    page.get_by_role("button", name=SAVE).click()

    expect(page.get_by_text("Nothing is lost, and nothing is saved")).to_be_visible()
    run_axe(page)
    console_errors[:] = [each for each in console_errors if "409" not in each]
    page.goto(f"{site}{saved.get_absolute_url()}delete/")
    run_axe(page)


def test_checklist_is_filled_in_and_saved_without_javascript(
    site, reader, browser, context
):
    offline = browser.new_context(
        java_script_enabled=False, storage_state=context.storage_state()
    )
    page = offline.new_page()
    page.goto(f"{site}{URL}?program={PROGRAM}")

    asked = page.get_by_role("group", name="Which classes are live")
    asked.get_by_label("Could not find out").check()
    asked.get_by_role("textbox").fill("Call them on Monday")
    page.get_by_role("button", name=SAVE).click()

    expect(page.get_by_text("Your answers are saved")).to_be_visible()
    expect(asked.get_by_role("textbox")).to_have_value("Call them on Monday")
    assert Checklist.objects.get().replies() == {
        "live-hours": Reply("unknown", "Call them on Monday")
    }
    offline.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", [URL, f"{URL}?program={PROGRAM}"])
def test_every_question_is_on_paper_with_room_for_a_note(site, page: Page, path, size):
    page.goto(f"{site}{path}")

    reader = print_page(page, size)

    expect_legible(reader, *SIZES[size])
    expect_page_numbers(reader)
    expect_addresses(page, reader)
    text = text_of(reader)
    assert all(question.question in text for question in questions())
    assert text.count("Could not find out") == len(questions())
    assert "Not asked yet" not in text
    assert len(reader.pages) <= MOST_SHEETS
    lay_out_for_paper(page, SIZES[size][0])
    assert page.evaluate(WIDEST) <= page.viewport_size["width"]
    box = page.get_by_role("radio", name="Yes").first.bounding_box()
    assert box["width"] == box["height"] > 12
    assert page.get_by_role("textbox").last.bounding_box()["height"] > 40


@pytest.mark.parametrize("replies", [{}, {"alumni": Reply("yes", "Met two.")}])
def test_what_is_filled_in_comes_along_when_she_signs_in(site, page: Page, replies):
    reader = make_reader()
    program = Program.objects.with_paths([PROGRAM]).get()
    if replies:
        make_checklist(user=reader, program=program, version=1, replies=replies)
    page.goto(f"{site}{URL}?program={PROGRAM}")
    asked = page.get_by_role("group", name="graduates of my own")
    asked.get_by_label("Could not find out").check()
    asked.get_by_role("textbox").fill("Call Ana.")
    expect(page.get_by_text("comes along, in this tab")).to_be_visible()
    page.locator("#main").get_by_role("link", name="sign in").click()
    page.get_by_label("E-mail address").fill(reader.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_text("Not saved yet:")).to_be_visible()
    expect_accessible(page)

    page.get_by_role("button", name=SAVE).click()

    expect(page.get_by_text("Your answers are saved.")).to_be_visible()
    expect(page.get_by_text("Not saved yet:")).to_be_hidden()
    reply = Checklist.objects.get().replies()["alumni"]
    before = [reply.note for reply in replies.values()]
    assert reply.answer == "unknown"
    assert reply.note.splitlines() == [*before, "Call Ana."]


def test_what_is_filled_in_is_there_again_on_the_way_back(site, page: Page):
    page.goto(f"{site}{URL}")
    page.get_by_role("textbox").last.fill("Ask about proctoring.")

    page.goto(f"{site}/guide/")
    page.goto(f"{site}{URL}")

    expect(page.get_by_role("textbox").last).to_have_value("Ask about proctoring.")


def test_what_is_filled_in_without_account_is_on_paper(site, page: Page):
    page.goto(f"{site}{URL}")
    note = "Ask for the list of teachers. " * 12

    asked = page.get_by_role("group", name="Who teaches")
    asked.get_by_label("Yes").check()
    asked.get_by_role("textbox").fill(note)

    text = text_of(print_page(page, "A4"))
    assert text.count("Ask for the list of teachers.") == 12
    assert "✕" in text


def test_preview_opens_beside_what_the_editor_typed(
    client, editor, context, site, page: Page
):
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": site}])
    page.goto(site + reverse("admin:guide_page_add"))
    typed = {"slug": "new", "question": "New?", "short_title": "New", "position": "1"}
    texts = {"short_answer": "Short.", "body": "## Part", "reviewed_on": "2026-11-26"}
    for name, value in (typed | texts).items():
        page.locator(f"#id_{name}").fill(value)

    with context.expect_page() as opened:
        page.get_by_role("button", name="Preview in a new tab").click()

    preview = opened.value
    expect(preview.get_by_text("Preview: nothing is saved")).to_be_visible()
    expect(preview.get_by_role("heading", name="New?")).to_be_visible()
    run_axe(preview)
    expect(page.locator("#id_question")).to_have_value("New?")
