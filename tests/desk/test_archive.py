import json

import pytest
from allauth.account.models import EmailAddress

from desk.models import Correction, Draft, DraftEvent, Spreadsheet
from desk.publishing import submit
from profiles.belongings import belongings_of, others_that_keep
from profiles.deletion import delete_account
from profiles.export import json_of
from tests.desk.edited import address, correct
from tests.desk.people import make_staff
from tests.factories import make_correction, make_tuition, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    """Make a member of the staff who drafted, uploaded and answered something."""
    person = make_staff("Editor")
    client.force_login(person)
    price = make_tuition(amount=20_000)
    page = address("program", "change", price.program.pk)
    correct(client, page, **{"tuitions-0-amount": "21500"})
    draft = Draft.objects.get()
    submit(draft, person, version=draft.version, comment="The fee page says so.")
    Spreadsheet.objects.create(kind="tuition", uploaded_by=person)
    Correction.objects.create(
        program=price.program,
        wrong="A reader's words",
        handled_by=person,
        answer="Thank you.",
    )
    return person


def kept_about(person):
    kept = [each.kept_about(person, str) for each in others_that_keep()]
    return json.loads(json_of(kept, person.date_joined))


def test_archive_holds_the_work_of_a_member_of_the_staff(author):
    kept = kept_about(author)

    (draft,) = kept["drafts"]
    assert (draft["record"], draft["state"]) == (
        "MS Health Informatics, Example College",
        "In review",
    )
    acts = [(each["act"], each["comment"]) for each in kept["draft_acts"]]
    assert acts == [
        ("Edited", ""),
        ("Submitted for review", "The fee page says so."),
    ]
    (upload,) = kept["uploads"]
    assert upload["kind"] == "Tuition"
    (correction,) = kept["handled_corrections"]
    assert correction["answer"] == "Thank you."


def test_archive_leaves_out_what_readers_wrote(author):
    assert "A reader's words" not in str(kept_about(author))


def test_archive_of_a_colleague_has_none_of_it(author):
    kept = kept_about(make_staff("Reviewer"))

    assert not any(kept[name] for name in ("drafts", "draft_acts", "uploads"))


def test_work_stays_without_the_name_when_the_account_goes(author):
    assert belongings_of(author, str).account

    delete_account(author)

    draft = Draft.objects.get()
    assert (draft.edited_by, draft.authors.count()) == (None, 0)
    assert set(DraftEvent.objects.values_list("by", flat=True)) == {None}
    assert Spreadsheet.objects.get().uploaded_by is None


@pytest.fixture
def sender():
    """Make a reader who wrote from a confirmed address, in other letters."""
    person = make_user(email="reader@example.org")
    EmailAddress.objects.create(user=person, email=person.email, verified=True)
    make_correction(email="Reader@example.org", wrong="It costs more.")
    return person


def test_archive_holds_the_corrections_from_a_confirmed_address(sender):
    make_correction(email="other@example.org")
    make_correction()

    (kept,) = kept_about(sender)["sent_corrections"]

    assert (kept["wrong"], kept["state"]) == ("It costs more.", "New")


def test_archive_leaves_out_corrections_from_an_address_not_confirmed(sender):
    EmailAddress.objects.update(verified=False)

    assert kept_about(sender)["sent_corrections"] == []


def test_address_left_with_a_correction_goes_with_the_account(sender):
    delete_account(sender)

    kept = Correction.objects.get()
    assert (kept.email, kept.wrong) == ("", "It costs more.")
