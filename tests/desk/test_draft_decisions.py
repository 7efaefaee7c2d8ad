import pytest
from django.urls import reverse

from desk.models import Draft
from desk.publishing import CHANGED, CLOSED, NO_EDITOR, NO_RIGHT, NOT_SUBMITTED, OWN
from desk.publishing import SUBMITTED as ALREADY_SUBMITTED
from programs.models import Program, Tuition
from tests.desk.drafts import (
    decide,
    draft_address,
    make_draft,
    propose_price,
    submit_price,
)
from tests.desk.people import make_staff
from tests.factories import (
    make_program,
    make_user,
)

pytestmark = pytest.mark.django_db


def words_of(response):
    return " ".join(response.text.split())


BUTTONS = [
    "Submit for review",
    "Approve and publish",
    "Publish this change of words",
    "Send back",
    "Go on editing",
    "Discard the draft",
]


def buttons_of(client, draft):
    words = words_of(client.get(draft_address(draft))).split('id="content-main"')[1]
    return [
        label for label in BUTTONS if f"> {label} <" in words or f">{label}<" in words
    ]


@pytest.mark.parametrize(
    ("group", "state", "buttons"),
    [
        (
            "Editor",
            "draft",
            ["Submit for review", "Go on editing", "Discard the draft"],
        ),
        ("Editor", "in-review", ["Go on editing", "Discard the draft"]),
        (
            "Reviewer",
            "in-review",
            ["Approve and publish", "Send back", "Go on editing", "Discard the draft"],
        ),
        (
            "Reviewer",
            "sent-back",
            ["Submit for review", "Go on editing", "Discard the draft"],
        ),
        ("Data manager", "in-review", []),
    ],
)
def test_buttons_are_those_of_who_may(client, author, group, state, buttons):
    draft = propose_price(client)
    Draft.objects.update(state=state)

    client.force_login(make_staff(group, email="second@example.org"))

    assert buttons_of(client, draft) == buttons


def test_an_author_who_reviews_is_told_why_she_may_not_approve(client):
    client.force_login(make_staff("Reviewer"))
    draft = submit_price(client)

    response = client.get(draft_address(draft))

    assert OWN in words_of(response)
    assert "Approve and publish" not in response.text


@pytest.mark.parametrize(
    ("person", "status"),
    [({}, 302), ({"is_staff": True}, 403)],
    ids=["reader", "staff"],
)
def test_drafts_are_for_staff_with_the_right_to_read_them(
    client, author, person, status
):
    draft = propose_price(client)
    client.force_login(make_user(**person))

    assert client.get(draft_address(draft)).status_code == status
    assert decide(client, draft, "submit").status_code == status


@pytest.mark.parametrize("act", ["submit", "publish", "send-back", "discard"])
def test_an_unknown_draft_is_not_found(client, author, act):
    address = reverse(f"admin:desk_draft_{act.replace('-', '_')}", args=[404])

    assert client.post(address, {"version": 1}).status_code == 404
    assert client.get(address).status_code == 405


def test_submitted_draft_is_approved_by_a_reviewer(client, author):
    draft = submit_price(client)
    client.force_login(make_staff("Reviewer"))

    response = decide(client, draft, "publish", comment="Read on the fees page.")

    draft.refresh_from_db()
    assert response.headers["Location"] == draft.get_absolute_url()
    assert draft.state == "published"
    assert Tuition.objects.get().amount == 21_500
    assert draft.events.last().comment == "Read on the fees page."


def test_what_is_found_is_listed_and_each_warning_has_a_box(client, author):
    draft = submit_price(client, amount="200000", checked_on="")
    client.force_login(make_staff("Reviewer"))

    response = client.get(draft_address(draft))

    words = words_of(response).split('id="findings"')[1]
    assert "The day of the check is missing." in words
    assert words.count('type="checkbox"') == 1
    assert "$200,000 after $20,000: ten times as much or more" in words


def test_a_warning_is_confirmed_by_who_approves(client, author):
    draft = submit_price(client, amount="200000")
    client.force_login(make_staff("Reviewer"))
    (warning,) = client.get(draft_address(draft)).context["findings"].warnings

    refused = decide(client, draft, "publish", comment="Looked twice.")
    decide(client, draft, "publish", confirmed=[warning])

    assert refused.context["refused"] == [warning]
    assert "Looked twice." in refused.text
    assert Tuition.objects.get().amount == 200_000


def test_a_refused_draft_keeps_what_was_ticked(client, author):
    draft = submit_price(client, amount="200000", checked_on="")
    client.force_login(make_staff("Reviewer"))
    (warning,) = client.get(draft_address(draft)).context["findings"].warnings

    response = decide(client, draft, "publish", confirmed=[warning])

    assert "The day of the check is missing" in str(response.context["refused"])
    assert "checked>" in response.text.split('id="findings"')[1]
    assert Tuition.objects.get().amount == 20_000


def test_a_warning_that_was_not_on_the_page_is_not_confirmed(client, author):
    draft = submit_price(client)
    client.force_login(make_staff("Reviewer"))

    response = decide(client, draft, "publish", confirmed=["Something else."])

    assert "The warnings are not those that you read." in response.text
    assert Tuition.objects.get().amount == 20_000


def test_the_newest_comment_stands_above_what_a_draft_changes(client, author):
    draft = submit_price(client, comment="Read on the fees page.")
    client.force_login(make_staff("Reviewer"))
    decide(client, draft, "send-back", comment="The year is missing.")

    above = client.get(draft_address(draft)).text.split("What it changes")[0]
    record = client.get(draft.get_record_url()).text

    assert "The year is missing." in above
    assert "Read on the fees page." not in above
    assert "Newest comment: “The year is missing.”" in record


def test_a_draft_of_which_nothing_was_said_shows_no_comment(client, author):
    draft = submit_price(client)

    assert "Newest comment" not in client.get(draft_address(draft)).text


def test_sending_back_needs_a_comment(client, author):
    draft = submit_price(client)
    client.force_login(make_staff("Reviewer"))

    response = decide(client, draft, "send-back")
    kept = Draft.objects.get().state
    decide(client, draft, "send-back", comment="The year is missing.")

    assert '<a href="#id_comment">Comment</a>: Say what is to be mended' in (
        words_of(response)
    )
    assert (kept, Draft.objects.get().state) == ("in-review", "sent-back")


def test_a_discarded_draft_leaves_the_public_version(client, author):
    draft = propose_price(client)

    decide(client, draft, "discard", comment="Typed into the wrong program.")

    draft.refresh_from_db()
    assert (draft.state, draft.decided_by) == ("discarded", author)
    assert Tuition.objects.get().amount == 20_000


def test_words_are_published_by_a_reviewer_of_her_own(client):
    reviewer = make_staff("Reviewer")
    program = make_program()
    program.summary = "Shorter."
    draft = make_draft(program, program.save, by=reviewer)
    client.force_login(reviewer)

    buttons = buttons_of(client, draft)
    decide(client, draft, "publish")

    assert "Publish this change of words" in buttons
    assert Program.objects.get().summary == "Shorter."


@pytest.mark.parametrize(
    ("group", "state", "act", "reason"),
    [
        ("Data manager", "draft", "submit", NO_EDITOR),
        ("Data manager", "draft", "discard", NO_EDITOR),
        ("Data manager", "in-review", "publish", NO_RIGHT),
        ("Editor", "in-review", "publish", NO_RIGHT),
        ("Editor", "in-review", "send-back", NO_RIGHT),
        ("Editor", "in-review", "submit", ALREADY_SUBMITTED),
        ("Reviewer", "draft", "publish", NOT_SUBMITTED),
        ("Reviewer", "sent-back", "publish", NOT_SUBMITTED),
        ("Reviewer", "draft", "send-back", NOT_SUBMITTED),
        ("Reviewer", "published", "publish", CLOSED),
        ("Reviewer", "published", "send-back", CLOSED),
        ("Editor", "discarded", "submit", CLOSED),
        ("Editor", "discarded", "discard", CLOSED),
    ],
)
def test_each_act_is_refused_with_its_reason(client, author, group, state, act, reason):
    draft = propose_price(client)
    Draft.objects.update(state=state)
    client.force_login(make_staff(group, email="second@example.org"))

    response = decide(client, draft, act, comment="Typed with care.")

    assert response.context["refused"] == [reason]
    assert reason in words_of(response)
    assert Draft.objects.get().state == state
    assert Tuition.objects.get().amount == 20_000


@pytest.mark.parametrize("act", ["submit", "discard"])
def test_a_draft_that_was_edited_meanwhile_is_read_once_more(client, author, act):
    draft = propose_price(client)

    response = decide(client, draft, act, version=draft.version - 1, comment="Mine.")

    assert response.context["refused"] == [CHANGED]
    assert "Mine." in response.text
    assert f'name="version" value="{draft.version}"' in response.text


def test_a_page_that_names_no_version_is_refused(client, author):
    draft = propose_price(client)

    response = decide(client, draft, "submit", version="newest")

    assert "Enter a whole number." in response.text
    assert Draft.objects.get().state == "draft"
