from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.models import Draft, FreshnessDay
from tests.desk.people import make_staff
from tests.factories import (
    make_course,
    make_deadline,
    make_institution,
    make_program,
    make_saved_program,
    make_tuition,
    make_user,
)

pytestmark = pytest.mark.django_db

START_URL = reverse("admin:index")
LIST_URL = reverse("admin:desk_factcheck_changelist")
DRAFTS_URL = reverse("admin:desk_draft_changelist")
TODAY = date(2026, 11, 26)
OLD = date(2024, 1, 1)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


def open_as(client, person):
    client.force_login(person)
    return client.get(START_URL)


def make_draft(author, state, **about):
    draft = Draft.objects.create(
        program=about.pop("program", None) or make_program(), state=state, **about
    )
    draft.authors.add(author)
    return draft


def shown_drafts(response):
    lists = response.context["start"].draft_lists
    return {waiting.turn: (waiting.drafts, waiting.count) for waiting in lists}


def test_ten_most_urgent_facts_are_shown_with_their_button(client):
    wanted = make_tuition(checked_on=OLD)
    for day in range(11):
        make_tuition(checked_on=OLD + timedelta(day + 1))
    make_saved_program(program=wanted.program)

    response = open_as(client, make_staff("Editor"))

    facts = response.context["start"].facts
    page = response.content.decode()
    assert (len(facts), facts[0].object_id, facts[0].savers) == (10, wanted.pk, 1)
    assert (
        f'action="{reverse("admin:fact_confirm", args=["tuition", wanted.pk])}?seen='
        in page
    )
    assert f'<a href="{LIST_URL}?due=yes">12 facts to check</a>' in page


def test_fresh_facts_are_not_shown(client):
    make_tuition(checked_on=TODAY)

    response = open_as(client, make_staff("Editor"))

    assert response.context["start"].facts == []
    assert "No fact is due for a check." in response.content.decode()


def test_each_fact_says_how_old_it_is(client):
    make_deadline(checked_on=TODAY, reconfirm_since=TODAY)
    make_course(checked_on=None, source=None)

    page = " ".join(open_as(client, make_staff("Editor")).content.decode().split())

    assert "its cycle has ended; to be confirmed since Nov 26, 2026" in page
    assert "day of the check not recorded" in page
    assert "source not recorded" in page


def test_one_press_on_the_start_page_leads_back_to_it(client):
    course = make_course(checked_on=OLD)
    client.force_login(make_staff("Editor"))
    url = reverse("admin:fact_confirm", args=["course", course.pk])

    response = client.post(url, {"next": START_URL}, follow=True)

    assert response.redirect_chain == [(START_URL, 302)]
    assert response.context["start"].facts == []


def test_who_may_not_confirm_has_no_button(client):
    make_course(checked_on=OLD)

    page = open_as(client, make_staff("Data manager")).content.decode()

    assert "1 fact to check" in page
    assert "Still true today" not in page


def test_reviewer_sees_what_waits_for_her_and_not_her_own(client):
    reviewer = make_staff("Reviewer")
    other = make_user(email="other@example.org")
    older = make_draft(other, "in-review", submitted_at="2026-11-01T08:00Z")
    newer = make_draft(other, "in-review", submitted_at="2026-11-02T08:00Z")
    own = make_draft(reviewer, "in-review")
    make_draft(other, "draft")

    response = open_as(client, reviewer)

    assert shown_drafts(response) == {
        "waiting": ([older, newer], 2),
        "sent-back": ([], 0),
        "mine": ([own], 1),
    }
    assert f'<a href="{DRAFTS_URL}?turn=waiting">2 drafts</a>' in (
        response.content.decode()
    )


def test_editor_sees_what_was_sent_back_to_her_once(client):
    author = make_staff("Editor")
    draft = make_draft(author, "sent-back")
    draft.events.create(act="sent-back", comment="The year is missing.")
    other = make_draft(author, "draft")
    make_draft(make_user(), "sent-back")

    response = open_as(client, author)

    assert shown_drafts(response) == {"sent-back": ([draft], 1), "mine": ([other], 1)}
    assert "“The year is missing.”" in response.text
    assert '<a href="#start-sent-back">Sent back to you: 1</a>' in response.text
    assert response.text.count(f'<a href="{draft.get_absolute_url()}">') == 1


def test_staff_without_a_group_see_no_facts_and_no_drafts(client):
    make_course(checked_on=OLD)
    person = make_user(is_staff=True)
    make_draft(person, "draft")

    response = open_as(client, person)

    start = response.context["start"]
    assert (start.facts, start.facts_to_check, start.draft_lists) == ([], 0, [])
    assert "Facts to check first" not in response.content.decode()
    assert "start-jumps" not in response.text


def note(day, kind, country, facts, fresh, known):
    FreshnessDay.objects.create(
        day=day, kind=kind, country=country, facts=facts, fresh=fresh, known=known
    )


def test_charts_are_drawn_with_their_numbers(client):
    note(date(2026, 10, 31), "tuition", "US", 10, 5, 8)
    note(date(2026, 11, 26), "tuition", "US", 10, 10, 9)
    note(date(2026, 11, 26), "tuition", "CA", 2, 1, 0)

    response = open_as(client, make_staff("Editor"))

    start = response.context["start"]
    page = " ".join(response.content.decode().split())
    assert [chart.label for chart in start.by_kind] == ["Tuition and fees"]
    assert [chart.label for chart in start.by_country] == ["United States", "Canada"]
    assert "Nov 26, 2026: 11 of 12 fresh, 9 known" in page
    assert '<polyline class="chart-fresh" points="0.0,30.0 240.0,5.0" />' in page
    day = '<time datetime="2026-10-31">Oct 31, 2026</time>'
    row = f'<th scope="row"> {day} </th> <td>10</td> <td>5</td> <td>8</td>'
    assert row in page
    assert f'<a href="{LIST_URL}?institution__country=CA">Canada</a>' in page


def test_small_countries_share_a_chart_without_a_link(client):
    countries = ["US", "CA", "DE", "GB", "IT", "SE", "IE", "HK", "AT", "FI"]
    for size, country in enumerate(reversed(countries), start=1):
        note(TODAY, "tuition", country, size, size, size)

    start = open_as(client, make_staff("Editor")).context["start"]

    last = start.by_country[-1]
    assert len(start.by_country) == 9
    assert (last.label, last.group, last.newest.counted.facts) == (
        "All other countries",
        "",
        3,
    )


def test_charts_say_when_no_day_is_noted(client):
    page = open_as(client, make_staff("Editor")).content.decode()

    assert page.count("No day is noted yet.") == 2


def count_queries(client):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(START_URL).status_code == 200
    return len(queries)


def test_start_page_asks_as_often_for_many_as_for_one(client):
    reviewer = make_staff("Reviewer")
    client.force_login(reviewer)
    make_course(checked_on=OLD)
    make_draft(make_user(), "in-review")
    note(TODAY, "tuition", "US", 1, 1, 1)
    count_queries(client)
    queries_for_one = count_queries(client)
    for number in range(12):
        place = make_institution(slug=f"place-{number}")
        program = make_program(institution=place)
        make_tuition(program=program, checked_on=OLD)
        make_deadline(program=program, checked_on=OLD)
        make_draft(reviewer, "sent-back", program=program)
        note(TODAY - timedelta(number + 1), "tuition", "CA", 1, 1, 1)

    assert count_queries(client) == queries_for_one
    assert queries_for_one <= 20


def test_start_page_lists_everything_below(client):
    page = open_as(client, make_staff("Editor")).content.decode()

    assert reverse("admin:programs_program_changelist") in page
    assert page.index("Facts to check first") < page.index("All lists")
