"""What is kept about a person, as files that she can open without us."""

import csv
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any, get_args, get_type_hints

from programs.spreadsheets import safe_cell

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for another encoding

Answer = str | int | Decimal | list[str] | None


@dataclass(frozen=True)
class AccountRow:
    """The account itself. The password is kept as a hash, which is left out."""

    email: str
    first_name: str
    last_name: str
    made_at: datetime
    last_sign_in_at: datetime | None
    is_active: bool
    is_staff: bool
    is_superuser: bool
    groups: list[str]
    page_to_return_to: str


@dataclass(frozen=True)
class AddressRow:
    """One e-mail address of the account."""

    email: str
    is_verified: bool
    is_primary: bool


@dataclass(frozen=True)
class AnswerRow:
    """One answer of the profile; None is not answered, an empty list is "none"."""

    question: str
    answer: Answer


@dataclass(frozen=True)
class ListRow:
    """One list of saved programs."""

    name: str
    is_default: bool
    made_at: datetime


@dataclass(frozen=True)
class SavedProgramRow:
    """One saved program; `removed_at` is there while a removal can be undone."""

    program: str
    institution: str
    page: str
    lists: list[str]
    status: str
    stars: int | None
    note: str
    edits: int
    saved_at: datetime
    changed_at: datetime
    removed_at: datetime | None


@dataclass(frozen=True)
class SessionRow:
    """One device that is signed in. Its key is left out: it would open the account."""

    started_at: datetime
    last_seen_at: datetime
    internet_address: str
    browser: str


@dataclass(frozen=True)
class SignInMethodRow:
    """One way to sign in beside the password, without its secret."""

    kind: str
    name: str
    made_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True)
class CalendarRow:
    """The private address of the calendar."""

    address: str
    made_at: datetime


@dataclass(frozen=True)
class StaffActRow:
    """One thing that a member of the staff did in the admin."""

    done_at: datetime
    what: str
    changed: str


@dataclass(frozen=True)
class Belongings:
    """Everything that is kept about one person."""

    account: list[AccountRow]
    addresses: list[AddressRow]
    profile: list[AnswerRow]
    lists: list[ListRow]
    saved_programs: list[SavedProgramRow]
    sessions: list[SessionRow]
    sign_in_methods: list[SignInMethodRow]
    calendar: list[CalendarRow]
    staff_log: list[StaffActRow]


def archive_of(kept: Sequence[Any], read_me: str, made_at: datetime) -> bytes:
    """Pack a ZIP file: README.txt, preceptor.json and a CSV file for each list.

    `kept` are dataclasses of lists of rows, such as Belongings; the lists have
    different names. A list without rows has a file too, with its column names only.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", read_me)
        archive.writestr("preceptor.json", json_of(kept, made_at))
        for each in kept:
            for name, kind in row_kinds(type(each)).items():
                archive.writestr(f"{name}.csv", csv_of(kind, getattr(each, name)))
    return packed.getvalue()


def row_kinds(lists: type) -> dict[str, type]:
    """Give the kind of the rows in each list of a dataclass, by the list's name."""
    return {name: get_args(kind)[0] for name, kind in get_type_hints(lists).items()}


def json_of(kept: Sequence[Any], made_at: datetime) -> str:
    """Write all of it as one JSON object; moments in ISO 8601, decimals as text."""
    lists = {name: rows for each in kept for name, rows in asdict(each).items()}
    whole = {"format": 1, "made_at": made_at, **lists}
    return json.dumps(whole, indent=2, ensure_ascii=False, default=_write_value)


def csv_of(kind: type, rows: Sequence[object]) -> str:
    """Write rows of one kind as CSV for spreadsheets, a column for each field."""
    text = io.StringIO()
    writer = csv.writer(text)
    columns = [field.name for field in fields(kind)]
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_write_cell(getattr(row, column)) for column in columns])
    return BYTE_ORDER_MARK + text.getvalue()


def _write_value(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _write_cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return safe_cell("; ".join(value) or "none")
    return safe_cell(value)
