"""Files as spreadsheets write them, and uploads of them."""

import csv
from io import BytesIO, StringIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from desk.models import Spreadsheet
from desk.spreadsheets.checking import check_some

UPLOAD = "admin:desk_spreadsheet_add"
NEW_SOURCE = {
    "source_address": "https://college.example/new",
    "source_title": "New fees",
    "source_as_of": "2026-27",
    "source_publisher": "Example College",
    "source_kind": "institution",
}


def downloaded(client, kind, **filters):
    """Give the rows of a table as it is downloaded, as dictionaries of texts."""
    response = client.get(reverse("admin:desk_spreadsheet_csv", args=[kind]), filters)
    text = b"".join(response).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def written(rows, *, separator=","):
    """Write rows, which are dictionaries, as the text of a CSV file."""
    text = StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def workbook(rows, title="Sheet1"):
    """Write rows, which are lists, as the bytes of a workbook."""
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def cells_of(content):
    """Give the rows of a downloaded workbook as lists of typed values."""
    sheet = load_workbook(BytesIO(content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def upload(client, kind, content, name="table.csv"):
    """Send a file, a text as UTF-8, as the form of the admin does."""
    content = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile(name, content)
    return client.post(reverse(UPLOAD), {"kind": kind, "file": file})


def checked(client, kind, content):
    """Upload a file and check all its rows; give the upload."""
    response = upload(client, kind, content)
    assert response.status_code == 302, response.context["form"].errors
    spreadsheet = Spreadsheet.objects.get()
    while spreadsheet.state == "checking":
        check_some(spreadsheet)
        spreadsheet.refresh_from_db()
    return spreadsheet


def outcomes(spreadsheet):
    return [row.outcome for row in spreadsheet.rows.all()]


def errors(spreadsheet):
    """Give all that is wrong as tuples of row, column, value and message."""
    return [
        (row.number, error["column"], error["value"], error["text"])
        for row in spreadsheet.rows.all()
        for error in row.errors
    ]


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
