"""Print a page and read the paper."""

import unicodedata
from io import BytesIO

from pypdf import PdfReader

SIZES = {"A4": (595, 842), "Letter": (612, 792)}  # points, upright
MARGIN = 25  # points; the pages set 10 mm, which is 28
PIXELS_PER_POINT = 96 / 72


def print_page(page, size):
    """Print a page that is open in the browser; the page itself may turn the paper."""
    pdf = page.pdf(format=size, prefer_css_page_size=True, print_background=False)
    return PdfReader(BytesIO(pdf))


def lay_out_for_paper(page, width):
    """Show the page as on paper of so many points, without the margins."""
    page.emulate_media(media="print")
    inside = (width - 57) * PIXELS_PER_POINT
    page.set_viewport_size({"width": int(inside), "height": 700})


def words_of(text):
    """Join a text into one line, without the ligatures of its typeface."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def text_of(reader):
    return words_of(" ".join(page.extract_text() for page in reader.pages))


def pieces_of(reader):
    """Give every piece of text with its place and its size in points."""
    pieces = []

    def visit(text, matrix, text_matrix, _font, size):
        if text.strip():
            x = matrix[0] * text_matrix[4] + matrix[4]
            y = matrix[3] * text_matrix[5] + matrix[5]
            points = abs(size * text_matrix[0] * matrix[0])
            pieces.append((text.strip(), x, y, points))

    for page in reader.pages:
        page.extract_text(visitor_text=visit)
    return pieces


def expect_legible(reader, width, height):
    """Fail when a piece of text is under 9 points or begins in the margin."""
    pieces = pieces_of(reader)
    assert min(points for _, _, _, points in pieces) >= 8.99
    assert all(MARGIN < x < width - MARGIN for _, x, _, _ in pieces)
    assert all(MARGIN < y < height - MARGIN for _, _, y, _ in pieces)


def expect_addresses(page, reader):
    """Fail when the address of a source on the page is not on paper; count them."""
    text = text_of(reader).replace(" ", "")
    links = page.locator(".sources a").all()
    for number, link in enumerate(links, start=1):
        entry = f"{number}. {link.inner_text()} {link.get_attribute('href')}"
        assert entry.replace(" ", "") in text
    return len(links)


def expect_page_numbers(reader):
    """Fail when a sheet does not say its number and who printed it."""
    for number, sheet in enumerate(reader.pages, start=1):
        text = words_of(sheet.extract_text())
        assert f"Page {number} of {len(reader.pages)}" in text
        assert "Preceptor" in text
