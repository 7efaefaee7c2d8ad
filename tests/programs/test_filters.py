from decimal import Decimal

import pytest

from programs.backgrounds import LETS_IN, Degree
from tests.factories import (
    make_accreditation,
    make_accreditor,
    make_citation,
    make_deadline,
    make_institution,
    make_outcome,
    make_program,
    make_program_topic,
    make_topic,
    make_tuition,
)
from tests.pages import text_of
from tests.programs.listed import LIST_URL, listed

pytestmark = pytest.mark.django_db

# Filter and its value; what the passing program has; what the other one has.
STATED = [
    (
        "delivery",
        "online",
        {"delivery": ["online", "hybrid"]},
        {"delivery": ["campus"]},
    ),
    ("pace", "part-time", {"pace": ["part-time"]}, {"pace": ["full-time"]}),
    (
        "attendance",
        "asynchronous",
        {"attendance": "asynchronous"},
        {"attendance": "mixed"},
    ),
    ("programming", "none", {"programming": "none"}, {"programming": "recommended"}),
    (
        "programming",
        "recommended",
        {"programming": "none"},
        {"programming": "required"},
    ),
    (
        "programming",
        "required",
        {"programming": "required"},
        {"programming": "recommended"},
    ),
    ("degree", "nursing", {"backgrounds": ["health"]}, {"backgrounds": ["computing"]}),
    (
        "gre_policy",
        "optional",
        {"gre_policy": "optional"},
        {"gre_policy": "required"},
    ),
    ("my_gpa", "3.1", {"minimum_gpa": Decimal("3.1")}, {"minimum_gpa": Decimal("3.2")}),
    ("bridge", "offered", {"bridge_offered": True}, {"bridge_offered": False}),
    ("start_terms", "fall", {"start_terms": ["fall"]}, {"start_terms": ["spring"]}),
    (
        "culminating",
        "capstone",
        {"culminating": ["thesis", "capstone"]},
        {"culminating": ["thesis"]},
    ),
    (
        "details",
        "campus-only",
        {"delivery": ["campus"]},
        {"delivery": ["campus", "online"]},
    ),
    ("details", "letters", {"letters_count": 1}, {"letters_count": 0}),
    ("details", "no-letters", {"letters_count": 0}, {"letters_count": 1}),
    (
        "details",
        "statement",
        {"requires_statement": True},
        {"requires_statement": False},
    ),
    (
        "details",
        "no-statement",
        {"requires_statement": False},
        {"requires_statement": True},
    ),
    (
        "details",
        "interview",
        {"requires_interview": True},
        {"requires_interview": False},
    ),
    (
        "details",
        "no-interview",
        {"requires_interview": False},
        {"requires_interview": True},
    ),
    (
        "max_months",
        "24",
        {"full_time_months_lowest": 36, "part_time_months_lowest": 24},
        {"full_time_months_lowest": 25},
    ),
]


@pytest.mark.parametrize(("name", "value", "passing", "other"), STATED)
def test_filter_keeps_what_says_so_and_nothing_unknown(
    client, name, value, passing, other
):
    make_program(name="Passing", **passing)
    make_program(name="Other", **other)
    make_program(name="Unknown")

    assert listed(client, {name: value}) == ["Passing"]


@pytest.mark.parametrize(("name", "value", "passing", "other"), STATED)
def test_filter_keeps_unknown_ones_on_demand(client, name, value, passing, other):
    make_program(name="Passing", **passing)
    make_program(name="Other", **other)
    make_program(name="Unknown")

    assert listed(client, {name: value, "keep_unknown": "yes"}) == [
        "Passing",
        "Unknown",
    ]


@pytest.mark.parametrize(
    ("name", "value", "other"),
    [
        ("focus", "general-ai", "health-informatics"),
        ("ai_in_curriculum", "track", "none-found"),
        ("review", "federal-record", "researched"),
    ],
)
def test_filter_of_what_is_always_known_has_no_unknown(client, name, value, other):
    make_program(name="Passing", **{name: value})
    make_program(name="Other", **{name: other})

    assert listed(client, {name: value, "keep_unknown": "yes"}) == ["Passing"]


def test_several_choices_of_a_filter_widen_it(client):
    make_program(name="Online", delivery=["online"])
    make_program(name="Hybrid", delivery=["hybrid"])
    make_program(name="Campus", delivery=["campus"])

    assert listed(client, {"delivery": ["online", "hybrid"]}) == ["Hybrid", "Online"]


def test_several_other_details_narrow_the_list(client):
    make_program(name="Both", letters_count=0, requires_interview=False)
    make_program(name="One", letters_count=0, requires_interview=True)
    make_program(name="One said", letters_count=0)
    both = {"details": ["no-letters", "no-interview"]}

    assert listed(client, both) == ["Both"]
    assert listed(client, both, keep_unknown="yes") == ["Both", "One said"]


# What must be known, and what a program has of which it is.
KNOWN = [
    ("format", {"delivery": ["campus"]}),
    ("class-hours", {"attendance": "mixed"}),
    ("pace", {"pace": ["full-time"]}),
    ("length", {"full_time_months_lowest": 12}),
    ("length", {"part_time_months_lowest": 24}),
    ("programming", {"programming": "none"}),
    ("gpa", {"minimum_gpa": Decimal(0)}),
    ("gre", {"gre_policy": "required"}),
]


@pytest.mark.parametrize("unknown", [{}, {"keep_unknown": "yes"}])
@pytest.mark.parametrize(("choice", "about"), KNOWN)
def test_what_must_be_known_is_never_unknown(client, choice, about, unknown):
    make_program(name="Known", **about)
    make_program(name="Unknown")

    assert listed(client, {"known": choice} | unknown) == ["Known"]


def test_several_things_that_must_be_known_narrow_the_list(client):
    make_program(name="Both", delivery=["online"], pace=["part-time"])
    make_program(name="One", delivery=["online"])

    assert listed(client, {"known": ["format", "pace"]}) == ["Both"]


def test_a_price_or_a_deadline_is_known_once_however_many_rows_say_so(client):
    known = make_program(name="Known")
    for year in (2025, 2026):
        make_deadline(program=known, year=year)
        make_tuition(program=known, academic_year=f"{year}-{year - 1999}")
    silent = make_program(name="Not published", institution=known.institution)
    make_tuition(program=silent, amount=None, state="not-published")
    make_tuition(institution=known.institution)

    assert listed(client, known="deadline") == ["Known"]
    assert listed(client, known="price") == ["Known"]


def test_no_accreditation_is_claimed_only_where_a_page_was_read_for_it(client):
    make_accredited()

    query = {"details": "no-accreditation"}

    assert listed(client, query) == ["None"]
    assert sorted(listed(client, query, keep_unknown="yes")) == [
        "Named only",
        "None",
        "Unknown",
    ]


def test_two_filters_narrow_the_list(client):
    make_program(name="Both", delivery=["online"], pace=["part-time"])
    make_program(name="One", delivery=["online"], pace=["full-time"])

    assert listed(client, delivery="online", pace="part-time") == ["Both"]


def make_places():
    texan = make_institution(slug="a", country="US", region="TX", control="public")
    canadian = make_institution(slug="b", country="CA", region="ON", control="")
    nowhere = make_institution(
        slug="c", country="US", region="", control="private-nonprofit"
    )
    make_program(name="Texan", institution=texan)
    make_program(name="Canadian", institution=canadian)
    make_program(name="Nowhere", institution=nowhere)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"country": "CA"}, ["Canadian"]),
        ({"region": "TX"}, ["Texan"]),
        ({"region": "TX", "keep_unknown": "yes"}, ["Nowhere", "Texan"]),
        ({"control": "public"}, ["Texan"]),
        ({"control": "public", "keep_unknown": "yes"}, ["Canadian", "Texan"]),
    ],
)
def test_filter_by_place_and_kind_of_institution(client, query, names):
    make_places()

    assert sorted(listed(client, query)) == names


def test_filter_by_topic(client):
    make_program_topic(program=make_program(name="Teaches it"))
    other = make_topic(slug="genomics", name="Genomics", position=1)
    make_program_topic(program=make_program(name="Teaches another"), topic=other)
    make_program(name="Unknown")

    assert listed(client, topics="machine-learning") == ["Teaches it"]
    assert listed(client, topics="machine-learning", keep_unknown="yes") == [
        "Teaches it",
        "Unknown",
    ]


def make_accredited():
    make_accreditation(program=make_program(name="CAHIIM's"))
    gac = make_accreditor(short_name="GAC (PMI)")
    make_accreditation(program=make_program(name="GAC's"), accreditor=gac)
    make_accreditation(program=make_program(name="Candidate"), status="candidate")
    make_accreditation(program=make_program(name="Named only"), status="named")
    make_accreditation(program=make_program(name="None"), status="none-claimed")
    make_accreditation(institution=make_institution())
    make_program(name="Unknown")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"accreditation": "any"}, ["CAHIIM's", "GAC's"]),
        ({"accreditation": "GAC (PMI)"}, ["GAC's"]),
        (
            {"accreditation": "CAHIIM", "keep_unknown": "yes"},
            ["CAHIIM's", "Named only", "Unknown"],
        ),
    ],
)
def test_filter_by_accreditation_of_the_program_itself(client, query, names):
    make_accredited()

    assert sorted(listed(client, query)) == names


def test_gpa_filter_keeps_programs_that_set_none(client):
    program = make_program(name="No minimum")
    make_citation(program=program, field="minimum_gpa", state="not-applicable")
    make_program(name="Unknown")

    assert listed(client, my_gpa="2.0") == ["No minimum"]


@pytest.mark.parametrize(
    ("value", "names"),
    [("program", ["Its own"]), ("any", ["Its own", "Of its field"])],
)
def test_filter_by_published_outcomes(client, value, names):
    make_outcome(program=make_program(name="Its own"))
    make_outcome(program=make_program(name="Of its field"), scope="field-of-study")
    silent = make_program(name="Not published")
    make_outcome(program=silent, value=None, state="not-published")
    make_program(name="Unknown")

    assert sorted(listed(client, outcomes=value, keep_unknown="yes")) == names


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ({"delivery": "teleport"}, "“teleport” is not one of the choices."),
        ({"country": "ZZ"}, "“ZZ” is not one of the choices."),
        ({"degree": "BSN"}, "“BSN” is not one of the choices."),
        ({"topics": "x\x00"}, "is not one of the choices."),
        ({"attendance": "never"}, "“never” is not one of the choices."),
        ({"culminating": "song"}, "“song” is not one of the choices."),
        ({"details": "nonsense"}, "“nonsense” is not one of the choices."),
        ({"known": ["gpa", "all"]}, "“all” is not one of the choices."),
        ({"keep_unknown": "maybe"}, "“maybe” is not one of the choices."),
        ({"max_tuition_per_year": "cheap"}, "Write a number in digits."),
        ({"max_tuition_per_year": "-1"}, "Write 0 or more."),
        ({"max_tuition_total": "NaN"}, "Write a number in digits."),
        ({"max_months": "12.5"}, "Write whole months, such as 24."),
        ({"my_gpa": "5"}, "Write 4 or less."),
        ({"my_gpa": "3.123"}, "Write at most 2 decimals."),
        ({"my_gpa": "1e400"}, "Write 4 or less."),
    ],
)
def test_a_value_without_sense_empties_the_list_and_says_why(client, query, reason):
    make_program()

    response = client.get(LIST_URL, query)

    assert response.status_code == 200
    assert response.context["cards"] == []
    assert reason in response.content.decode()


def test_a_wrong_value_gets_one_message_only(client):
    response = client.get(LIST_URL, {"max_tuition_total": "1e99"})

    assert response.context["form"].errors == {
        "max_tuition_total": ["Write 1,000,000,000 or less."]
    }


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ({"sort": "zzz"}, "“zzz” is not one of the choices. The usual one is used."),
        ({"residency": "mars"}, "“mars” is not one of the choices. The usual"),
    ],
)
def test_a_setting_without_sense_is_left_aside_and_says_so(client, query, reason):
    make_program()

    response = client.get(LIST_URL, query | {"focus": ""}, follow=True)

    assert len(response.context["cards"]) == 1
    assert "One filter could not be used" in text_of(response)
    assert reason in response.text
    assert 'href="/programs/#results">Remove this filter' in text_of(response)


def test_unknown_parameters_are_ignored(client):
    make_program(name="Shown")

    assert listed(client, utm_source="x", deliverys="online") == ["Shown"]


@pytest.mark.parametrize("degree", Degree)
def test_every_degree_is_let_in_where_any_bachelor_is(client, degree):
    make_program(name="Open to all", backgrounds=["any-bachelor"])
    make_program(name="A narrower field", backgrounds=["psychology"])

    assert listed(client, degree=degree.value) == ["Open to all"]
    assert LETS_IN[degree][0] == "any-bachelor"
