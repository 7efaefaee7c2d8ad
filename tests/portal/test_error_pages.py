from django.core.exceptions import PermissionDenied
from django.test import Client
from django.views.defaults import permission_denied, server_error


def test_unknown_address_leads_back_to_the_programs(client):
    response = client.get("/no-such-page/")

    assert response.status_code == 404
    assert "There is no page at this address" in response.text
    assert 'href="/programs/"' in response.text


def test_unreadable_request_gets_a_page_in_plain_words(client):
    response = client.get("/", headers={"host": "not a host"})

    assert response.status_code == 400
    assert "The request could not be read" in response.text


def test_expired_form_says_that_nothing_was_saved():
    client = Client(enforce_csrf_checks=True)

    response = client.post("/accounts/login/", {"login": "nurse@example.org"})

    assert response.status_code == 403
    assert "Nothing was saved" in response.text


def test_refused_page_says_whom_to_ask(rf):
    response = permission_denied(rf.get("/admin/"), PermissionDenied())

    assert response.status_code == 403
    assert "This page is not open to you" in response.text


def test_fault_page_asks_the_database_nothing(rf):
    response = server_error(rf.get("/"))

    assert response.status_code == 500
    assert "Something went wrong on our side" in response.text
