"""Saving the guide's rows without overwriting what a person edited."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from guide.importing.formats import SourceRow
from guide.importing.records import MODELS, GuideModel, Record, key_field
from guide.models import GuideEntry, Reference
from programs.importing.catalog_merge import comparable, is_untouched, merge
from programs.models import Source

CHANGE_REASON = "Guide files"
LOCK = 6_230_411_907  # any number, as long as it is always the same
REFERENCES = "references"
Identity = tuple[str, str, str]
SourceIds = dict[Identity, int]


@dataclass(frozen=True)
class Change:
    """One thing that a load did or would do; `act` is created, changed, removed, kept.

    `where` is a file and a row, or a model and a key when no file has it any more.
    """

    act: str
    where: str
    text: str = ""

    def __str__(self) -> str:
        return f"{self.act} {self.where}" + (f": {self.text}" if self.text else "")


def load_guide(records: Sequence[Record]) -> Iterator[Change]:
    """Save checked records, and yield each change as it is made; needs a transaction.

    Waits while another load is running.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    ids = save_sources(source for record in records for source in record.sources)
    for model in MODELS:
        mine = [record for record in records if record.model is model]
        yield from remove_gone(model, mine)
        yield from save_rows(model, mine, ids)


def save_sources(sources: Iterable[SourceRow]) -> SourceIds:
    """Make the sources that are not there yet; give the primary keys of all."""
    wanted = {_identity(source): source for source in sources}
    addresses = {source.url for source in wanted.values()}
    rows = Source.objects.filter(url__in=addresses)
    ids = {_identity(row): row.pk for row in rows}
    for identity, source in wanted.items():
        if identity not in ids:
            about = {name: one for name, one in vars(source).items() if name != "key"}
            ids[identity] = _save(Source(**about)).pk
    return ids


def save_rows(
    model: GuideModel, records: Sequence[Record], ids: SourceIds
) -> Iterator[Change]:
    """Create, change or keep the rows of one model."""
    entries = _entries(model)
    by_hand = {row.pk: row for row in model.objects.with_sources()}
    keys = {getattr(row, key_field(model)) for row in by_hand.values()}
    for record in records:
        columns = _columns(record, ids)
        entry = entries.get(record.key)
        row = by_hand.get(entry.object_id) if entry else None
        if entry and row:
            yield from _merge(row, record, entry, columns)
        elif entry:
            yield Change("kept", record.where, "deleted by a person")
        elif record.key in keys:
            yield Change("kept", record.where, "a person added one with this key")
        else:
            yield _create(record, columns)


def remove_gone(model: GuideModel, records: Iterable[Record]) -> Iterator[Change]:
    """Remove rows that no file has any more, unless a person edited them."""
    wanted = {record.key for record in records}
    gone = [entry for key, entry in _entries(model).items() if key not in wanted]
    ids = [entry.object_id for entry in gone]
    rows: dict[int, Any] = model.objects.with_sources().in_bulk(ids)
    for entry in gone:
        row = rows.get(entry.object_id)
        where = f"{entry.model} {entry.key}"
        if row and not is_untouched(entry.values, _present(row, entry.values)):
            yield Change("kept", where, "gone from the files, but a person edited it")
            continue
        entry.delete()
        if row:
            row._change_reason = CHANGE_REASON
            row.delete()
            yield Change("removed", where, "gone from the files")


def _merge(
    row: Any, record: Record, entry: GuideEntry, columns: dict[str, Any]
) -> Iterator[Change]:
    offered = {name: comparable(value) for name, value in columns.items()}
    merged = merge(offered, entry.values, _present(row, columns))
    for name in merged.kept:
        yield Change("kept", f"{record.where}: {name}", "a person set it otherwise")
    if merged.entry != entry.values:
        entry.values = merged.entry
        entry.save(update_fields=["values"])
    if merged.taken:
        _write(row, {name: columns[name] for name in merged.taken})
        yield Change("changed", record.where, ", ".join(merged.taken))


def _create(record: Record, columns: dict[str, Any]) -> Change:
    row = record.model()
    _write(row, columns)
    GuideEntry.objects.create(
        model=str(record.model._meta.model_name),
        key=record.key,
        object_id=row.pk,
        values={name: comparable(value) for name, value in columns.items()},
    )
    return Change("created", record.where)


def _write(row: Any, columns: dict[str, Any]) -> None:
    for name, value in columns.items():
        if name != REFERENCES:
            setattr(row, name, value)
    _save(row)
    if REFERENCES in columns:
        Reference.objects.filter(**{row._meta.model_name: row}).delete()
        for position, (key, source) in enumerate(columns[REFERENCES], start=1):
            owner = {row._meta.model_name: row}
            _save(Reference(key=key, source_id=source, position=position, **owner))


def _save(row: Any) -> Any:
    row._change_reason = CHANGE_REASON
    row.save()
    return row


def _columns(record: Record, ids: SourceIds) -> dict[str, Any]:
    columns = dict(record.values)
    if record.stated_by:
        columns["source_id"] = ids[_identity(record.stated_by)]
    columns[REFERENCES] = [
        [key, ids[_identity(source)]] for key, source in record.cited.items()
    ]
    return columns


def _present(row: Any, columns: Iterable[str]) -> dict[str, Any]:
    """Give what a row with fetched sources holds now, in comparable form."""
    return {
        name: [[one.key, one.source_id] for one in row.references.all()]
        if name == REFERENCES
        else comparable(getattr(row, name))
        for name in columns
    }


def _entries(model: GuideModel) -> dict[str, GuideEntry]:
    entries = GuideEntry.objects.filter(model=model._meta.model_name)
    return {entry.key: entry for entry in entries}


def _identity(source: SourceRow | Source) -> Identity:
    return source.url, source.title, source.as_of
