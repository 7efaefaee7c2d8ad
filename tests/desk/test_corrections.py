import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from desk.correction_form import FILLED_IN, TOO_FAST, TOO_MANY, TOO_OLD
from desk.models import Correction
from tests.factories import make_correction, make_program, make_tuition
from tests.pages import text_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
OPENED = re.compile(r'name="opened" value="([^"]+)"')


def form_of(program, section="cost"):
    return f"{program.get_absolute_url()}correction/?section={section}"


def send(client, program, after=10, section="cost", **typed):
    """Open the form, wait some seconds and send it."""
    page = form_of(program, section)
    with time_machine.travel(NOW, tick=False):
        opened = OPENED.search(client.get(page).text)[1]
    values = {"field": "tuition", "wrong": "It is 21,500 now.", "opened": opened}
    with time_machine.travel(NOW + timedelta(seconds=after), tick=False):
        return client.post(page, values | typed)


def test_correction_is_kept_with_what_the_page_said(client):
    price = make_tuition(amount=20_000)

    response = send(
        client,
        price.program,
        link="college.example/prices",
        email="reader@example.org",
    )

    kept = Correction.objects.get()
    thanks = f"{price.program.get_absolute_url()}correction/thanks/"
    assert response.headers["Location"] == thanks
    assert (kept.program, kept.section, kept.field) == (
        price.program,
        "cost",
        "tuition",
    )
    assert kept.label == "Prices as published"
    assert kept.shown_value == "$20,000 per year, everyone (2025-26)"
    assert kept.shown_source == (
        "Program page (Example College, 2025-26), checked Nov 22, 2026"
    )
    assert kept.wrong == "It is 21,500 now."
    assert (kept.link, kept.email) == (
        "https://college.example/prices",
        "reader@example.org",
    )
    assert (kept.state, kept.closed_at) == ("new", None)


def test_thanks_are_said_without_a_word_of_the_reader(client):
    program = make_program()

    response = client.get(f"{program.get_absolute_url()}correction/thanks/")

    assert "Thank you. Staff will look into it." in text_of(response)


def test_form_shows_every_field_of_its_part_with_value_and_source(client):
    price = make_tuition(amount=20_000)

    text = text_of(client.get(form_of(price.program)))

    assert "Now: $20,000 per year, everyone (2025-26)" in text
    assert "Source: Program page (Example College, 2025-26)" in text
    assert "Now: Not yet checked" in text
    assert "No source is recorded." not in text
    assert "Something else in this part" in text
    assert "Lowest GPA" not in text


def test_form_says_where_a_value_has_no_source(client):
    program = make_program(url="")

    text = text_of(client.get(form_of(program, "key-facts")))

    assert "Now: MS in Health Informatics" in text
    assert "Now: Not recorded" in text
    assert "No source is recorded." in text


def test_form_says_how_long_the_address_is_kept(client):
    text = text_of(client.get(form_of(make_program())))

    assert "deleted 30 days after the answer, and after 180 days in any case" in text


@pytest.mark.parametrize(
    ("section", "field", "label", "shown"),
    [
        ("cost", "other", "Cost", ""),
        ("key-facts", "place", "Place", "Dayton, Ohio; public"),
        ("accreditation", "other", "Accreditation", ""),
        ("not-known", "tuition", "Prices as published", "Not yet checked"),
        ("field-outcomes", "other", "Figures of the wider field", ""),
    ],
)
def test_correction_names_its_part_when_no_field_fits(
    client, section, field, label, shown
):
    send(client, make_program(), section=section, field=field)

    kept = Correction.objects.get()
    assert (kept.label, kept.shown_value) == (label, shown)


def test_source_can_be_corrected(client):
    price = make_tuition()

    send(client, price.program, section="sources", field=f"source-{price.source.pk}")

    kept = Correction.objects.get()
    assert (kept.label, kept.shown_source) == ("Sources", price.source.url)


@pytest.mark.parametrize("query", ["", "?section=", "?section=nonesuch"])
def test_without_a_part_the_page_lets_one_choose(client, query):
    program = make_program()

    response = client.get(f"{program.get_absolute_url()}correction/{query}")

    assert "In which part is something wrong?" in text_of(response)
    assert "correction/?section=deadlines" in text_of(response)


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
@pytest.mark.parametrize("page", ["correction/?section=cost", "correction/thanks/"])
def test_program_that_is_not_public_is_not_found(client, state, page):
    program = make_program(workflow_state=state)

    assert client.get(f"{program.get_absolute_url()}{page}").status_code == 404


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"field": ""}, "Choose what is wrong"),
        ({"field": "minimum_gpa"}, "Choose one of these: the page has changed"),
        ({"wrong": "  "}, "Say in a few words what is wrong."),
        ({"wrong": "x" * 2001}, "This has 2001 characters; there is room for 2000."),
        ({"link": "not a page"}, "This is not the address of a page."),
        ({"link": "javascript:alert(1)"}, "This is not the address of a page."),
        ({"link": f"https://a.example/{'x' * 500}"}, "This address is too long."),
        ({"email": "reader"}, "Write it like name@example.org"),
    ],
)
def test_mistake_is_told_in_words_and_nothing_typed_is_lost(client, typed, error):
    program = make_program()

    response = send(client, program, **{"email": "a@example.org"} | typed)

    text = text_of(response)
    assert error in text
    assert "<title>Error: " in text
    assert "a@example.org" in text or "email" in typed
    assert "It is 21,500 now." in text or "wrong" in typed
    assert not Correction.objects.exists()


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ({"after": 2}, TOO_FAST),
        ({"after": 24 * 60 * 60 + 1}, TOO_OLD),
        ({"opened": "made:up"}, TOO_OLD),
        ({"opened": ""}, TOO_OLD),
        ({"remark": "buy this"}, FILLED_IN),
    ],
)
def test_robot_is_refused_in_words_and_the_next_try_is_taken(client, typed, refusal):
    program = make_program()

    refused = send(client, program, **typed)

    text = text_of(refused)
    assert text.count(refusal) == 1
    assert "It is 21,500 now." in text
    assert not Correction.objects.exists()
    again = {"opened": OPENED.search(refused.text)[1], "remark": ""}
    sent = {"field": "tuition", "wrong": "It is 21,500 now."} | again
    later = NOW + timedelta(seconds=typed.get("after", 10) + 5)
    with time_machine.travel(later, tick=False):
        assert client.post(form_of(program), sent).status_code == 302


def test_field_for_robots_is_hidden_from_people(client):
    text = text_of(client.get(form_of(make_program())))

    hidden = text.index('<div hidden="hidden"')
    assert hidden < text.index('name="remark"') < text.index("</div>", hidden + 60)


def test_form_is_taken_from_our_own_page_only():
    program = make_program()

    response = Client(enforce_csrf_checks=True).post(form_of(program))

    assert response.status_code == 403
    assert not Correction.objects.exists()


def test_same_correction_sent_twice_is_kept_once(client):
    program = make_program()

    first, second = send(client, program), send(client, program)

    assert first.headers["Location"] == second.headers["Location"]
    assert Correction.objects.count() == 1


def test_words_of_a_reader_are_in_no_log_title_or_address(client, caplog):
    program = make_program()
    caplog.set_level("DEBUG")

    sent = send(client, program, wrong="Qz-wrong", email="qz@example.org", link="qz.io")
    kept = send(client, program, wrong="Qz-wrong", email="qz", link="qz.io")

    title = re.search(r"<title>(.*?)</title>", kept.text, re.DOTALL)[1]
    assert "Qz-wrong" in kept.text
    assert "qz" not in f"{title}{sent.headers['Location']}".lower()
    assert not [each for each in caplog.messages if "qz" in each.lower()]


def test_too_many_corrections_are_refused_and_nothing_typed_is_lost(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"correction": "1/h/ip"}
    program = make_program()
    send(client, program)

    response = send(client, program, wrong="Another thing is wrong.")

    assert response.status_code == 429
    assert TOO_MANY in text_of(response)
    assert "Another thing is wrong." in text_of(response)
    assert Correction.objects.count() == 1


def test_program_page_leads_to_the_form_from_each_part_without_a_cookie(client):
    price = make_tuition()

    response = client.get(price.program.get_absolute_url())

    for part in ("key-facts", "cost", "admission", "deadlines", "sources"):
        assert f"correction/?section={part}" in text_of(response)
    assert not response.cookies


def test_page_says_when_something_was_corrected_and_nothing_of_the_reader(client):
    program = make_program()
    published = {"program": program, "state": "published"}
    for day, label in [(20, "Lowest GPA"), (24, "Prices"), (24, "Prices")]:
        closed_at = datetime(2026, 11, day, 9, tzinfo=UTC)
        make_correction(**published, label=label, closed_at=closed_at)
    make_correction(program=program, label="Not yet", email="me@example.org")

    text = text_of(client.get(program.get_absolute_url()))

    notices = re.findall(r"Corrected on <time[^>]*>([^<]*)</time>: ([^<]*) </li>", text)
    assert notices == [
        ("November 24, 2026", "Prices"),
        ("November 20, 2026", "Lowest GPA"),
    ]
    assert "21,500" not in text
    assert "me@example.org" not in text


def test_page_without_corrections_says_nothing_of_them(client):
    text = text_of(client.get(make_program().get_absolute_url()))

    assert "Corrected on" not in text
