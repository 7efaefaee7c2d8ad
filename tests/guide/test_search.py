import pytest

from guide.search import Hit, search_guide
from programs.search import read_words
from tests.factories import make_page, make_program, make_term
from tests.pages import text_of

pytestmark = pytest.mark.django_db
LIST = "/programs/"
GUIDE = "/guide/"


def find(text, *, in_texts=False, most=9):
    hits = search_guide(read_words(text), most, in_texts=in_texts)
    return [hit.key for hit in hits]


def test_question_and_term_are_found_with_their_addresses():
    make_page(slug="cost", question="What does a credit cost?")
    make_term(key="credit-hour", term="credit hour", short="A measure of study.")

    hits = search_guide(read_words("credits"), 9, in_texts=False)

    assert set(hits) == {
        Hit("question", "cost", "What does a credit cost?", ""),
        Hit("term", "credit-hour", "credit hour", "A measure of study."),
    }
    assert {hit.address for hit in hits} == {
        "/guide/cost/",
        "/guide/glossary/#credit-hour",
    }


def test_what_it_is_called_comes_before_what_it_says():
    make_term(key="ects", term="ECTS", short="European credit.")
    make_term(key="credit-hour", term="credit hour", short="A measure.")
    make_page(slug="a", short_answer="Count the credit.")

    assert find("credit")[0] == "credit-hour"


def test_other_forms_of_a_term_find_it():
    make_term(key="nlp", term="natural language processing", also=["NLP"])

    assert find("nlp") == ["nlp"]


@pytest.mark.parametrize("words", ["online", "no gre", "ML"])
def test_words_that_filter_programs_and_abbreviations_are_words_here(words):
    make_page(slug="a", question="Is the GRE asked, is it online, machine learning?")

    assert find(words) == ["a"]


def test_names_of_tags_are_no_words():
    make_page(slug="a", body='{% live "asynchronous" %}\nof all.')
    make_term(key="x", term="x", short="y", long='{% cite "asynchronous" %}')

    assert find("asynchronous", in_texts=True) == []


def test_words_that_a_tag_shows_are_found():
    make_page(slug="a", body='It follows {% term "privacy-law" "HIPAA" %} rules.')

    assert find("hipaa rules", in_texts=True) == ["a"]
    assert find("law", in_texts=True) == []


def test_long_texts_count_where_asked_for():
    make_page(slug="a", body="Ask about tutors.")
    make_term(key="b", term="x", short="y", long="No tutor either.")

    assert find("tutors") == []
    assert set(find("tutors", in_texts=True)) == {"a", "b"}


def test_no_more_than_asked_for_are_found():
    for number in range(5):
        make_term(key=f"term-{number}", term=f"credit {number}")

    assert find("credit", most=3) == ["term-0", "term-1", "term-2"]


def test_without_words_nothing_is_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert find("?!") == []


def test_list_of_programs_shows_what_the_guide_says_to_the_words(client):
    make_page(slug="cost", question="What does a credit cost?")
    for number in range(3):
        make_term(key=f"term-{number}", term=f"credit {number}", short="A measure.")

    text = text_of(client.get(LIST, {"q": "credit"}))

    assert text.count("/guide/glossary/#term-") + text.count('"/guide/cost/"') == 3
    assert "A measure." in text


@pytest.mark.parametrize("query", [{}, {"q": "imaging"}, {"delivery": "online"}])
def test_list_of_programs_is_silent_where_the_guide_says_nothing(client, query):
    make_page(slug="cost", question="What does a credit cost?")

    assert "In the guide" not in client.get(LIST, query).text


def test_words_cost_the_list_of_programs_one_query_more(
    client, django_assert_num_queries
):
    make_program(name="Health Informatics")
    for number in range(10):
        make_term(key=f"term-{number}", term=f"informatics {number}")

    with django_assert_num_queries(5):
        client.get(LIST, {"q": "informatics"})


def test_guide_alone_is_searched(client):
    make_page(slug="cost", question="What does it cost?", body="Count the fees.")
    make_page(slug="other", question="Who teaches?")
    make_term(key="fee", term="fee", short="Paid on top.")

    response = client.get(GUIDE, {"q": "fees"})

    text = text_of(response)
    assert "Found: 1 question and 1 word of the glossary." in text
    assert "What does it cost?" in text
    assert "Who teaches?" not in text
    assert '<a href="/guide/glossary/#fee">fee</a>: Paid on top.' in text
    assert 'value="fees"' in text


def test_nothing_found_says_so_and_leads_on(client):
    make_page()

    text = text_of(client.get(GUIDE, {"q": "nonesuch"}))

    assert "Nothing in the guide has all of these words" in text
    assert 'href="/programs/?q=nonesuch"' in text
    assert "application/ld+json" not in text


@pytest.mark.parametrize("words", ["", "?!"])
def test_without_words_all_questions_are_listed(client, words):
    make_page(question="Who teaches?")

    text = text_of(client.get(GUIDE, {"q": words}))

    assert "Who teaches?" in text
    assert "Found:" not in text


def test_words_that_are_too_long_are_refused_with_a_reason(client):
    make_page(question="Who teaches?")

    text = text_of(client.get(GUIDE, {"q": "a" * 201}))

    assert "at most 200 characters" in text
    assert "Who teaches?" in text
