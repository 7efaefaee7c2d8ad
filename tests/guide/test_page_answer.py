from datetime import date

import pytest
import time_machine

from guide.forms import TOO_MANY
from guide.models import PageAnswer
from tests.factories import make_page
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def address():
    return f"{make_page().get_absolute_url()}answer/"


def counts():
    return list(PageAnswer.objects.values_list("day", "yes_count", "no_count"))


def test_page_leads_to_the_form_by_plain_links(client):
    page = make_page()

    text = text_of(client.get(page.get_absolute_url()))

    assert f'href="{page.get_absolute_url()}answer/?answered=yes"' in text
    assert "<form method" not in text


def test_form_has_chosen_what_the_link_says(client, address):
    response = client.get(address, {"answered": "no"})

    assert response.context["form"]["answered"].value() == "no"
    assert response.text.count(" checked") == 1
    assert '<meta name="robots" content="noindex">' in response.text


def test_form_passes_over_a_choice_that_makes_no_sense(client, address):
    response = client.get(address, {"answered": "perhaps"})

    assert response.status_code == 200
    assert " checked" not in response.text


@time_machine.travel("2026-11-26 12:00")
def test_answers_are_counted_for_page_and_day(client, address):
    for answer in ("yes", "no", "yes"):
        client.post(address, {"answered": answer})

    assert counts() == [(date(2026, 11, 26), 2, 1)]


def test_answer_leads_back_to_the_page_with_thanks(client, address):
    response = client.post(address, {"answered": "yes"}, follow=True)

    assert response.redirect_chain == [("/guide/page-1/", 302)]
    assert "Your answer was counted" in response.text


@pytest.mark.parametrize("sent", [{}, {"answered": ""}, {"answered": "perhaps"}])
def test_answer_that_is_no_choice_is_asked_again(client, address, sent):
    response = client.post(address, sent)

    assert response.status_code == 400
    assert "Choose yes or no." in response.text
    assert counts() == []


def test_answer_that_something_is_missing_leads_on(client, address):
    response = client.post(address, {"answered": "no"}, follow=True)

    assert "“All questions” searches the guide" in text_of(response)
    assert counts()[0][1:] == (0, 1)


def test_too_many_answers_are_not_counted_and_the_choice_stays(
    client, address, settings
):
    settings.ACCOUNT_RATE_LIMITS = {"page_answer": "1/h/ip"}
    client.post(address, {"answered": "yes"})

    response = client.post(address, {"answered": "no"})

    assert response.status_code == 429
    assert TOO_MANY in text_of(response)
    assert response.context["form"]["answered"].value() == "no"
    assert counts()[0][1:] == (1, 0)


def test_answer_keeps_nothing_about_who_gave_it():
    names = {field.name for field in PageAnswer._meta.get_fields()}

    assert names == {"id", "page", "day", "yes_count", "no_count"}


def test_answer_to_an_unknown_page_is_not_found(client):
    assert client.post("/guide/none/answer/", {"answered": "yes"}).status_code == 404
