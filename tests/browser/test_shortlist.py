"""What a reader does with her shortlist that pages alone cannot promise."""

import pytest
from playwright.sync_api import Page, expect

from profiles.models import CalendarFeed, SavedProgram
from tests.browser.axe import run_axe
from tests.browser.paper import SIZES, expect_legible, print_page, text_of
from tests.factories import (
    make_deadline,
    make_program,
    make_saved_program,
    make_shortlist,
    make_tuition,
)
from tests.profiles.people import PASSWORD, make_reader

pytestmark = pytest.mark.django_db(transaction=True)
WITHOUT_SCRIPTS = pytest.mark.browser_context_args(java_script_enabled=False)


@pytest.fixture
def reader(live_server, page: Page):
    """Make a person who signs in as everybody does."""
    user = make_reader()
    page.goto(f"{live_server.url}/accounts/login/?next=/privacy/")
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_label("Password").first.fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/privacy/")
    return user


@pytest.fixture
def saved(reader):
    """Give one of four saved programs, which are of every kind."""
    named = make_shortlist(user=reader, name="Online, employer pays")
    program = make_program(name="Imaging", slug="a", delivery=["online"])
    make_tuition(program=program)
    for month in range(1, 8):
        make_deadline(program=program, month=month, year=None if month > 1 else 2027)
    make_saved_program(
        user=reader, program=make_program(slug="b", review="federal-record")
    )
    gone = make_program(slug="c", workflow_state="withdrawn")
    make_saved_program(user=reader, program=gone, shortlists=[named])
    return make_saved_program(
        user=reader, program=program, note="Qz-note", stars=4, status="applying"
    )


def save_button(page, name):
    return page.locator(f"#save-example-college-{name}")


def save_two_and_remove_one(page):
    """Save two programs of the list by keyboard alone, then undo the second."""
    for slug in ("b", "a"):
        save_button(page, slug).focus()
        page.keyboard.press("Enter")
        expect(save_button(page, slug)).to_contain_text("Saved")
    expect(save_button(page, "a")).to_be_focused()
    expect(page.locator(".htmx-added")).to_have_count(0)  # htmx has it in hand
    page.keyboard.press("Enter")
    expect(save_button(page, "a")).to_contain_text("Undo")
    expect(save_button(page, "a")).to_be_focused()
    expect(save_button(page, "b")).to_contain_text("Saved")


def test_reader_saves_from_the_list_by_keyboard_in_place(
    live_server, page: Page, reader
):
    for slug in "ab":
        make_program(slug=slug, delivery=["online"])
    page.goto(f"{live_server.url}/programs/?delivery=online")

    save_two_and_remove_one(page)

    assert page.url == f"{live_server.url}/programs/?delivery=online"
    assert SavedProgram.objects.kept().get().program.slug == "b"


@WITHOUT_SCRIPTS
def test_reader_saves_from_the_list_by_keyboard_without_javascript(
    live_server, page: Page, reader
):
    for slug in "ab":
        make_program(slug=slug, delivery=["online"])
    page.goto(f"{live_server.url}/programs/?delivery=online")

    save_two_and_remove_one(page)

    assert page.url.endswith("/programs/?delivery=online#save-example-college-a")
    assert SavedProgram.objects.kept().get().program.slug == "b"


def test_saving_in_place_keeps_the_page_where_it_is(live_server, page: Page, reader):
    for _ in range(8):
        make_program()
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(f"{live_server.url}/programs/")
    button = page.locator(".save-toggle").nth(5)
    button.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")

    button.click()

    expect(page.locator(".save-toggle").nth(5)).to_contain_text("Saved")
    assert page.evaluate("scrollY") == before


def test_session_that_ended_is_asked_about_in_place(
    live_server, page: Page, context, reader
):
    make_program(slug="a")
    page.goto(f"{live_server.url}/programs/")
    context.clear_cookies(name="sessionid")

    save_button(page, "a").click()

    expect(page.get_by_text("Saving needs an account")).to_be_visible()
    page.get_by_role("button", name="Keep it for now and look on").click()
    expect(save_button(page, "a")).to_contain_text("Waiting for your sign-in")


def test_two_tabs_lose_nothing(live_server, page: Page, context, saved, console_errors):
    address = f"{live_server.url}/shortlist/program/{saved.pk}/"
    first, second = page, context.new_page()
    first.goto(address)
    second.goto(address)
    first.get_by_label("Note").fill("From the first tab")
    first.get_by_role("button", name="Save", exact=True).click()
    expect(first.get_by_text("What you wrote is saved.")).to_be_visible()
    second.get_by_label("Note").fill("From the second tab")
    second.get_by_role("button", name="Save", exact=True).click()
    expect(second.locator(".saved-meanwhile")).to_contain_text("From the first tab")
    run_axe(second)

    second.get_by_role("button", name="Put both notes into the field").click()
    second.get_by_role("button", name="Save what stands here").click()

    expect(second.get_by_text("What you wrote is saved.")).to_be_visible()
    saved.refresh_from_db()
    assert saved.note == "From the first tab\n\nFrom the second tab"
    console_errors[:] = [each for each in console_errors if "status of 409" not in each]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("paper", ["", "?paper=all"])
def test_paper_holds_own_words_only_when_asked_for(
    live_server, page: Page, saved, paper, size
):
    page.goto(f"{live_server.url}/shortlist/{paper}")

    reader = print_page(page, size)

    expect_legible(reader, *SIZES[size])
    text = text_of(reader)
    assert ("Qz-note" in text) == bool(paper)
    assert ("4 of 5 stars" in text) == bool(paper)
    assert "MS in Imaging" in text
    assert "https://college.example/ms" in text
    assert "date not confirmed for 2027" in text
    for words in ("Remove", "Compare chosen", "Sort and filter", "New list"):
        assert words not in text


def test_reader_removes_and_undoes_on_the_shortlist_by_keyboard(
    live_server, page: Page, saved
):
    page.goto(f"{live_server.url}/shortlist/")
    page.get_by_role("button", name="Remove MS Imaging").focus()
    page.keyboard.press("Enter")
    undo = page.get_by_role("button", name="Undo removing MS Imaging")
    undo.focus()

    page.keyboard.press("Enter")

    expect(page.get_by_role("button", name="Remove MS Imaging")).to_be_focused()
    expect(page.get_by_text("Qz-note")).to_be_visible()


def test_reader_compares_two_and_is_told_when_she_chose_one(
    live_server, page: Page, saved
):
    page.goto(f"{live_server.url}/shortlist/")
    page.get_by_role("checkbox", name="Compare MS Imaging").check()
    page.get_by_role("button", name="Compare chosen").click()
    expect(
        page.get_by_text("One program is chosen, so there is nothing")
    ).to_be_visible()
    page.goto(f"{live_server.url}/shortlist/")

    for box in page.get_by_role("checkbox", name="Compare").all():
        box.check()
    page.get_by_role("button", name="Compare chosen").click()

    expect(page.get_by_role("heading", name="Compare 2 programs")).to_be_visible()


PAGES = [
    "/shortlist/",
    "/shortlist/?status=applying&sort=deadline",
    "/shortlist/?stars=9",
    "/shortlist/new/",
    "/shortlist/calendar/",
    "/programs/",
    "/programs/example-college/a/",
    "/compare/?program=example-college/a&program=example-college/b",
    "/shortlist/save/?program=example-college/a",
]


@pytest.mark.parametrize("path", PAGES)
def test_page_is_accessible_and_fits_a_small_phone(
    live_server, page: Page, saved, path
):
    CalendarFeed.objects.create(user=saved.user)
    make_saved_program(user=saved.user, removed_at=saved.saved_at)
    page.goto(live_server.url + path)
    page.evaluate("document.querySelectorAll('details').forEach((e) => e.open = true)")

    expect_accessible(page)


@pytest.mark.parametrize("path", ["program/{saved}/", "{named}/", "{named}/edit/"])
def test_page_of_one_thing_is_accessible_and_fits_a_small_phone(
    live_server, page: Page, saved, path
):
    named = saved.user.shortlists.get(is_default=False)
    address = path.format(saved=saved.pk, named=named.pk)
    page.goto(f"{live_server.url}/shortlist/{address}")

    expect_accessible(page)


def test_question_before_saving_is_accessible_without_account(live_server, page: Page):
    make_program(slug="a")
    page.goto(f"{live_server.url}/shortlist/save/?program=example-college/a")

    expect_accessible(page)


def expect_accessible(page):
    """Fail when axe finds anything, or when a small phone would scroll sideways."""
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            run_axe(page)
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
