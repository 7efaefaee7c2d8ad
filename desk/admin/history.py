"""Who changed what: versions of an object, and of the rows that belong to it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any

from django.db import models
from django.utils.text import capfirst
from simple_history.template_utils import HistoricalRecordContextHelper

NEWEST = 200  # versions of rows on one page; the page of each row has all of its own


@dataclass(frozen=True)
class RowVersion:
    """One version of one row: what row it is, and what changed since the last one.

    `record` is simple-history's own: when, who, why, and the row as it was then.
    Each of `changes` has `field`, `old` and `new`; a new row or a deleted one has none.
    """

    record: Any
    what: str
    changes: list[dict[str, Any]]


def newest_row_versions(
    kinds: Iterable[type[models.Model]], **owner: Any
) -> list[RowVersion]:
    """Find the newest versions of all rows of one owner, deleted rows too.

    Newest first. Asks the database once for each kind of row.
    """
    found = [version for kind in kinds for version in _versions(kind, owner)]
    found.sort(key=lambda version: version.record.history_date, reverse=True)
    return found[:NEWEST]


def _versions(kind: Any, owner: dict[str, Any]) -> Iterator[RowVersion]:
    columns = [column for column in kind._meta.fields if column.is_relation]
    names = [column.name for column in columns if column.name not in owner]
    records = kind.history.filter(**owner).select_related("history_user", *names)
    ordered = records.order_by("id", "history_date", "history_id")
    for _, versions in groupby(ordered, key=attrgetter("id")):
        for last, record in pairwise([None, *versions]):
            yield RowVersion(record, _name(record, names), _changes(last, record))


def _name(record: Any, names: list[str]) -> str:
    row = record.instance
    for name in names:  # fetched with the record; the row itself would ask again
        setattr(row, name, getattr(record, name))
    return f"{capfirst(row._meta.verbose_name)}: {row}"


def _changes(last: Any, record: Any) -> list[dict[str, Any]]:
    if last is None or record.history_type != "~":
        return []
    helper = HistoricalRecordContextHelper(type(record.instance), record)
    delta = record.diff_against(last, foreign_keys_are_objs=True)
    return helper.context_for_delta_changes(delta)
