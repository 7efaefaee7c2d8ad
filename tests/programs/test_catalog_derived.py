from datetime import date
from decimal import Decimal

import pytest
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F

from programs.models import Program, Topic, TuitionEstimate
from tests.factories import (
    make_citation,
    make_course,
    make_deadline,
    make_institution,
    make_program,
    make_tuition,
)

pytestmark = pytest.mark.django_db


def refresh():
    Program.objects.all().refresh_derived()


def found(words):
    return Program.objects.filter(search_vector=SearchQuery(words, config="english"))


@pytest.mark.parametrize(
    "words",
    [
        "oncology informatics",
        "master of science",
        "example college",
        "EC",
        "tumor genomics",
        "natural language processing",
        "clinical text mining",
        "nursing school",
        "dayton",
        "ohio",
        "united states",
        "tumors",
        "nurses",
        "biology",
    ],
)
def test_a_program_is_found_by_all_its_words(words):
    program = make_program(
        institution=make_institution(short_name="EC"),
        name="Oncology Informatics",
        department="School of Nursing",
        specializations=["Tumor genomics"],
        summary="On data about tumors.",
        audience=["nurses"],
        backgrounds=["biology"],
    )
    make_course(program=program, title="Clinical text mining")

    refresh()

    assert found(words).get() == program


def test_a_half_typed_word_is_found_beyond_its_stem():
    make_program(name="Health Informatics")

    refresh()

    half_typed = SearchQuery("informati:*", config="english", search_type="raw")
    assert Program.objects.filter(search_vector=half_typed).exists()


def test_a_name_with_accents_is_found_without_them():
    make_program(institution=make_institution(name="Université de Genève"))

    refresh()

    assert found("universite geneve").exists()
    assert found("genève").exists()


def test_a_name_weighs_more_than_a_summary():
    make_program(slug="b", summary="On robotics in hospitals.")
    make_program(slug="a", name="Robotics")

    refresh()

    query = SearchQuery("robotics", config="english")
    rank = SearchRank(F("search_vector"), query)
    slugs = Program.objects.order_by(rank.desc()).values_list("slug", flat=True)
    assert list(slugs) == ["a", "b"]


def test_topics_follow_the_titles():
    program = make_program(name="Robotics", specializations=["Medical imaging"])
    course = make_course(program=program, title="Biostatistics")
    refresh()
    course.delete()

    refresh()

    topics = {one.topic.slug: one.evidence for one in program.program_topics.all()}
    assert topics == {"medical-imaging": ["Medical imaging"], "robotics": ["Robotics"]}
    assert Topic.objects.count() == 15


def test_an_older_list_of_topics_is_brought_in_line():
    Topic.objects.create(slug="robotics", name="Robots", position=99)
    make_program(name="Robotics")

    refresh()

    assert Topic.objects.get(slug="robotics").name == "Robotics"


def test_estimates_keep_own_prices_and_averages_apart():
    program = make_program(credits_lowest=30, credits_highest=30)
    make_tuition(program=program, basis="per-credit", amount=Decimal(1000))
    make_tuition(
        institution=program.institution,
        academic_year="2022-23",
        residency="resident",
        amount=Decimal(9000),
    )

    refresh()
    refresh()

    resident = TuitionEstimate.objects.filter(residency="resident")
    own, average = resident.order_by("-scope")
    assert own.total_highest == 30_000
    assert own.total_academic_year == "2025-26"
    assert (own.per_year_highest, average.total_highest) == (None, None)
    assert average.per_year_highest == 9_000
    assert average.per_year_academic_year == "2022-23"


def test_newest_check_is_that_of_any_fact():
    program = make_program()
    make_citation(program=program, checked_on=date(2026, 3, 1))
    make_deadline(program=program, checked_on=date(2026, 5, 1))
    make_course(program=program, checked_on=None)
    unchecked = make_program()

    refresh()

    program.refresh_from_db()
    unchecked.refresh_from_db()
    assert program.last_checked_on == date(2026, 5, 1)
    assert unchecked.last_checked_on is None


def test_refreshing_nothing_does_nothing():
    Program.objects.none().refresh_derived()

    assert not Topic.objects.exists()


def test_refreshing_writes_no_history():
    program = make_program(name="Robotics")

    refresh()

    assert program.history.count() == 1


def test_queries_do_not_grow_with_the_programs(django_assert_num_queries):
    make_course(program=make_program(name="Robotics"))
    refresh()
    for _ in range(5):
        make_course(program=make_program(name="Robotics"))

    with django_assert_num_queries(13):
        refresh()
