import pytest
from pytest_django.asserts import assertInHTML

from tests.factories import (
    make_accreditation,
    make_accreditor,
    make_institution,
    make_outcome,
    make_program,
    make_program_topic,
    make_topic,
    make_tuition_estimate,
)
from tests.programs.listed import LIST_URL, listed

pytestmark = pytest.mark.django_db


def counted(client, query=None):
    return client.get(LIST_URL, query or {}).context["counts"]


def test_counts_leave_the_own_choice_of_a_filter_aside(client):
    make_program(delivery=["online"], pace=["part-time"])
    make_program(delivery=["online", "campus"], pace=["full-time"])
    make_program(delivery=["campus"], pace=["full-time"])

    counts = counted(client, {"delivery": "online"})

    assert counts.total == 2
    assert counts.remaining("delivery", "online") == 2
    assert counts.remaining("delivery", "campus") == 2
    assert counts.remaining("pace", "full-time") == 1
    assert counts.remaining("delivery", "hybrid") == 0


def make_varied():
    here = make_institution(slug="a", country="US", region="TX", control="public")
    there = make_institution(slug="b", country="CA", region="ON", control="")
    program = make_program(
        institution=here,
        delivery=["online"],
        pace=["part-time"],
        attendance="asynchronous",
        programming="none",
        culminating=["thesis", "capstone"],
        letters_count=0,
        backgrounds=["nursing"],
        gre_policy="optional",
        bridge_offered=True,
        start_terms=["fall"],
        focus="general-ai",
        ai_in_curriculum="name",
    )
    make_program_topic(program=program)
    make_program_topic(program=program, topic=make_topic(slug="b", name="B"))
    make_tuition_estimate(program=program, total_lowest=70_000, total_highest=70_000)
    make_accreditation(program=program)
    gac = make_accreditor(short_name="GAC (PMI)", name="Global")
    make_accreditation(program=program, accreditor=gac)
    make_outcome(program=program)
    make_outcome(program=program, scope="field-of-study")
    make_program(
        institution=there, backgrounds=["any-bachelor"], programming="required"
    )
    make_program(institution=there, review="federal-record")


CHOICES = [
    ("delivery", "online"),
    ("pace", "part-time"),
    ("programming", "none"),
    ("attendance", "asynchronous"),
    ("programming", "recommended"),
    ("programming", "required"),
    ("degree", "nursing"),
    ("degree", "business"),
    ("gre_policy", "optional"),
    ("bridge", "offered"),
    ("start_terms", "fall"),
    ("focus", "general-ai"),
    ("topics", "b"),
    ("ai_in_curriculum", "none-found"),
    ("culminating", "capstone"),
    ("country", "CA"),
    ("region", "TX"),
    ("control", "public"),
    ("accreditation", "any"),
    ("accreditation", "GAC (PMI)"),
    ("outcomes", "program"),
    ("outcomes", "any"),
    ("details", "no-letters"),
    ("details", "much-in-total"),
    ("known", "format"),
    ("known", "total"),
    ("review", "federal-record"),
]


@pytest.mark.parametrize(("name", "choice"), CHOICES)
@pytest.mark.parametrize("unknown", [{}, {"keep_unknown": "yes"}])
def test_a_count_is_what_the_list_then_holds(client, name, choice, unknown):
    make_varied()

    promised = counted(client, unknown).remaining(name, choice)

    assert promised == len(listed(client, {name: choice} | unknown)) > 0


def test_every_detail_has_its_own_programs_that_do_not_say(client):
    make_program(letters_count=0)
    make_program(letters_count=0, requires_interview=True)

    counts = counted(client, {"keep_unknown": "yes"})

    assert counts.remaining("details", "letters") == 0
    assert counts.remaining("details", "no-interview") == 1
    assert counts.remaining("details", "statement") == 2


def test_counts_of_what_must_all_hold_keep_what_is_chosen(client):
    make_program(delivery=["online"], pace=["part-time"], letters_count=0)
    make_program(delivery=["online"], letters_count=0, requires_interview=True)
    make_program(pace=["full-time"], requires_interview=True)

    known = counted(client, {"known": "format"})
    details = counted(client, {"details": "no-letters"})

    assert known.remaining("known", "format") == 2
    assert known.remaining("known", "pace") == 1
    assert details.remaining("details", "interview") == 1


def test_counts_stand_beside_the_choices(client):
    make_program(delivery=["online"])

    page = client.get(LIST_URL).content.decode()

    for choice, count in [("online", 1), ("campus", 0)]:
        assertInHTML(
            f'<span class="facet-count" id="count-delivery-{choice}">{count}</span>',
            page,
        )


def test_every_count_can_be_renewed_by_its_name(client):
    make_varied()

    page = client.get(LIST_URL).content.decode()

    assert ",#count-accreditation-gac-pmi" in page
    assert page.count('class="facet-count"') == page.count("#count-")


def test_countries_and_states_are_those_of_the_catalog_by_name(client):
    make_varied()

    form = client.get(LIST_URL).context["form"]

    assert list(form.fields["country"].choices) == [
        ("CA", "Canada"),
        ("US", "United States"),
    ]
    assert list(form.fields["region"].choices) == [("TX", "Texas")]


def test_empty_catalog_has_empty_counts(client):
    assert counted(client).total == 0
