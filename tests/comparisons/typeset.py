"""Reads a PDF back: its words, and where each piece of text begins and ends."""

import unicodedata
from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfReader

UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
UNIT = 1000  # parts of an em in which fonts state widths


@dataclass(frozen=True)
class Piece:
    """One piece of text: both ends, the line it stands on and its size, in points."""

    left: float
    right: float
    line: float
    size: float


def read_pdf(body):
    return PdfReader(BytesIO(body))


def packed(text):
    """Drop spaces, hyphens and ligatures, which depend on where lines end."""
    seen = unicodedata.normalize("NFKC", text).translate(UNSEEN)
    return "".join(seen.split()).replace("-", "")


def packed_page(page):
    return packed(page.extract_text())


def packed_text(reader):
    return "".join(map(packed_page, reader.pages))


def pieces_of(page):
    """Give each piece of text on a page, measured with the widths of its font."""
    widths = {name: _widths(font) for name, font in page["/Resources"]["/Font"].items()}
    pieces: list[Piece] = []
    font: list = []

    def visit(operator, operands, matrix, text_matrix):
        if operator == b"Tf":
            font[:] = operands
        if operator == b"TJ":
            width = _width(operands[0], widths[font[0]]) * font[1] / UNIT
            left = matrix[4] + text_matrix[4]
            line = matrix[5] + matrix[3] * text_matrix[5]
            size = font[1] * abs(matrix[3] * text_matrix[3])
            pieces.append(Piece(left, left + width, line, size))

    page.extract_text(visitor_operand_before=visit)
    return pieces


def _widths(font):
    """Read a composite font's widths, which come as first, last, width."""
    numbers = iter(font.get_object()["/DescendantFonts"][0].get_object()["/W"])
    return {
        glyph: float(width)
        for first, last, width in zip(numbers, numbers, numbers, strict=True)
        for glyph in range(first, last + 1)
    }


def _width(operand, widths):
    width = 0.0
    for part in operand:
        if isinstance(part, bytes):
            glyphs = (part[i] * 256 + part[i + 1] for i in range(0, len(part), 2))
            width += sum(widths[glyph] for glyph in glyphs)
        else:
            width -= float(part)
    return width
