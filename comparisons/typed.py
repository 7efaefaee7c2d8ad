"""Tells which cells of a sheet are one number or one day, so that files can keep it so.

The text stays what pages say: what stands around the number goes into its format.
"""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from time import strptime

from comparisons.sheet import SheetCell
from programs.formatting import day

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
DAY = re.compile(r"[A-Z][a-z]{2} \d{1,2}, \d{4}")
LONGEST = 200  # characters; Excel allows 255 in a format
DAY_FORMAT = "mmm d, yyyy"


@dataclass(frozen=True)
class Typed:
    """A number or a day, and the Excel format that writes the cell's text from it."""

    value: Decimal | date
    format: str


def typed(cell: SheetCell) -> Typed | None:
    """Give the one number or day that a cell holds; None when it holds none or more."""
    text = cell.texts[0] if len(cell.texts) == 1 else ""
    if not cell.state and len(text) < LONGEST:
        return _number(text, cell.value) or _day(text)
    return None


def _number(text: str, value: Hashable) -> Typed | None:
    one = _one(value)
    for found in NUMBER.finditer(text):
        written = Decimal(found[0].replace(",", ""))
        if written == one:
            return Typed(written, _around(text, found, _digits(found[0])))
    return None


def _one(value: Hashable) -> Decimal | None:
    """Give the number that a value is, or a range whose ends are equal, or a list."""
    parts = set(value) if isinstance(value, tuple) else {value}
    one = parts.pop() if len(parts) == 1 else None
    if isinstance(one, bool) or not isinstance(one, int | Decimal):
        return None
    return Decimal(one)


def _day(text: str) -> Typed | None:
    days = DAY.findall(text)
    if len(days) != 1:
        return None
    value = date(*strptime(days[0], "%b %d, %Y")[:3])
    found = re.search(re.escape(day(value)), text)
    return Typed(value, _around(text, found, DAY_FORMAT)) if found else None


def _digits(written: str) -> str:
    whole, _, decimals = written.partition(".")
    pattern = "#,##0" if "," in whole else "0"
    return f"{pattern}.{'0' * len(decimals)}" if decimals else pattern


def _around(text: str, found: re.Match[str], pattern: str) -> str:
    """Keep the words before and after, each letter as it is."""
    return f"{_kept(text[: found.start()])}{pattern}{_kept(text[found.end() :])}"


def _kept(words: str) -> str:
    quoted = words.replace('"', '"\\""')
    return f'"{quoted}"' if words else ""
