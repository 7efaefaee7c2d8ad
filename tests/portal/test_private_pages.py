import pytest

from tests.factories import make_editor, make_user

pytestmark = pytest.mark.django_db
PAGES = ["/", "/programs/", "/compare/", "/data/", "/privacy/", "/no-such-page/"]


def may_be_stored(response):
    return "no-store" not in response.headers.get("Cache-Control", "")


@pytest.mark.parametrize("page", PAGES)
def test_page_for_a_signed_in_reader_is_stored_by_nobody(client, page):
    client.force_login(make_user())

    response = client.get(page)

    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("page", PAGES)
def test_page_for_everybody_may_be_stored(client, page):
    assert may_be_stored(client.get(page))


def test_page_that_begins_a_session_is_stored_by_nobody(client):
    editor = make_editor(password="Tired-but-careful-7")  # noqa: S106 - made up here
    fields = {"login": editor.email, "password": "Tired-but-careful-7"}

    response = client.post("/accounts/login/?next=/", fields)

    assert "sessionid" in response.cookies
    assert not may_be_stored(response)


def test_page_that_ends_a_session_is_stored_by_nobody(client):
    client.force_login(make_user())

    response = client.post("/accounts/logout/")

    assert response.cookies["sessionid"].value == ""
    assert not may_be_stored(response)
