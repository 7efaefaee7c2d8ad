"""The profile and what it makes of a program, in a real browser."""

from typing import Literal

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from profiles.forms.profile import STEPS
from profiles.models import Profile
from tests.browser.axe import run_axe
from tests.browser.paper import print_page, text_of
from tests.factories import make_prerequisite, make_profile, make_program, make_user

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = [390, 1280]
SCHEMES: list[Literal["light", "dark"]] = ["light", "dark"]
WIDEST = "document.documentElement.scrollWidth"
WITHOUT_SCRIPTS = pytest.mark.browser_context_args(java_script_enabled=False)
ADDRESSES = ["/profile/", "/profile/delete/", *(f"/profile/{key}/" for key in STEPS)]


@pytest.fixture
def reader(live_server, page: Page):
    """Give the browser the session of a nurse who has not studied statistics."""
    user = make_user()
    make_profile(
        user=user,
        profession="nurse",
        highest_degree="bachelor",
        degree_fields=["nursing"],
        topics_studied=[],
        formats=["online"],
        country="US",
        goals="Move to informatics",
    )
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    value = client.cookies[name].value
    page.context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
    return user


@pytest.fixture
def program():
    """Make a program of which the nurse meets one thing and lacks another."""
    program = make_program(
        backgrounds=["health"],
        minimum_gpa=3,
        delivery=["campus"],
        programming="recommended",
        experience="Conditional admission possible",
    )
    make_prerequisite(program=program, topic="statistics", note="one course")
    return program


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_profile_pages_are_accessible(live_server, page: Page, reader, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)

    for address in ADDRESSES:
        page.goto(live_server.url + address)
        run_axe(page)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_program_held_against_answers_is_accessible(
    live_server, page: Page, reader, program, width, scheme
):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)

    page.goto(live_server.url + program.get_absolute_url())

    expect(page.locator("#fit")).to_contain_text("Something stated stands against you")
    run_axe(page)


def test_pages_fit_a_narrow_screen(live_server, page: Page, reader, program):
    page.set_viewport_size({"width": 320, "height": 640})

    for address in [*ADDRESSES, program.get_absolute_url()]:
        page.goto(live_server.url + address)
        assert page.evaluate(WIDEST) == 320


def test_wrong_answer_leads_to_its_field_and_is_accessible(
    live_server, page: Page, reader
):
    page.goto(f"{live_server.url}/profile/tests/")
    page.get_by_label("Overall score").fill("7")
    page.get_by_role("button", name="Save and continue").click()

    expect(page.get_by_role("alert")).to_be_focused()
    run_axe(page)
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("Which test did you take?")).to_be_in_viewport()
    expect(page.get_by_label("Overall score")).to_have_value("7")


def test_wrong_choice_leads_to_the_first_of_its_choices(
    live_server, page: Page, reader
):
    page.goto(f"{live_server.url}/profile/technical/")
    page.get_by_label("None of these").check()
    page.get_by_label("Calculus").check()
    page.get_by_role("button", name="Save and stop").click()

    page.get_by_role("alert").get_by_role("link").click()

    expect(page.locator("#id_topics_studied_0")).to_be_focused()


def test_step_is_answered_by_keyboard_alone(live_server, page: Page, reader):
    page.goto(f"{live_server.url}/profile/studies/")

    page.get_by_label("Bachelor’s degree", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.get_by_label("GPA").focus()
    page.keyboard.type("3.4")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Save and continue")).to_be_focused()
    page.keyboard.press("Enter")

    page.wait_for_url("**/profile/tests/")
    profile = Profile.objects.get()
    assert (profile.highest_degree, str(profile.gpa)) == ("master", "3.40")


@WITHOUT_SCRIPTS
def test_profile_is_filled_in_and_deleted_without_scripts(
    live_server, page: Page, reader
):
    page.goto(f"{live_server.url}/profile/about/")
    page.get_by_label("Pharmacist").first.check()
    page.get_by_role("button", name="Save and stop").click()
    expect(page.locator("main")).to_contain_text("Pharmacist")

    page.get_by_role("link", name="Delete all answers").click()
    page.get_by_role("button", name="Delete my answers").click()

    expect(page.locator("main")).to_contain_text("All your answers are deleted.")


def test_open_question_of_a_program_leads_to_its_step(
    live_server, page: Page, reader, program
):
    page.goto(live_server.url + program.get_absolute_url())

    page.locator("#fit").get_by_role("link", name="not answered yet").first.click()

    page.wait_for_url("**/profile/studies/")


def test_sheet_of_a_program_tells_nothing_of_the_reader(
    live_server, page: Page, reader, program
):
    page.goto(live_server.url + program.get_absolute_url())

    words = text_of(print_page(page, "Letter"))

    assert "Admission and prerequisites" in words
    assert "You and this program" not in words
