"""Rows of an upload that are programs and institutions themselves."""

import pytest

from desk.spreadsheets import resources
from tests.desk.spreadsheets.files import (
    NEW_SOURCE,
    check,
    checked,
    downloaded,
    errors,
    written,
    wrong_in,
)
from tests.factories import (
    make_institution,
    make_program,
    make_source,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploader")]


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
