from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from playwright.sync_api import Browser, Page, expect

from desk.models import Correction
from tests.browser.axe import expect_accessible
from tests.browser.paper import print_page, text_of
from tests.factories import make_tuition

pytestmark = pytest.mark.django_db(transaction=True)
THANKS = "Thank you. Staff will look into it."


def send(page, later=timedelta(seconds=10)):
    """Send the form some seconds later than it was opened, as people do."""
    with time_machine.travel(datetime.now(UTC) + later):
        page.get_by_role("button", name="Send the correction").press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text(THANKS)


def test_reader_corrects_a_price_with_the_keyboard(live_server, page: Page):
    program = make_tuition().program
    page.goto(f"{live_server.url}{program.get_absolute_url()}")

    page.locator("#cost").get_by_role("link", name="Something wrong here?").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cost")
    expect_accessible(page)
    page.get_by_label("Prices as published").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("It is 21,500 now.")
    send(page)

    expect_accessible(page)
    assert Correction.objects.get().wrong == "It is 21,500 now."


def test_mistake_leads_to_its_field_and_keeps_the_rest(live_server, page: Page):
    program = make_tuition().program
    page.goto(f"{live_server.url}{program.get_absolute_url()}correction/?section=cost")
    page.get_by_label("What is wrong with it?").fill("It is 21,500 now.")

    page.get_by_role("button", name="Send the correction").click()

    expect_accessible(page)
    expect(page.get_by_label("What is wrong with it?")).to_have_value(
        "It is 21,500 now."
    )
    page.get_by_role("link", name="Which of these is wrong?").click()
    expect(page.get_by_role("radio").first).to_be_focused()


def test_form_works_without_scripts_on_a_phone(live_server, browser: Browser):
    program = make_tuition().program
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 800}
    )
    page = context.new_page()
    page.goto(f"{live_server.url}{program.get_absolute_url()}correction/?section=cost")

    expect(page.get_by_label("Leave this empty")).to_be_hidden()
    page.get_by_label("Something else in this part").check()
    page.get_by_label("What is wrong with it?").fill("A fee is missing.")
    send(page)

    assert Correction.objects.get().label == "Cost"
    context.close()


def test_paper_has_no_link_to_the_form(live_server, page: Page):
    program = make_tuition().program
    page.goto(f"{live_server.url}{program.get_absolute_url()}")

    assert "Something wrong here?" not in text_of(print_page(page, "A4"))
