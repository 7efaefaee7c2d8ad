import json
import re

import pytest

from tests.factories import make_page, make_reference, make_source, make_term

pytestmark = pytest.mark.django_db


def schema_of(response):
    """Read the description for machines out of a page; None when it has none."""
    found = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', response.text, re.DOTALL
    )
    return json.loads(found.group(1)) if found else None


def test_page_is_an_article_with_its_sources(client):
    page = make_page(short_answer='A <b>degree</b>{% cite "college" %} & more.')
    make_reference(page=page, source=make_source(title="Page </script>"))

    schema = schema_of(client.get(page.get_absolute_url()))

    assert schema["@type"] == "Article"
    assert schema["headline"] == "What is it?"
    assert schema["description"] == "A <b>degree</b>[1] & more."
    assert schema["dateModified"] == "2026-11-22"
    assert schema["url"] == "http://testserver/guide/page-1/"
    assert [one["name"] for one in schema["citation"]] == ["Page </script>"]


def test_index_is_a_page_of_questions(client):
    make_page()

    schema = schema_of(client.get("/guide/"))

    assert schema["@type"] == "FAQPage"
    [question] = schema["mainEntity"]
    assert question["name"] == "What is it?"
    assert question["acceptedAnswer"]["text"] == "A degree."


def test_glossary_is_a_set_of_terms(client):
    make_term()

    schema = schema_of(client.get("/guide/glossary/"))

    assert schema["@type"] == "DefinedTermSet"
    assert schema["hasDefinedTerm"] == [
        {
            "@type": "DefinedTerm",
            "name": "cohort",
            "description": "A group that starts at once.",
            "url": "http://testserver/guide/glossary/#cohort",
        }
    ]


@pytest.mark.parametrize("path", ["/guide/", "/guide/glossary/", "/guide/figures/"])
def test_empty_page_describes_nothing(client, path):
    assert schema_of(client.get(path)) is None
