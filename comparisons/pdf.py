"""Sets the sheet of a comparison in type: a tagged PDF, by typst from sheet.typ."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

import segno
import typst

from comparisons.lettering import bending, cleaned, drawn, fonts, undrawable
from comparisons.paper import Paper
from comparisons.sheet import (
    Sheet,
    SheetCell,
    SheetGroup,
    SheetLine,
    SheetRow,
    SheetSource,
)
from programs.formatting import day

TEMPLATE = Path(__file__).with_name("sheet.typ").read_bytes()
PATIENCE = 0.2  # seconds; about as long as one sheet takes
# Of the four requests that a process answers at a time, two may be for a sheet.
DESKS = BoundedSemaphore(2)


class PressBusyError(Exception):
    """As many sheets as may be set at a time are being set already."""


def set_sheet(sheet: Sheet, paper: Paper) -> bytes:
    """Make the PDF of a sheet: landscape, tagged (PDF/UA-1), the same every time.

    Raises PressBusyError when other sheets keep it waiting.
    """
    words = _in_letters(_words(sheet))
    words |= {"paper": f"{'us-' * (paper == Paper.LETTER)}{paper}"}
    words |= {"address": sheet.address, "qr": _qr(sheet.address)}
    if not DESKS.acquire(timeout=PATIENCE):
        raise PressBusyError
    try:
        return _compile(words, sheet)
    finally:
        DESKS.release()


def _compile(words: dict[str, Any], sheet: Sheet) -> bytes:
    moment = datetime.combine(sheet.prepared_on, time(), UTC)
    return typst.compile(
        TEMPLATE,
        font_paths=fonts(),
        format="pdf",
        sys_inputs={"sheet": json.dumps(words)},
        pdf_standards="ua-1",
        timestamp=moment,
    )


def _qr(address: str) -> str:
    """Draw the code; one fixed mask, as trying all eight takes 20 ms."""
    drawing = BytesIO()
    code = segno.make(address, error="l", mask=3, micro=False)
    code.save(drawing, kind="svg", border=0, omitsize=True, xmldecl=False)
    return drawing.getvalue().decode()


def _in_letters(words: dict[str, Any]) -> dict[str, Any]:
    """Put every text into letters that fonts have and words that fit the columns."""
    seen = _each_text(words, cleaned)
    missing = undrawable(_texts(seen))
    lettered = _each_text(seen, lambda text: bending(drawn(text, missing)))
    return {**lettered, "has-brackets": bool(missing)}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _each_text(each, change) for key, each in value.items()}
    if isinstance(value, list):
        return [_each_text(each, change) for each in value]
    return value


def _words(sheet: Sheet) -> dict[str, Any]:
    prepared = f"prepared on {day(sheet.prepared_on)}"
    return {
        "title": sheet.title,
        "standing": sheet.standing,
        "footer": f"{sheet.title} · {prepared} · data version {sheet.version}",
        "address-words": sheet.address,
        "has-remarks": bool(sheet.remarks),
        "columns": [vars(column) for column in sheet.columns],
        "groups": [_group(group, sheet) for group in sheet.groups],
        "sources": [_source(source) for source in sheet.sources],
    }


def _group(group: SheetGroup, sheet: Sheet) -> dict[str, Any]:
    return {
        "title": group.title,
        "remark": group.remark,
        "rows": [_row(row, sheet) for row in group.rows],
        "closing": _closing(group),
    }


def _closing(group: SheetGroup) -> str:
    quiet = ", ".join(group.quiet)
    if quiet == group.title:
        return "Not yet checked for any of these."
    if quiet:
        return f"Not yet checked for any of these: {quiet}."
    return "" if group.rows else "None on record for any of these."


def _row(row: SheetRow, sheet: Sheet) -> dict[str, Any]:
    return {
        "label": row.label,
        "symbol": row.symbol,
        "mark": row.marked,
        "note": row.note,
        "cells": [_cell(cell, sheet) for cell in row.cells],
        "size": max(_size(cell) for cell in row.cells) + len(row.note),
    }


def _size(cell: SheetCell) -> int:
    """Count the letters of a cell; a line of its own is counted as forty."""
    return sum(40 + len(line.text) + len(line.note) for line in cell.lines)


def _cell(cell: SheetCell, sheet: Sheet) -> dict[str, Any]:
    """Name sources that all lines share once, at the end, as the page does."""
    shared = {line.sources for line in cell.lines}
    is_once = not cell.state and len(cell.lines) > 1 and len(shared) == 1
    return {
        "state": cell.state,
        "lines": [_line(line, sheet, is_bare=is_once) for line in cell.lines],
        "all-from": _numbers(cell.lines[0], sheet) if is_once else [],
    }


def _line(line: SheetLine, sheet: Sheet, *, is_bare: bool) -> dict[str, Any]:
    return {
        "text": line.text,
        "year": line.year,
        "note": line.note,
        "origin": line.origin,
        "sources": [] if is_bare else _numbers(line, sheet),
    }


def _numbers(line: SheetLine, sheet: Sheet) -> list[str]:
    sources = [sheet.sources[number - 1] for number in line.sources]
    return [f"{each.number}{' press' * each.is_press}" for each in sources]


def _source(source: SheetSource) -> dict[str, Any]:
    return {
        "number": str(source.number),
        "title": source.title,
        "publisher": source.publisher,
        "kind": source.kind,
        "dated": source.dated,
        "checked": source.checked,
        "url": source.url,
        "url-words": source.url,
    }
