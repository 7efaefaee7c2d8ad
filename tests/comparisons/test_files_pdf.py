from datetime import date

import pytest
import time_machine

from comparisons.forms import CompareForm
from comparisons.pdf import DESKS
from comparisons.sheet import make_sheet
from comparisons.side_by_side import lay_side_by_side
from tests.comparisons.compared import make_compared
from tests.comparisons.typeset import (
    packed,
    packed_page,
    packed_text,
    pieces_of,
    read_pdf,
)
from tests.factories import make_program
from tests.pages import text_of

URL = "/compare/pdf/"
SIZES = {"a4": (841.9, 595.3), "letter": (792, 612)}  # points, on its side
MARGIN = 28  # points; the pages set 12 mm at the sides, 11 mm at the top
pytestmark = pytest.mark.django_db


def get(client, programs, **query):
    return client.get(URL, {"program": [each.path for each in programs], **query})


def sheet_of(programs):
    wanted = CompareForm({}).wanted()
    side_by_side = lay_side_by_side(programs, wanted, date(2026, 11, 26))
    return make_sheet(
        side_by_side, date(2026, 11, 26), "https://preceptor.example/c", "1.2.3"
    )


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("columns", [2, 3, 4, 5])
def test_pdf_has_every_column_row_mark_and_source(client, columns, paper):
    programs = make_compared(columns)
    sheet = sheet_of(programs)

    response = get(client, programs, paper=paper)

    reader = read_pdf(response.content)
    text = packed_text(reader)
    for column in sheet.columns:
        assert packed(column.name) in text
        assert packed(column.institution) in text
        assert packed(column.review) in text
    for group in sheet.groups:
        assert packed(group.title.upper()) in text
        assert all(packed(label) in text for label in group.quiet)
        for row in group.rows:
            assert packed(f"{row.label}{row.symbol}{row.marked}") in text
            assert all(packed(each) in text for c in row.cells for each in c.texts)
    for source in sheet.sources:
        assert packed(f"{source.title}. {source.publisher}, {source.kind}") in text
        assert packed(f"{source.dated} · {source.checked}. {source.url}") in text


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("columns", [2, 3, 4, 5])
def test_pdf_is_legible_and_inside_the_page(client, columns, paper):
    programs = make_compared(columns)

    reader = read_pdf(get(client, programs, paper=paper).content)

    width, height = SIZES[paper]
    for page in reader.pages:
        assert float(page.mediabox.width) == pytest.approx(width, abs=0.5)
        assert float(page.mediabox.height) == pytest.approx(height, abs=0.5)
        for piece in pieces_of(page):
            assert piece.size >= 8.99
            assert piece.left > MARGIN
            assert piece.right < width - MARGIN
            assert MARGIN / 2 < piece.line < height - MARGIN


def test_pdf_repeats_the_heads_and_numbers_its_pages(client):
    programs = make_compared(5)
    sheet = sheet_of(programs)

    pages = read_pdf(get(client, programs, paper="a4").content).pages

    for number, page in enumerate(pages, start=1):
        text = packed_page(page)
        assert f"Page{number}of{len(pages)}" in text
        if "≠" in text or "cannottell" in text:
            assert all(packed(column.name) in text for column in sheet.columns)


def test_pdf_leads_from_each_mark_to_its_source(client):
    programs = make_compared(3)
    sheet = sheet_of(programs)

    reader = read_pdf(get(client, programs).content)

    cells = [cell for g in sheet.groups for row in g.rows for cell in row.cells]
    named = {number for cell in cells for line in cell.lines for number in line.sources}
    links = [
        note.get_object() for page in reader.pages for note in page.get("/Annots", [])
    ]
    inside = {str(link["/Dest"]) for link in links if "/Dest" in link}
    assert named == {source.number for source in sheet.sources}
    assert len(inside) == len(named)


def test_pdf_is_tagged_and_says_its_title_and_language(client):
    reader = read_pdf(get(client, make_compared(2)).content)

    catalog = reader.trailer["/Root"]
    metadata = catalog["/Metadata"].get_data().decode()
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "en-US"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Two programs side by side"
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert _tags(catalog["/StructTreeRoot"]) >= {"/Table", "/TH", "/TD", "/H1", "/Link"}


def _tags(element):
    """Gather the kinds of all elements of the structure."""
    children = element.get("/K", [])
    children = children if isinstance(children, list) else [children]
    tags = {str(element.get("/S", ""))}
    for child in (each.get_object() for each in children):
        if isinstance(child, dict):
            tags |= _tags(child)
    return tags


@time_machine.travel("2026-11-26 15:00:00", tick=False)
def test_pdf_says_when_for_whom_and_where_it_lives(client):
    programs = make_compared(2)

    response = get(client, programs, residency="resident", paper="a4")

    text = packed_text(read_pdf(response.content))
    prepared = "Prepared on Nov 26, 2026 · prices for residents of the state or country"
    assert packed(prepared) in text
    assert packed("newest check Nov 22, 2026 · data version") in text
    assert packed("http://testserver/compare/?program=example-1/ms-ai") in text
    assert packed("residency=resident") in text


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("It ended.", "Withdrawn from the catalog: It ended."),
        ("", "Withdrawn from the catalog"),
    ],
)
def test_sheet_says_that_a_program_was_withdrawn(reason, words):
    kept = make_program()
    ended = make_program(workflow_state="withdrawn", withdrawn_reason=reason)

    columns = sheet_of([kept, ended]).columns

    assert [column.withdrawn for column in columns] == ["", words]


@time_machine.travel("2026-11-26 15:00:00", tick=False)
def test_pdf_is_a_file_with_a_plain_name_that_search_engines_leave_out(client):
    response = get(client, make_compared(2))

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        'attachment; filename="preceptor-comparison-2026-11-26.pdf"'
    )
    assert response["X-Robots-Tag"] == "noindex"
    assert "Accept-Language" in response["Vary"]


@pytest.mark.parametrize(
    ("languages", "width"),
    [
        ("en-US,en;q=0.9", 792),
        ("fr,es-MX;q=0.7", 792),
        ("en-GB,en-US;q=0.5", 842),
        ("zh-Hant,en", 842),
        ("", 842),
    ],
)
def test_pdf_is_on_the_paper_of_the_readers_country(client, languages, width):
    programs = [make_program(), make_program()]
    paths = [each.path for each in programs]

    response = client.get(
        URL, {"program": paths}, headers={"accept-language": languages}
    )

    page = read_pdf(response.content).pages[0]
    assert round(float(page.mediabox.width)) == width


@pytest.mark.parametrize(
    "change",
    [
        {"program": ["example-1/ms-ai"]},
        {"program": ["example-1/ms-ai", "example-2/ms-ai", "no/such"]},
        {"only": "everything"},
        {"program": []},
    ],
)
@pytest.mark.parametrize("ending", ["pdf", "csv", "xlsx"])
def test_files_lead_to_the_page_when_an_address_needs_a_word(client, ending, change):
    programs = make_compared(2)
    query = {"program": [each.path for each in programs], "paper": "a4"} | change

    response = client.get(f"/compare/{ending}/", query, follow=True)

    (page, status), *more = response.redirect_chain
    assert (page.split("?")[0], status, more) == ("/compare/", 302, [])
    assert "paper" not in page


@pytest.mark.parametrize("ending", ["pdf", "csv", "xlsx"])
def test_files_take_no_more_queries_for_more_programs(
    client, ending, django_assert_num_queries
):
    programs = make_compared(5)
    paths = [each.path for each in programs]

    with django_assert_num_queries(5):
        client.get(f"/compare/{ending}/", {"program": paths})


def test_page_leads_to_the_files_of_what_it_shows(client):
    programs = make_compared(2)
    paths = [each.path for each in programs]

    response = client.get("/compare/", {"program": paths, "residency": "resident"})

    query = "program=example-1/ms-ai&amp;program=example-2/ms-ai&amp;residency=resident"
    text = text_of(response)
    assert f'href="/compare/pdf/?{query}&amp;paper=a4"' in text
    assert f'href="/compare/pdf/?{query}&amp;paper=letter"' in text
    assert f'href="/compare/xlsx/?{query}"' in text
    assert f'href="/compare/csv/?{query}"' in text


def test_page_of_one_program_offers_no_files(client):
    program = make_program()

    response = client.get("/compare/", {"program": program.path})

    assert "/compare/pdf/" not in text_of(response)


def test_pdf_asks_to_come_back_when_too_many_are_being_set(client):
    programs = make_compared(2)

    with DESKS, DESKS:
        response = get(client, programs)

    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert "Many sheets are being made right now" in text_of(response)
    assert get(client, programs).status_code == 200


def test_pdf_says_that_no_row_differs(client):
    programs = [make_program(), make_program()]

    response = get(client, programs, only="differences")

    assert packed("No row is known to differ.") in packed_text(
        read_pdf(response.content)
    )
