"""Every number of the shipped guide has a source, and every link leads somewhere."""

import re
from html import unescape
from urllib.parse import urlsplit

import pytest

from guide.importing.files import SHIPPED_GUIDE, read_guide
from guide.models import Page
from tests.comparisons.compared import make_compared
from tests.guide.guide_folder import load
from tests.guide.prose import numbers_without_source

PLACES = [
    "/guide/",
    "/guide/figures/",
    "/guide/careers/",
    "/guide/glossary/",
    "/guide/checklist/",
]
INSIDE = re.compile(r'href="(/[^"#]*)')
MAIN = re.compile(r"<main.*?</main>", re.DOTALL)


@pytest.mark.parametrize(
    "html",
    [
        "<p>It takes 24 months.</p>",
        '<p>It takes 24 months.</p><p>Next<a href="#source-1">1</a></p>',
        "<table><tr><td>24 months</td></tr></table>",
        '<article class="guide-row"><h3>45%</h3><p>No source.</p></article>',
        '<p>The <a href="/guide/roles/">roles</a> number 12.</p>',
        '<dl class="glossary"><div><dt>GPA</dt><dd>Up to 5.</dd></div></dl>',
    ],
)
def test_number_without_source_is_found(html):
    assert len(numbers_without_source(f"<main>{html}</main>")) == 1


@pytest.mark.parametrize(
    "html",
    [
        '<p>It takes 24 months<a href="#source-1">1</a>.</p>',
        "<p>34 of 122 researched programs take 24 months.</p>",
        '<p><a href="/programs/?pace=part-time">34 programs</a> take 24 months.</p>',
        '<p>A <a href="/guide/figures/#market-51">51 billion</a> market by 2027.</p>',
        '<article class="guide-row"><h3>45%</h3><a href="#source-1">1</a></article>',
        '<ol class="sources"><li>As of 2025</li></ol><nav><p>1</p></nav>',
        "<p>Reviewed on November 26, 2026.</p><p>HL7 FHIR, the 10th percentile</p>",
    ],
)
def test_number_with_a_source_is_left_alone(html):
    assert numbers_without_source(f"<main>{html}</main>") == []


@pytest.fixture
def pages(client):
    """Every page of the shipped guide beside a few programs: its text by its path."""
    make_compared(2)
    load(SHIPPED_GUIDE)
    paths = [*PLACES, *(page.get_absolute_url() for page in Page.objects.all())]
    return {path: client.get(path).text for path in paths}


@pytest.mark.django_db
def test_every_number_of_the_guide_carries_a_source(pages):
    found = {path: numbers_without_source(text) for path, text in pages.items()}

    assert {path: texts for path, texts in found.items() if texts} == {}


@pytest.mark.django_db
def test_every_link_to_this_site_leads_somewhere_and_every_filter_is_understood(
    client, pages
):
    links = {
        unescape(link)
        for text in pages.values()
        for link in INSIDE.findall(MAIN.search(text)[0])
    }

    answers = {link: client.get(link, follow=True) for link in links - pages.keys()}

    assert any(link.startswith("/programs/?") for link in links)
    for link, answer in answers.items():
        assert answer.status_code == 200, link
        assert "could not be used" not in answer.text, link


def test_every_address_of_a_source_is_whole():
    sources = [
        source for record in read_guide(SHIPPED_GUIDE) for source in record.sources
    ]

    assert len(sources) > 100
    for source in sources:
        parts = urlsplit(source.url)
        assert parts.scheme in {"http", "https"}, source.url
        assert re.fullmatch(r"[\w-]+(\.[\w-]+)+\.?", parts.netloc), source.url
        assert not re.search(r"\s", source.url), source.url
