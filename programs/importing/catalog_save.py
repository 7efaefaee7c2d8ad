"""Saving the rows that catalog files ask for, without overwriting a person's edit."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from programs.importing.catalog_merge import comparable, merge
from programs.importing.catalog_records import ROW_MODELS, Record
from programs.models import (
    Accreditor,
    CatalogEntry,
    Citation,
    Course,
    Institution,
    Program,
    Source,
)

Model = type[models.Model]
Columns = dict[str, Any]

BATCH = 1000
CHANGE_REASON = "Catalog"
SHARED: Sequence[Model] = (Accreditor, Source)
OF_INSTITUTION: Sequence[Model] = (
    Institution,
    Program,
    *ROW_MODELS.values(),
    Course,
    Citation,
)

# What makes a row the same row even when a person, not the catalog, added it.
IDENTITY: dict[Model, tuple[str, ...]] = {
    Accreditor: ("short_name",),
    Source: ("url", "title", "as_of"),
    Institution: ("slug",),
    Program: ("slug", "institution_id"),
    Citation: ("program_id", "field", "source_id"),
}


@dataclass(frozen=True)
class Change:
    """One thing that a load did or would do; `act` is created, changed, removed, kept.

    `where` is a file and a JSON path, or a key when no file has it any more.
    """

    act: str
    model: Model
    where: str
    text: str = ""

    def __str__(self) -> str:
        return f"{self.act} {self.where}" + (f": {self.text}" if self.text else "")


@dataclass
class Chunk:
    """Some files that are saved together.

    `files` has the file's name by institution. `ids` are the primary keys by model
    and key; a row that a person deleted has none. `touched` are the institutions
    whose derived rows are out of date.
    """

    files: dict[str, str] = field(default_factory=dict)
    ids: dict[tuple[Model, str], int] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)

    def where(self, record: Record) -> str:
        """Give the record's file and JSON path; of a shared row its key."""
        slug = institution_of(record)
        return f"{self.files[slug]}: {record.path}" if slug else record.key

    def has_owner(self, record: Record) -> bool:
        """Tell whether the row's institution or program is there, or it needs none."""
        return not record.owner or _owner(record) in self.ids

    def columns(self, record: Record) -> Columns:
        """Give the row's columns, with keys of other rows as primary keys."""
        columns = dict(record.values)
        if record.owner:
            model, key = _owner(record)
            columns[f"{model._meta.model_name}_id"] = self.ids[model, key]
        for name, model in (("source", Source), ("accreditor", Accreditor)):
            if name in columns:
                key = columns.pop(name)
                columns[f"{name}_id"] = self.ids[model, key] if key else None
        return columns


def _owner(record: Record) -> tuple[Model, str]:
    return (Program if "/" in record.owner else Institution), record.owner


def institution_of(record: Record) -> str:
    """Slug of the institution whose file has this record; blank for a shared one."""
    return "" if record.model in SHARED else record.key.partition("/")[0]


def entries_of(model: Model, keys: Iterable[str]) -> dict[str, CatalogEntry]:
    """Fetch what the catalog last wrote for these records of one model, by key."""
    name = model._meta.model_name
    found = CatalogEntry.objects.filter(model=name, key__in=list(keys))
    return {entry.key: entry for entry in found}


def save_shared(records: Iterable[Record], chunk: Chunk) -> Iterator[Change]:
    """Save accreditors and sources; their primary keys are then in the chunk.

    One that a person deleted is made anew: facts cite it.
    """
    unique = {(record.model, record.key): record for record in records}
    for model in SHARED:
        mine = [record for record in unique.values() if record.model is model]
        entries = entries_of(model, [record.key for record in mine])
        objects = [entry.object_id for entry in entries.values()]
        present = set(_rows(model, objects))
        for key in [
            key for key, one in entries.items() if one.object_id not in present
        ]:
            entries.pop(key).delete()
        yield from save_records(model, mine, entries, chunk)


def save_institutions(
    records: Iterable[Record], entries: Iterable[CatalogEntry], chunk: Chunk
) -> Iterator[Change]:
    """Save the records of a few institutions; `entries` are all that they have.

    Sources and accreditors must be in the chunk already.
    """
    wanted: dict[Model, list[Record]] = defaultdict(list)
    for record in records:
        wanted[record.model].append(record)
    written: dict[str, dict[str, CatalogEntry]] = defaultdict(dict)
    for entry in entries:
        written[entry.model][entry.key] = entry
    for model in OF_INSTITUTION:
        mine = written[str(model._meta.model_name)]
        yield from save_records(model, wanted[model], mine, chunk)


def save_records(
    model: Model,
    records: Iterable[Record],
    entries: Mapping[str, CatalogEntry],
    chunk: Chunk,
) -> Iterator[Change]:
    """Create, change or keep the rows of one model, in a fixed number of queries.

    Records whose institution or program a person deleted are passed over.
    """
    there = [record for record in records if chunk.has_owner(record)]
    known = [record for record in there if record.key in entries]
    new = [record for record in there if record.key not in entries]
    yield from _merge(model, known, entries, chunk)
    yield from _create(model, new, chunk)


def _merge(
    model: Model,
    records: Sequence[Record],
    entries: Mapping[str, CatalogEntry],
    chunk: Chunk,
) -> Iterator[Change]:
    rows = _rows(model, [entries[record.key].object_id for record in records])
    changed: list[models.Model] = []
    names: set[str] = set()
    rewritten: list[CatalogEntry] = []
    for record in records:
        entry = entries[record.key]
        row = rows.get(entry.object_id or 0)
        if row is None:
            yield Change("kept", model, chunk.where(record), "deleted by a person")
            continue
        chunk.ids[model, record.key] = row.pk
        columns = chunk.columns(record)
        offered = {name: comparable(value) for name, value in columns.items()}
        merged = merge(offered, entry.values, _present(row, columns))
        yield from _kept(record, merged.kept, chunk)
        if merged.entry != entry.values:
            entry.values = merged.entry
            rewritten.append(entry)
        if merged.taken:
            for name in merged.taken:
                setattr(row, name, columns[name])
            changed.append(row)
            names.update(merged.taken)
            if "checked_on" in merged.taken and hasattr(row, "reconfirm_since"):
                row.reconfirm_since = None  # it was read anew, and waits for nothing
                names.add("reconfirm_since")
            chunk.touched.add(institution_of(record))
            text = ", ".join(_named(name) for name in merged.taken)
            yield Change("changed", model, chunk.where(record), text)
    _write(model, changed, names, rewritten)


def _write(
    model: Model,
    changed: list[models.Model],
    names: set[str],
    rewritten: list[CatalogEntry],
) -> None:
    if changed:
        bulk_update_with_history(
            changed,
            model,
            sorted(names),
            batch_size=BATCH,
            default_change_reason=CHANGE_REASON,
        )
    CatalogEntry.objects.bulk_update(rewritten, ["values"], batch_size=BATCH)


def _create(model: Model, records: Sequence[Record], chunk: Chunk) -> Iterator[Change]:
    columns = {record.key: chunk.columns(record) for record in records}
    by_hand = _added_by_hand(model, list(columns.values()))
    mine: list[Record] = []
    for record in records:
        row = by_hand.get(_identity(model, columns[record.key]))
        if row is None:
            mine.append(record)
            continue
        chunk.ids[model, record.key] = row.pk
        yield from _kept(record, _differences(row, columns[record.key]), chunk)
    rows = bulk_create_with_history(
        [model(**columns[record.key]) for record in mine],
        model,
        batch_size=BATCH,
        default_change_reason=CHANGE_REASON,
    )
    entries = []
    for record, row in zip(mine, rows, strict=True):
        chunk.ids[model, record.key] = row.pk
        chunk.touched.add(institution_of(record))
        entries.append(_entry(record, row.pk, columns[record.key]))
        yield Change("created", model, chunk.where(record))
    CatalogEntry.objects.bulk_create(entries, batch_size=BATCH)


def _entry(record: Record, pk: int, columns: Columns) -> CatalogEntry:
    return CatalogEntry(
        institution=institution_of(record),
        model=str(record.model._meta.model_name),
        key=record.key,
        object_id=pk,
        values={name: comparable(value) for name, value in columns.items()},
    )


def _added_by_hand(
    model: Model, wanted: Sequence[Columns]
) -> dict[tuple[Any, ...] | None, models.Model]:
    """Find rows that are there already although the catalog did not write them."""
    if model not in IDENTITY or not wanted:
        return {}
    first = IDENTITY[model][0]
    values = {columns[first] for columns in wanted}
    rows = model._default_manager.filter(**{f"{first}__in": values})
    return {tuple(getattr(row, name) for name in IDENTITY[model]): row for row in rows}


def _identity(model: Model, columns: Columns) -> tuple[Any, ...] | None:
    names = IDENTITY.get(model)
    return tuple(columns[name] for name in names) if names else None


def _differences(row: models.Model, columns: Columns) -> dict[str, tuple[Any, Any]]:
    present = _present(row, columns)
    return {
        name: (present[name], comparable(value))
        for name, value in columns.items()
        if present[name] != comparable(value)
    }


def _kept(
    record: Record, kept: Mapping[str, tuple[Any, Any]], chunk: Chunk
) -> Iterator[Change]:
    for name, (value, offered) in kept.items():
        where = chunk.where(record).removesuffix(record.path)
        mine, theirs = (_shown(record.model, name, one) for one in (value, offered))
        text = f"kept {mine}, which a person set; the catalog has {theirs}"
        place = record.path_of(_named(name))
        yield Change("kept", record.model, f"{where}{place}", text)


def _shown(model: Model, column: str, value: Any) -> str:
    """Show a value to a person: another row by its words, a source by its address."""
    related = model._meta.get_field(_named(column)).related_model
    if not isinstance(related, type) or value is None:
        return repr(value)
    row = related._default_manager.filter(pk=value).first()
    return f"{row} <{row.url}>" if isinstance(row, Source) else str(row)


def _named(column: str) -> str:
    return column.removesuffix("_id")


def _present(row: models.Model, columns: Columns) -> Columns:
    return {name: comparable(getattr(row, name)) for name in columns}


def _rows(model: Model, pks: Iterable[int | None]) -> dict[int, models.Model]:
    return model._default_manager.in_bulk([pk for pk in pks if pk is not None])
