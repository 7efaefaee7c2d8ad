"""Reading what can be read in two ways only where a whole column says which.

`1,234` is a thousand or one and a bit, and `1/2/2026` is in January or in February.
A cell with one reading says how its column is written; others of it follow.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")


class Convention(StrEnum):
    """How numbers or days are written; the first two of numbers, the next of days."""

    POINT = "point"
    COMMA = "comma"
    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    MIXED = "mixed"


class CellError(ValueError):
    """A cell cannot be read; the message says why, in words for whoever wrote it."""


def evidence_in(readings: Mapping[Convention, object]) -> Convention | None:
    """Give the convention that a cell's readings prove, or None when they prove none.

    A cell proves one when it can be read in that way and in no other.
    """
    return next(iter(readings)) if len(readings) == 1 else None


def agreed(known: Convention | None, found: Convention | None) -> Convention | None:
    """Join what a column has proved so far and what its next cell proves."""
    if known is None or found is None or known == found:
        return known or found
    return Convention.MIXED


def only_reading(
    readings: Mapping[Convention, T], convention: Convention | None
) -> T | None:
    """Give the one thing that a cell says, or None when it says none or two."""
    values = set(readings.values())
    if len(values) == 1:
        return values.pop()
    return readings.get(convention) if convention else None
