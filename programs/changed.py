"""What changed in a program's record since it was first published, for the public.

Values, days and sources; never who changed them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.text import capfirst

from programs.facts import INSTITUTION_FACTS, OWN_FACTS
from programs.models import Program, ProgramTopic, Source
from programs.versions import FieldChange, RowVersion, versions_of

# How the record is kept, which says nothing of the program.
NOT_SHOWN = {"position", "slug", "reconfirm_since", "checked_on"}
# A record is loaded, or published for the first time, with all its facts in one go.
BEGINNING = timedelta(hours=1)
ACTS = {"+": "Added", "~": "Changed", "-": "Removed"}


@dataclass(frozen=True)
class Entry:
    """One row that was added, changed or removed, in words.

    `what` is its kind, `row` what it says now, or said before it was removed.
    `of_institution` tells a fact of the whole institution from the program's own.
    `source` is None when none is recorded.
    """

    act: str
    what: str
    row: str
    changes: tuple[FieldChange, ...]
    source: Source | None
    of_institution: bool


@dataclass(frozen=True)
class Day:
    """One day's changes; `confirmed` counts facts that were read again unchanged."""

    day: date
    entries: tuple[Entry, ...]
    confirmed: int


@dataclass(frozen=True)
class WhatChanged:
    """A record's changes, newest day first; `began_with` counts the first facts.

    `began_on` is None while the program was never published.
    """

    began_on: date | None
    began_with: int
    days: tuple[Day, ...]


def what_changed(program: Program) -> WhatChanged:
    """Gather the changes of a program, its facts and its institution's facts.

    Asks the database once for each kind of row.
    """
    own = list(versions_of(Program, id=program.pk))
    published = [
        version.record.history_date
        for version in own
        if version.record.workflow_state == Program.WorkflowState.PUBLISHED
    ]
    if not published:
        return WhatChanged(None, 0, ())
    began_at = min(published)
    versions = [*own, *_fact_versions(program)]
    shown = [one for one in versions if one.record.history_date >= began_at]
    return _by_day(shown, began_at)


def _fact_versions(program: Program) -> Iterator[RowVersion]:
    for kind in OWN_FACTS.values():
        if kind is not ProgramTopic:
            yield from versions_of(kind, program=program.pk)
    for kind in INSTITUTION_FACTS.values():
        yield from versions_of(kind, institution=program.institution_id)


def _by_day(versions: Sequence[RowVersion], began_at: datetime) -> WhatChanged:
    def day_of(version: RowVersion) -> date:
        return timezone.localdate(version.record.history_date)

    first = [one for one in versions if _is_first(one, began_at)]
    later = [one for one in versions if not _is_first(one, began_at)]
    later.sort(key=_newest_first, reverse=True)
    days = [_day(day, list(rows)) for day, rows in groupby(later, key=day_of)]
    counted = Counter(type(one.row) for one in first)
    counted.pop(Program, None)
    shown = tuple(day for day in days if day.entries or day.confirmed)
    return WhatChanged(timezone.localdate(began_at), counted.total(), shown)


def _newest_first(version: RowVersion) -> datetime:
    at: datetime = version.record.history_date
    return at


def _is_first(version: RowVersion, began_at: datetime) -> bool:
    at: datetime = version.record.history_date
    if isinstance(version.row, Program):
        return at == began_at
    return version.record.history_type == "+" and at <= began_at + BEGINNING


def _day(on: date, versions: Iterable[RowVersion]) -> Day:
    entries, confirmed = [], 0
    for version in versions:
        changes = tuple(one for one in version.changes if one.name not in NOT_SHOWN)
        if changes or version.record.history_type != "~":
            entries.append(_entry(version, changes))
        else:
            confirmed += any(one.name == "checked_on" for one in version.changes)
    return Day(on, tuple(entries), confirmed)


def _entry(version: RowVersion, changes: tuple[FieldChange, ...]) -> Entry:
    row: Any = version.row
    is_program = isinstance(row, Program)
    return Entry(
        act=ACTS[version.record.history_type],
        what="The program" if is_program else capfirst(_kind(row)),
        row="" if is_program else str(row),
        changes=changes,
        source=None if is_program else row.source,
        of_institution=getattr(row, "institution_id", None) is not None
        and not is_program,
    )


def _kind(row: models.Model) -> str:
    return str(row._meta.verbose_name)
