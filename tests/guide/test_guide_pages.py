"""Index, figures, careers and glossary."""

import pytest

from tests.factories import (
    make_claim,
    make_occupation,
    make_page,
    make_program,
    make_reference,
    make_role,
    make_source,
    make_term,
)
from tests.pages import text_of

pytestmark = pytest.mark.django_db
INDEX, FIGURES = "/guide/", "/guide/figures/"
CAREERS, GLOSSARY = "/guide/careers/", "/guide/glossary/"


def test_index_lists_every_question_with_its_short_answer(client):
    make_program()
    make_page(question="Second?", position=2)
    make_page(question="First?", position=1, short_answer='Of {% live "programs" %}.')

    response = client.get(INDEX)

    questions = [one.page.question for one in response.context["answers"]]
    assert questions == ["First?", "Second?"]
    assert ">1 program</a>." in response.text


def test_index_shows_no_mark_of_a_source(client):
    page = make_page(short_answer='A degree{% cite "college" %}.')
    make_reference(page=page)

    assert "<p>A degree.</p>" in client.get(INDEX).text


def test_index_costs_a_fixed_number_of_queries(client, django_assert_num_queries):
    for _ in range(10):
        make_page(short_answer='{% live "online" %} {% claim "a" %}')

    with django_assert_num_queries(3):
        client.get(INDEX)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (INDEX, "The guide is empty"),
        (FIGURES, "No figure has been loaded yet"),
        (CAREERS, "No occupation has been loaded yet"),
        (GLOSSARY, "No term has been loaded yet"),
    ],
)
def test_empty_guide_says_so(client, path, words):
    response = client.get(path)

    assert response.status_code == 200
    assert words in response.text


def test_figures_show_who_states_credits_and_contradicts(client):
    make_claim(key="market-51", grade="contradicted", conflicts_with=["market-67"])
    make_claim(
        key="market-67",
        figure="67 billion US$",
        credited_to="A report",
        conflicts_with=["market-51", "gone"],
    )

    text = text_of(client.get(FIGURES))

    assert 'id="market-51"' in text
    assert "Contradicted</span>" in text
    assert '<a href="#market-67">67 billion US$</a>' in text
    assert "<dd> Nobody </dd>" in text
    assert "<dd> A report </dd>" in text


def test_figures_number_who_states_them_and_what_checks_rest_on(client):
    claim = make_claim(source=make_source(title="Article", kind="press"))
    make_reference(claim=claim, source=make_source(title="Official table"))

    response = client.get(FIGURES)

    entries = response.context["sources"].entries
    assert [one.source.title for one in entries] == ["Article", "Official table"]
    text = text_of(response)
    assert 'href="#source-1" aria-label="Source 1, press"' in text
    assert 'href="#source-2" aria-label="Source 2"' in text


def test_figures_are_grouped_by_topic(client):
    for topic in ("market", "cost", "market"):
        make_claim(topic=topic)

    response = client.get(FIGURES)

    topics = [(one.topic, len(one.claims)) for one in response.context["topics"]]
    assert topics == [("market", 2), ("cost", 1)]
    text = text_of(response)
    assert text.count('<section id="topic-market"> <h2>The market</h2>') == 1
    assert '<a href="#topic-cost">Length and cost</a>' in text


def test_figures_show_at_a_glance_what_is_contradicted_and_why(client):
    make_claim(key="gpa", grade="official-checked")
    make_claim(
        key="growth",
        figure="42%",
        grade="contradicted",
        finding="The Bureau says 33.5%.",
    )

    response = client.get(FIGURES)

    grades = {
        one.grade: [claim.key for claim in one.claims]
        for one in response.context["grades"]
    }
    assert list(grades.items()) == [
        ("contradicted", ["growth"]),
        ("no-source", []),
        ("named-source", []),
        ("official-checked", ["gpa"]),
    ]
    text = text_of(response)
    assert "Contradicted</span> 1 figure </h3>" in text
    assert '<a href="#growth">42%</a>: ' in text
    assert "</span> The Bureau says 33.5%." in text


def test_figures_cost_two_queries(client, django_assert_num_queries):
    for _ in range(5):
        make_reference(claim=make_claim())

    with django_assert_num_queries(2):
        client.get(FIGURES)


def test_careers_place_each_range_on_one_scale(client):
    make_occupation()
    make_occupation(soc="29-1141", title="Registered Nurses", p90_wage=240_000)

    response = client.get(CAREERS)

    first = response.context["ranges"][0]
    assert (first.low, first.median, first.high) == (24.0, 48.0, 80.0)
    assert '<rect class="range-bar" x="24.0%" width="56.0%"' in text_of(response)


def test_careers_say_in_words_and_numbers_what_is_drawn(client):
    occupation = make_occupation()
    make_reference(occupation=occupation, key="wages")

    text = text_of(client.get(CAREERS))

    assert "<strong>$120,000</strong>, from $60,000 to $200,000" in text
    assert "All workers in each occupation" in text
    assert '<tr id="soc-15-2051">' in text
    assert '262,440 <span class="figure-year">May 2025</span>' in text
    assert '33.5% <span class="figure-year">2024–34</span>' in text
    assert 'href="#source-1"' in text


def test_careers_show_a_role_with_its_occupations_and_claims(client):
    make_occupation()
    make_claim(key="roles", figure="28%", statement="share of graduates")
    make_role(occupations=["15-2051", "99-9999"], claims=["roles", "gone"])

    response = client.get(CAREERS)

    [role] = response.context["roles"]
    assert [one.soc for one in role.occupations] == ["15-2051"]
    text = text_of(response)
    assert '<section class="role" id="analyst">' in text
    assert "<li>Compare scores with charts</li>" in text
    assert (
        '<a href="#soc-15-2051">Data Scientists</a>: median $120,000 a year, from '
        "$60,000 (10th percentile) to $200,000 (90th), all workers in this occupation, "
        "May 2025"
    ) in text
    assert "28% (share of graduates)." in text
    assert '<a href="/guide/figures/#roles">Stated without a source</a>' in text


def test_careers_draw_each_occupation_once_however_many_roles_are_near_it(client):
    make_occupation()
    for key in ("analyst", "developer"):
        make_role(key=key)

    text = client.get(CAREERS).text

    assert text.count('<svg class="range"') == 1
    assert text.count('href="#soc-15-2051"') == 2


def test_careers_show_a_role_of_which_little_is_known(client):
    make_role(occupations=[], tasks=[])

    text = text_of(client.get(CAREERS))

    assert "What the work is" not in text
    assert 'href="#soc-' not in text
    assert "<dd> The nearest there is. </dd>" in text


def test_careers_cost_five_queries(client, django_assert_num_queries):
    make_reference(occupation=make_occupation())
    for number in range(5):
        make_reference(role=make_role(key=f"role-{number}"))

    with django_assert_num_queries(5):
        client.get(CAREERS)


def test_glossary_explains_terms_in_order(client):
    make_term(key="suppressed", term="suppressed")
    term = make_term(
        also=["cohorts"],
        long='It moves together{% cite "nces" %}.',
        see=["suppressed", "gone"],
    )
    make_reference(term=term, key="nces")

    response = client.get(GLOSSARY)

    terms = [one.term.term for one in response.context["terms"]]
    assert terms == ["cohort", "suppressed"]
    text = text_of(response)
    assert 'id="cohort"' in text
    assert "also: cohorts" in text
    assert "It moves together<a href" in text
    assert '<a href="#suppressed">suppressed</a>' in text


def test_glossary_costs_a_fixed_number_of_queries(client, django_assert_num_queries):
    for key in ("a", "b", "c"):
        make_reference(term=make_term(key=key, term=key))

    with django_assert_num_queries(2):
        client.get(GLOSSARY)


@pytest.mark.parametrize("path", [INDEX, FIGURES, CAREERS, GLOSSARY])
def test_page_of_the_guide_is_only_read(client, path):
    assert client.post(path).status_code == 405
