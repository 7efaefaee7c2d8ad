"""Loading a whole catalog folder: all files are checked before a row is written."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from django.db import connection

from programs.importing.catalog_files import (
    CatalogFileError,
    ReadFile,
    catalog_files,
    read_accreditors,
    read_catalog_file,
    read_valid,
)
from programs.importing.catalog_records import Record
from programs.importing.catalog_remove import remove_gone, remove_rows
from programs.importing.catalog_save import (
    SHARED,
    Change,
    Chunk,
    save_institutions,
    save_shared,
)
from programs.locks import lock_catalog
from programs.models import CatalogEntry, Program

FILES_AT_ONCE = 100
LARGEST_LOSS = 10  # one in ten
LOCK = 5_127_061_102  # any number, as long as it is always the same

Progress = Callable[[Sequence[Path], str], Iterable[Path]]


def check_catalog(root: Path, progress: Progress) -> Sequence[Path]:
    """Read every file of a catalog folder and give their paths.

    Raises CatalogFileError with all mistakes of all files.
    """
    paths = catalog_files(root)
    accreditors = read_accreditors(root)
    for _ in read_valid(progress(paths, "Reading"), accreditors):
        pass
    return paths


def load_catalog(
    root: Path,
    paths: Sequence[Path],
    progress: Progress,
    *,
    refresh_all: bool = False,
    replace: bool = False,
) -> Iterator[Change]:
    """Save checked files, and yield each change as it is made; needs a transaction.

    Waits while another load is running or a draft is being published. The derived rows
    of programs that changed are written anew; with `refresh_all` those of every program
    of the catalog. Without `replace` raises CatalogFileError when many institutions are
    gone.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    lock_catalog()
    if not replace:
        _refuse_if_shrunk([path.stem for path in paths])
    shared = Chunk()
    accreditors = read_accreditors(root)
    yield from save_shared(accreditors, shared)
    yield from _remove_institutions([path.stem for path in paths])
    seen = {record.key for record in accreditors}
    for files in _in_chunks(progress(paths, "Loading")):
        chunk = Chunk({one.content.institution.slug: one.name for one in files})
        chunk.ids |= shared.ids
        records = [record for one in files for record in one.records]
        seen.update(record.key for record in records if record.is_source)
        yield from _load_chunk(records, chunk)
        slugs = chunk.files if refresh_all else chunk.touched
        Program.objects.filter(institution__slug__in=slugs).refresh_derived()
    yield from _remove_shared(seen)


def _load_chunk(records: list[Record], chunk: Chunk) -> Iterator[Change]:
    shared = [record for record in records if record.is_source]
    yield from save_shared(shared, chunk)
    entries = list(CatalogEntry.objects.filter(institution__in=chunk.files))
    own = [record for record in records if not record.is_source]
    wanted = {(str(one.model._meta.model_name), one.key) for one in own}
    gone = [one for one in entries if (one.model, one.key) not in wanted]
    yield from remove_gone(gone, chunk)
    yield from save_institutions(own, entries, chunk)


def _refuse_if_shrunk(slugs: Sequence[str]) -> None:
    """Refuse another folder by mistake: it would empty the catalog."""
    loaded = CatalogEntry.objects.filter(model="institution")
    gone, total = loaded.exclude(key__in=slugs).count(), loaded.count()
    if gone > 1 and gone * LARGEST_LOSS > total:
        raise CatalogFileError(
            [
                f"{gone} of the {total} institutions loaded before have no file in "
                "this folder. With --replace they are removed."
            ]
        )


def _remove_institutions(slugs: Sequence[str]) -> Iterator[Change]:
    gone = CatalogEntry.objects.exclude(institution__in=["", *slugs])
    yield from remove_gone(gone, Chunk())


def _remove_shared(seen: set[str]) -> Iterator[Change]:
    for model in reversed(SHARED):
        name = model._meta.model_name
        entries = CatalogEntry.objects.filter(model=name).only("key", "model")
        gone = [entry.pk for entry in entries.iterator() if entry.key not in seen]
        rows = list(CatalogEntry.objects.filter(pk__in=gone))
        yield from remove_rows(model, rows, Chunk())


def _in_chunks(paths: Iterable[Path]) -> Iterator[list[ReadFile]]:
    left = iter(paths)
    while files := [read_catalog_file(path) for path in islice(left, FILES_AT_ONCE)]:
        yield files
