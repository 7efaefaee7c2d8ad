"""Who only reads gets no cookie; a page with a form that changes something sets one."""

import pytest

from tests.comparisons.compared import make_compared
from tests.factories import make_page

pytestmark = pytest.mark.django_db
PROGRAM = "example-1/ms-ai"
READING = [
    "/",
    "/programs/",
    "/programs/?delivery=online&sort=deadline",
    "/programs/?q=nonesuch",
    "/programs/?max_tuition_per_year=much",
    f"/programs/{PROGRAM}/",
    f"/programs/{PROGRAM}/?compare=example-2/ms-ai",
    "/programs/no-such/program/",
    "/institutions/example-1/",
    f"/compare/?program={PROGRAM}&program=example-2/ms-ai",
    "/compare/",
    "/data/",
    "/guide/",
    "/guide/page-1/",
    "/guide/figures/",
    "/guide/careers/",
    "/guide/glossary/",
    "/guide/checklist/",
    "/privacy/",
    "/no-such-page/",
    "/robots.txt",
    "/sitemap.xml",
    "/healthz/",
    "/shortlist/",
    "/profile/",
    "/accounts/",
    "/shortlist/calendar/made-up-token.ics",
]
# Their forms carry a token against forgery, which needs the cookie csrftoken.
WITH_FORM = [
    f"/shortlist/save/?program={PROGRAM}",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/guide/page-1/answer/",
]


@pytest.fixture(autouse=True)
def _catalog():
    make_compared(2)
    make_page()


@pytest.mark.parametrize("path", READING)
def test_reader_gets_no_cookie(client, path):
    response = client.get(path)

    assert dict(response.cookies) == {}


@pytest.mark.parametrize("path", WITH_FORM)
def test_page_with_a_form_sets_the_cookie_of_that_form_only(client, path):
    response = client.get(path)

    assert list(response.cookies) == ["csrftoken"]
    assert "csrfmiddlewaretoken" in response.text


def test_save_before_sign_in_begins_a_session(client):
    client.get(WITH_FORM[0])

    response = client.post("/shortlist/save/", {"program": PROGRAM, "then": "look-on"})

    assert list(response.cookies) == ["sessionid"]
