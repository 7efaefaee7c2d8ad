from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from desk.drafting import propose
from desk.models import Draft
from desk.publishing import CHANGED, OWN
from programs.models import Tuition
from tests.desk.drafts import decide, propose_price
from tests.desk.people import make_staff
from tests.factories import make_institution, make_program, make_tuition

pytestmark = pytest.mark.django_db

LIST = reverse("admin:desk_draft_changelist")


@pytest.fixture
def reviewer(client):
    person = make_staff("Reviewer")
    client.force_login(person)
    return person


def make_draft(by, state="in-review", **about):
    price = make_tuition(program=make_program(**about))
    price.amount, price.checked_on = 21_500, date(2026, 11, 23)
    _, draft = propose(price.program, by, price.save)
    draft.state = state
    draft.save()
    return draft


def listed(client, **asked):
    return list(client.get(LIST, asked).context["cl"].result_list)


def test_list_without_drafts_says_whether_a_filter_hides_them(client, reviewer):
    bare = client.get(LIST).text
    filtered = client.get(LIST, {"q": "Nowhere"}).text

    assert "There are none yet." in bare
    assert "Nothing fits." not in bare
    assert "Nothing fits." in filtered


def test_drafts_are_filtered_by_whose_turn_it_is(client, reviewer):
    editor = make_staff("Editor")
    waiting = make_draft(editor)
    back = make_draft(reviewer, state="sent-back")
    own = make_draft(reviewer)
    done = make_draft(reviewer, state="discarded")
    make_draft(editor, state="sent-back")

    assert listed(client, turn="waiting") == [waiting]
    assert listed(client, turn="sent-back") == [back]
    assert listed(client, turn="mine") == [own]
    assert listed(client, state="discarded") == [done]
    assert len(listed(client)) == 5


def test_nothing_waits_for_who_may_not_approve(client):
    client.force_login(make_staff("Data manager"))
    make_draft(make_staff("Editor"))

    assert listed(client, turn="waiting") == []


@pytest.mark.parametrize(("order", "names"), [("1", "ABC"), ("-1", "CBA")])
def test_drafts_are_sorted_by_the_name_of_their_record(client, reviewer, order, names):
    institution = make_institution(slug="b", name="B")
    institution.city = "Columbus"
    propose(institution, reviewer, institution.save)
    for name in "CA":
        make_draft(reviewer, name=name)

    found = [draft.record.name for draft in listed(client, o=order)]

    assert "".join(found) == names


def test_drafts_are_found_by_program_and_institution(client, reviewer):
    wanted = make_draft(reviewer, name="Bioinformatics")
    make_draft(reviewer, name="Health Informatics")

    assert listed(client, q="example college bioinformatics") == [wanted]


def test_list_asks_at_most_eight_times(client, reviewer):
    for _ in range(10):
        make_draft(reviewer)
    client.get(LIST)

    with CaptureQueriesContext(connection) as queries:
        client.get(LIST, {"turn": "mine", "q": "health"})

    assert len(queries) <= 8


def approve(client, drafts, read_at=None):
    sent = {
        "action": "approve",
        "_selected_action": [draft.pk for draft in drafts],
        "read_at": read_at or timezone.now(),
    }
    return client.post(LIST, sent, follow=True)


def messages_of(response):
    return list(map(str, response.context["messages"]))


def test_drafts_of_others_are_approved_together(client, reviewer):
    editor = make_staff("Editor")
    drafts = [make_draft(editor), make_draft(editor)]

    response = approve(client, drafts)

    assert messages_of(response) == ["Published: 2."]
    assert {price.amount for price in Tuition.objects.all()} == {21_500}
    assert {draft.decided_by for draft in Draft.objects.all()} == {reviewer}


def test_each_draft_that_is_not_published_says_why(client, reviewer):
    good = make_draft(make_staff("Editor"), name="Good")
    own = make_draft(reviewer, name="Own")

    response = approve(client, [good, own])

    assert messages_of(response) == [f"{own.record}: {OWN}", "Published: 1."]
    assert Tuition.objects.get(program=own.program).amount != 21_500


def test_a_draft_that_was_edited_since_the_list_was_read_is_not_approved(
    client, reviewer
):
    draft = make_draft(make_staff("Editor"))
    read_at = draft.edited_at - timedelta(seconds=1)

    response = approve(client, [draft], read_at)

    assert messages_of(response) == [f"{draft.record}: {CHANGED}", "Published: 0."]
    assert Tuition.objects.get().amount != 21_500


def test_an_action_that_does_not_say_when_the_list_was_read_does_nothing(
    client, reviewer
):
    draft = make_draft(make_staff("Editor"))

    approve(client, [draft], read_at="yesterday")

    assert Draft.objects.get().state == "in-review"


def test_the_list_tells_its_action_when_it_was_read(client, reviewer):
    make_draft(make_staff("Editor"))

    with time_machine.travel("2026-11-26T10:00:00Z", tick=False):
        form = client.get(LIST).context["action_form"]

    assert form["read_at"].value().isoformat().startswith("2026-11-26T10:00:00")


def test_editors_have_no_action_to_approve(client):
    client.force_login(make_staff("Editor"))
    draft = propose_price(client)
    decide(client, draft, "submit")

    approve(client, [draft])

    assert client.get(LIST).context["action_form"] is None
    assert Draft.objects.get().state == "in-review"


@pytest.mark.parametrize("act", ["add", "delete"])
def test_drafts_are_neither_added_nor_deleted_by_hand(client, reviewer, act):
    args = [make_draft(reviewer).pk] if act == "delete" else []

    response = client.post(reverse(f"admin:desk_draft_{act}", args=args))

    assert response.status_code == 403
