"""Numbers as spreadsheets write them: `1,234.50`, `1.234,50`, `1 234,50`, `45%`."""

import re
from dataclasses import dataclass
from decimal import Decimal

from desk.spreadsheets.conventions import CellError, Convention, only_reading

# No-break, figure, thin and narrow spaces stand between thousands too.
SPACES = " \u00a0\u2007\u2009\u202f"
APOSTROPHES = "'\u2019"
LONGEST = 40
MARKS = {Convention.POINT: (".", ","), Convention.COMMA: (",", ".")}
IDLE_DECIMALS = 3  # with as many, a decimal mark may be one of thousands


def _form(mark: str, group: str) -> re.Pattern[str]:
    grouped = rf"[1-9][0-9]{{0,2}}(?P<group>[{group}{SPACES}{APOSTROPHES}])[0-9]{{3}}"
    whole = rf"(?:{grouped}(?:(?P=group)[0-9]{{3}})*|[0-9]+)"
    return re.compile(rf"(?:{whole}(?:\{mark}[0-9]+)?|\{mark}[0-9]+)")


FORMS = {name: _form(*marks) for name, marks in MARKS.items()}


@dataclass(frozen=True)
class Number:
    """A number as it was written; 45 for `45%`, which is noted."""

    value: Decimal
    is_percent: bool = False


def number_readings(text: str) -> dict[Convention, Number]:
    """Read a text with a decimal point and with a decimal comma, where each can be.

    Gives the same number twice where there is no mark; nothing for no number.
    """
    digits = text.strip().strip(SPACES)
    is_percent = digits.endswith("%")
    digits = digits.removesuffix("%").rstrip(SPACES)
    sign = "-" if digits.startswith(("-", "−")) else ""
    digits = digits.removeprefix("+") if not sign else digits[1:]
    if len(digits) > LONGEST:
        return {}
    return {
        name: Number(_value(sign, digits, MARKS[name][0]), is_percent)
        for name, form in FORMS.items()
        if form.fullmatch(digits)
    }


def _value(sign: str, digits: str, mark: str) -> Decimal:
    whole, _, fraction = digits.partition(mark)
    kept = "".join(character for character in whole if character in "0123456789")
    return Decimal(f"{sign}{kept or 0}{fraction and f'.{fraction}'}")


def read_number(text: str, convention: Convention | None = None) -> Number:
    """Read the one number that a cell says, as its column is written.

    Raises CellError when it says none, or may say two.
    """
    readings = number_readings(text)
    if not readings:
        raise CellError("This is not a number.")
    number = only_reading(readings, convention)
    if number is None:
        one, other = (f"{reading.value:f}" for reading in readings.values())
        raise CellError(
            f"This may be {one} or {other}: no other cell of the column shows which. "
            f"Write it as {write_number(readings[Convention.POINT].value)} or as "
            f"{write_number(readings[Convention.COMMA].value)}."
        )
    return number


def write_number(value: Decimal) -> str:
    """Write a number so that it can be read in one way, with a decimal point.

    Three decimals, which would look like thousands, get an idle zero after them.
    """
    text = f"{value:f}"
    whole, _, fraction = text.partition(".")
    is_plain = len(fraction) != IDLE_DECIMALS or whole.lstrip("-") == "0"
    return text if is_plain else f"{text}0"
