from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.desk.people import make_staff
from tests.factories import make_saved_program, make_tuition
from tests.profiles.people import PASSWORD
from tests.profiles.signing import app_code, make_second_factor

# With the groups of staff, which a migration makes.
pytestmark = pytest.mark.usefixtures("rows_of_migrations")


@pytest.fixture
def program():
    """Make a program that a reader saved, with two prices that were read long ago."""
    program = make_saved_program().program
    for residency, amount in (("resident", 20_000), ("nonresident", 30_000)):
        make_tuition(
            program=program,
            residency=residency,
            amount=amount,
            checked_on=date(2025, 1, 1),
        )
    return program


@pytest.fixture(autouse=True)
def _second_factor_is_needed(settings):
    settings.STAFF_NEEDS_SECOND_FACTOR = True


@pytest.fixture
def sign_in(browser: Browser, live_server):
    """Sign a member of a group in at her desk, in a browser of her own."""
    contexts: list[BrowserContext] = []

    def sign_in(group: str) -> Page:
        person = make_staff(group, password=PASSWORD)
        EmailAddress.objects.create(
            user=person, email=person.email, verified=True, primary=True
        )
        make_second_factor(person)
        contexts.append(browser.new_context(reduced_motion="reduce"))
        page = contexts[-1].new_page()
        page.goto(f"{live_server.url}/admin/")
        page.get_by_label("E-mail address").fill(person.email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.get_by_label("Code").fill(app_code())
        page.get_by_role("button", name="Sign in", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Your desk")
        return page

    yield sign_in
    for context in contexts:
        context.close()


def draft_price(page, old, new):
    """Type a new amount into the row of a price, read today, and submit the draft."""
    row = page.locator(".inline-related", has=page.locator(f'[value="{old}.00"]'))
    row.get_by_label("Amount").fill(new)
    row.get_by_role("link", name="Today").click()
    page.get_by_role("button", name="Save draft", exact=True).first.click()
    page.get_by_role("button", name="Submit for review").click()
    expect(page.get_by_text("Submitted.")).to_be_visible()


def approve(page, record):
    page.goto(page.url)
    waiting = page.get_by_role("region", name="Waiting for your approval")
    waiting.get_by_role("link", name=record).click()
    page.get_by_role("button", name="Approve and publish").click()
    expect(page.get_by_text("Published.")).to_be_visible()
    page.get_by_role("link", name="Staff desk").click()


def correct(page, words):
    """Send what is wrong with the prices of a program, as a reader without account."""
    page.locator("#cost").get_by_role("link", name="Something wrong here?").click()
    page.get_by_label("Prices as published").check()
    page.get_by_label("What is wrong with it?").fill(words)
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=10)):
        page.get_by_role("button", name="Send the correction").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you")


def test_a_day_at_the_desk(sign_in, live_server, page: Page, program):
    record, day = str(program), timezone.localdate()
    today = f"{day:%B} {day.day}, {day.year}"
    public = live_server.url + program.get_absolute_url()
    editor, reviewer = sign_in("Editor"), sign_in("Reviewer")

    # The stale price comes first; the editor types the new one with its day.
    queue = editor.get_by_role("region", name="Facts to check first")
    queue.get_by_role("link", name="20,000").click()
    draft_price(editor, "20000", "21500")
    page.goto(public)
    expect(page.locator("#cost")).to_contain_text("$20,000")

    # A colleague approves it; readers see it with its day, and what it was before.
    approve(reviewer, record)
    page.reload()
    expect(page.locator("#cost")).to_contain_text("$21,500")
    expect(page.locator("#cost")).not_to_contain_text("$20,000")
    expect(page.get_by_text(f"Last checked: {today}")).to_be_visible()
    page.get_by_role("link", name="What changed").click()
    changes = page.get_by_role("region", name=today)
    expect(changes).to_contain_text("20,000")
    expect(changes).to_contain_text("21,500")

    # A reader says that it is wrong; the editor accepts that, and it is published.
    page.goto(public)
    correct(page, "Non-residents pay 31,900 now.")
    editor.goto(f"{live_server.url}/admin/")
    letters = editor.get_by_role("region", name="Corrections from readers")
    letters.get_by_role("link", name="Prices as published").click()
    editor.get_by_role("button", name="Accept and edit the record").click()
    expect(editor.get_by_text("Non-residents pay 31,900 now.")).to_be_visible()
    draft_price(editor, "30000", "31900")
    approve(reviewer, record)
    page.goto(public)
    expect(page.locator("#cost")).to_contain_text("$31,900")
    expect(page.get_by_text(f"Corrected on {today}: Prices")).to_be_visible()
