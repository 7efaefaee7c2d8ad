"""Days as spreadsheets write them: `2026-01-02`, `1/2/2026`, `2 Jan 2026`, `46024`."""

import re
from datetime import date, timedelta

from desk.spreadsheets.conventions import CellError, Convention, only_reading

MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"  # three letters each
MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
MIDNIGHT = r"(?:[T ]0?0:00(?::00(?:\.0+)?)?)?"
YEAR_FIRST = re.compile(rf"([0-9]{{4}})([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}}){MIDNIGHT}")
YEAR_LAST = re.compile(rf"([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\2([0-9]{{4}}){MIDNIGHT}")
DAY_NAMED = re.compile(rf"([0-9]{{1,2}})[. -]+{MONTH}[., -]+([0-9]{{4}})", re.I)
MONTH_NAMED = re.compile(rf"{MONTH}\.? +([0-9]{{1,2}}),? +([0-9]{{4}})", re.I)
SHORT_YEAR = re.compile(r"[0-9]{1,2}[-/. ].*[-/. ][0-9]{2}")
SERIAL = re.compile(r"([0-9]{5})(?:\.0+)?")

# Excel counts days from here; what it calls day 60 never was, so that earlier ones
# are left out with all others before 2000.
DAY_ZERO = date(1899, 12, 30)
FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
BOTH = (Convention.DAY_FIRST, Convention.MONTH_FIRST)


def day_readings(text: str) -> dict[Convention, date]:
    """Read a text with the day first and with the month first, where each can be.

    Gives the same day twice where the order does not matter; nothing for no day.
    """
    text = " ".join(text.split())
    if found := YEAR_LAST.fullmatch(text):
        one, _, other, year = found.groups()
        orders = {BOTH[0]: (other, one), BOTH[1]: (one, other)}
        days = {name: _day(year, *order) for name, order in orders.items()}
        return {name: day for name, day in days.items() if day}
    day = _told(text)
    return dict.fromkeys(BOTH, day) if day else {}


def _told(text: str) -> date | None:
    """Read a day that does not depend on an order."""
    if found := YEAR_FIRST.fullmatch(text):
        year, _, month, day = found.groups()
        return _day(year, month, day)
    if found := DAY_NAMED.fullmatch(text):
        day, month, year = found.groups()
        return _day(year, _number(month), day)
    if found := MONTH_NAMED.fullmatch(text):
        month, day, year = found.groups()
        return _day(year, _number(month), day)
    found = SERIAL.fullmatch(text)
    counted = DAY_ZERO + timedelta(days=int(found[1])) if found else FIRST
    return counted if found and FIRST <= counted <= LAST else None


def _number(month: str) -> str:
    return str(MONTHS.index(month[:3].lower()) // 3 + 1)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_day(text: str, convention: Convention | None = None) -> date:
    """Read the one day that a cell says, as its column is written.

    Raises CellError when it says none, or may say two.
    """
    readings = day_readings(text)
    if not readings:
        is_short = SHORT_YEAR.fullmatch(text.strip()) is not None
        year = " with all four digits of the year" if is_short else ""
        raise CellError(f"This is not a day. Write it as 2026-01-31{year}.")
    day = only_reading(readings, convention)
    if day is None:
        one, other = readings.values()
        raise CellError(
            f"This may be {one:%B} {one.day} or {other:%B} {other.day}: no other cell "
            f"of the column shows which. Write it as {one} or as {other}."
        )
    return day
