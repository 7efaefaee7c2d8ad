"""What each row of an upload would change, and what is wrong in it, in words."""

import csv
from html import unescape
from io import StringIO

import pytest
from django.urls import reverse

from desk.models import Spreadsheet
from desk.spreadsheets import resources
from desk.spreadsheets.checking import check_again, check_some
from programs.models import Source, Tuition
from tests.desk.people import make_staff
from tests.desk.spreadsheets.files import (
    checked,
    downloaded,
    errors,
    outcomes,
    workbook,
    written,
)
from tests.desk.test_drafting import propose_price
from tests.factories import (
    make_accreditation,
    make_deadline,
    make_institution,
    make_outcome,
    make_program,
    make_source,
    make_tuition,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uploader(client):
    person = make_staff("Data manager")
    client.force_login(person)
    return person


def check(client, kind, *typed):
    """Download a table, type into its rows one by one, upload it and check it."""
    rows = downloaded(client, kind)
    rows += [{} for _ in typed[len(rows) :]]
    rows = [row | more for row, more in zip(rows, typed, strict=True)]
    return checked(client, kind, written(rows))


def wrong_in(client, kind, **typed):
    """Say what is wrong if this is typed into the only row of a table."""
    (found,) = errors(check(client, kind, typed))
    return found


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


def test_same_number_twice_is_refused(client):
    make_tuition()
    (row,) = downloaded(client, "tuition")

    spreadsheet = checked(client, "tuition", written([row, row | {"amount": "1"}]))

    assert outcomes(spreadsheet) == ["same", "wrong"]
    assert errors(spreadsheet)[0][3] == "Row 2 is about the same row of the catalog."


def test_unchanged_row_may_be_there_twice(client):
    make_tuition()
    (row,) = downloaded(client, "tuition")

    assert outcomes(checked(client, "tuition", written([row, row]))) == ["same", "same"]


def test_two_new_rows_that_say_the_same_are_refused(client):
    make_tuition()
    (row,) = downloaded(client, "tuition")
    new = row | {"number": "", "residency": "resident"}

    spreadsheet = checked(client, "tuition", written([new, new | {"amount": "5"}]))

    assert [error[3] for error in errors(spreadsheet)] == [
        "Row 3 says the same thing. Keep one of them.",
        "Row 2 says the same thing. Keep one of them.",
    ]


def test_new_row_that_the_catalog_has_is_refused(client):
    price = make_tuition()

    found = wrong_in(client, "tuition", number="", amount="5")

    assert found == (2, "", "", resources.TWICE.format(number=price.pk))


def test_row_with_an_open_draft_is_refused_unless_it_is_the_same(client, uploader):
    price = make_tuition()
    make_tuition(program=price.program, residency="resident")
    client.force_login(make_staff("Editor"))
    propose_price(client, price, amount="21500")
    client.force_login(uploader)

    spreadsheet = check(client, "tuition", {}, {"amount": "1"})

    assert outcomes(spreadsheet) == ["same", "wrong"]
    assert errors(spreadsheet)[0][3].startswith(f"{price.program} has an open draft.")


def test_existing_source_is_found_by_address_and_title(client):
    make_tuition()
    source = make_source(url="https://college.example/fees", title="Fees", as_of="2026")

    spreadsheet = check(
        client,
        "tuition",
        {
            "source_address": source.url,
            "source_title": source.title,
            "source_as_of": "",
            "source_publisher": "",
            "source_kind": "",
        },
    )

    assert spreadsheet.rows.get().after == {"source_id": source.pk}


NEW_SOURCE = {
    "source_address": "https://college.example/new",
    "source_title": "New fees",
    "source_as_of": "2026-27",
    "source_publisher": "Example College",
    "source_kind": "institution",
}


def test_new_source_is_shown_and_not_made_yet(client):
    make_tuition()

    spreadsheet = check(client, "tuition", NEW_SOURCE)

    assert Source.objects.count() == 1
    assert spreadsheet.rows.get().new_source["title"] == "New fees"
    page = client.get(spreadsheet.get_absolute_url())
    assert "New fees (a new source)" in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"source_title": ""}, "A source needs its address and its title."),
        ({"source_title": "New"}, "has another publisher"),
        ({"source_publisher": "", "source_title": "New"}, "To add it, fill in"),
        ({"source_address": "no address", "source_title": "x"}, "Enter a valid URL."),
        ({"source_publisher": "Somebody"}, "has this source with another publisher"),
        ({"source_kind": "press"}, "has this source with another kind"),
        ({"source_kind": "rumor"}, "“rumor” is none of"),
    ],
)
def test_source_that_cannot_be_told_is_refused(client, typed, message):
    make_tuition()
    if message == "has another publisher":
        typed, message = typed | {"source_publisher": ""}, "To add it, fill in"

    _, column, _, text = wrong_in(client, "tuition", **typed)

    assert column == "source_address"
    assert message in text


def test_source_with_several_dates_has_to_be_told(client):
    make_tuition(source=make_source(as_of="2024-25"))
    make_source(as_of="2025-26")

    assert "Say in source_as_of" in wrong_in(client, "tuition", source_as_of="")[3]


def test_row_without_a_source_is_refused(client):
    make_tuition()
    blank = dict.fromkeys(NEW_SOURCE, "")

    found = wrong_in(client, "tuition", **blank)

    assert found[:2] == (2, "source_address")
    assert found[3] == resources.MISSING


def test_new_source_that_rows_describe_differently_is_refused(client):
    price = make_tuition()
    make_tuition(program=price.program, residency="resident")

    spreadsheet = check(
        client, "tuition", NEW_SOURCE, NEW_SOURCE | {"source_publisher": "Other"}
    )

    texts = [error[3] for error in errors(spreadsheet)]
    assert texts[0].startswith("The catalog has this source with another publisher")


def test_new_source_that_steps_describe_differently_is_refused(client, monkeypatch):
    monkeypatch.setattr("desk.spreadsheets.checking.STEP", 1)
    price = make_tuition()
    make_tuition(program=price.program, residency="resident")

    spreadsheet = check(
        client, "tuition", NEW_SOURCE, NEW_SOURCE | {"source_publisher": "Other"}
    )

    assert outcomes(spreadsheet) == ["wrong", "wrong"]
    assert errors(spreadsheet)[0][3].startswith("Another row gives this new source")


def test_program_is_found_by_its_address(client):
    program = make_program(delivery=["campus"], minimum_gpa="3.00")

    spreadsheet = check(
        client, "programs", {"delivery": "Campus; online", "minimum_gpa": "3,25"}
    )

    row = spreadsheet.rows.get()
    assert row.program == program
    assert row.after == {"delivery": ["campus", "online"], "minimum_gpa": "3.25"}


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("example-college", resources.NO_ADDRESS),
        ("nowhere/ms", resources.NO_INSTITUTION.format(slug="nowhere")),
        ("example-college/no slug!", "Enter a valid “slug”"),
        ("=1", "This is a formula"),
    ],
)
def test_new_program_needs_an_address(client, address, message):
    make_program()

    _, column, value, text = wrong_in(client, "programs", program=address)

    assert (column, value) == ("program", address)
    assert message in text


def test_new_institution_is_a_new_row(client):
    make_institution(source=make_source())
    (row,) = downloaded(client, "institutions")
    new = row | {"institution": "new-college", "name": "New College"}

    spreadsheet = checked(client, "institutions", written([new]))

    staged = spreadsheet.rows.get()
    assert (staged.outcome, staged.institution) == ("new", None)
    assert staged.after["slug"] == "new-college"


def test_institution_has_a_source_in_its_row(client):
    institution = make_institution(source=make_source())
    other = make_source(title="New fees", url=NEW_SOURCE["source_address"], as_of="")
    typed = {"source_as_of": "", "source_publisher": "", "checked_on": "2026-11-23"}

    row = check(
        client, "institutions", NEW_SOURCE | typed | {"city": "Ames"}
    ).rows.get()

    assert (row.institution, row.new_source, row.citings) == (institution, None, {})
    assert row.after == {
        "city": "Ames",
        "source_id": other.pk,
        "checked_on": "2026-11-23",
    }


def test_unitid_of_another_institution_is_refused(client):
    make_institution(unitid=228778, source=make_source())
    make_institution(slug="other", name="Other", source=make_source())

    spreadsheet = check(client, "institutions", {}, {"unitid": "228778"})

    assert "with this UNITID already exists" in errors(spreadsheet)[0][3]


def test_unitid_that_two_rows_give_in_different_steps_is_refused(client, monkeypatch):
    monkeypatch.setattr("desk.spreadsheets.checking.STEP", 1)
    make_institution(source=make_source())
    make_institution(slug="other", name="Other", source=make_source())

    spreadsheet = check(
        client, "institutions", {"unitid": "228778"}, {"unitid": "228778"}
    )

    assert [error[3] for error in errors(spreadsheet)] == [
        "Row 3 has the same UNITID.",
        "Row 2 has the same UNITID.",
    ]


def test_region_that_its_country_does_not_have_is_refused(client):
    make_institution(source=make_source())

    _, column, _, text = wrong_in(client, "institutions", region="ZZ")

    assert column == "region"
    assert "US has no region ZZ" in text


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
