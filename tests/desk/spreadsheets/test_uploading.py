"""Taking a file in: who may, what its headings have to be, and what is kept."""

import pytest
from django.urls import reverse

from desk.models import Spreadsheet, SpreadsheetRow
from desk.spreadsheets import forms
from tests.desk.people import make_staff
from tests.desk.spreadsheets.files import (
    UPLOAD,
    checked,
    downloaded,
    upload,
    written,
)
from tests.factories import make_deadline, make_tuition

pytestmark = pytest.mark.django_db


def refusal_of(client, kind, content):
    response = upload(client, kind, content)
    assert not Spreadsheet.objects.exists()
    assert response.status_code == 200
    return " ".join(response.context["form"].errors["file"])


def test_rows_are_kept_and_the_file_is_not(client, uploader):
    make_deadline(note="Rolling")
    rows = downloaded(client, "deadlines")

    response = upload(client, "deadlines", written(rows), name="anything.bin")

    spreadsheet = Spreadsheet.objects.get()
    row = spreadsheet.rows.get()
    assert response.headers["Location"] == spreadsheet.get_absolute_url()
    assert (spreadsheet.uploaded_by, spreadsheet.row_count) == (uploader, 1)
    assert spreadsheet.columns == list(rows[0])
    assert (row.number, row.outcome) == (2, "")
    assert row.cells[spreadsheet.columns.index("note")] == "Rolling"


def test_order_and_capitals_of_headings_do_not_matter(client, uploader):
    make_deadline()
    (row,) = downloaded(client, "deadlines")
    turned = {name.upper().replace("_", " "): row[name] for name in reversed(row)}

    upload(client, "deadlines", written([turned], separator=";"))

    assert Spreadsheet.objects.get().columns == list(reversed(row))


def test_wrong_headings_are_all_named_at_once(client, uploader):
    make_deadline()
    (row,) = downloaded(client, "deadlines")
    del row["day"], row["month"]
    text = written([row | {"tag": "15", "": "x"}])

    refusal = refusal_of(client, "deadlines", text.replace("note", "term"))

    assert "These columns are missing: month, day, note." in refusal
    assert "These columns are not known: tag." in refusal
    assert "These columns are there twice: term." in refusal
    assert "A column between others has no heading." not in refusal  # it is the last


def test_heading_that_is_blank_between_others_is_refused(client, uploader):
    make_deadline()
    (row,) = downloaded(client, "deadlines")
    first, *others = row

    refusal = refusal_of(client, "deadlines", f"{first},,{','.join(others)}\n1,,2\n")

    assert refusal.startswith("A column between others has no heading.")


@pytest.mark.parametrize(
    ("rows", "why"),
    [("", "no row below them"), ("\n" + "x," * 14 + "x", "Row 3 has more cells")],
)
def test_file_without_rows_or_with_wider_ones_is_refused(client, uploader, rows, why):
    make_deadline()
    (row,) = downloaded(client, "deadlines")

    assert why in refusal_of(client, "deadlines", ",".join(row) + "\n" + rows)


def test_empty_and_large_files_are_refused(client, uploader, monkeypatch):
    assert refusal_of(client, "tuition", "") == "The file is empty."
    monkeypatch.setattr(forms, "MAX_BYTES", 3)
    assert refusal_of(client, "tuition", "number") == forms.TOO_LARGE


def test_form_without_a_file_says_so(client, uploader):
    response = client.post(reverse(UPLOAD), {"kind": "tuition"})

    assert response.context["form"].errors.keys() == {"file"}
    assert response.context["form"]["kind"].value() == "tuition"


@pytest.mark.parametrize("group", ["Editor", "Reviewer"])
def test_only_data_managers_upload(client, group):
    client.force_login(make_staff(group))

    assert client.get(reverse(UPLOAD)).status_code == 403
    assert upload(client, "tuition", "number\n1\n").status_code == 403
    assert not Spreadsheet.objects.exists()


def test_form_explains_the_tables(client, uploader):
    response = client.get(reverse(UPLOAD))

    assert reverse("admin:desk_spreadsheet_xlsx", args=["tuition"]) in str(
        response.content
    )


@pytest.mark.parametrize("act", ["check", "check_again", "draft"])
def test_nobody_else_carries_on_an_upload(client, uploader, act):
    make_tuition()
    spreadsheet = checked(client, "tuition", written(downloaded(client, "tuition")))
    address = reverse(f"admin:desk_spreadsheet_{act}", args=[spreadsheet.pk])
    assert client.post(address).status_code == 302

    client.force_login(make_staff("Data manager", email="other@example.org"))
    assert client.post(address).status_code == 404
    client.force_login(make_staff("Reviewer"))
    assert client.post(address).status_code == 403
    assert client.get(spreadsheet.get_absolute_url()).status_code == 200
    client.force_login(make_staff("Editor"))
    assert client.get(spreadsheet.get_absolute_url()).status_code == 403


def test_check_goes_on_step_by_step(client, uploader, monkeypatch):
    monkeypatch.setattr("desk.spreadsheets.checking.STEP", 2)
    price = make_tuition()
    for year in ("2023-24", "2024-25"):
        make_tuition(program=price.program, academic_year=year)
    upload(client, "tuition", written(downloaded(client, "tuition")))
    spreadsheet = Spreadsheet.objects.get()
    address = reverse("admin:desk_spreadsheet_check", args=[spreadsheet.pk])

    first = client.post(address, follow=True)
    second = client.post(address, follow=True)

    assert (first.context["checked"], first.context["spreadsheet"].state) == (
        2,
        "checking",
    )
    assert b'max="3"' in first.content
    assert second.context["spreadsheet"].state == "checked"
    assert second.context["counts"]["same"] == 3
    assert b"No row differs from the catalog" in second.content


def test_step_of_a_checked_upload_does_nothing(client, uploader):
    make_tuition()
    spreadsheet = checked(client, "tuition", written(downloaded(client, "tuition")))

    client.post(reverse("admin:desk_spreadsheet_check", args=[spreadsheet.pk]))

    spreadsheet.refresh_from_db()
    assert spreadsheet.state == "checked"


def test_old_uploads_are_forgotten(client, uploader):
    make_tuition()
    spreadsheet = checked(client, "tuition", written(downloaded(client, "tuition")))
    Spreadsheet.objects.update(uploaded_at="2026-01-01T00:00Z", state="drafted")

    assert Spreadsheet.objects.forget_old() == 1

    assert Spreadsheet.objects.get() == spreadsheet
    assert not SpreadsheetRow.objects.exists()
    Spreadsheet.objects.update(state="checked")
    Spreadsheet.objects.forget_old()
    assert not Spreadsheet.objects.exists()


def test_recent_uploads_are_kept(client, uploader):
    make_tuition()
    checked(client, "tuition", written(downloaded(client, "tuition")))

    assert Spreadsheet.objects.forget_old() == 0
    assert SpreadsheetRow.objects.count() == 1


def test_list_of_uploads_asks_few_queries(
    client, uploader, django_assert_max_num_queries
):
    for _ in range(10):
        Spreadsheet.objects.create(kind="tuition", uploaded_by=uploader)

    with django_assert_max_num_queries(8):
        response = client.get(reverse("admin:desk_spreadsheet_changelist"))

    assert response.context["cl"].result_count == 10


def test_page_of_an_upload_asks_few_queries(
    client, uploader, django_assert_max_num_queries
):
    for year in range(10, 20):
        make_tuition(academic_year=f"20{year}-{year + 1}", note=f"Note {year}")
    rows = downloaded(client, "tuition")
    changed = [row | {"source_title": "Fees", "note": ""} for row in rows]
    spreadsheet = checked(client, "tuition", written(changed))

    with django_assert_max_num_queries(10):
        response = client.get(spreadsheet.get_absolute_url())

    assert len(response.context["rows"]) == 10


@pytest.mark.parametrize("kind", Spreadsheet.Kind.values)
def test_columns_are_explained_under_their_headings(client, uploader, kind):
    response = client.get(reverse("admin:desk_spreadsheet_columns", args=[kind]))

    table = client.get(reverse("admin:desk_spreadsheet_csv", args=[kind]))
    heads = b"".join(table).decode("utf-8-sig").strip().split(",")
    names, expected = zip(*response.context["columns"], strict=True)
    assert list(names) == heads
    assert all(expected)


def test_columns_are_explained_in_the_words_of_the_form(client, uploader):
    response = client.get(reverse("admin:desk_spreadsheet_columns", args=["tuition"]))

    assert "What one amount buys." in response.content.decode()
    unknown = reverse("admin:desk_spreadsheet_columns", args=["teachers"])
    assert client.get(unknown).status_code == 404
