"""Where a row of an upload was read: a known source, or a new one."""

import pytest

from desk.spreadsheets import resources
from programs.models import Source
from tests.desk.spreadsheets.files import (
    NEW_SOURCE,
    check,
    errors,
    outcomes,
    wrong_in,
)
from tests.factories import (
    make_source,
    make_tuition,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploader")]


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
