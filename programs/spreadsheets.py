from decimal import Decimal

# Some spreadsheets read the full-width forms, which Asian keyboards write, as well.
FULL_WIDTH = ("\uff1d", "\uff0b", "\uff0d", "\uff20")
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", *FULL_WIDTH)


def safe_cell(value: object) -> str:
    """Write a value as a cell of a CSV file that no spreadsheet takes for a formula.

    A text that begins with a sign of a formula, alone or after apostrophes, gets an
    apostrophe before it; taking one off gives the text back. Numbers stay as they are,
    also below zero. None is empty, true and false are yes and no.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    is_formula = text.lstrip("'").startswith(FORMULA_SIGNS)
    if isinstance(value, int | float | Decimal) or not is_formula:
        return text
    return f"'{text}"


def plain_cell(text: str) -> str:
    """Take back what `safe_cell` wrote before a text; any other text stays as it is."""
    is_guarded = text.startswith("'") and text.lstrip("'").startswith(FORMULA_SIGNS)
    return text[1:] if is_guarded else text
