from decimal import Decimal

# Some spreadsheets read the full-width forms, which Asian keyboards write, as well.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001


def safe_cell(value: object) -> str:
    """Write a value as a cell of a CSV file that no spreadsheet takes for a formula.

    A text that begins with a sign of a formula gets an apostrophe before it, which
    spreadsheets hide. Numbers stay as they are, also below zero. None is empty, true
    and false are yes and no.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    if isinstance(value, int | float | Decimal) or not text.startswith(FORMULA_SIGNS):
        return text
    return f"'{text}"
