"""Removing rows that the catalog wrote once and that its files no longer have."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.db import models

from programs.importing.catalog_merge import comparable, is_untouched
from programs.importing.catalog_save import (
    CHANGE_REASON,
    OF_INSTITUTION,
    Change,
    Chunk,
    Model,
)
from programs.models import CatalogEntry, ProgramTopic, TuitionEstimate

DERIVED: tuple[Model, ...] = (ProgramTopic, TuitionEstimate)


def remove_gone(entries: Iterable[CatalogEntry], chunk: Chunk) -> Iterator[Change]:
    """Remove the rows of these entries, unless a person edited or uses them.

    What belongs to an institution or program goes before it; an owner that still has
    rows of others stays. An entry whose row is gone already is only forgotten.
    """
    order = {str(one._meta.model_name): -at for at, one in enumerate(OF_INSTITUTION)}
    models_by_name = {str(one._meta.model_name): one for one in OF_INSTITUTION}
    in_order = sorted(entries, key=lambda entry: order[entry.model])
    for name, of_model in groupby(in_order, key=lambda entry: entry.model):
        yield from remove_rows(models_by_name[name], list(of_model), chunk)


def remove_rows(
    model: Model, entries: list[CatalogEntry], chunk: Chunk
) -> Iterator[Change]:
    """Remove the rows of these entries of one model, as `remove_gone` does."""
    rows = model._default_manager.in_bulk([entry.object_id for entry in entries])
    forgotten: list[int] = []
    for entry in entries:
        row = rows.get(entry.object_id or 0)
        where = f"{entry.model} {entry.key}"
        reason = _reason_to_keep(row, entry) if row else ""
        if reason:
            yield Change("kept", model, where, f"gone from the catalog, but {reason}")
            continue
        forgotten.append(entry.pk)
        chunk.touched.add(entry.institution)
        if row:
            yield Change("removed", model, where, "gone from the catalog")
            _delete(row)
    CatalogEntry.objects.filter(pk__in=forgotten).delete()


def _reason_to_keep(row: models.Model, entry: CatalogEntry) -> str:
    present = {name: comparable(getattr(row, name)) for name in entry.values}
    if not is_untouched(entry.values, present):
        return "a person edited it"
    for relation in row._meta.related_objects:
        users = relation.related_model._default_manager.filter(
            **{relation.field.name: row.pk}
        )
        if relation.related_model not in DERIVED and users.exists():
            return f"there is still a {relation.related_model._meta.verbose_name} of it"
    return ""


def _delete(row: Any) -> None:
    row._change_reason = CHANGE_REASON
    row.delete()
