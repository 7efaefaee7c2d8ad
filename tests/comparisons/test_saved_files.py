import csv
import io

import openpyxl
import pytest
import time_machine
from pypdf import PdfReader

from comparisons.pdf import DESKS
from programs.models import Program
from tests.comparisons.kept import MARCH, save_in_march
from tests.factories import make_program, make_user

pytestmark = pytest.mark.django_db
REMARK = "=Call Ms. Lee."


@pytest.fixture
def reader(client):
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def saved(reader):
    programs = [make_program(gre_policy="optional"), make_program(name="Clinical AI")]
    saved = save_in_march(reader, *programs, name="For my chief")
    saved.columns.filter(position=0).update(remark=REMARK)
    Program.objects.filter(pk=programs[0].pk).update(gre_policy="required")
    return saved


def text_of(response, ending):
    """Give all text of a file, cell by cell or sheet by sheet."""
    if ending == "csv":
        rows = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
        return " ".join(cell for row in rows for cell in row)
    content = io.BytesIO(response.content)
    if ending == "pdf":
        pages = PdfReader(content).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())
    book = openpyxl.load_workbook(content)
    return " ".join(str(c) for s in book for row in s.values for c in row if c)


each_ending = pytest.mark.parametrize("ending", ["pdf", "csv", "xlsx"])


@each_ending
def test_a_file_has_the_facts_of_today_and_nothing_private(client, saved, ending):
    response = client.get(f"/comparisons/{saved.pk}/{ending}/")

    text = text_of(response, ending)
    assert "Required" in text
    assert "Ms. Lee" not in text
    assert "For my chief" not in text
    assert "no-store" in response["Cache-Control"]


@each_ending
def test_a_file_has_the_remarks_if_they_are_asked_for(client, saved, ending):
    response = client.get(f"/comparisons/{saved.pk}/{ending}/", {"remarks": "yes"})

    assert "Call Ms. Lee." in text_of(response, ending)


@each_ending
def test_a_file_of_the_kept_facts_says_how_old_they_are(client, saved, ending):
    with time_machine.travel(MARCH.replace(month=6), tick=False):
        response = client.get(f"/comparisons/{saved.pk}/{ending}/", {"as": "saved"})

    text = text_of(response, ending).replace("\xa0", " ")
    assert "Facts as they stood on March 3, 2026, 3 months ago" in text
    assert "Optional" in text
    assert "Required" not in text


@each_ending
def test_a_withdrawn_program_stays_in_a_file(client, saved, ending):
    Program.objects.filter(name="Clinical AI").update(workflow_state="withdrawn")

    response = client.get(f"/comparisons/{saved.pk}/{ending}/")

    text = text_of(response, ending)
    assert "Clinical AI" in text
    assert "Withdrawn" in text


@each_ending
def test_a_long_list_comes_as_a_file_too(client, reader, ending):
    saved = save_in_march(reader, *(make_program(name=f"AI {n}") for n in range(12)))

    response = client.get(f"/comparisons/{saved.pk}/{ending}/")

    assert "AI 11" in text_of(response, ending)


@each_ending
def test_one_program_has_no_file(client, reader, ending):
    saved = save_in_march(reader, make_program())

    response = client.get(f"/comparisons/{saved.pk}/{ending}/")

    assert response.url == f"/comparisons/{saved.pk}/"


def test_a_sheet_is_refused_while_others_are_made(client, saved):
    with DESKS, DESKS:
        response = client.get(f"/comparisons/{saved.pk}/pdf/")

    assert response.status_code == 503
