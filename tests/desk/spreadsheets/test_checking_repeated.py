"""Rows that say what another row, the catalog or an open draft says already."""

import pytest

from desk.spreadsheets import resources
from tests.desk.people import make_staff
from tests.desk.spreadsheets.files import (
    check,
    checked,
    downloaded,
    errors,
    outcomes,
    written,
    wrong_in,
)
from tests.desk.test_drafting import propose_price
from tests.factories import (
    make_tuition,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploader")]


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
