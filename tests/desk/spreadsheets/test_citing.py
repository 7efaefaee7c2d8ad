"""Where a program's fields were read, as the row of a spreadsheet says it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.models import Draft
from desk.publishing import examine, publish
from desk.spreadsheets import citing
from desk.spreadsheets.proposing import MOVED_ON, make_drafts
from programs.models import Citation, Program, Source
from tests.desk.drafts import changes_of, draft_address
from tests.desk.examined import NOTHING
from tests.desk.people import make_staff
from tests.desk.spreadsheets.files import (
    NEW_SOURCE,
    check,
    checked,
    downloaded,
    errors,
    outcomes,
    written,
    wrong_in,
)
from tests.desk.spreadsheets.test_proposing import refusal_of
from tests.factories import make_citation, make_program, make_source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploader")]

DAY = "2026-11-23"  # the day after the factories' check
READ = NEW_SOURCE | {"checked_on": DAY}
GPA = "minimum_gpa"


@pytest.fixture
def fees():
    """Make the source that `READ` names, so that it is a known one."""
    url, title, as_of, *_ = NEW_SOURCE.values()
    return make_source(url=url, title=title, as_of=as_of)


def drafted(client, uploader, *typed):
    """Type into the table of programs, make drafts of it, and give the first one."""
    make_drafts(check(client, "programs", *typed), uploader)
    return Draft.objects.order_by("pk").first()


def citings(draft):
    """Give what a draft does to citations, by key: act, old and new of the columns."""
    changes = draft.changes.filter(model="citation").order_by("object_id")
    return [(one.act, one.before, one.after) for one in changes]


def added(program, source, field):
    return {
        "program_id": program.pk,
        "field": field,
        "state": "known",
        "note": "",
        "source_id": source.pk,
        "checked_on": DAY,
    }


def test_citation_of_a_changed_field_moves_to_the_source_of_the_row(
    client, uploader, fees
):
    program = make_program(minimum_gpa="3.00", letters_count=2)
    cited = make_citation(program=program, field=GPA)
    make_citation(program=program, field="letters_count")

    draft = drafted(client, uploader, READ | {GPA: "3.25"})

    assert changes_of(draft) == [
        ("program", "change", {GPA: "3"}, {GPA: "3.25"}),
        (
            "citation",
            "change",
            {"source_id": cited.source_id, "checked_on": "2026-11-22"},
            {"source_id": fees.pk, "checked_on": DAY},
        ),
    ]


@pytest.mark.parametrize("present", ["3.00", None])
def test_field_that_was_never_cited_gets_a_citation(client, uploader, fees, present):
    program = make_program(minimum_gpa=present)

    draft = drafted(client, uploader, READ | {GPA: "3.25"})

    assert citings(draft) == [("add", {}, added(program, fees, GPA))]
    key = draft.changes.get(model="citation").object_id
    assert make_citation(program=program).pk > key


def test_source_that_the_field_cites_already_was_read_anew(client, uploader, fees):
    program = make_program(minimum_gpa="3.00")
    make_citation(program=program, field=GPA, source=fees, note="Last 60 credits")

    draft = drafted(client, uploader, READ | {GPA: "3.25"})

    assert citings(draft) == [
        ("change", {"checked_on": "2026-11-22"}, {"checked_on": DAY})
    ]


def test_single_value_is_cited_by_the_source_of_the_row_alone(client, uploader, fees):
    program = make_program(minimum_gpa="3.00")
    first = make_citation(program=program, field=GPA)
    make_citation(program=program, field=GPA, source=fees)
    make_citation(program=program, field=GPA, source=make_source(title="Catalog"))

    draft = drafted(client, uploader, READ | {GPA: "3.25"})

    acts = [(act, sorted(after)) for act, _, after in citings(draft)]
    assert acts == [("remove", []), ("change", ["checked_on"]), ("remove", [])]
    assert citings(draft)[0][1]["source_id"] == first.source_id


def test_list_keeps_the_known_sources_of_its_other_parts(client, uploader, fees):
    program = make_program(audience=["Nurses"])
    make_citation(program=program, field="audience")
    make_citation(
        program=program,
        field="audience",
        state="not-published",
        source=make_source(title="Catalog"),
    )

    draft = drafted(client, uploader, READ | {"audience": "Nurses; physicians"})

    assert [act for act, _, _ in citings(draft)] == ["remove", "add"]
    assert citings(draft)[0][1]["state"] == "not-published"
    assert citings(draft)[1] == ("add", {}, added(program, fees, "audience"))


def test_reason_for_no_value_and_its_note_go_with_the_old_source(
    client, uploader, fees
):
    program = make_program(minimum_gpa=None)
    make_citation(program=program, field=GPA, state="not-published", note="Asked twice")

    ((_, before, after),) = citings(drafted(client, uploader, READ | {GPA: "3"}))

    assert (before["state"], before["note"]) == ("not-published", "Asked twice")
    assert (after["state"], after["note"]) == ("known", "")


def test_both_ends_of_a_range_are_cited(client, uploader, fees):
    program = make_program(credits_lowest=33, credits_highest=33)
    make_citation(program=program, field="credits_highest")

    draft = drafted(
        client, uploader, READ | {"credits_lowest": "30", "credits_highest": "36"}
    )

    assert [act for act, _, _ in citings(draft)] == ["change", "add"]
    assert citings(draft)[1][2] == added(program, fees, "credits_lowest")


def test_new_source_is_made_with_the_drafts_for_all_their_citations(client, uploader):
    for number in (1, 2):
        make_program(slug=f"ms-{number}", minimum_gpa="3.00")
    spreadsheet = check(client, "programs", *[READ | {GPA: "3.25"}] * 2)
    assert not Source.objects.filter(title="New fees").exists()

    make_drafts(spreadsheet, uploader)

    source = Source.objects.get(title="New fees")
    named = [citings(draft)[0][2]["source_id"] for draft in Draft.objects.all()]
    assert named == [source.pk] * 2


def test_published_value_has_its_source_and_the_day_on_the_page(client, uploader, fees):
    program = make_program(minimum_gpa="3.00")
    draft = drafted(client, uploader, READ | {GPA: "3.25"})
    assert examine(draft) == NOTHING

    publish(draft, make_staff("Reviewer"), version=draft.version)

    cited = Citation.objects.get(program=program)
    assert (cited.field, cited.source, cited.checked_on) == (
        GPA,
        fees,
        date(2026, 11, 23),
    )
    assert cited.history.get().history_user == uploader
    page = client.get(program.get_absolute_url()).text
    assert "3.25" in page
    assert "New fees" in page
    assert "November 23, 2026" in page


def test_reviewer_sees_old_and_new_source_of_the_field(client, uploader):
    program = make_program(minimum_gpa="3.00")
    make_citation(program=program, field=GPA)
    draft = drafted(client, uploader, READ | {GPA: "3.25"})
    client.force_login(make_staff("Reviewer"))

    rows = client.get(draft_address(draft)).context["differences"]

    (line,) = rows[0].lines
    reads = [
        [(str(read.source.title), read.checked_on.day) for read in several]
        for several in (line.old_reads, line.new_reads)
    ]
    assert (line.old, line.new) == ("3", "3.25")
    assert reads == [[("Program page", 22)], [("New fees", 23)]]


def test_new_program_cites_all_that_its_row_says(client, uploader):
    make_program(slug="ms-old")
    (row,) = downloaded(client, "programs")
    new = row | READ | {"program": "example-college/ms-new", "name": "New", GPA: "3"}

    make_drafts(checked(client, "programs", written([new])), uploader)

    program, draft = Program.objects.get(slug="ms-new"), Draft.objects.get()
    fields = [after["field"] for _, _, after in citings(draft)]
    assert fields == ["name", "award", "award_title", "ai_in_curriculum", GPA]
    publish(draft, make_staff("Reviewer"), version=draft.version)
    assert program.citations.count() == 5


@pytest.mark.parametrize(
    ("typed", "column", "value", "text"),
    [
        (
            NEW_SOURCE | {GPA: "3.25"},
            "checked_on",
            "",
            citing.NO_DAY,
        ),
        (
            {"checked_on": DAY, GPA: "3.25"},
            "source_address",
            "",
            citing.NO_SOURCE,
        ),
        (READ, "source_address", NEW_SOURCE["source_address"], citing.NOTHING_READ),
        (
            READ | {"summary": "Our own sentence."},
            "source_address",
            NEW_SOURCE["source_address"],
            citing.NOTHING_READ,
        ),
        (READ | {GPA: ""}, GPA, "", citing.NO_VALUE),
        (
            READ | {"source_title": "=A1", GPA: "3.25"},
            "source_address",
            NEW_SOURCE["source_address"],
            "This is a formula, and only what it works out can be read. Copy the "
            "column and paste it in place as values.",
        ),
        (READ | {GPA: "much"}, GPA, "much", "This is not a number."),
    ],
)
def test_what_a_row_cannot_say_of_its_source_is_refused(
    client, typed, column, value, text
):
    make_program(minimum_gpa="3.00")

    spreadsheet = check(client, "programs", typed)

    assert errors(spreadsheet) == [(2, column, value, text)]
    assert spreadsheet.rows.get().errors[0]["expected"]


def test_day_that_cannot_be_read_is_not_called_missing(client):
    make_program(minimum_gpa="3.00")

    _, column, value, text = wrong_in(
        client, "programs", **READ | {GPA: "3.25", "checked_on": "soon"}
    )

    assert (column, value) == ("checked_on", "soon")
    assert text.startswith("This is not a day.")


def test_page_says_what_becomes_of_the_citations(client):
    program = make_program(minimum_gpa="3.00", letters_count=2)
    make_citation(program=program, field=GPA)
    make_citation(program=program, field=GPA, source=make_source(title="Catalog"))
    spreadsheet = check(client, "programs", READ | {GPA: "3.25", "letters_count": "3"})

    (shown,) = client.get(spreadsheet.get_absolute_url()).context["rows"]

    old = "Program page (Example College, 2025-26)"
    new = "New fees (a new source)"
    assert [(cell.column, cell.old, cell.new) for cell in shown.differences] == [
        (GPA, "3", "3.25"),
        ("letters_count", "2", "3"),
        (f"source_address of {GPA}", old, new),
        (f"checked_on of {GPA}", "Nov 22, 2026", "Nov 23, 2026"),
        (
            f"source_address of {GPA}",
            "Catalog (Example College, 2025-26)",
            "no longer cited",
        ),
        ("source_address of letters_count", "", new),
        ("checked_on of letters_count", "", "Nov 23, 2026"),
    ]


def test_row_without_a_source_leaves_the_citations(client, uploader):
    program = make_program(minimum_gpa="3.00")
    make_citation(program=program, field=GPA)

    draft = drafted(client, uploader, {GPA: "3.25"})

    assert citings(draft) == []
    assert "its source was not read anew" in examine(draft).warnings[0]


def test_downloaded_row_names_no_source(client):
    make_citation(program=make_program(minimum_gpa="3.00"), field=GPA)

    (row,) = downloaded(client, "programs")

    assert [row[name] for name in READ] == [""] * 6
    assert list(row)[-6:] == list(READ)


def test_formula_in_a_source_column_is_no_formula_in_the_list_of_errors(client):
    make_program(minimum_gpa="3.00")
    typed = READ | {GPA: "3.25", "source_address": '@HYPERLINK("https://evil.example")'}
    spreadsheet = check(client, "programs", typed)

    response = client.get(
        reverse("admin:desk_spreadsheet_errors", args=[spreadsheet.pk])
    )

    assert "'@HYPERLINK" in b"".join(response).decode()


def test_program_in_two_rows_is_refused(client):
    make_program(minimum_gpa="3.00")
    (row,) = downloaded(client, "programs")
    typed = row | READ | {GPA: "3.25"}

    spreadsheet = checked(client, "programs", written([typed, typed]))

    assert outcomes(spreadsheet) == ["wrong", "wrong"]


def test_nothing_is_made_when_a_citation_has_changed_meanwhile(client):
    program = make_program(minimum_gpa="3.00")
    cited = make_citation(program=program, field=GPA)
    spreadsheet = check(client, "programs", READ | {GPA: "3.25"})

    cited.delete()

    assert refusal_of(client, spreadsheet) == MOVED_ON


@pytest.mark.parametrize("count", [2, 12])
def test_number_of_queries_about_citations_does_not_grow(client, uploader, count):
    for _ in range(count):
        make_citation(program=make_program(minimum_gpa="3.00"), field=GPA)

    with CaptureQueriesContext(connection) as asked:
        drafted(client, uploader, *[READ | {GPA: "3.25", "letters_count": "3"}] * count)

    about = [one["sql"] for one in asked if '"programs_citation"' in one["sql"]]
    assert len(about) == 3  # fetched, added for their keys, compared once more
    assert Draft.objects.count() == count
