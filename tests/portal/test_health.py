from xml.etree import ElementTree

import pytest
import time_machine
from django.db import OperationalError, connection

from tests.factories import make_institution, make_page, make_program

pytestmark = pytest.mark.django_db

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def unreachable(*_):
    raise OperationalError("connection to server at 10.0.0.5 failed")


def test_healthz_answers_ok_and_is_never_kept(client):
    response = client.get("/healthz/")

    assert response.status_code == 200
    assert response.content == b"ok"
    assert "no-store" in response["Cache-Control"]


def test_healthz_tells_that_the_database_is_away_and_nothing_more(client):
    with connection.execute_wrapper(unreachable):
        response = client.get("/healthz/")

    assert response.status_code == 503
    assert response.content == b"database not reachable"


def test_healthz_answers_whatever_host_is_asked(client):
    assert client.get("/healthz/", headers={"host": "192.0.2.1"}).content == b"ok"
    assert client.get("/", headers={"host": "192.0.2.1"}).status_code == 400


def test_healthz_takes_no_form(client):
    assert client.post("/healthz/").status_code == 405


def test_robots_may_read_all_but_what_is_for_one_reader(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"].startswith("text/plain")
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /accounts/",
        "Disallow: /admin/",
        "Disallow: /compare/",
        "Disallow: /shortlist/",
        "Sitemap: http://testserver/sitemap.xml",
    ]


@time_machine.travel("2026-11-22 10:30", tick=False)
def test_security_txt_names_the_contact_and_when_it_expires(client, settings):
    settings.CONTACT_EMAIL = "corrections@example.org"

    response = client.get("/.well-known/security.txt?from=mail")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "Contact: mailto:corrections@example.org",
        "Expires: 2027-05-21T00:00:00Z",
        "Preferred-Languages: en",
        "Canonical: http://testserver/.well-known/security.txt",
    ]


def test_security_txt_is_not_found_without_a_contact(client):
    assert client.get("/.well-known/security.txt").status_code == 404


def sitemap_places(client):
    """Give the day of the newest change by path, None where none is stated."""
    answer = client.get("/sitemap.xml")
    urls = ElementTree.fromstring(answer.content).findall("s:url", NAMES)  # noqa: S314 - our own page
    return {
        url.findtext("s:loc", "", NAMES).removeprefix("http://testserver"): (
            url.findtext("s:lastmod", None, NAMES)
        )
        for url in urls
    }


def test_sitemap_names_published_pages_with_the_day_of_the_newest_check(client):
    make_program(slug="ms-old", last_checked_on="2026-06-03")
    make_program(slug="ms-new", last_checked_on="2026-11-22")
    make_program(slug="ms-unchecked", institution=make_institution(slug="other"))
    hidden = make_institution(slug="hidden")
    make_program(slug="ms-draft", institution=hidden, workflow_state="draft")
    make_page()

    assert sitemap_places(client) == {
        "/": None,
        "/programs/": None,
        "/data/": None,
        "/programs/example-college/ms-old/": "2026-06-03",
        "/programs/example-college/ms-new/": "2026-11-22",
        "/programs/other/ms-unchecked/": None,
        "/institutions/example-college/": "2026-11-22",
        "/institutions/other/": None,
        "/guide/": None,
        "/guide/checklist/": None,
        "/guide/figures/": None,
        "/guide/careers/": None,
        "/guide/glossary/": None,
        "/guide/page-1/": "2026-11-22",
    }


def test_sitemap_costs_a_fixed_number_of_queries(client, django_assert_num_queries):
    for number in range(10):
        make_program(institution=make_institution(slug=f"college-{number}"))
        make_page()

    with django_assert_num_queries(6):
        client.get("/sitemap.xml")
