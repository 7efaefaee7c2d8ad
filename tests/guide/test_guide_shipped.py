"""The guide that the repository ships: all of it can be loaded and read."""

import re

import pytest
import textstat

from guide.importing.files import SHIPPED_GUIDE, read_guide
from guide.meanings import GONE, Meanings
from guide.models import Page, Term
from guide.rendering import render
from tests.guide.guide_folder import load

RECORDS = read_guide(SHIPPED_GUIDE)
PAGES = {record.key: record.values for record in RECORDS if record.model is Page}
PLACES = ["/guide/", "/guide/figures/", "/guide/careers/", "/guide/glossary/"]
FEWEST_WORDS, MOST_WORDS = 400, 900
EASIEST_GRADE, HARDEST_GRADE = 6, 10.5  # years at school; the aim is 9
INSIDE = re.compile(r'href="(/guide/[^"#]*)?#([^"]+)"')


def plain_words(slug):
    """Give the words of a page, what its tags stand for left out."""
    values = PAGES[slug]
    text = f"{values['short_answer']}\n\n{values['body']}"
    return render(text, Meanings()).plain


def test_guide_answers_eleven_questions_in_order():
    assert [values["position"] for values in PAGES.values()] == list(range(1, 12))


def test_glossary_explains_some_forty_words():
    assert sum(record.model is Term for record in RECORDS) >= 38


@pytest.mark.parametrize("slug", PAGES)
def test_page_is_of_a_length_that_is_read(slug):
    assert FEWEST_WORDS <= len(plain_words(slug).split()) <= MOST_WORDS


@pytest.mark.parametrize("slug", PAGES)
def test_page_reads_near_ninth_grade(slug):
    grade = textstat.flesch_kincaid_grade(plain_words(slug))

    assert EASIEST_GRADE <= grade <= HARDEST_GRADE


@pytest.mark.django_db
def test_every_link_inside_the_guide_leads_to_a_place_that_is_there(client):
    load(SHIPPED_GUIDE)
    paths = [*PLACES, *(page.get_absolute_url() for page in Page.objects.all())]

    texts = {path: client.get(path).text for path in paths}

    for path, text in texts.items():
        assert GONE not in text, path
        for target, anchor in INSIDE.findall(text):
            assert f'id="{anchor}"' in texts[target or path], f"{path}: #{anchor}"
