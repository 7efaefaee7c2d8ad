"""What one cell of a table says, before anybody knows what it should say."""

import csv
from collections.abc import Sequence
from io import StringIO

from desk.spreadsheets.conventions import CellError
from desk.spreadsheets.numbers import SPACES
from programs.spreadsheets import plain_cell

# As a file has it and as it is staged: a day is a text such as 2026-01-31.
Cell = str | int | float | bool
FORMULA = (
    "This is a formula, and only what it works out can be read. Copy the column and "
    "paste it in place as values."
)
FAILURE = "This is an error of the spreadsheet, not a value."
FAILURES = {
    "#DIV/0!",
    "#N/A",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#REF!",
    "#VALUE!",
    "#SPILL!",
    "#CALC!",
}
YES = {"yes", "true"}
NO = {"no", "false"}
# The words of choices that were called otherwise when older files were written.
FORMER_WORDS = {"residents of the state": "resident"}


def text_of(cell: Cell) -> str:
    """Give a cell as a text, without spaces around it and without its guard.

    Numbers have a decimal point, and true and false are yes and no. Raises CellError
    for a formula and for an error of the spreadsheet.
    """
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    text = str(cell).replace("\r\n", "\n").strip().strip(SPACES)
    if text.startswith("="):
        raise CellError(FORMULA)
    if text in FAILURES:
        raise CellError(FAILURE)
    return plain_cell(text)


def read_yes_or_no(text: str) -> bool | None:
    """Read yes, no, or None from a blank. Raises CellError for anything else."""
    word = text.casefold()
    if word not in YES | NO | {""}:
        raise CellError("Write yes or no, or leave the cell blank.")
    return word in YES if word else None


def read_list(text: str) -> list[str]:
    """Read texts that semicolons part; one with a semicolon in it has quotes."""
    rows = csv.reader([text.replace("\n", " ")], delimiter=";", skipinitialspace=True)
    return [part.strip() for row in rows for part in row if part.strip()]


def write_list(parts: Sequence[str]) -> str:
    """Write texts so that `read_list` gives them back."""
    line = StringIO()
    csv.writer(line, delimiter=";", lineterminator="").writerow(parts)
    return line.getvalue().replace(";", "; ") if _is_plain(parts) else line.getvalue()


def _is_plain(parts: Sequence[str]) -> bool:
    return not any(";" in part for part in parts)


def read_choice(text: str, choices: Sequence[tuple[str, str]]) -> str:
    """Find a choice by its code or its label, in capitals or not; blank for a blank.

    A label that it had before is read too. Raises CellError, with what can be chosen,
    for anything else.
    """
    if not text:
        return ""
    word = FORMER_WORDS.get(text.casefold(), text.casefold())
    for code, label in choices:
        if word in (str(code).casefold(), str(label).casefold()):
            return str(code)
    codes = ", ".join(str(code) for code, _ in choices if code)
    raise CellError(f"“{text}” is none of: {codes}.")
