"""How values are written; every page, sheet and file writes them the same way."""

from datetime import date
from decimal import Decimal

SYMBOLS = {"USD": "$", "CAD": "CA$", "GBP": "£", "EUR": "€"}


def money(amount: Decimal, currency: str) -> str:
    """Write an amount, such as $12,348 or SEK 360,000, with cents only if it has any.

    Currencies without a symbol of their own are written by their code.
    """
    number = f"{amount:,.2f}".removesuffix(".00")
    symbol = SYMBOLS.get(currency)
    return f"{symbol}{number}" if symbol else f"{currency} {number}"


def money_range(
    lowest: Decimal, highest: Decimal, currency: str, *, is_at_least: bool = False
) -> str:
    """Write one amount, or two with `to` between them when they differ.

    `At least` comes before it when something unknown may come on top.
    """
    text = money(lowest, currency)
    if lowest != highest:
        text = f"{text} to {money(highest, currency)}"
    return f"At least {text}" if is_at_least else text


def number(value: Decimal | int) -> str:
    """Write a number with thousands separated and no zeros after its last digit."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def number_range(lowest: Decimal | int, highest: Decimal | int) -> str:
    """Write one number, or two with `to` between them when they differ."""
    if lowest == highest:
        return number(lowest)
    return f"{number(lowest)} to {number(highest)}"


def day(value: date) -> str:
    """Write a date as Nov 22, 2026."""
    return f"{value:%b} {value.day}, {value.year}"


def share(value: Decimal) -> str:
    """Write a share from 0 to 1 as a whole percentage, such as 7%.

    A share above 0 that would round to 0% is written as under 1%.
    """
    if 0 < value < Decimal("0.005"):
        return "under 1%"
    return f"{value:.0%}"


def words(values: list[str] | tuple[str, ...]) -> str:
    """Join words with commas, first letter in upper case; empty for none."""
    text = ", ".join(values)
    return text[:1].upper() + text[1:]
