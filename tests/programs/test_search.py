import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programs.models import Program
from programs.search import PASSED_OVER, SYNONYMS, read_words, suggest_spelling
from tests.factories import make_institution, make_program
from tests.programs.listed import LIST_URL, listed


def make_searchable():
    Program.objects.refresh_derived()


@pytest.fixture
def _catalog(db):
    for name in (
        "Artificial Intelligence in Medicine",
        "Nursing Informatics",
        "Clinical Natural Language Processing",
        "Health Data Science",
    ):
        make_program(name=name, summary="A degree.")
    make_searchable()


@pytest.mark.usefixtures("_catalog")
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("nursing", "Nursing Informatics"),
        ("NURSES", "Nursing Informatics"),
        ("msn", "Nursing Informatics"),
        ("RN", "Nursing Informatics"),
        ("nursing inform", "Nursing Informatics"),
        ("AI", "Artificial Intelligence in Medicine"),
        ("physicians", "Artificial Intelligence in Medicine"),
        ("ai med", "Artificial Intelligence in Medicine"),
        ("nlp", "Clinical Natural Language Processing"),
        ("data health", "Health Data Science"),
        ("AI in medicine", "Artificial Intelligence in Medicine"),
        ("the science of health data", "Health Data Science"),
    ],
)
def test_search_finds_forms_prefixes_and_synonyms(client, typed, found):
    assert listed(client, q=typed) == [found]


@pytest.mark.usefixtures("_catalog")
def test_search_wants_every_word(client):
    assert listed(client, q="nursing data") == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("health IT", ["Health IT", "Health Information Technology"]),
        ("IT", ["Health IT", "Health Information Technology", "Safety of IT"]),
        ("IT safety", ["Safety of IT"]),
        ("management its", ["Health Information Management"]),
        ("him", ["Health Information Management"]),
    ],
)
def test_search_keeps_names_that_hold_a_word_passed_over(client, typed, found):
    for name in (
        "Health Information Management",
        "Health Information Technology",
        "Health Data Science",
        "Health IT",
        "Safety of IT",
    ):
        make_program(name=name, summary="Take it, and health is yours.")
    make_searchable()

    assert sorted(listed(client, q=typed)) == found


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["no", "in", "the"])
def test_a_word_that_is_passed_over_finds_nothing_alone(client, typed):
    make_program(name="No Nursing in the North")
    make_searchable()

    assert listed(client, q=typed) == []


@pytest.mark.django_db
def test_words_that_the_database_passes_over_are_known():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT word FROM unnest(%s::text[]) AS word "
            "WHERE to_tsvector('english', word) = ''",
            [" ".join([*SYNONYMS, *sum(SYNONYMS.values(), ())]).split()],
        )
        passed_over = {word for (word,) in cursor}

    assert passed_over == PASSED_OVER


@pytest.mark.django_db
def test_search_puts_names_before_summaries(client):
    make_program(name="A Master", summary="With courses on robotics.")
    make_program(name="Robotics", review="press-only")
    make_searchable()

    assert listed(client, q="robotics") == ["Robotics", "A Master"]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["no coding", "health without programming"])
def test_search_reads_no_coding_as_a_filter(client, typed):
    make_program(name="Health without code", programming="none")
    make_program(name="Health with some", programming="recommended")
    make_program(name="Health with code", programming="required")
    make_program(name="Health unknown")
    make_searchable()

    found = listed(client, q=typed)

    assert sorted(found) == ["Health with some", "Health without code"]


@pytest.mark.django_db
def test_search_reads_format_and_pace_as_filters_and_says_so(client):
    make_program(name="Online one", delivery=["online"], pace=["part-time"])
    make_program(name="Campus one", delivery=["campus"], pace=["part-time"])

    response = client.get(LIST_URL, {"q": "part-time online"})

    assert [card.program.name for card in response.context["cards"]] == ["Online one"]
    assert "Read from your words as a filter: part-time; online." in (
        response.content.decode()
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    ["'", '"', "a & | ! ( ) :*", "a:b <-> c", "\\", "x' OR 1=1 --", "%", "the", "é😀"],
)
def test_search_for_signs_alone_finds_nothing(client, typed):
    make_program(name="Nursing Informatics")
    make_searchable()

    assert listed(client, q=typed) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    ["'nursing", '"nursing"', "!nursing & | :*", "(nursing) <-> %", "nursing\\"],
)
def test_search_passes_over_signs_beside_a_word(client, typed):
    make_program(name="Nursing Informatics")
    make_program(name="Health Data Science")
    make_searchable()

    assert listed(client, q=typed) == ["Nursing Informatics"]


@pytest.mark.django_db
@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(typed=st.text(max_size=200))
def test_search_takes_any_text(client, typed):
    assert client.get(LIST_URL, {"q": typed}, follow=True).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("x" * 10_000, "at most 200 characters"),
        ("nursing\x00", "One character cannot be read."),
        ("😀 !!", "at least one word"),
    ],
)
def test_search_says_why_it_cannot_search(client, typed, reason):
    make_program()

    response = client.get(LIST_URL, {"q": typed})

    assert response.context["cards"] == []
    assert reason in response.content.decode()


def test_words_beyond_the_twelfth_are_left_out():
    assert len(read_words("word " * 20).typed) == 12


def test_words_hold_no_operator_of_the_reader():
    terms = [term.in_any_form for term in read_words("a'b !c").terms]

    assert terms == ["(a)", "(b)", "(c) | c:*"]


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("nursng informatic", "nursing informatics"),
        ("nursing", ""),
        ("qqqqqq", ""),
        ("ai", ""),
        ("2026", ""),
    ],
)
def test_spelling_is_suggested_from_known_words(typed, suggested):
    known = ["nursing", "informatics", "health", ""]

    assert suggest_spelling(read_words(typed), known) == suggested


@pytest.mark.django_db
def test_list_suggests_a_spelling_that_finds_something(client):
    make_program(
        name="Nursing Informatics", institution=make_institution(name="Duke University")
    )
    make_searchable()

    response = client.get(LIST_URL, {"q": "nursign"})

    spelling = response.context["ways_out"].spelling
    assert (spelling.label, spelling.count) == ("nursing", 1)
    assert 'href="/programs/?q=nursing#results"' in response.content.decode()


@pytest.mark.django_db
def test_list_suggests_no_spelling_that_finds_nothing(client):
    make_program(name="Nursing Informatics", delivery=["campus"])
    make_searchable()

    response = client.get(LIST_URL, {"q": "nursign", "delivery": "online"})

    assert response.context["ways_out"].spelling is None
