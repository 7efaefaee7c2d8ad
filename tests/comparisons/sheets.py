"""Sheets of two programs, made without a database."""

from datetime import date
from typing import Any

from comparisons.sheet import (
    Sheet,
    SheetCell,
    SheetColumn,
    SheetGroup,
    SheetLine,
    SheetRow,
    SheetSource,
)

CHECKED_ON = date(2026, 11, 22)


def make_line(text="12 months", **about):
    values: dict[str, Any] = {"text": text, "sources": (1,)} | about
    return SheetLine(**values)


def make_cell(*texts, state="", value=None):
    return SheetCell(state, tuple(map(make_line, texts)), value)


def make_column(name="MS Health Informatics", **about):
    values: dict[str, Any] = {
        "institution": "Example College",
        "path": "example-college/ms",
    } | about
    return SheetColumn(name=name, **values)


def make_row(*cells, **about):
    values: dict[str, Any] = {
        "label": "Length, full-time",
        "symbol": "≠",
        "mark": "different",
        "remark": "",
        "note": "",
    }
    return SheetRow(cells=cells, **(values | about))


def make_group(*rows, **about):
    values: dict[str, Any] = {"title": "Key facts", "remark": "", "quiet": ()} | about
    return SheetGroup(rows=rows, **values)


def make_source(number=1, **about):
    values: dict[str, Any] = {
        "title": "Program page",
        "publisher": "Example College",
        "kind": "institution",
        "as_of": "2025-26",
        "checked_on": CHECKED_ON,
        "url": "https://college.example/ms",
        "is_press": False,
    }
    return SheetSource(number=number, **(values | about))


def make_sheet(*groups, **about):
    values: dict[str, Any] = {
        "title": "Two programs side by side",
        "prepared_on": date(2026, 11, 26),
        "version": "1.2.3",
        "newest_check": CHECKED_ON,
        "who": "non-residents",
        "only_different": False,
        "age": "",
        "address": "https://preceptor.example/compare/",
        "columns": (make_column(), make_column("MPH Epidemiology")),
        "sources": (make_source(),),
    }
    return Sheet(groups=groups, **(values | about))


def make_sheet_of(*cells):
    """Make a sheet of one row with these cells, one for each of two programs."""
    return make_sheet(make_group(make_row(*cells)))
