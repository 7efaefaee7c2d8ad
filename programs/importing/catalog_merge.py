"""Three-way comparison of a catalog file, what it last wrote, and the row as it is.

A value that a person changed since the catalog wrote it is the person's, and stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Merged:
    """What is to be done with one row.

    `taken` are fields to write into the row. `kept` are fields that a person set
    otherwise than the catalog, with the value kept and the catalog's. `entry` is
    what to remember as the catalog's last word on each field.
    """

    taken: dict[str, Any]
    kept: dict[str, tuple[Any, Any]]
    entry: dict[str, Any]


def comparable(value: Any) -> Any:
    """Bring a value into the form that JSON keeps; decimals lose idle zeros."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [comparable(one) for one in value]
    return value


def merge(
    file: Mapping[str, Any], entry: Mapping[str, Any], row: Mapping[str, Any]
) -> Merged:
    """Decide field by field between file and row; all three in comparable form.

    A field that the entry does not have is new in the format: no person's edit.
    """
    taken: dict[str, Any] = {}
    kept: dict[str, tuple[Any, Any]] = {}
    written = dict(entry)
    for name, offered in file.items():
        present = row[name]
        if offered != present and present != entry.get(name, present):
            kept[name] = (present, offered)
            continue
        if offered != present:
            taken[name] = offered
        written[name] = offered
    return Merged(taken, kept, written)


def is_untouched(entry: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """Tell whether the row still is what the catalog last wrote."""
    return all(row.get(name, value) == value for name, value in entry.items())
