"""The rows of one program or institution as they stand, and how two states differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from desk.models.drafts import DraftChange, Record
from programs.importing.catalog_merge import comparable
from programs.models import (
    Accreditation,
    Accreditor,
    Citation,
    Course,
    Deadline,
    EnglishTest,
    Institution,
    Outcome,
    Partner,
    Prerequisite,
    Program,
    Source,
    Tuition,
)

Columns = dict[str, Any]
Key = tuple[str, int]
Rows = dict[Key, Columns]
Objects = dict[Key, models.Model]

FACTS: tuple[type[models.Model], ...] = (
    Accreditation,
    Tuition,
    Deadline,
    Prerequisite,
    EnglishTest,
    Course,
    Partner,
    Outcome,
    Citation,
)
FACTS_OF_INSTITUTION: tuple[type[models.Model], ...] = (Accreditation, Tuition)
TABLES: tuple[type[models.Model], ...] = (Program, Institution, *FACTS)
# Each has a `history`, which the library for it adds without a type.
MODELS: dict[str, Any] = {str(model._meta.model_name): model for model in TABLES}
NOT_OF_STAFF = {"id", "search_vector", "last_checked_on", "reconfirm_since"}


@dataclass(frozen=True)
class Difference:
    """One row that differs between two states; the fields are those of DraftChange."""

    model: str
    object_id: int
    act: DraftChange.Act
    before: Columns = field(default_factory=dict)
    after: Columns = field(default_factory=dict)


def rows_of(record: Record) -> Rows:
    """Fetch every row of a program or an institution, by model name and primary key.

    A row's columns are in the form that JSON keeps. One query for each table.
    """
    facts = FACTS if isinstance(record, Program) else FACTS_OF_INSTITUTION
    rows = _fetched(type(record), pk=record.pk)
    for model in facts:
        rows |= _fetched(model, **{str(record._meta.model_name): record.pk})
    return rows


def _fetched(model: type[models.Model], **of: int) -> Rows:
    names = [
        column.attname
        for column in model._meta.concrete_fields
        if column.name not in NOT_OF_STAFF
    ]
    fetched = model._base_manager.filter(**of).order_by("pk").values("pk", *names)
    return {
        (str(model._meta.model_name), row["pk"]): {
            name: comparable(row[name]) for name in names
        }
        for row in fetched
    }


def differences(before: Rows, after: Rows) -> list[Difference]:
    """Tell how two states of a record differ, row by row; nothing when they do not."""
    act = DraftChange.Act
    found = [
        Difference(*key, act.REMOVE, before=before[key])
        for key in before.keys() - after.keys()
    ]
    found += [
        Difference(*key, act.ADD, after=after[key])
        for key in after.keys() - before.keys()
    ]
    for key in before.keys() & after.keys():
        old, new = before[key], after[key]
        names = [name for name in old if old[name] != new[name]]
        if names:
            was, becomes = _only(old, names), _only(new, names)
            found.append(Difference(*key, act.CHANGE, before=was, after=becomes))
    return sorted(found, key=_place)


def _only(columns: Mapping[str, Any], names: Iterable[str]) -> Columns:
    return {name: columns[name] for name in names}


def _place(one: Difference) -> tuple[int, int]:
    return list(MODELS).index(one.model), one.object_id


def columns_of(row: models.Model) -> Columns:
    """Give a row's columns in the form that JSON keeps, as drafts have them."""
    return {
        field.attname: comparable(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if field.name not in NOT_OF_STAFF
    }


def typed(model: type[models.Model], columns: Mapping[str, Any]) -> Columns:
    """Bring columns back from the form that JSON keeps into their own types."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {name: fields[name].to_python(value) for name, value in columns.items()}


def objects_of(rows: Rows) -> Objects:
    """Give rows as objects, each with its source and accreditor, in two queries.

    A source or an accreditor that is gone is None, as where there never was one.
    """
    found = {"source": Source, "accreditor": Accreditor}
    attached = {name: _in_bulk(kind, name, rows) for name, kind in found.items()}
    objects = {}
    for key, columns in rows.items():
        model = MODELS[key[0]]
        row = model(pk=key[1], **typed(model, columns))
        row._state.adding = False
        for name, others in attached.items():
            if f"{name}_id" in columns:
                setattr(row, name, others.get(columns[f"{name}_id"]))
        objects[key] = row
    return objects


def _in_bulk(kind: type[models.Model], name: str, rows: Rows) -> dict[int, Any]:
    keys = {columns.get(f"{name}_id") for columns in rows.values()} - {None}
    return kind._base_manager.in_bulk(keys)
