import csv
import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from profiles.models import User
from tests.factories import (
    make_institution,
    make_profile,
    make_program,
    make_saved_program,
    make_shortlist,
)
from tests.pages import text_of
from tests.profiles.belongings import MAKERS, WORK, plant_markers
from tests.profiles.people import make_reader, sign_in

pytestmark = pytest.mark.django_db
URL = "/accounts/export/"
FILES = [
    "README.txt",
    "preceptor.json",
    "account.csv",
    "addresses.csv",
    "profile.csv",
    "lists.csv",
    "saved_programs.csv",
    "sessions.csv",
    "sign_in_methods.csv",
    "calendar.csv",
    "staff_log.csv",
    "comparisons.csv",
    "compared_programs.csv",
    "share_links.csv",
    "row_choice.csv",
    "drafts.csv",
    "draft_acts.csv",
    "uploads.csv",
    "handled_corrections.csv",
    "sent_corrections.csv",
    "checklists.csv",
    "checklist_answers.csv",
]


@pytest.fixture
def reader(client):
    return sign_in(client, make_reader())


def read_archive(client):
    """Download the archive; give the text of each file by its name."""
    response = client.post(URL)
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        return {
            name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()
        }


def read_rows(client, name):
    return list(csv.DictReader(io.StringIO(read_archive(client)[name])))


def test_page_says_what_the_archive_holds(client, reader):
    response = client.get(URL)

    assert "Your password and other secrets are not" in text_of(response)
    assert 'method="post" action="/accounts/export/"' in text_of(response)


def test_archive_has_a_file_for_each_kind_of_row(client, reader):
    assert list(read_archive(client)) == FILES


def test_archive_is_a_download_that_nobody_stores(client, reader):
    with time_machine.travel("2026-11-26 23:30", tick=False):
        sign_in(client, reader)
        response = client.post(URL)

    assert response.headers["Content-Type"] == "application/zip"
    assert response.headers["Content-Disposition"] == (
        "attachment; filename=preceptor-2026-11-26.zip"
    )
    assert "no-store" in response.headers["Cache-Control"]


def test_archive_holds_every_text_of_every_table_about_the_person(client, reader):
    markers = plant_markers(reader)

    files = read_archive(client)

    tables = "".join(text for name, text in files.items() if name.endswith(".csv"))
    missing = [
        field
        for field, marker in markers.items()
        if marker not in files["preceptor.json"] or marker not in tables
    ]
    assert missing == []


def test_every_table_about_people_is_in_the_archive():
    """Fail when a table is new: then it belongs in belongings_of and in MAKERS."""
    tables = {relation.related_model for relation in User._meta.related_objects}

    assert tables == set(MAKERS) | WORK


def test_archive_holds_no_secret(client, reader):
    plant_markers(reader)
    secrets = [client.session.session_key, reader.password, '"credential"']

    files = read_archive(client)

    assert not [each for each in secrets if each in "".join(files.values())]


def test_archive_holds_nothing_of_another_person(client, reader):
    other = make_reader(email="other@example.org")
    markers = plant_markers(other)
    markers.pop("Profile.country")

    text = "".join(read_archive(client).values())

    assert not [marker for marker in markers.values() if marker in text]


def test_saved_program_is_written_with_all_that_was_said_of_it(client, reader):
    program = make_program(
        name="Health AI", slug="ms", institution=make_institution(name="A College")
    )
    make_saved_program(
        user=reader,
        program=program,
        note="=call\nthem",
        stars=4,
        status="asking",
        version=3,
        shortlists=[
            make_shortlist(user=reader, name="Online"),
            make_shortlist(user=reader, name="Near"),
        ],
    )

    (row,) = read_rows(client, "saved_programs.csv")

    assert row["program"] == "Health AI"
    assert row["institution"] == "A College"
    assert row["page"] == "http://testserver/programs/example-college/ms/"
    assert row["lists"] == "Near; Online"
    assert row["status"] == "Asking the program"
    assert row["stars"] == "4"
    assert row["note"] == "'=call\nthem"
    assert row["edits"] == "2"
    assert row["removed_at"] == ""


def test_json_has_the_note_as_it_was_written(client, reader):
    make_saved_program(user=reader, note="=call them")

    kept = json.loads(read_archive(client)["preceptor.json"])

    assert kept["saved_programs"][0]["note"] == "=call them"
    assert kept["saved_programs"][0]["stars"] is None


def test_removed_program_that_can_be_brought_back_is_in_the_archive(client, reader):
    make_saved_program(
        user=reader, note="Qz-gone", removed_at=timezone.now() - timedelta(hours=1)
    )

    assert read_rows(client, "saved_programs.csv")[0]["note"] == "Qz-gone"


def test_profile_is_written_as_questions_with_answers(client, reader):
    make_profile(
        user=reader,
        gpa=Decimal("3.50"),
        degree_fields=["nursing", "business"],
        topics_studied=[],
    )

    rows = read_rows(client, "profile.csv")

    answers = {row["question"]: row["answer"] for row in rows}
    assert answers["gpa"] == "3.50"
    assert answers["degree_fields"] == "nursing; business"
    assert answers["topics_studied"] == "none"
    assert answers["formats"] == ""
    assert answers["profession"] == ""


def test_question_not_answered_differs_from_none_of_them(client, reader):
    make_profile(user=reader, topics_studied=None)

    kept = json.loads(read_archive(client)["preceptor.json"])

    answers = {row["question"]: row["answer"] for row in kept["profile"]}
    assert answers["topics_studied"] is None
    assert answers["degree_fields"] is None


def test_person_without_a_profile_has_no_answers(client, reader):
    assert read_rows(client, "profile.csv") == []


def test_session_is_written_with_its_internet_address(client, reader):
    (row,) = read_rows(client, "sessions.csv")

    assert row["internet_address"] == "127.0.0.1"


def test_number_of_queries_does_not_grow(client, reader, django_assert_num_queries):
    for _ in range(10):
        make_saved_program(user=reader)

    # Session, person, three for ways to confirm who she is; groups, addresses,
    # profile, lists, saved programs and their lists, sessions, sign-in methods,
    # calendar, staff log; comparisons, share links, choice of rows;
    # four for work at the desk, corrections sent; checklists and their answers
    with django_assert_num_queries(25):
        client.post(URL)


def test_download_asks_for_the_password_when_it_was_given_long_ago(client, reader):
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=10)):
        response = client.post(URL)

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/accounts/reauthenticate/?next=")


def test_downloads_are_limited(client, reader):
    for _ in range(10):
        assert client.post(URL).status_code == 200

    assert client.post(URL).status_code == 429
