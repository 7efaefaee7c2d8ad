"""Reads the cells of a comparison back from its page."""

import html
import re

from tests.comparisons.typeset import packed

ROW = re.compile(r'<tr data-row="([^"]+)".*?>(.*?)</tr>', re.DOTALL)
CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


def cells_of(page):
    """Give the packed text of each cell of each row, by the row's key."""
    return {
        key: [packed(html.unescape(TAG.sub(" ", cell))) for cell in CELL.findall(row)]
        for key, row in ROW.findall(page.text)
    }


def expect_same_values(page, rows, says):
    """Fail when the cells of a file and of the page do not say the same.

    `rows` are the file's cells by group and label; `says` gives the text of one.
    """
    on_page = cells_of(page)
    for group in page.context["comparison"].groups:
        for row in group.rows:
            cells = [says(cell) for cell in rows[group.title, row.label]]
            assert len(cells) == len(on_page[row.key]) == len(row.figures)
            for cell, shown, figure in zip(
                cells, on_page[row.key], row.figures, strict=True
            ):
                texts = [line.text for line in figure.lines if line.text]
                said = texts if figure.is_known else [figure.state_words, *texts]
                assert cell == "; ".join(said)
                assert all(packed(each) in shown for each in said)
        for label in group.unchecked:
            assert says(rows[group.title, label][0]) == "Not yet checked"
