from datetime import datetime

import pytest
from django.urls import reverse

from desk.models import Spreadsheet
from tests.desk.spreadsheets.files import (
    cells_of,
    checked,
    downloaded,
    outcomes,
)
from tests.factories import (
    make_accreditation,
    make_citation,
    make_deadline,
    make_institution,
    make_outcome,
    make_program,
    make_source,
    make_tuition,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploader")]

FORMULA = '=HYPERLINK("https://evil.example")'


def fill_catalog():
    """Make rows of every table with the values that are hardest to bring back."""
    source = make_source(title="'-Fees", publisher="+A", as_of="@now")
    college = make_institution(
        latitude="30.285", longitude="-97.735", unitid=228778, source=source
    )
    program = make_program(
        institution=college,
        summary="=1+1\nand more ",
        audience=["Nurses; all", 'the "chief"', "-others"],
        delivery=["online", "campus"],
        credits_lowest="36.125",
        credits_highest="1036.5",
        requires_resume=False,
    )
    make_citation(program=program, field="summary", source=source, note=FORMULA)
    make_tuition(program=program, amount="1234.50", note=FORMULA, includes_fees=True)
    make_tuition(program=None, institution=college, state="suppressed", amount=None)
    make_accreditation(program=program, valid_until="2029-06-30")
    make_accreditation(program=program, accreditor=None, status="none-claimed")
    make_deadline(program=program, year=None, source=None, checked_on=None)
    make_outcome(program=program, share_of_field="1.000", value="0.00")
    make_outcome(program=program, cohort="2020", share_of_field="0.125")


@pytest.mark.parametrize("kind", Spreadsheet.Kind.values)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_downloaded_file_differs_in_no_row(client, kind, form):
    fill_catalog()
    response = client.get(reverse(f"admin:desk_spreadsheet_{form}", args=[kind]))

    spreadsheet = checked(client, kind, b"".join(response))

    assert set(outcomes(spreadsheet)) == {"same"}


def test_csv_file_has_a_mark_and_no_formula(client):
    make_tuition(note=FORMULA)

    response = client.get(reverse("admin:desk_spreadsheet_csv", args=["tuition"]))

    content = b"".join(response)
    assert content.startswith(b"\xef\xbb\xbfnumber,program,")
    assert (
        response.headers["Content-Disposition"] == 'attachment; filename="tuition.csv"'
    )
    assert downloaded(client, "tuition")[0]["note"] == f"'{FORMULA}"


def test_workbook_has_real_numbers_and_days_and_no_formula(client):
    price = make_tuition(amount="1234.50", note=FORMULA, includes_fees=None)

    response = client.get(reverse("admin:desk_spreadsheet_xlsx", args=["tuition"]))

    heads, cells = cells_of(b"".join(response))
    row = dict(zip(heads, cells, strict=True))
    assert (row["number"], row["amount"]) == (price.pk, 1234.5)
    assert row["checked_on"] == datetime(2026, 11, 22)  # noqa: DTZ001
    assert row["note"] == f"'{FORMULA}"
    assert row["includes_fees"] is None


def test_lists_filters_narrow_the_file(client):
    make_tuition(residency="any")
    make_tuition(residency="resident")

    rows = downloaded(client, "tuition", residency="resident")

    assert [row["residency"] for row in rows] == ["resident"]


def test_list_links_to_the_file_with_its_filters(client):
    make_tuition()
    listed = reverse("admin:programs_tuition_changelist")

    page = client.get(listed, {"residency": "any"}).content.decode()

    address = reverse("admin:desk_spreadsheet_csv", args=["tuition"])
    assert f"{address}?residency=any" in page


def test_list_without_a_table_has_no_such_link(client):
    page = client.get(reverse("admin:programs_source_changelist")).content.decode()

    assert "Download as CSV" not in page


def test_unknown_table_is_not_there(client):
    address = reverse("admin:desk_spreadsheet_csv", args=["teachers"])

    assert client.get(address).status_code == 404


def test_file_of_an_unknown_filter_is_not_there(client):
    address = reverse("admin:desk_spreadsheet_csv", args=["tuition"])

    assert client.get(address, {"teacher": "1"}).status_code == 404


def test_table_is_for_those_who_see_the_list(client, uploader):
    uploader.groups.clear()

    address = reverse("admin:desk_spreadsheet_xlsx", args=["tuition"])
    assert client.get(address).status_code == 403


@pytest.mark.parametrize("kind", Spreadsheet.Kind.values)
def test_number_of_queries_does_not_grow(client, kind, django_assert_max_num_queries):
    for number in range(5):
        college = make_institution(slug=f"college-{number}")
        program = make_program(institution=college)
        make_tuition(program=program)
        make_accreditation(program=program)
        make_deadline(program=program)
        make_outcome(program=program)

    with django_assert_max_num_queries(9):
        rows = downloaded(client, kind)

    assert len(rows) == 5
