"""Making drafts of an upload, and what becomes of them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from desk.models import Draft, Spreadsheet
from desk.publishing import OWN, RefusedError, examine, publish
from desk.spreadsheets.proposing import CLOSED, MOVED_ON, NOTHING, WRONG, make_drafts
from programs.models import Institution, Program, Source, Tuition
from tests.desk.people import make_staff
from tests.desk.spreadsheets.files import (
    NEW_SOURCE,
    check,
    checked,
    downloaded,
    written,
)
from tests.factories import (
    CHECKED_ON,
    make_citation,
    make_institution,
    make_program,
    make_source,
    make_tuition,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploader")]


def draft_it(client, spreadsheet):
    address = reverse("admin:desk_spreadsheet_draft", args=[spreadsheet.pk])
    return client.post(address, follow=True)


def told(response):
    return [str(message) for message in response.context["messages"]]


def test_one_draft_is_made_for_each_program_and_institution(client, uploader):
    price = make_tuition(amount=20_000)
    make_tuition(program=price.program, residency="resident", amount=10_000)
    average = make_tuition(
        program=None, institution=price.program.institution, amount=15_000
    )
    spreadsheet = check(
        client, "tuition", {"amount": "20500"}, {"amount": "10500"}, {"amount": "15500"}
    )

    response = draft_it(client, spreadsheet)

    of_program, of_institution = Draft.objects.order_by("pk")
    assert told(response) == [
        "Drafts made and in review: 2. Somebody else approves them."
    ]
    assert (of_program.record, of_institution.record) == (
        price.program,
        average.institution,
    )
    assert [change.after for change in of_program.changes.all()] == [
        {"amount": "20500"},
        {"amount": "10500"},
    ]
    assert (of_program.state, of_program.spreadsheet) == ("in-review", spreadsheet)
    assert (of_program.edited_by, list(of_program.authors.all())) == (
        uploader,
        [uploader],
    )
    assert [event.act for event in of_program.events.all()] == ["edited", "submitted"]
    assert response.context["spreadsheet"].state == "drafted"
    assert f"?spreadsheet={spreadsheet.pk}" in response.content.decode()
    assert Tuition.objects.get(pk=price.pk).amount == 20_000


def test_published_draft_leaves_its_trail(client, uploader):
    price = make_tuition(amount=20_000)
    new = downloaded(client, "tuition")[0] | {"number": "", "residency": "resident"}
    spreadsheet = check(client, "tuition", {"amount": "20500"}, new)
    reserved = spreadsheet.rows.get(outcome="new").object_id
    make_drafts(spreadsheet, uploader)
    draft, reviewer = Draft.objects.get(), make_staff("Reviewer")

    read = examine(draft).warnings  # its source was not read anew
    publish(draft, reviewer, version=draft.version, confirmed=read)

    price.refresh_from_db()
    added = Tuition.objects.exclude(pk=price.pk).get()
    assert (price.amount, added.pk, added.residency) == (20_500, reserved, "resident")
    assert price.history.latest().history_user == uploader
    assert price.history.latest().history_change_reason == f"Draft {draft.pk}"
    draft.refresh_from_db()
    assert (draft.state, draft.decided_by) == ("published", reviewer)


def test_uploader_cannot_approve_her_own(client, uploader):
    make_tuition(amount=20_000)
    make_drafts(check(client, "tuition", {"amount": "20500"}), uploader)
    draft = Draft.objects.get()
    reviewer = make_staff("Reviewer", email="x@example.org").groups.get()
    uploader.groups.add(reviewer)
    uploader = type(uploader).objects.get(pk=uploader.pk)

    with pytest.raises(RefusedError, match=OWN):
        publish(draft, uploader, version=draft.version)

    listed = reverse("admin:desk_draft_changelist")
    chosen = {"action": "approve", "_selected_action": [draft.pk]}
    client.post(listed, chosen | {"read_at": timezone.now()})
    client.post(
        reverse("admin:desk_draft_publish", args=[draft.pk]), {"version": draft.version}
    )
    draft.refresh_from_db()
    assert draft.state == "in-review"


def test_reviewer_lists_the_drafts_of_one_upload(client, uploader):
    make_tuition()
    spreadsheet = check(client, "tuition", {"amount": "20500"})
    make_drafts(spreadsheet, uploader)
    Draft.objects.create(program=make_program(name="Other"), edited_by=uploader)
    client.force_login(make_staff("Reviewer"))
    listed = reverse("admin:desk_draft_changelist")

    response = client.get(listed, {"spreadsheet": spreadsheet.pk})

    assert [draft.spreadsheet for draft in response.context["cl"].result_list] == [
        spreadsheet
    ]


def test_change_of_words_alone_needs_no_second_person(client, uploader):
    make_program()
    make_drafts(check(client, "programs", {"department": "Nursing"}), uploader)

    assert not Draft.objects.get().needs_second_person


def test_new_source_is_made_once_for_all_that_name_it(client, uploader):
    price = make_tuition()
    make_tuition(program=price.program, residency="resident")
    spreadsheet = check(client, "tuition", NEW_SOURCE, NEW_SOURCE)

    make_drafts(spreadsheet, uploader)

    source = Source.objects.get(title="New fees")
    changes = Draft.objects.get().changes.all()
    assert [change.after for change in changes] == [{"source_id": source.pk}] * 2
    assert (source.publisher, source.kind) == ("Example College", "institution")


def test_new_program_is_not_public_before_its_draft(client, uploader):
    make_program(slug="ms-old", award_title="Master of Science")
    (row,) = downloaded(client, "programs")
    new = row | {
        "program": "example-college/ms-new",
        "name": "New",
        "audience": "Nurses",
    }
    spreadsheet = checked(client, "programs", written([new]))

    make_drafts(spreadsheet, uploader)

    program = Program.objects.get(slug="ms-new")
    change = Draft.objects.get().changes.get()
    assert (program.name, program.workflow_state) == ("New", "draft")
    assert (program.award_title, program.audience) == ("", [])
    assert (change.act, change.object_id) == ("change", program.pk)
    assert change.after["workflow_state"] == "published"
    assert change.after["audience"] == ["Nurses"]
    assert program.history.get().history_user == uploader
    assert (
        program.history.get().history_change_reason == f"Spreadsheet {spreadsheet.pk}"
    )


@pytest.mark.parametrize(
    ("kind", "name", "make"),
    [
        ("programs", "example-college/ms-new", lambda: make_program(slug="ms-new")),
        ("institutions", "new", lambda: make_institution(slug="new")),
    ],
)
def test_nothing_is_made_of_a_new_row_whose_address_is_taken_since(
    client, uploader, kind, name, make
):
    make_program(slug="ms-old", institution=make_institution(source=make_source()))
    (row,) = downloaded(client, kind)
    new = row | {kind.removesuffix("s"): name, "name": "New"}
    spreadsheet = checked(client, kind, written([new]))
    make()

    response = draft_it(client, spreadsheet)

    assert told(response) == [MOVED_ON]
    assert not Draft.objects.exists()


def test_new_institution_gets_a_draft_with_all_else(client, uploader):
    make_institution(source=make_source())
    (row,) = downloaded(client, "institutions")
    new = row | {"institution": "new-college", "name": "New College", "city": "Ames"}
    make_drafts(checked(client, "institutions", written([new])), uploader)

    institution = Institution.objects.get(slug="new-college")
    draft = Draft.objects.get()
    assert (institution.city, draft.record) == ("", institution)
    publish(draft, make_staff("Reviewer"), version=draft.version)
    institution.refresh_from_db()
    assert (institution.city, institution.checked_on) == ("Ames", CHECKED_ON)


def test_published_program_of_a_spreadsheet_reads_as_uploaded(client, uploader):
    program = make_program(minimum_gpa="3.00")
    make_citation(program=program, field="minimum_gpa")
    make_drafts(check(client, "programs", {"minimum_gpa": "3.25"}), uploader)
    draft, reviewer = Draft.objects.get(), make_staff("Reviewer")

    read = examine(draft).warnings  # its source was not read anew
    publish(draft, reviewer, version=draft.version, confirmed=read)

    program.refresh_from_db()
    assert str(program.minimum_gpa) == "3.25"


def refusal_of(client, spreadsheet):
    (message,) = told(draft_it(client, spreadsheet))
    assert not Draft.objects.filter(spreadsheet=spreadsheet).exists()
    return message


def test_nothing_is_made_of_an_upload_with_a_wrong_row(client):
    price = make_tuition()
    make_tuition(program=price.program, residency="resident")
    spreadsheet = check(client, "tuition", {"amount": "much"}, {"amount": "5"})

    assert refusal_of(client, spreadsheet) == WRONG


def test_nothing_is_made_of_an_upload_without_differences(client):
    make_tuition()

    assert refusal_of(client, check(client, "tuition", {})) == NOTHING


def test_nothing_is_made_before_all_rows_are_checked(client):
    make_tuition()
    spreadsheet = check(client, "tuition", {"amount": "5"})
    Spreadsheet.objects.update(state="checking")

    assert refusal_of(client, spreadsheet) == CLOSED


def test_drafts_are_made_once(client):
    make_tuition()
    spreadsheet = check(client, "tuition", {"amount": "5"})
    draft_it(client, spreadsheet)

    assert told(draft_it(client, spreadsheet)) == [CLOSED]
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("amount", [19_000, None])
def test_nothing_is_made_when_the_catalog_has_changed_meanwhile(client, amount):
    price = make_tuition(amount=20_000)
    other = make_tuition(amount=20_000)
    spreadsheet = check(client, "tuition", {"amount": "5"}, {"amount": "6"})
    if amount:
        Tuition.objects.filter(pk=other.pk).update(amount=amount)
    else:
        other.delete()

    assert refusal_of(client, spreadsheet) == MOVED_ON
    assert price.program.drafts.count() == 0


def test_nothing_is_made_when_a_draft_was_opened_meanwhile(client, uploader):
    price = make_tuition(amount=20_000)
    spreadsheet = check(client, "tuition", {"amount": "5"} | NEW_SOURCE)
    Draft.objects.create(program=price.program, edited_by=uploader)

    assert refusal_of(client, spreadsheet) == MOVED_ON
    assert Source.objects.count() == 1


def test_number_of_queries_does_not_grow_with_the_rows(
    client, uploader, django_assert_max_num_queries
):
    for _ in range(12):
        make_tuition()
    spreadsheet = check(client, "tuition", *({"amount": f"{n}"} for n in range(12)))

    with django_assert_max_num_queries(25):
        assert make_drafts(spreadsheet, uploader) == 12
