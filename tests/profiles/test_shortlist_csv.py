import csv
from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO

import pytest
import time_machine

from profiles.models import Shortlist
from profiles.shortlist_csv import FACTS
from programs.program_page import IN_THE_BOX
from tests.factories import (
    make_citation,
    make_deadline,
    make_program,
    make_saved_program,
    make_shortlist,
    make_source,
    make_tuition,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(datetime(2026, 11, 26, 12, tzinfo=UTC), tick=False):
        yield


def download(client, reader):
    shortlist = Shortlist.objects.default_of(reader)
    return client.get(f"/shortlist/{shortlist.pk}/csv/")


def rows_of(client, reader):
    text = download(client, reader).content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def test_file_is_named_private_and_opens_in_a_spreadsheet(client, reader):
    response = download(client, reader)

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="shortlist.csv"'
    )
    assert "no-store" in response.headers["Cache-Control"]
    assert response.content.startswith(b"\xef\xbb\xbfProgram,")


def test_empty_list_has_the_names_of_the_columns(client, reader):
    lines = download(client, reader).content.decode("utf-8-sig").splitlines()

    assert len(lines) == 1
    assert lines[0].endswith("Saved on,My lists,My status,My stars,My note")


def test_file_has_every_key_fact_of_the_page():
    assert list(FACTS) == [key for key in IN_THE_BOX if key != "place"]


def test_figure_brings_year_source_and_day_of_the_check(client, reader):
    program = make_program(delivery=["online"], name="Imaging")
    make_tuition(program=program, basis="total", amount=Decimal("12000.50"))
    make_citation(
        program=program,
        field="delivery",
        source=make_source(url="https://college.example/format"),
    )
    make_saved_program(user=reader, program=program)

    (row,) = rows_of(client, reader)

    assert row["Program"] == "Imaging"
    assert row["Place"] == "Dayton, Ohio"
    assert row["Page"] == f"http://testserver{program.get_absolute_url()}"
    assert row["In the catalog"] == "Yes"
    assert row["Format"] == "Online"
    assert row["Format: source"] == "https://college.example/format"
    assert row["Tuition in total, non-residents"] == "At least $12,000.50"
    assert row["Tuition in total, non-residents: year"] == "2025-26"
    assert (
        row["Tuition in total, non-residents: source"] == "https://college.example/ms"
    )
    assert row["Tuition in total, non-residents: checked on"] == "2026-11-22"


def test_missing_figure_says_why(client, reader):
    program = make_program()
    make_citation(program=program, field="gre_policy", state="not-published")
    make_saved_program(user=reader, program=program)

    (row,) = rows_of(client, reader)

    assert row["GRE"] == "Not published"
    assert row["Format"] == "Not yet checked"
    assert row["Format: source"] == ""
    assert row["Next deadline"] == "Not yet checked"


@pytest.mark.parametrize(
    ("about", "day", "year", "source"),
    [
        (
            {"year": 2027},
            "Jan 15, 2027, final, for fall",
            "2027",
            "https://college.example/ms",
        ),
        (
            {"year": None, "source": None, "term": ""},
            "Jan 15, 2027 (every year, date not confirmed for 2027), final",
            "every year",
            "",
        ),
        ({"year": 2026}, "Those we know of have passed", "", ""),
    ],
)
def test_next_deadline_brings_its_source(client, reader, about, day, year, source):
    program = make_program()
    make_deadline(program=program, **about)
    make_saved_program(user=reader, program=program)

    (row,) = rows_of(client, reader)

    assert row["Next deadline"] == day
    assert row["Next deadline: year"] == year
    assert row["Next deadline: source"] == source


@pytest.mark.parametrize(
    ("reason", "words"),
    [("It has closed.", "Withdrawn: It has closed."), ("", "Withdrawn")],
)
def test_withdrawn_program_has_no_facts(client, reader, reason, words):
    program = make_program(workflow_state="withdrawn", withdrawn_reason=reason)
    make_saved_program(user=reader, program=program)

    (row,) = rows_of(client, reader)

    assert row["In the catalog"] == words
    assert row["Format"] == "Not kept true any more"
    assert row["Next deadline"] == "Not kept true any more"


def test_own_words_come_last_and_come_back_as_they_were(client, reader):
    note = 'Two lines,\nand "quotes", and −5 °C'
    lists = [Shortlist.objects.default_of(reader), make_shortlist(user=reader)]
    make_saved_program(
        user=reader, note=note, status="admitted", stars=5, shortlists=lists
    )

    (row,) = rows_of(client, reader)

    assert list(row.values())[-5:] == [
        "2026-11-26",
        "Shortlist; Online, employer pays",
        "Admitted",
        "5",
        note,
    ]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_note_is_no_formula(client, reader, sign):
    make_saved_program(user=reader, note=f"{sign}1+1")

    (row,) = rows_of(client, reader)

    assert row["My note"] == f"'{sign}1+1"
    assert row["My stars"] == "Not rated"


def test_file_leaves_out_what_is_removed_and_what_others_saved(client, reader):
    make_saved_program(user=reader, removed_at=datetime.now(UTC))
    make_saved_program(user=make_user(email="other@example.org"))

    assert rows_of(client, reader) == []


def test_file_is_for_readers_who_have_signed_in(client):
    shortlist = Shortlist.objects.default_of(make_user())

    response = client.get(f"/shortlist/{shortlist.pk}/csv/")

    assert response.headers["Location"].startswith("/accounts/login/")


def test_ten_programs_need_as_many_queries_as_one(
    client, reader, django_assert_num_queries
):
    for _ in range(10):
        program = make_program(delivery=["online"])
        make_deadline(program=program)
        make_saved_program(user=reader, program=program)
    shortlist = Shortlist.objects.default_of(reader)

    with django_assert_num_queries(9):
        client.get(f"/shortlist/{shortlist.pk}/csv/")
