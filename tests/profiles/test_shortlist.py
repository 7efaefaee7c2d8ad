from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from profiles.models import SavedProgram
from tests.factories import (
    make_citation,
    make_deadline,
    make_program,
    make_saved_program,
    make_shortlist,
    make_source,
    make_tuition,
    make_tuition_estimate,
    make_user,
)
from tests.pages import text_of

pytestmark = pytest.mark.django_db
SHORTLIST_URL = "/shortlist/"
NOW = "2026-11-26 12:00"


@pytest.fixture
def reader(client):
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def other():
    return make_user(email="other@example.org")


def names(client, query=None, address=SHORTLIST_URL):
    page = client.get(address, query).context["page"]
    return [row.saved.program.name for row in page.rows]


def save(user, name="Health Informatics", *, program=None, **about):
    program = program or make_program(name=name)
    return make_saved_program(user=user, program=program, **about)


def test_shortlist_is_for_readers_who_have_signed_in(client):
    response = client.get(SHORTLIST_URL)

    assert response.headers["Location"] == "/accounts/login/?next=/shortlist/"


def test_empty_shortlist_says_how_to_fill_it(client, reader):
    text = text_of(client.get(SHORTLIST_URL))

    assert "Nothing is in this list yet" in text
    assert "Press “Save” beside a program" in text
    assert "Next deadlines" not in text


def test_shortlist_shows_what_was_saved_last_first_and_nobody_elses(
    client, reader, other
):
    save(reader, "First")
    save(reader, "Second")
    save(reader, "Removed", removed_at=timezone.now())
    save(other, "Other")

    assert names(client) == ["Second", "First"]


def test_saved_program_shows_its_facts_with_year_source_and_state(client, reader):
    program = make_program(delivery=["online"], award="MSc", review="federal-record")
    make_tuition(
        program=program,
        basis="total",
        amount=Decimal(18_000),
        source=make_source(title="Price list"),
    )
    make_citation(program=program, field="deadlines", state="not-published")
    save(reader, program=program)

    text = text_of(client.get(SHORTLIST_URL))

    assert "MSc in Health Informatics" in text
    assert "Example College · Dayton, Ohio" in text
    assert "Federal record only" in text
    assert "$18,000" in text
    assert "2025-26" in text
    assert "Price list</a>" in text
    assert '<span class="state">Not published</span>' in text
    assert "Not yet checked" in text


def test_saved_program_shows_what_its_person_wrote(client, reader):
    save(reader, note="Ask <Anna>\nabout nights", status="applying", stars=4)
    save(reader)

    text = text_of(client.get(SHORTLIST_URL))

    assert "Ask &lt;Anna&gt;<br>about nights" in text
    assert "Applying" in text
    assert "4 of 5 stars" in text
    assert "Not rated" in text
    assert "No note" in text


@time_machine.travel(NOW, tick=False)
def test_withdrawn_program_stays_with_its_reason_and_alternatives(client, reader):
    alternative = make_program(name="Alternative", focus="general-ai")
    for name, reason in (("Gone", "It has closed."), ("Gone too", "")):
        program = make_program(
            name=name,
            focus="general-ai",
            workflow_state="withdrawn",
            withdrawn_reason=reason,
        )
        save(reader, program=program)

    response = client.get(SHORTLIST_URL)

    text = text_of(response)
    assert "Reason: It has closed." in text
    assert "No reason is recorded." in text
    assert [row.alternatives for row in response.context["page"].rows] == [
        [alternative],
        [alternative],
    ]
    assert 'form="compare-chosen"' not in text


def test_withdrawn_program_without_alternatives_says_so(client, reader):
    save(reader, program=make_program(workflow_state="withdrawn"))

    assert "no program of the same focus" in client.get(SHORTLIST_URL).text


def test_draft_shows_its_name_only(client, reader):
    program = make_program(delivery=["online"], workflow_state="draft")
    save(reader, program=program, note="Mine")

    text = text_of(client.get(SHORTLIST_URL))

    assert "Not in the catalog for now." in text
    assert program.get_absolute_url() not in text
    assert "Online" not in text
    assert "Mine" in text


@time_machine.travel(NOW, tick=False)
def test_next_deadlines_stand_on_top_with_their_doubts(client, reader):
    sure, yearly, passed = (
        make_program(name=name) for name in ("Sure", "Yearly", "Passed")
    )
    make_deadline(program=sure, year=2027, month=1, day=15)
    make_deadline(program=yearly, year=None, month=2, day=1, source=None)
    make_deadline(program=passed, year=2026, month=11, day=1)
    for program in (sure, yearly, passed, make_program(name="Silent")):
        save(reader, program=program)

    text = text_of(client.get(SHORTLIST_URL))

    assert "Jan 15, 2027</time>, final, for fall:" in text
    assert "(every year, date not confirmed for 2027)" in text
    assert "have passed: MS Passed, Example College." in text
    assert "No deadline is known: MS Silent, Example College." in text
    assert "Those we know of have passed" in text
    assert "Nov 1, 2026" not in text
    assert "(source not recorded)" in text


@time_machine.travel(NOW, tick=False)
def test_deadlines_of_all_lists_are_shown_the_later_ones_folded(client, reader):
    named = make_shortlist(user=reader)
    program = make_program()
    for month in range(1, 8):
        make_deadline(program=program, month=month)
    save(reader, program=program, shortlists=[named])

    text = text_of(client.get(SHORTLIST_URL))

    assert "Later: 2 more" in text
    assert "Jul 15, 2027" in text


def test_named_list_holds_its_own_programs_only(client, reader):
    named = make_shortlist(user=reader, name="Online")
    save(reader, "Both", shortlists=[*reader.shortlists.all()])
    save(reader, "Default")

    response = client.get(f"/shortlist/{named.pk}/")

    assert names(client, address=f"/shortlist/{named.pk}/") == ["Both"]
    assert [(each.name, each.count) for each in response.context["shortlists"]] == [
        ("Shortlist", 1),
        ("Online", 1),
    ]
    assert "In: Online" in text_of(response)


def test_empty_named_list_says_how_to_fill_it(client, reader):
    named = make_shortlist(user=reader)

    assert "tick this list" in client.get(f"/shortlist/{named.pk}/").text


def test_list_names_stand_in_no_page_title(client, reader):
    named = make_shortlist(user=reader, name="Xyzzy")

    for address in ("", "edit/", "delete/"):
        text = client.get(f"/shortlist/{named.pk}/{address}").text
        assert "Xyzzy" in text
        assert "Xyzzy" not in text.partition("</title>")[0]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", "CBA"),
        ("saved", "CBA"),
        ("deadline", "BAC"),
        ("stars", "CAB"),
        ("name", "ABC"),
        ("price", "CBA"),
    ],
)
@time_machine.travel(NOW, tick=False)
def test_shortlist_sorts_unknown_ones_last(client, reader, sort, order):
    a, b, c = (make_program(name=name) for name in "ABC")
    make_deadline(program=a, year=2027, month=2)
    make_deadline(program=b, year=None, month=1)
    make_deadline(program=c, year=2026, month=1)
    make_tuition_estimate(program=c, per_year_highest=Decimal(10))
    make_tuition_estimate(program=b, per_year_highest=Decimal(20))
    make_tuition_estimate(program=a, residency="resident")
    for program, stars in ((a, 3), (b, 0), (c, 5)):
        save(reader, program=program, stars=stars)

    assert names(client, {"sort": sort} if sort else {}) == list(order)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"status": "applying"}, ["Applying"]),
        ({"status": ["applying", "asking"]}, ["Asking", "Applying"]),
        ({"stars": "4"}, ["Asking"]),
        ({"q": "applying"}, ["Applying"]),
        ({"q": "NIGHTS anna"}, ["Asking"]),
        ({"q": "college"}, ["Asking", "Applying"]),
        ({"q": "nonesuch"}, []),
    ],
)
def test_shortlist_filters(client, reader, query, found):
    save(reader, "Applying", status="applying", stars=3)
    save(reader, "Asking", status="asking", stars=4, note="Anna works nights")

    assert names(client, query) == found
    assert "Show the whole list" in client.get(SHORTLIST_URL, query).text


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ({"status": "dreaming"}, "Status: “dreaming” is not one of the choices."),
        ({"stars": "9"}, "Stars: “9” is not one of the choices."),
        ({"sort": "luck"}, "Sort by: “luck” is not one of the choices."),
        ({"paper": "gold"}, "On paper: “gold” is not one of the choices."),
        ({"q": "a" * 201}, "Words in the name or in your note: "),
    ],
)
def test_value_that_makes_no_sense_empties_the_list_and_says_why(
    client, reader, query, reason
):
    save(reader)

    response = client.get(SHORTLIST_URL, query)

    assert response.status_code == 200
    assert response.context["page"].rows == []
    assert reason in text_of(response)


def test_address_holds_choices_only(client, reader):
    response = client.get(f"{SHORTLIST_URL}?q=&stars=&sort=name")

    assert response.headers["Location"] == "/shortlist/?sort=name"


def test_paper_leaves_out_own_words_unless_asked_for(client, reader):
    save(reader, note="Mine")

    without, with_them = (
        text_of(client.get(SHORTLIST_URL, query)) for query in ({}, {"paper": "all"})
    )

    assert 'class="own-words no-print"' in without
    assert "without your notes, statuses, stars" in without
    assert 'class="own-words"' in with_them
    assert "the programs with your notes" in with_them
    assert 'name="paper" value="all"' in with_them


def test_chosen_programs_go_to_the_comparison(client, reader):
    program = make_program()
    save(reader, program=program)

    text = text_of(client.get(SHORTLIST_URL))

    assert f'value="{program.path}" form="compare-chosen"' in text
    assert 'method="get" action="/compare/"' in text


def test_removed_program_can_be_brought_back_for_a_day(client, reader, other):
    save(reader, "Gone", removed_at=timezone.now() - timedelta(hours=23))
    save(reader, "Later", removed_at=timezone.now())
    save(reader, "Too late", removed_at=timezone.now() - timedelta(hours=25))
    save(other, "Other", removed_at=timezone.now())

    response = client.get(SHORTLIST_URL)

    removed = [each.program.name for each in response.context["removed"]]
    assert removed == ["Later", "Gone"]
    assert "Removed: MS Later, Example College." in text_of(response)


def test_opening_the_shortlist_forgets_what_was_removed_long_ago(client, reader, other):
    long_ago = timezone.now() - timedelta(hours=25)
    save(reader, removed_at=long_ago)
    save(other, removed_at=long_ago)

    client.get(SHORTLIST_URL)

    assert [each.user for each in SavedProgram.objects.all()] == [other]


def test_ten_saved_programs_need_as_many_queries_as_one(
    client, reader, django_assert_num_queries
):
    for number in range(10):
        state = "withdrawn" if number % 5 == 0 else "published"
        program = make_program(workflow_state=state)
        make_deadline(program=program)
        save(reader, program=program, note="Mine")

    # Session, person; forgetting the removed; the default list, all lists, the saved
    # programs of the list with their lists, all saved ones with their deadlines and
    # sources, the facts and their sources, alternatives in two, removed ones.
    with django_assert_num_queries(15):
        response = client.get(SHORTLIST_URL)

    assert len(response.context["page"].rows) == 10


@pytest.mark.parametrize("method", ["get", "post", "head", "put", "delete"])
@pytest.mark.parametrize(
    "address", ["/shortlist/{}/", "/shortlist/{}/csv/", "/shortlist/{}/edit/"]
)
def test_list_of_somebody_else_is_not_found(client, reader, other, address, method):
    theirs = make_shortlist(user=other, name="Theirs")
    mine = make_shortlist(user=reader, name="Mine")

    allowed = getattr(client, method)(address.format(mine.pk))
    refused = getattr(client, method)(address.format(theirs.pk))

    assert refused.status_code in (404, 405)
    assert (allowed.status_code == 405) == (refused.status_code == 405)
    assert "Theirs" not in refused.content.decode()
