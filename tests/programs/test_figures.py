from datetime import date
from decimal import Decimal

import pytest

from programs.facts import facts_of
from programs.figures import sections_of
from programs.formatting import share
from programs.models import (
    CatalogEntry,
    Citation,
    Deadline,
    Outcome,
    Program,
    Tuition,
    ValueState,
)
from tests.factories import (
    CHECKED_ON,
    make_accreditation,
    make_citation,
    make_course,
    make_english_test,
    make_prerequisite,
    make_program,
    make_program_topic,
    make_source,
    make_tuition,
)
from tests.programs.reading import TODAY, figures_of

pytestmark = pytest.mark.django_db


def test_a_known_field_carries_value_text_source_and_date():
    source = make_source()
    program = make_program(delivery=["campus", "online"])
    make_citation(program=program, field="delivery", source=source)

    figure = figures_of(program)["delivery"]

    assert figure.value == ("online", "campus")
    assert figure.text == "Online, On campus"
    assert figure.source_ids == (source.pk,)
    assert figure.lines[0].checked_on == CHECKED_ON


def test_a_field_without_value_and_citation_is_not_yet_checked():
    figure = figures_of(make_program())["minimum_gpa"]

    assert figure.state == ValueState.NOT_YET_CHECKED
    assert figure.value is None
    assert figure.text == "Not yet checked"


@pytest.mark.parametrize(
    "state", [state for state in ValueState if state != ValueState.KNOWN]
)
def test_a_missing_field_keeps_its_own_state(state):
    program = make_program()
    make_citation(program=program, field="minimum_gpa", state=state)

    assert figures_of(program)["minimum_gpa"].state == state


def test_zero_and_no_are_known_values():
    program = make_program(
        letters_count=0,
        requires_interview=False,
        application_fee_amount=Decimal(0),
        application_fee_currency="USD",
    )

    figures = figures_of(program)

    assert figures["letters_count"].text == "None needed"
    assert figures["requires_interview"].text == "Not required"
    assert figures["application_fee_amount"].text == "$0"


def test_length_and_credits_are_ranges_with_their_unit():
    program = make_program(
        full_time_months_lowest=12,
        full_time_months_highest=24,
        credits_lowest=Decimal("16.5"),
        credits_highest=Decimal("16.5"),
        credit_system="ects",
    )

    figures = figures_of(program)

    assert figures["full_time_months_lowest"].text == "12 to 24 months"
    assert figures["credits_lowest"].text == "16.5 ECTS credits"
    assert figures["credits_lowest"].basis == "ects"


def test_costs_are_worked_out_for_the_chosen_residency():
    program = make_program(
        credits_lowest=39, credits_highest=39, credit_system="us-semester"
    )
    make_tuition(program=program, residency="resident", basis="per-credit", amount=260)
    make_tuition(
        program=program, residency="nonresident", basis="per-credit", amount=868
    )
    program = Program.objects.get(pk=program.pk)

    figure = figures_of(program, "resident")["tuition_total"]

    assert figure.text == "At least $10,140"
    assert figure.basis == "USD"
    assert figure.year == "2025-26"
    assert figure.lines[0].note == "Worked out: price per credit × 39 credits"
    assert figures_of(program, "nonresident")["tuition_total"].text == (
        "At least $33,852"
    )


def test_an_average_of_the_institution_is_never_the_programs_price():
    program = make_program()
    make_tuition(institution=program.institution, amount=9_000, fees_per_year=1_885)

    figures = figures_of(program)

    assert figures["tuition_total"].state == ValueState.NOT_YET_CHECKED
    assert figures["tuition"].state == ValueState.NOT_YET_CHECKED
    assert figures["institution_average"].text == (
        "$9,000 per year, everyone, and $1,885 required fees a year"
    )


def test_a_price_that_is_not_published_says_so():
    program = make_program()
    make_tuition(program=program, amount=None, state="not-published")

    figures = figures_of(program)

    assert figures["tuition"].state == ValueState.NOT_PUBLISHED
    assert figures["tuition_total"].state == ValueState.NOT_PUBLISHED


def test_a_price_that_gives_no_total_says_why():
    program = make_program()
    make_tuition(program=program, basis="per-term", amount=12_720)

    figure = figures_of(program)["tuition_total"]

    assert not figure.is_known
    assert figure.text == "Cannot be worked out"
    assert figure.lines[0].note == "The number of terms is not known."


def test_recommended_prerequisites_are_never_among_the_required():
    program = make_program()
    make_prerequisite(program=program, topic="statistics", level="recommended")
    make_prerequisite(program=program, topic="programming", note="one course in Python")

    figures = figures_of(program)

    assert figures["prerequisites_required"].value == ("programming",)
    assert figures["prerequisites_required"].lines[0].note == "one course in Python"
    assert figures["prerequisites_recommended"].value == ("statistics",)


def test_english_tests_compare_by_score():
    program = make_program()
    make_english_test(program=program, test="TOEFL iBT", minimum_score=100)

    figure = figures_of(program)["english_tests"]

    assert figure.text == "TOEFL iBT 100"
    assert figure.value == (("TOEFL iBT", Decimal("100.0")),)


def test_courses_are_apart_as_core_and_elective():
    program = make_program()
    make_course(program=program, code="BST 261", title="Data Science II", credits="2.5")
    make_course(program=program, title="Robotics", is_core=False)

    figures = figures_of(program)

    assert figures["core_courses"].text == "BST 261 Data Science II, 2.5 credits"
    assert figures["elective_courses"].text == "Robotics"


def test_topics_show_the_words_they_rest_on():
    program = make_program()
    make_program_topic(program=program, evidence=["Applied Machine Learning"])

    figure = figures_of(program)["topics"]

    assert figure.text == "Machine learning"
    assert figure.lines[0].note == "Found in: Applied Machine Learning"


def test_figures_cost_no_query(django_assert_num_queries):
    program = make_program()
    make_accreditation(program=program)
    make_program_topic(program=program)
    make_tuition(program=program, checked_on=date(2026, 1, 2))
    facts = facts_of([program])[program.pk]

    with django_assert_num_queries(0):
        sections = sections_of(program, facts, TODAY)

    assert [section.key for section in sections] == [
        "key-facts",
        "cost",
        "admission",
        "curriculum",
        "outcomes",
        "field-outcomes",
        "accreditation",
        "deadlines",
    ]


def test_a_sentence_compares_only_with_the_very_same_words():
    program = make_program(experience="Two years in a hospital.")

    figure = figures_of(program)["experience"]

    assert figure.basis == figure.value == "Two years in a hospital."


def test_prices_of_one_basis_and_currency_compare_with_their_years():
    program = make_program()
    make_tuition(program=program, basis="per-credit", amount=900)
    make_tuition(program=program, basis="per-credit", amount=800, academic_year="")
    make_tuition(program=program, amount=None, state="not-published")

    figure = figures_of(program)["tuition"]

    assert set(figure.value) == {("any", "per-credit", 900), ("any", "per-credit", 800)}
    assert figure.basis == {("USD", "per-credit")}
    assert figure.year == "2025-26"


def test_a_residency_without_a_price_says_so():
    program = make_program()
    make_tuition(program=program, basis="total", residency="resident")

    figure = figures_of(program, "international")["tuition_total"]

    assert figure.state == ValueState.NOT_YET_CHECKED
    assert figure.text == "No price for international students on record"


def test_ai_that_was_not_found_cannot_be_compared():
    figure = figures_of(make_program(ai_in_curriculum="none-found"))["ai_in_curriculum"]

    assert figure.basis == ""


@pytest.mark.parametrize(
    ("about", "text"),
    [
        (
            {"bridge_offered": True, "bridge_name": "Python camp"},
            "Offered: Python camp",
        ),
        ({"bridge_offered": True}, "Offered"),
        ({"bridge_offered": False}, "Not offered"),
    ],
)
def test_a_bridge_course_is_named_when_it_has_a_name(about, text):
    assert figures_of(make_program(**about))["bridge_offered"].text == text


def test_a_missing_field_keeps_every_reason():
    program = make_program()
    for number, state in enumerate(["not-published", "too-new"]):
        source = make_source(title=f"Page {number}")
        make_citation(program=program, field="minimum_gpa", state=state, source=source)

    figure = figures_of(program)["minimum_gpa"]

    assert figure.state == ValueState.NOT_PUBLISHED
    assert len(figure.source_ids) == 2


def test_a_field_that_claims_to_be_known_without_value_is_not_yet_checked():
    program = make_program()
    make_citation(program=program, field="minimum_gpa", state="known")

    assert figures_of(program)["minimum_gpa"].state == ValueState.NOT_YET_CHECKED


@pytest.mark.parametrize(
    ("value", "text"),
    [("0.004", "under 1%"), ("0.071", "7%"), ("0", "0%"), ("1", "100%")],
)
def test_a_share_never_rounds_to_nothing(value, text):
    assert share(Decimal(value)) == text


def test_rows_say_what_they_are_in_the_admin():
    program = make_program(name="Informatics")
    topic = make_program_topic(program=program)
    entry = CatalogEntry(model="program", key="example-college/ms")

    assert str(topic) == "MS Informatics, Example College teaches Machine learning"
    assert str(entry) == "program example-college/ms"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            Tuition(amount=Decimal("10570.00"), currency="CAD", basis="total"),
            "CA$10,570, whole program, year not stated, everyone",
        ),
        (
            Tuition(
                amount=Decimal("900.50"),
                currency="SEK",
                basis="per-credit",
                academic_year="2025-26",
                residency="nonresident",
            ),
            "SEK 900.50, per credit, 2025-26, non-residents",
        ),
        (
            Tuition(state="not-published", currency="USD", basis="total"),
            "Not published, year not stated, everyone",
        ),
        (Citation(field="gre_policy", state="known"), "GRE policy: Known"),
        (Citation(field="english_tests", state="known"), "English tests: Known"),
        (Deadline(kind="final", month=1, day=15, year=2027), "Final: Jan 15, 2027"),
        (Deadline(kind="final", month=2, day=29), "Final: Feb 29, every year"),
        (Deadline(kind="final", month=13, day=1), "Final: 13 1, every year"),
        (
            Outcome(metric="employment-rate", value=Decimal("72.50"), unit="percent"),
            "Employed: 72.5%",
        ),
        (
            Outcome(metric="employment-rate", state="suppressed"),
            "Employed: Withheld: too few people",
        ),
    ],
)
def test_a_fact_is_named_in_the_words_of_the_pages(row, words):
    assert str(row) == words


def test_a_sum_carries_what_limits_its_prices():
    program = make_program(credits_lowest=36, credits_highest=36)
    make_tuition(program=program, basis="per-credit", amount=735, note="approximate")

    figure = figures_of(program)["tuition_total"]

    assert figure.text == "At least $26,460"
    assert figure.lines[0].note == (
        "Worked out: price per credit × 36 credits; approximate"
    )


def test_a_sum_names_whose_price_it_is_when_it_is_another_ones():
    program = make_program()
    make_tuition(program=program, basis="total", residency="international")

    figure = figures_of(program, "nonresident")["tuition_total"]

    assert figure.lines[0].note == "the price for international students"


def test_free_tuition_is_said_in_words():
    program = make_program()
    make_tuition(program=program, basis="per-term", amount=0, includes_fees=False)

    figure = figures_of(program)["tuition_total"]

    assert figure.text == "No tuition"
    assert figure.value == (0, 0)
    assert figure.lines[0].note == "required fees may come on top"
