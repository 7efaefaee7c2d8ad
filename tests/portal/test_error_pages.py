import pytest
from django.test import Client

from tests.pages import text_of

FAULTS = [
    ("/bad-request/", 400, "The request could not be read"),
    ("/forbidden/", 403, "This page is not open to you"),
    ("/no-such-page/", 404, "There is no page at this address"),
    ("/broken/", 500, "Something went wrong on our side"),
]


@pytest.fixture(autouse=True)
def _failing_pages(settings, client):
    settings.ROOT_URLCONF = "tests.portal.failing_urls"
    client.raise_request_exception = False


# No test here is allowed the database: a page of a fault must do without it.
@pytest.mark.parametrize(("address", "status", "words"), FAULTS)
def test_fault_shows_a_designed_page_with_a_way_on(client, address, status, words):
    response = client.get(address)

    assert response.status_code == status
    text = text_of(response)
    assert f"<h1>{words}</h1>" in text
    assert 'href="/programs/"' in text or 'href="/"' in text


def test_page_that_does_not_exist_offers_the_search(client):
    text = text_of(client.get("/no-such-page/"))

    assert 'action="/programs/" method="get"' in text
    assert 'type="search" name="q"' in text


def test_page_of_a_fault_shows_nothing_of_it(client):
    text = text_of(client.get("/broken/"))

    assert "LookupError" not in text
    assert "anna@example.org" not in text


def test_host_that_is_none_of_ours_gets_a_page_in_plain_words(client):
    response = client.get("/", headers={"host": "not a host"})

    assert response.status_code == 400
    assert "The request could not be read" in response.text


def test_expired_form_says_that_nothing_was_saved():
    client = Client(enforce_csrf_checks=True)

    response = client.post("/accounts/login/", {"login": "nurse@example.org"})

    assert response.status_code == 403
    assert "Nothing was saved" in response.text
