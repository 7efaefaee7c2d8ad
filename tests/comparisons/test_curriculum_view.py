from decimal import Decimal

import pytest

from comparisons.curriculum import Share, judge_share, lay_out_curricula
from programs.facts import facts_of
from programs.figures import Figure, Line
from programs.models import ValueState
from tests.comparisons.compared import make_compared
from tests.factories import make_citation, make_course, make_program, make_source
from tests.pages import text_of

pytestmark = pytest.mark.django_db
NAME = "Informatics"  # in which no topic is found


def make_with(*titles, **about):
    program = make_program(**({"name": NAME} | about))
    for title in titles:
        make_course(program=program, title=title)
    return program


def lay_out(*programs):
    return lay_out_curricula(programs, facts_of(programs))


def topics_of(curricula):
    return {row.key: row for row in curricula.topics}


def words_of(row):
    return [figure.text for figure in row.figures]


def get(client, *programs, **query):
    paths = [program.path for program in programs]
    return client.get("/compare/", {"program": paths, "view": "curriculum", **query})


def test_courses_are_sorted_by_topic():
    program = make_with("Robot Ethics", "Biostatistics", "Capstone")

    curricula = lay_out(program, make_with("Statistics I"))

    rows = topics_of(curricula)
    assert list(rows) == ["robotics", "ethics-and-regulation", "statistics"]
    assert words_of(rows["statistics"]) == ["Biostatistics, core", "Statistics I, core"]
    assert words_of(rows["robotics"]) == ["Robot Ethics, core", "No title names it"]
    assert "Genomics" in curricula.absent
    assert "Robotics" not in curricula.absent


def test_courses_without_a_topic_are_shown_as_such():
    curricula = lay_out(make_with("Capstone", "Genomics"), make_with("Genomics"))

    assert curricula.others.label == "Courses in which we find no topic"
    assert words_of(curricula.others) == [
        "Capstone, core",
        "Every course has a topic",
    ]


def test_a_course_says_its_credits_and_whether_everybody_takes_it():
    program = make_with("Genomics")
    make_course(
        program=program,
        code="BI 501",
        title="Proteomics",
        credits=Decimal("3.00"),
        is_core=False,
    )

    row = topics_of(lay_out(program))["genomics"]

    assert words_of(row) == ["Genomics, core; BI 501 Proteomics, 3 credits, elective"]


def test_topics_are_shared_in_some_or_unique():
    one = make_with("Genomics", "Robotics", "Ethics")
    two = make_with("Genomics", "Robotics")
    three = make_with("Genomics")

    curricula = lay_out(one, two, three)

    shares = {row.key: row.share for row in curricula.topics}
    assert shares == {
        "genomics": Share.ALL,
        "robotics": Share.SOME,
        "ethics-and-regulation": Share.ONE,
    }
    assert (curricula.shared_count, curricula.unique_count) == (1, 1)


def test_a_topic_cannot_be_unique_while_courses_are_unknown():
    one, two, unknown = make_with("Genomics"), make_with("Genomics"), make_with()

    assert topics_of(lay_out(one, unknown))["genomics"].share == Share.CANNOT_TELL
    assert topics_of(lay_out(one, two, unknown))["genomics"].share == Share.SOME


def test_a_program_alone_shares_nothing():
    assert topics_of(lay_out(make_with("Genomics")))["genomics"].share is None


def test_no_program_is_said_not_to_teach_a_topic_when_none_lists_courses():
    figures = [Figure("t", "", ValueState.NOT_PUBLISHED)] * 2

    assert judge_share(figures) == Share.CANNOT_TELL


def test_shares_have_words_and_symbols():
    assert [(share.symbol, share.words) for share in Share] == [
        ("●", "shared by all"),
        ("◐", "in some"),
        ("○", "in one only"),
        ("?", "cannot tell"),
    ]


def test_a_topic_may_be_named_by_the_program_or_a_track():
    program = make_with(
        "Capstone", name="Genomics", specializations=["Medical imaging"]
    )

    rows = topics_of(lay_out(program, make_with("Capstone")))

    assert words_of(rows["genomics"])[0] == "Named by “Genomics”"
    assert words_of(rows["medical-imaging"])[0] == "Named by “Medical imaging”"


def test_a_course_counts_before_the_name_that_names_the_same_topic():
    rows = topics_of(lay_out(make_with("Genomics II", name="Genomics")))

    assert words_of(rows["genomics"]) == ["Genomics II, core"]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("not-published", "Not published"),
        ("too-new", "Too new to have a figure"),
        (None, "Not yet checked"),
    ],
)
def test_a_program_without_known_courses_says_why(state, words):
    program = make_with()
    if state:
        make_citation(program=program, field="courses", state=state)

    curricula = lay_out(make_with("Genomics"), program)

    assert words_of(topics_of(curricula)["genomics"])[1] == words
    assert words_of(curricula.others)[1] == words


def test_known_topics_are_all_that_a_figure_knows():
    known = Figure("t", "", ValueState.KNOWN, (Line("Genomics"),))

    assert judge_share([known, known]) == Share.ALL


def test_the_page_shows_courses_by_topic_with_sources(client):
    program = make_program(name=NAME)
    source = make_source(title="Course list", url="https://college.example/courses")
    make_course(program=program, title="Genomics", source=source)

    response = get(client, program, make_with("Genomics"))

    text = text_of(response)
    assert '<th scope="row">Genomics <span class="row-mark">' in text.replace("> ", ">")
    assert "Shared by all: 1 topic. In one program only: 0." in text
    assert "one that is not found may still be taught" in text
    entry = response.context["sources"].entries[0]
    assert entry.source.title == "Course list"
    assert 'aria-label="Source 1"' in text


def test_the_page_of_programs_without_courses_says_so(client):
    response = get(client, make_with(), make_with())

    text = text_of(response)
    assert "No topic is found in any title." in text
    assert "Not yet checked" in text


def test_the_page_leads_back_to_all_figures(client):
    first, second = make_with("Genomics"), make_with("Robotics")

    response = get(client, first, second)

    labels = {each.label: each for each in response.context["view_options"]}
    assert labels["Courses by topic"].is_chosen
    table = client.get(labels["All figures"].url)
    assert 'data-row="delivery"' in table.text or "Key facts" in table.text
    assert "curricula" not in table.context


def test_courses_of_five_programs_cost_five_queries(client, django_assert_num_queries):
    programs = make_compared(5)

    with django_assert_num_queries(5):
        get(client, *programs)
