"""What each row of an upload would change, and what is wrong in it, in words."""

import csv
from html import unescape
from io import StringIO

import pytest
from django.urls import reverse

from desk.models import Spreadsheet
from desk.spreadsheets import resources
from desk.spreadsheets.checking import check_again, check_some
from programs.models import Tuition
from tests.desk.spreadsheets.files import (
    check,
    checked,
    downloaded,
    errors,
    outcomes,
    workbook,
    wrong_in,
)
from tests.factories import (
    make_accreditation,
    make_deadline,
    make_outcome,
    make_program,
    make_source,
    make_tuition,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploader")]


def test_changed_row_says_what_differs_and_nothing_is_changed(client):
    price = make_tuition(amount=20_000)

    spreadsheet = check(client, "tuition", {"amount": "21,500.50", "note": "New"})

    row = spreadsheet.rows.get()
    price.refresh_from_db()
    assert (row.outcome, row.object_id) == ("changed", price.pk)
    assert (row.program, row.institution) == (price.program, None)
    assert row.before == {"amount": "20000", "note": ""}
    assert row.after == {"amount": "21500.5", "note": "New"}
    assert (price.amount, price.history.count()) == (20_000, 1)


def test_new_row_reserves_its_key(client):
    price = make_tuition()
    new = downloaded(client, "tuition")[0] | {"number": "", "residency": "resident"}

    spreadsheet = check(client, "tuition", {}, new)

    _, row = spreadsheet.rows.all()
    assert (row.outcome, row.before, row.after["amount"]) == ("new", {}, "20000")
    assert row.object_id > price.pk
    assert make_tuition(program=price.program, note="x").pk > row.object_id


def test_page_shows_differences_with_old_and_new(client):
    make_tuition(amount=20_000, source=make_source(title="Fees of 2025"))
    other = make_source(title="Fees of 2026")
    spreadsheet = check(
        client,
        "tuition",
        {"amount": "21500", "source_title": other.title, "state": "known"},
    )

    response = client.get(spreadsheet.get_absolute_url())

    (shown,) = response.context["rows"]
    said = [(cell.column, cell.old, cell.new) for cell in shown.differences]
    assert said == [
        ("amount", "20,000", "21,500"),
        (
            "source_address",
            "Fees of 2025 (Example College, 2025-26)",
            "Fees of 2026 (Example College, 2025-26)",
        ),
    ]
    assert b"Make drafts of it" in response.content


def test_page_shows_of_a_new_row_only_what_it_says(client):
    program = make_program()
    make_deadline(program=program)
    new = downloaded(client, "deadlines")[0] | {"number": "", "month": "3"}
    spreadsheet = check(client, "deadlines", {}, new)

    shown = client.get(spreadsheet.get_absolute_url()).context["rows"][0]

    assert shown.about == str(program)
    assert [cell.column for cell in shown.differences] == [
        "term",
        "kind",
        "year",
        "month",
        "day",
        "source_address",
        "checked_on",
    ]


def test_rows_are_narrowed_to_an_outcome(client):
    price = make_tuition()
    make_tuition(program=price.program, residency="resident")
    page = check(client, "tuition", {}, {"amount": "1"}).get_absolute_url()

    shown = {
        outcome: len(client.get(page, {"outcome": outcome}).context["rows"])
        for outcome in ("", "same", "wrong", "blue")
    }

    assert shown == {"": 1, "same": 1, "wrong": 0, "blue": 0}
    assert (
        b"not one of the available choices"
        in client.get(page, {"outcome": "blue"}).content
    )


@pytest.mark.parametrize(
    ("kind", "make", "column", "value", "message"),
    [
        ("tuition", make_tuition, "number", "999", resources.NO_SUCH_ROW),
        ("tuition", make_tuition, "number", "one", resources.NOT_A_NUMBER),
        (
            "tuition",
            make_tuition,
            "program",
            "example-college/ms-none",
            "The catalog has no program “example-college/ms-none”.",
        ),
        (
            "tuition",
            make_tuition,
            "basis",
            "per-yaer",
            "“per-yaer” is none of: total, per-year, per-term, per-course, per-credit.",
        ),
        ("tuition", make_tuition, "amount", "much", "This is not a number."),
        ("tuition", make_tuition, "amount", "=1+1", "This is a formula"),
        ("tuition", make_tuition, "amount", "45%", "There is a percent sign here"),
        ("tuition", make_tuition, "amount", "1.005,005", "no more than 2 decimal"),
        ("tuition", make_tuition, "amount", "-1", "greater than or equal to 0"),
        ("tuition", make_tuition, "academic_year", "2025", "as 2025-26"),
        ("tuition", make_tuition, "includes_fees", "maybe", "Write yes or no"),
        ("tuition", make_tuition, "residency", "", "This field cannot be blank."),
        ("tuition", make_tuition, "checked_on", "1/2/2026", "This may be February 1"),
        ("tuition", make_tuition, "checked_on", "soon", "This is not a day."),
        ("deadlines", make_deadline, "month", "1.5", "This is not a whole number."),
        ("deadlines", make_deadline, "month", "", "This field cannot be null."),
        ("deadlines", make_deadline, "month", "13", "less than or equal to 12"),
        (
            "accreditation",
            make_accreditation,
            "accreditor",
            "NASA",
            "The catalog has no accreditor “NASA”.",
        ),
        ("accreditation", make_accreditation, "valid_until", "1/2/29", "is not a day"),
        ("outcomes", make_outcome, "share_of_field", "1,234", "This may be 1234"),
    ],
)
def test_error_names_row_column_value_and_what_is_expected(
    client, kind, make, column, value, message
):
    make()

    spreadsheet = check(client, kind, {column: value})

    (error,) = spreadsheet.rows.get().errors
    assert errors(spreadsheet)[0][:3] == (2, column, value)
    assert message in error["text"]
    assert error["expected"]
    page = unescape(client.get(spreadsheet.get_absolute_url()).content.decode())
    assert error["expected"][:20] in page
    assert "Make drafts of it" not in page


def test_all_errors_of_a_row_are_said(client):
    make_tuition()

    spreadsheet = check(client, "tuition", {"amount": "much", "currency": "$"})

    assert [error[1] for error in errors(spreadsheet)] == ["amount", "currency"]


def test_broken_constraint_is_said_in_its_own_words(client):
    make_tuition()

    row, column, _, text = wrong_in(client, "tuition", amount="")

    assert (row, column) == (2, "")
    assert text.startswith("A known price needs an amount")


def test_row_cannot_move_to_another_program(client):
    price = make_tuition()
    other = make_program(name="Other")

    _, column, _, text = wrong_in(client, "tuition", program=other.path)

    assert column == "program"
    assert text == resources.MOVED.format(owner=price.program)


def test_percent_is_read_where_the_unit_is_percent(client):
    make_outcome(unit="percent", value=90)

    row = check(client, "outcomes", {"value": "45%", "share_of_field": "12.5%"})

    assert row.rows.get().after == {"value": "45", "share_of_field": "0.125"}


def test_percent_of_people_is_refused(client):
    make_outcome(unit="people", value=90)

    assert "percent sign" in wrong_in(client, "outcomes", value="45%")[3]


def test_column_that_is_clear_elsewhere_tells_what_a_cell_means(client):
    price = make_tuition()
    make_tuition(program=price.program, residency="resident")

    spreadsheet = check(
        client,
        "tuition",
        {"amount": "1.234", "checked_on": "1/2/2026"},
        {"amount": "1.234,50", "checked_on": "31/1/2026"},
    )

    first, second = spreadsheet.rows.all()
    assert first.after == {"amount": "1234", "checked_on": "2026-02-01"}
    assert second.after == {"amount": "1234.5", "checked_on": "2026-01-31"}
    assert spreadsheet.conventions == {"amount": "comma", "checked_on": "day-first"}


def test_column_that_is_written_in_two_ways_is_refused_where_unclear(client):
    price = make_tuition()
    for residency in ("resident", "nonresident"):
        make_tuition(program=price.program, residency=residency)

    spreadsheet = check(
        client, "tuition", {"amount": "1,234"}, {"amount": "1,5"}, {"amount": "1.5"}
    )

    assert outcomes(spreadsheet) == ["wrong", "changed", "changed"]


def test_numbers_of_a_workbook_are_never_ambiguous(client):
    make_outcome(value="90", unit="percent")
    (row,) = downloaded(client, "outcomes")
    typed = row | {"value": 1.234, "share_of_field": "", "cohort": 2021}

    spreadsheet = checked(
        client, "outcomes", workbook([list(typed), list(typed.values())])
    )

    (error,) = errors(spreadsheet)
    assert (error[1], error[2]) == ("value", "1.234")
    assert "no more than 2 decimal" in error[3]


def test_valid_until_is_a_year_a_month_or_a_day(client):
    accreditation = make_accreditation()
    program = accreditation.program
    for note in ("b", "c", "d"):
        make_accreditation(program=program, note=note)

    spreadsheet = check(
        client,
        "accreditation",
        {"valid_until": "2029"},
        {"valid_until": "2029-06"},
        {"valid_until": "6/30/2029"},
        {"valid_until": ""},
    )

    after = [row.after.get("valid_until") for row in spreadsheet.rows.all()]
    assert after == ["2029", "2029-06", "2029-06-30", None]


def test_text_that_the_download_writes_otherwise_is_left_as_it_is(client):
    make_tuition(note="  two\r\nlines ")

    assert outcomes(check(client, "tuition", {})) == ["same"]


def test_errors_are_downloaded(client):
    make_tuition()
    spreadsheet = check(client, "tuition", {"amount": "=1+1", "basis": "@each"})

    response = client.get(
        reverse("admin:desk_spreadsheet_errors", args=[spreadsheet.pk])
    )

    text = b"".join(response).decode("utf-8-sig")
    heads, *rows = csv.reader(StringIO(text))
    assert heads == ["row", "column", "value", "what is wrong", "what is expected"]
    assert sorted(row[:3] for row in rows) == [
        ["2", "amount", "'=1+1"],
        ["2", "basis", "'@each"],
    ]
    assert all("a formula" in row[3] or "is none of" in row[3] for row in rows)


def test_fault_of_the_check_is_not_hidden(client):
    make_tuition()
    spreadsheet = check(client, "tuition", {})
    Spreadsheet.objects.update(state="checking", columns=["number"] * 18)
    spreadsheet.rows.update(outcome="")

    with pytest.raises(KeyError, match="program"):
        check_some(spreadsheet)


@pytest.mark.parametrize(
    ("typed", "about"),
    [("nowhere/ms", "nowhere/ms"), ("", "No program and no institution")],
)
def test_page_names_what_a_wrong_row_is_about(client, typed, about):
    make_deadline()
    spreadsheet = check(client, "deadlines", {"program": typed})

    (shown,) = client.get(spreadsheet.get_absolute_url()).context["rows"]

    assert (shown.about, shown.differences) == (about, ())


def test_page_of_programs_says_what_differs(client):
    make_program(audience=["Nurses"])
    spreadsheet = check(client, "programs", {"audience": "Nurses; physicians"})

    (shown,) = client.get(spreadsheet.get_absolute_url()).context["rows"]

    (cell,) = shown.differences
    assert (cell.column, cell.old, cell.new) == (
        "audience",
        "Nurses",
        "Nurses, physicians",
    )


def test_check_again_sees_the_catalog_of_now(client):
    price = make_tuition()
    spreadsheet = check(client, "tuition", {"amount": "500"})
    Tuition.objects.filter(pk=price.pk).update(amount=500)

    client.post(reverse("admin:desk_spreadsheet_check_again", args=[spreadsheet.pk]))
    check_some(spreadsheet)

    assert outcomes(spreadsheet) == ["same"]


def test_check_again_leaves_alone_what_drafts_were_made_of(client):
    make_tuition()
    spreadsheet = check(client, "tuition", {"amount": "500"})
    Spreadsheet.objects.update(state="drafted")

    check_again(spreadsheet)

    assert outcomes(spreadsheet) == ["changed"]
