from decimal import Decimal

import pytest

from guide.live import ALL_LIVE_NAMES, LiveCount, count_live, list_query
from guide.live_names import LIVE_NAMES
from programs.models import Program
from tests.factories import (
    make_accreditation,
    make_accreditor,
    make_deadline,
    make_institution,
    make_outcome,
    make_program,
    make_program_topic,
    make_topic,
    make_tuition,
    make_tuition_estimate,
)

pytestmark = pytest.mark.django_db
TOPICS = [name.removeprefix("teaches-") for name in LIVE_NAMES if "teaches-" in name]
CULMINATING = list(Program.Culminating)


def make_all_kinds():
    """Make one program that most counts choose, and others for what it cannot be."""
    rich = make_program(
        delivery=["online", "hybrid", "campus"],
        attendance="asynchronous",
        pace=["part-time"],
        full_time_months_lowest=12,
        full_time_months_highest=12,
        backgrounds=["any-bachelor"],
        gre_policy="not-required",
        programming="none",
        bridge_offered=True,
        minimum_gpa=Decimal("3.00"),
        requires_statement=True,
        letters_count=2,
        requires_interview=True,
        culminating=CULMINATING,
        ai_in_curriculum="name",
        focus="healthcare-ai",
    )
    make_deadline(program=rich)
    make_outcome(program=rich)
    for name in ("CAHIIM", "ABET"):
        body = make_accreditor(short_name=name, name=name)
        make_accreditation(program=rich, accreditor=body)
    for position, slug in enumerate(TOPICS):
        topic = make_topic(slug=slug, name=slug, position=position)
        make_program_topic(program=rich, topic=topic)
    make_price(rich, 30_000)
    make_others()


def make_others():
    campus = make_program(
        delivery=["campus"],
        gre_policy="required",
        programming="required",
        ai_in_curriculum="required-course",
    )
    make_accreditation(program=campus, status="none-claimed", accreditor=None)
    make_price(campus, 60_001)
    for focus in Program.Focus:
        make_program(focus=focus, ai_in_curriculum="track")
    make_program(ai_in_curriculum="none-found")
    make_program(review="federal-record", focus="general-ai")
    make_program(review="press-only", focus="general-ai")
    make_program(workflow_state="draft", delivery=["online"])


def make_price(program, total):
    make_tuition(program=program, amount=Decimal(total), basis="total")
    make_tuition_estimate(
        program=program, total_lowest=Decimal(total), total_highest=Decimal(total)
    )


@pytest.mark.parametrize("name", sorted(LIVE_NAMES))
def test_list_shows_the_programs_that_a_count_counts(client, name):
    make_all_kinds()
    live = LIVE_NAMES[name]
    published = Program.objects.published()
    counted = live.chosen(published if live.of_all else published.researched())

    count = count_live([name])[name]

    response = client.get(count.address)
    listed = [card.program for card in response.context["cards"]]
    assert count.text.startswith(f"{len(listed)} of ")
    assert set(listed) == set(counted)
    assert response.context["wrong_values"] == []
    assert len(listed) > 0


SAYING_SO = [
    ("campus-only", {"delivery": ["campus"]}),
    ("format-stated", {"delivery": ["hybrid"]}),
    ("asynchronous", {"attendance": "asynchronous"}),
    ("hours-stated", {"attendance": "mixed"}),
    ("pace-stated", {"pace": ["accelerated"]}),
    ("months-stated", {"part_time_months_lowest": 300}),
    ("gre-stated", {"gre_policy": "waivable"}),
    ("programming-required", {"programming": "required"}),
    ("programming-stated", {"programming": "recommended"}),
    ("gpa-stated", {"minimum_gpa": Decimal(0)}),
    ("statement-asked", {"requires_statement": True}),
    ("letters-asked", {"letters_count": 1}),
    ("interview-asked", {"requires_interview": True}),
    *[(kind.value, {"culminating": [kind.value]}) for kind in CULMINATING],
]


@pytest.mark.parametrize(("name", "about"), SAYING_SO)
def test_count_counts_the_programs_that_say_so(name, about):
    make_program(**about)
    make_program()

    assert count_live([name])[name].text == "1 of 2 researched programs"


def test_counts_of_rows_count_the_programs_that_have_them():
    make_all_kinds()

    counts = count_live(
        [
            "deadline-known",
            "none-claimed",
            "own-price",
            "total-over-60000",
            "with-total-price",
        ]
    )

    assert {name: count.text.partition(" ")[0] for name, count in counts.items()} == {
        "deadline-known": "1",
        "none-claimed": "1",
        "own-price": "2",
        "total-over-60000": "1",
        "with-total-price": "2",
    }


def test_count_names_what_it_is_counted_among():
    make_program(delivery=["online"])
    make_program()
    make_program(review="federal-record", delivery=["online"], focus="general-ai")

    counts = count_live(["online", "federal-record", "focus-general-ai", "hybrid"])

    assert counts["online"] == LiveCount(
        "1 of 2 researched programs", "/programs/?delivery=online&review=researched"
    )
    assert counts["federal-record"] == LiveCount(
        "1 of 3 programs", "/programs/?review=federal-record"
    )
    assert counts["focus-general-ai"].text == "1 of 3 programs"
    assert counts["hybrid"] == LiveCount("none of the 2 researched programs")


def test_totals_count_programs_institutions_and_countries():
    other = make_institution(slug="other", country="CA", region="ON")
    make_program()
    make_program(institution=other)
    make_program(institution=other, review="federal-record")

    counts = count_live(["programs", "researched", "institutions", "countries"])

    assert counts == {
        "programs": LiveCount("3 programs", "/programs/"),
        "researched": LiveCount(
            "2 researched programs", "/programs/?review=researched"
        ),
        "institutions": LiveCount("2 institutions"),
        "countries": LiveCount("2 countries"),
    }


def test_median_is_of_known_totals_in_dollars_of_researched_programs():
    for total in (20_000, 30_000, 40_001, 50_000):
        make_price(make_program(), total)
    make_price(make_program(review="federal-record"), 1)
    krona = make_program()
    make_tuition_estimate(
        program=krona, total_currency="SEK", total_highest=Decimal(360_000)
    )
    make_program()

    median = count_live(["median-total"])["median-total"]

    assert median.text == (
        "$35,000 (the median of 4 researched programs whose own prices give a total in "
        "US dollars)"
    )
    assert median.address == "/programs/?known=total&review=researched"


def test_median_says_when_no_total_is_known():
    make_program()

    assert count_live(["median-total"])["median-total"].text == "no total price yet"


def test_empty_catalog_has_no_program_yet():
    counts = count_live(ALL_LIVE_NAMES)

    assert set(counts) == ALL_LIVE_NAMES
    assert set(counts.values()) == {LiveCount("no program yet")}


def test_all_counts_are_read_in_one_query(django_assert_num_queries):
    make_all_kinds()

    with django_assert_num_queries(1):
        count_live(ALL_LIVE_NAMES)


def test_no_name_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert count_live([]) == {}


def test_query_of_the_list_asks_for_researched_programs_unless_all_are_counted():
    assert list_query(LIVE_NAMES["press-only"]) == "review=press-only"
    assert list_query(LIVE_NAMES["no-gre"]) == (
        "gre_policy=not-required&review=researched"
    )
