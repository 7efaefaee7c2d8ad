"""Three people, every address of a checklist; what becomes of it with the account."""

from dataclasses import fields

import pytest

from guide.apps import GuideConfig
from guide.export import ChecklistRow, checklist_rows
from guide.models import Checklist
from guide.models.checklists import Reply
from profiles.belongings import others_that_keep
from tests.factories import make_checklist, make_institution, make_program, make_user

pytestmark = pytest.mark.django_db
MARKER = "Marker-note-4c1d"
TAILS = ["", "delete/"]


@pytest.fixture
def saved():
    owner = make_user(email="owner@example.org")
    return make_checklist(user=owner, replies={"alumni": Reply("yes", MARKER)})


@pytest.fixture
def as_person(client, saved):
    """Sign one of the three people in: the owner, another reader or nobody."""

    def sign_in(person):
        if person == "owner":
            client.force_login(saved.user)
        if person == "other":
            client.force_login(make_user(email="other@example.org"))
        return client

    return sign_in


def absolute(path):
    return f"https://preceptor.example{path}"


@pytest.mark.parametrize(
    ("person", "status"), [("owner", 200), ("other", 404), ("nobody", 302)]
)
@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("tail", TAILS)
def test_only_the_owner_reads_it(as_person, saved, tail, method, person, status):
    response = getattr(as_person(person), method)(f"/guide/checklist/{saved.pk}/{tail}")

    assert response.status_code == status
    if person != "owner":
        assert MARKER not in response.text


@pytest.mark.parametrize(("person", "status"), [("other", 404), ("nobody", 302)])
@pytest.mark.parametrize("tail", TAILS)
def test_nobody_else_changes_or_deletes_it(as_person, saved, tail, person, status):
    sent = {"version": "1", "answer-alumni": "no"}

    response = as_person(person).post(f"/guide/checklist/{saved.pk}/{tail}", sent)

    assert response.status_code == status
    saved.refresh_from_db()
    assert (saved.version, saved.replies()) == (1, {"alumni": Reply("yes", MARKER)})


def test_one_that_was_never_saved_is_not_there(client, saved):
    client.force_login(saved.user)
    Checklist.objects.update(version=0)

    assert client.get(f"/guide/checklist/{saved.pk}/").status_code == 404


@pytest.mark.parametrize("path", ["", "{pk}/", "{pk}/delete/"])
def test_pages_are_not_stored_and_need_their_methods(as_person, saved, path):
    client = as_person("owner")
    url = f"/guide/checklist/{path.format(pk=saved.pk)}"

    assert "no-store" in client.get(url).headers["Cache-Control"]
    assert client.put(url).status_code == 405


def test_everything_that_is_kept_is_given():
    program = make_program(
        name="AI", slug="ms-ai", institution=make_institution(name="A College")
    )
    replies = {"alumni": Reply("unknown", "Call Ana"), "gone": Reply("yes")}
    saved = make_checklist(user=make_user(), program=program, replies=replies)

    rows = checklist_rows(saved.user, absolute)

    (row,) = rows.checklists
    assert (row.program, row.institution, row.edits) == ("MS AI", "A College", 1)
    assert row.page == absolute("/programs/example-college/ms-ai/")
    alumni, gone = rows.checklist_answers
    assert alumni.question == "Can I speak with graduates of my own profession?"
    assert (alumni.answer, alumni.note) == ("Could not find out", "Call Ana")
    assert (gone.question, gone.checklist) == ("gone", saved.pk)


def test_checklist_without_program_and_nothing_of_another_person_is_given(saved):
    mine = make_checklist(user=make_user())

    rows = checklist_rows(mine.user, absolute)

    (row,) = rows.checklists
    assert (row.program, row.institution, row.page) == ("", "", "")
    assert rows.checklist_answers == []


def test_no_column_is_forgotten():
    kept = {field.name for field in Checklist._meta.concrete_fields} - {"user"}
    renamed = {"id": "checklist", "version": "edits"}
    told = {field.name for field in fields(ChecklistRow)} - {"institution", "page"}

    assert {renamed.get(name, name) for name in kept} == told


def test_nothing_deleted_waits_to_be_forgotten():
    (guide,) = [each for each in others_that_keep() if isinstance(each, GuideConfig)]

    assert guide.forget_removed() == 0


def test_names_of_rows_in_the_admin_hold_nothing_that_she_wrote(saved):
    assert str(saved) == "A checklist that a reader fills in"
    assert str(saved.answers.get()) == "An answer of a checklist"


def test_it_goes_with_the_account(saved):
    saved.user.delete()

    assert Checklist.objects.count() == 0
