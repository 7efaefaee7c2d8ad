"""The list of facts to check, as staff see it."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.models import FactCheck
from tests.desk.edited import FACT_MAKERS
from tests.desk.test_fact_checks import TODAY, days_ago, key_of
from tests.factories import (
    make_accreditation,
    make_citation,
    make_course,
    make_deadline,
    make_institution,
    make_outcome,
    make_program,
    make_source,
    make_tuition,
)

pytestmark = pytest.mark.django_db

LIST_URL = reverse("admin:desk_factcheck_changelist")


def listed(response):
    return [check.key for check in response.context["cl"].result_list]


def make_many(count):
    """Make facts of every kind of as many programs, each with its own institution."""
    for number in range(count):
        source = make_source(url=f"https://college.example/{number}")
        place = make_institution(
            slug=f"college-{number}", country=["US", "CA"][number % 2]
        )
        program = make_program(institution=place)
        for make in FACT_MAKERS.values():
            make(program=program, source=source)


def test_list_asks_eight_times_for_hundreds_of_facts(client, author):
    make_many(40)
    client.get(LIST_URL)

    with CaptureQueriesContext(connection) as queries:
        response = client.get(LIST_URL, {"due": "no"})

    assert response.context["cl"].result_count == 360
    assert len(listed(response)) == 50
    assert len(queries) <= 8


def test_list_pages_in_the_order_of_the_database(client, author):
    make_many(12)
    ordered = [one.key for one in FactCheck.objects.most_urgent_first(TODAY)]

    with time_machine.travel(TODAY, tick=False):
        pages = [listed(client.get(LIST_URL, {"p": page})) for page in (1, 2, 3)]

    assert [key for page in pages for key in page] == ordered


@pytest.mark.parametrize("column", range(1, 6))
def test_list_sorts_by_its_columns(client, author, column):
    make_many(2)

    response = client.get(LIST_URL, {"o": column})

    assert len(listed(response)) == 18


@time_machine.travel(TODAY, tick=False)
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"due": "yes"}, ["old", "unknown", "due"]),
        ({"due": "cycle"}, ["due"]),
        ({"due": "unknown"}, ["unknown"]),
        ({"due": "no"}, ["fresh"]),
        ({"due": "bogus"}, []),
        ({"kind": "deadlines"}, ["old", "due"]),
        ({"kind": "bogus"}, []),
        ({"institution__country": "CA"}, ["old"]),
        ({"program": "bogus"}, []),
        ({"program": "0"}, []),
        ({"source": "9" * 30}, []),
        ({"q": "toronto"}, ["old"]),
    ],
)
def test_list_is_filtered(client, author, query, found):
    toronto = make_institution(slug="toronto", name="Toronto", country="CA")
    far = make_program(institution=toronto)
    rows = {
        "old": make_deadline(program=far, checked_on=days_ago(200)),
        "unknown": make_course(checked_on=None),
        "due": make_deadline(checked_on=TODAY, reconfirm_since=TODAY),
        "fresh": make_course(checked_on=TODAY),
    }

    response = client.get(LIST_URL, query)

    assert set(listed(response)) == {key_of(rows[name]) for name in found}


def test_list_shows_one_program_or_one_source_alone(client, author):
    first, second = make_course(), make_course(source=make_source(title="Other"))

    of_program = client.get(LIST_URL, {"program": first.program.pk})
    of_source = client.get(LIST_URL, {"source": second.source.pk})

    assert listed(of_program) == [key_of(first)]
    assert listed(of_source) == [key_of(second)]
    assert reverse("admin:source_confirm", args=[second.source.pk]) in str(
        of_source.content
    )


def test_list_says_what_each_fact_states(client, author):
    program = make_program(delivery=["online"])
    make_tuition(program=program, residency="resident", checked_on=None)
    make_accreditation(institution=program.institution, status="accredited")
    make_outcome(program=program)
    make_citation(program=program, field="delivery")
    make_citation(program=program, field="minimum_gpa", state="not-published")
    make_citation(program=program, field="english_tests", state="not-published")

    page = client.get(LIST_URL).content.decode()

    for words in [
        "Tuition: $20,000 per year, residents of the state or country, 2025-26",
        "day not recorded",
        "Accreditation: CAHIIM: Accredited",
        "Outcome: Employed: 90%, 2021-22",
        "Delivery: Online",
        "Minimum GPA: not published",
        "English tests: not published",
    ]:
        assert words in page


def test_fact_leads_to_its_row_on_the_page_of_its_program(client, author):
    course = make_course()
    page = reverse("admin:programs_program_change", args=[course.program.pk])

    listing = client.get(LIST_URL).content.decode()

    assert f'href="{page}#course-{course.pk}"' in listing
    assert f'id="course-{course.pk}"' in client.get(page).content.decode()


def test_fact_of_an_institution_leads_to_the_page_of_the_institution(client, author):
    average = make_tuition(institution=make_program().institution)
    page = reverse("admin:programs_institution_change", args=[average.institution.pk])

    listing = client.get(LIST_URL).content.decode()

    assert f'href="{page}#tuition-{average.pk}"' in listing
    assert f'id="tuition-{average.pk}"' in client.get(page).content.decode()


def test_empty_list_opens(client, author):
    assert listed(client.get(LIST_URL)) == []


@pytest.mark.parametrize("act", ["add", "delete"])
def test_facts_to_check_are_neither_added_nor_deleted(client, editor, act):
    args = [key_of(make_course())] if act == "delete" else []

    response = client.post(reverse(f"admin:desk_factcheck_{act}", args=args))

    assert response.status_code == 403
