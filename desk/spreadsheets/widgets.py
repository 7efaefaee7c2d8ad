"""How the library for imports reads and writes the cells of each kind of column."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from import_export.widgets import Widget

from desk.spreadsheets.cells import (
    Cell,
    read_choice,
    read_list,
    read_yes_or_no,
    text_of,
    write_list,
)
from desk.spreadsheets.conventions import CellError, Convention, evidence_in
from desk.spreadsheets.days import day_readings, read_day
from desk.spreadsheets.numbers import number_readings, read_number, write_number
from programs.spreadsheets import safe_cell

Row = dict[str, Cell]
PERCENT = "There is a percent sign here, and the column is none of percentages."
NOT_WHOLE = "This is not a whole number."
YEAR_OR_MONTH = re.compile(r"[0-9]{4}(-[0-9]{2})?")


class TextWidget(Widget):
    """A text, of which spaces around it are no part."""

    convention: Convention | None = None

    def clean(self, value: Cell, row: Row | None = None, **kwargs: Any) -> Any:
        return text_of(value)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return safe_cell(value)

    def evidence(self, value: Cell) -> Convention | None:
        """Say how a cell proves its column to be written, or None."""
        return None


class NumberWidget(TextWidget):
    """A decimal number; None for a blank.

    `percent` says what `45%` is: 45 where another column has a unit of percent, 0.45
    for a share, or an error.
    """

    def __init__(self, percent: str = "") -> None:
        super().__init__()
        self.percent = percent

    def clean(self, value: Cell, row: Row | None = None, **kwargs: Any) -> Any:
        text = text_of(value)
        if not text:
            return None
        if not isinstance(value, str | bool):
            return Decimal(text)
        number = read_number(text, self.convention)
        if not number.is_percent:
            return number.value
        if self.percent == "share":
            return number.value / 100
        unit = text_of((row or {}).get(self.percent, "")).casefold()
        if unit != "percent":
            raise CellError(PERCENT)
        return number.value

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else write_number(Decimal(value))

    def evidence(self, value: Cell) -> Convention | None:
        is_text = isinstance(value, str)
        return evidence_in(number_readings(str(value))) if is_text else None


class WholeNumberWidget(NumberWidget):
    def clean(self, value: Cell, row: Row | None = None, **kwargs: Any) -> Any:
        number = super().clean(value, row, **kwargs)
        if number is None:
            return None
        if number != int(number):
            raise CellError(NOT_WHOLE)
        return int(number)


class DayWidget(TextWidget):
    def clean(self, value: Cell, row: Row | None = None, **kwargs: Any) -> Any:
        text = text_of(value)
        return read_day(text, self.convention) if text else None

    def evidence(self, value: Cell) -> Convention | None:
        return evidence_in(day_readings(str(value)))


class YearOrDayWidget(DayWidget):
    """A year, a month of it, or a day: 2029, 2029-06 or 2029-06-30, as a text."""

    def clean(self, value: Cell, row: Row | None = None, **kwargs: Any) -> Any:
        text = text_of(value)
        if YEAR_OR_MONTH.fullmatch(text):
            return text
        day: date | None = super().clean(value, row, **kwargs)
        return day.isoformat() if day else ""


class YesNoWidget(TextWidget):
    def clean(self, value: Cell, row: Row | None = None, **kwargs: Any) -> Any:
        return read_yes_or_no(text_of(value))


class ChoiceWidget(TextWidget):
    def __init__(self, choices: list[tuple[str, str]]) -> None:
        super().__init__()
        self.choices = choices

    def clean(self, value: Cell, row: Row | None = None, **kwargs: Any) -> Any:
        return read_choice(text_of(value), self.choices)


class ListWidget(TextWidget):
    """Several texts, or several of the choices where there are any."""

    def __init__(self, choices: list[tuple[str, str]] | None = None) -> None:
        super().__init__()
        self.choices = choices

    def clean(self, value: Cell, row: Row | None = None, **kwargs: Any) -> Any:
        parts = read_list(text_of(value))
        if self.choices is None:
            return parts
        return [read_choice(part, self.choices) for part in parts]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return safe_cell(write_list(value or []))


class KnownWidget(TextWidget):
    """Another row of the catalog, by the name that a cell has for it.

    `known` has what the rows that are checked together name, and is filled before.
    """

    def __init__(self, what: str, name: str) -> None:
        super().__init__()
        self.what, self.name = what, name
        self.known: dict[str, Any] = {}

    def clean(self, value: Cell, row: Row | None = None, **kwargs: Any) -> Any:
        name = text_of(value)
        if name and name not in self.known:
            raise CellError(f"The catalog has no {self.what} “{name}”.")
        return self.known.get(name)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return safe_cell(getattr(value, self.name, None))
