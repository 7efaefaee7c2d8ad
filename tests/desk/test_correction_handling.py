from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail

from desk.correcting import CLOSED
from desk.models import Correction, Draft
from desk.views.handling import MAIL_FAILED
from tests.desk.drafts import approve_draft
from tests.desk.edited import address, correct
from tests.desk.people import make_staff
from tests.factories import (
    make_correction,
    make_tuition,
    make_user,
)
from tests.pages import text_of

pytestmark = pytest.mark.django_db
LIST = "/admin/desk/correction/"
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
ANSWER = {"answer": "The page says 20,000 as of today.", "act": "answered"}


@pytest.fixture
def correction():
    price = make_tuition(amount=20_000)
    return make_correction(program=price.program, email="reader@example.org")


def page_of(correction, act="change"):
    return f"{LIST}{correction.pk}/{act}/"


def propose_price(client, correction, amount="21500"):
    """Accept a correction and save another price on the page that opens."""
    response = client.post(page_of(correction, "accept"))
    page = response.headers["Location"]
    return correct(client, page, **{"tuitions-0-amount": amount})


def test_list_shows_no_word_of_a_reader_and_costs_the_same_for_many(
    client, author, django_assert_max_num_queries
):
    for _ in range(12):
        make_correction(email="reader@example.org", link="https://me.example/")

    with django_assert_max_num_queries(8):
        text = text_of(client.get(LIST))

    assert "Prices as published" in text
    assert "21,500" not in text
    assert "reader@example.org" not in text


def test_list_keeps_those_that_wait(client, author):
    waiting = [make_correction(), make_correction(state="accepted")]
    draft = Draft.objects.create(program=make_correction(state="new").program)
    Correction.objects.filter(program=draft.program).update(
        state="accepted", draft=draft
    )
    make_correction(state="answered", closed_at=NOW)

    found = client.get(f"{LIST}?waiting=yes").context["cl"].queryset

    assert set(found) == set(waiting)
    assert list(Correction.objects.waiting()) == waiting


@pytest.mark.parametrize("state", ["published", "discarded"])
def test_accepted_correction_waits_again_when_its_draft_is_closed(state):
    waiting = make_correction(state="accepted")
    waiting.draft = Draft.objects.create(program=waiting.program, state=state)
    waiting.save()

    assert list(Correction.objects.waiting()) == [waiting]


def test_page_shows_what_is_said_beside_what_the_page_says_now(
    client, author, correction
):
    text = text_of(client.get(page_of(correction)))

    assert "It is 21,500 now." in text
    assert "$20,000 per year Source: Program page" in text.replace("<br> ", "")
    assert "$20,000 per year, everyone (2025-26)" in text
    assert "Yes, at reader@example.org" in text
    assert "<title>Correction: Prices as published" in text


def test_page_names_a_draft_that_is_open_already(client, author, correction):
    draft = Draft.objects.create(program=correction.program)

    assert f'There is a draft already: <a href="{draft.get_absolute_url()}"' in (
        text_of(client.get(page_of(correction)))
    )


@pytest.mark.parametrize("owner", ["program", "institution"])
def test_page_names_the_draft_of_the_institution_whose_field_it_is(
    client, author, owner
):
    correction = make_correction(section="key-facts", field="place")
    program = correction.program
    owners = {"program": program, "institution": program.institution}
    Draft.objects.create(**{owner: owners[owner]})

    text = text_of(client.get(page_of(correction)))

    assert ("There is a draft already" in text) is (owner == "institution")


def test_page_of_a_field_that_is_gone_still_opens(client, author):
    correction = make_correction(section="sources", field="source-0")

    assert "On the page now" not in text_of(client.get(page_of(correction)))


def test_start_page_lists_corrections_that_wait_the_oldest_first(client, author):
    for day in range(6):
        with time_machine.travel(NOW - timedelta(days=day), tick=False):
            make_correction(label=f"Fee {day}")
    make_correction(label="Closed", state="answered", closed_at=NOW)

    text = text_of(client.get("/admin/"))

    assert f'href="{LIST}?waiting=yes">6 corrections waiting</a>' in text
    assert [f"Fee {day}," in text for day in range(6)] == [False, *[True] * 5]
    assert text.index("Fee 5,") < text.index("Fee 1,")
    assert "Closed," not in text


def test_start_page_says_when_no_correction_waits(client, author):
    text = text_of(client.get("/admin/"))

    assert "Corrections from readers</h2> <p>None.</p>" in text


def test_staff_of_no_group_see_no_corrections_on_the_start_page(client):
    client.force_login(make_user(email="other@example.org", is_staff=True))

    assert "Corrections from readers" not in text_of(client.get("/admin/"))


def test_name_of_a_correction_has_no_word_of_its_reader(correction):
    assert str(correction) == (
        f"Correction {correction.pk} of MS Health Informatics, Example College"
    )


def test_unknown_correction_is_not_found(client, author):
    assert client.get(f"{LIST}4711/change/").status_code == 404
    assert client.post(f"{LIST}4711/accept/").status_code == 404


def test_accepting_opens_the_record_with_the_correction_beside_it(
    client, author, correction
):
    response = client.post(page_of(correction, "accept"), follow=True)

    page = address("program", "change", correction.program.pk)
    correction.refresh_from_db()
    assert response.request["PATH_INFO"] == page
    assert "It is 21,500 now." in text_of(response)
    assert (correction.state, correction.handled_by) == ("accepted", author)


@pytest.mark.parametrize(
    "field", ["institutional_accreditation", "place", "institution_average"]
)
def test_field_of_the_institution_is_edited_on_its_page(client, author, field):
    correction = make_correction(section="accreditation", field=field)

    response = client.post(page_of(correction, "accept"), follow=True)

    page = address("institution", "change", correction.program.institution.pk)
    assert response.request["PATH_INFO"] == page
    assert "It is 21,500 now." in text_of(response)


def test_draft_that_is_saved_carries_the_correction_out(client, author, correction):
    propose_price(client, correction)

    correction.refresh_from_db()
    assert correction.draft == Draft.objects.get()
    assert correction.state == "accepted"


def test_saving_without_a_change_carries_nothing_out(client, author, correction):
    response = propose_price(client, correction, amount="20000")

    correction.refresh_from_db()
    page = address("program", "change", correction.program.pk)
    assert response.headers["Location"] == f"{page}?correction={correction.pk}"
    assert correction.draft is None


@pytest.mark.parametrize("about", [{"state": "new"}, {"state": "accepted"}])
def test_page_of_a_record_takes_its_own_accepted_corrections_only(
    client, author, about
):
    price = make_tuition()
    other = make_correction(**about)
    if about["state"] == "new":
        other.program = price.program
        other.save()
    page = address("program", "change", price.program.pk)

    text = text_of(client.get(f"{page}?correction={other.pk}"))

    assert "It is 21,500 now." not in text


def test_published_correction_leaves_a_notice_and_tells_the_sender(
    client, author, correction, django_capture_on_commit_callbacks
):
    propose_price(client, correction)

    with django_capture_on_commit_callbacks(execute=True):
        approve_draft(Draft.objects.get())

    correction.refresh_from_db()
    page = text_of(client.get(correction.program.get_absolute_url()))
    sent: Any = mail.outbox[0]
    assert correction.state == "published"
    assert "Corrected on" in page
    assert sent.to == ["reader@example.org"]
    assert "was checked and corrected today: Prices as published." in sent.body
    assert f"https://testserver{correction.program.get_absolute_url()}" in sent.body
    assert "21,500" not in sent.body
    assert [part.mimetype for part in sent.alternatives] == ["text/html"]


def test_publication_stands_when_its_mail_cannot_leave(
    client, author, correction, settings, django_capture_on_commit_callbacks, caplog
):
    propose_price(client, correction)
    settings.EMAIL_BACKEND = "tests.desk.unreachable.Mail"

    with django_capture_on_commit_callbacks(execute=True):
        approve_draft(Draft.objects.get())

    correction.refresh_from_db()
    assert correction.state == "published"
    assert "could not be told" in caplog.text


def test_correction_without_address_is_published_in_silence(
    client, author, django_capture_on_commit_callbacks
):
    correction = make_correction(program=make_tuition(amount=20_000).program)
    propose_price(client, correction)

    with django_capture_on_commit_callbacks(execute=True):
        approve_draft(Draft.objects.get())

    correction.refresh_from_db()
    assert correction.state == "published"
    assert mail.outbox == []


def test_correction_that_was_answered_meanwhile_is_not_published(
    client, author, correction
):
    propose_price(client, correction)
    client.post(page_of(correction, "answer"), ANSWER)

    approve_draft(Draft.objects.get())

    correction.refresh_from_db()
    assert correction.state == "answered"


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("answered", "This is what staff answer:"),
        ("declined", "leave the record as it is. The reason:"),
    ],
)
def test_answer_closes_the_correction_and_is_mailed(
    client, author, correction, act, words
):
    response = client.post(
        page_of(correction, "answer"), ANSWER | {"act": act}, follow=True
    )

    correction.refresh_from_db()
    [sent] = mail.outbox
    assert "Closed. The answer is on its way." in text_of(response)
    assert (correction.state, correction.answer) == (act, ANSWER["answer"])
    assert (correction.handled_by, correction.is_open) == (author, False)
    assert sent.to == ["reader@example.org"]
    assert words in sent.body
    assert ANSWER["answer"] in sent.body
    assert "21,500" not in sent.body
    assert "deleted 30 days from now" in sent.body
    assert sent.subject == "Your correction to MS in Health Informatics"


def test_answer_without_an_address_is_kept(client, author):
    correction = make_correction()

    response = client.post(page_of(correction, "answer"), ANSWER, follow=True)

    assert "Closed. No address was left." in text_of(response)
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"answer": ""}, "Write what the reader is to know."),
        ({"act": ""}, "Press “Answer and close” or “Decline and close”."),
        ({"act": "published"}, "Select a valid choice."),
    ],
)
def test_answer_that_lacks_something_is_refused_and_not_lost(
    client, author, correction, typed, error
):
    response = client.post(page_of(correction, "answer"), ANSWER | typed)

    correction.refresh_from_db()
    assert error in text_of(response)
    assert "answer" in typed or ANSWER["answer"] in text_of(response)
    assert correction.state == "new"


def test_answer_that_cannot_be_mailed_is_not_kept_and_not_lost(
    client, author, correction, settings
):
    settings.EMAIL_BACKEND = "tests.desk.unreachable.Mail"

    response = client.post(page_of(correction, "answer"), ANSWER)

    correction.refresh_from_db()
    assert response.status_code == 503
    assert MAIL_FAILED in text_of(response)
    assert ANSWER["answer"] in text_of(response)
    assert (correction.state, correction.answer) == ("new", "")


def test_closed_correction_is_not_answered_again(client, author, correction):
    client.post(page_of(correction, "answer"), ANSWER)

    again = client.post(page_of(correction, "answer"), ANSWER | {"act": "declined"})
    accepted = client.post(page_of(correction, "accept"), follow=True)

    correction.refresh_from_db()
    assert again.status_code == 409
    assert CLOSED in text_of(accepted)
    assert correction.state == "answered"
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("group", "status"), [("Editor", 302), ("Reviewer", 302), ("Data manager", 403)]
)
@pytest.mark.parametrize("act", ["accept", "answer"])
def test_editors_and_reviewers_handle_corrections(
    client, correction, group, status, act
):
    client.force_login(make_staff(group))

    assert client.get(page_of(correction)).status_code == 200
    assert client.post(page_of(correction, act), ANSWER).status_code == status


def test_staff_of_no_group_see_no_correction(client, correction):
    client.force_login(make_user(email="other@example.org", is_staff=True))

    assert client.get(page_of(correction)).status_code == 403
    assert client.get(LIST).status_code == 403


@pytest.mark.parametrize(("is_superuser", "left"), [(True, 0), (False, 1)])
def test_superuser_alone_deletes_a_correction(client, correction, is_superuser, left):
    client.force_login(make_staff("Reviewer", is_superuser=is_superuser))
    act = {"action": "delete_selected", "_selected_action": correction.pk, "post": "y"}

    client.post(LIST, act)

    assert Correction.objects.count() == left


@pytest.mark.parametrize("act", ["accept", "answer"])
def test_acts_are_not_done_by_looking(client, author, correction, act):
    assert client.get(page_of(correction, act)).status_code == 405
