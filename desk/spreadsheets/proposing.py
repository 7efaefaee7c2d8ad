"""Making drafts of a checked upload: of all its rows, or of none."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from desk.models import Draft, DraftChange, DraftEvent, Spreadsheet, SpreadsheetRow
from desk.publishing import RefusedError
from desk.rows import MODELS, Columns, Difference, Rows, columns_of, typed
from desk.spreadsheets.checking import open_drafts
from desk.spreadsheets.tables import TABLES
from desk.words import is_of_words_alone
from profiles.models import User
from programs.locks import lock_records
from programs.models import Institution, Program, Source

BATCH = 500  # programs or institutions
CLOSED = "Drafts were made of this upload already, or it is not checked yet."
WRONG = "Some rows are wrong. Drafts are made of all rows or of none."
NOTHING = "No row differs from the catalog, so there is nothing to make drafts of."
MOVED_ON = "The catalog has changed since this was checked. Check it again."
# A new program or institution is not public; all else about it is in its draft.
FIRST_COLUMNS = {
    Program: ("institution_id", "slug", "name", "award"),
    Institution: ("slug", "name", "country"),
}
# A program or an institution, by the keys of both, of which one is None.
Owner = tuple[int | None, int | None]


def make_drafts(spreadsheet: Spreadsheet, by: User) -> int:
    """Make one draft for each program or institution, in review; give how many.

    Raises RefusedError, and makes none, when a row is wrong or none differs, and when
    the catalog has changed since the rows were compared with it.
    """
    try:
        with transaction.atomic():
            return _make_all(spreadsheet, by)
    except IntegrityError as error:  # such as an address that is taken since
        raise RefusedError([MOVED_ON]) from error


def _make_all(spreadsheet: Spreadsheet, by: User) -> int:
    sheets = Spreadsheet.objects.select_for_update(of=("self",))
    spreadsheet = sheets.get(pk=spreadsheet.pk)
    refuse_unless_ready(spreadsheet)
    make_sources(spreadsheet)
    make_new_records(spreadsheet, by)
    count = 0
    for owners in _batches(spreadsheet):
        rows = spreadsheet.rows.differing().of(owners)
        count += len(make_drafts_of(spreadsheet, list(rows), by))
    spreadsheet.state = Spreadsheet.State.DRAFTED
    spreadsheet.drafted_at = timezone.now()
    spreadsheet.save(update_fields=["state", "drafted_at"])
    return count


def refuse_unless_ready(spreadsheet: Spreadsheet) -> None:
    """Raise RefusedError for an upload of which no drafts can be made."""
    counts = spreadsheet.rows.counted()
    if spreadsheet.state != Spreadsheet.State.CHECKED:
        raise RefusedError([CLOSED])
    if counts["wrong"]:
        raise RefusedError([WRONG])
    if not counts["new"] + counts["changed"]:
        raise RefusedError([NOTHING])


def make_sources(spreadsheet: Spreadsheet) -> None:
    """Make the new sources that rows name, and let the rows refer to them."""
    rows = spreadsheet.rows.differing().exclude(new_source=None)
    asked_for: Any = rows.order_by().values_list("new_source", flat=True).distinct()
    where = "citings" if TABLES[spreadsheet.kind].is_cited else "after"
    for named in list(asked_for):
        identity = {name: named[name] for name in ("url", "title", "as_of")}
        source, _ = Source.objects.get_or_create(**identity, defaults=named)
        naming = rows.filter(new_source=named).defer("cells").iterator(1000)
        while batch := list(islice(naming, BATCH)):
            for columns in chain(*map(_columns_naming, batch)):
                columns["source_id"] = source.pk
            SpreadsheetRow.objects.bulk_update(batch, [where])


def _columns_naming(row: SpreadsheetRow) -> list[Columns]:
    """Give those columns of a row or its citations, to be changed, that name it."""
    citings = [one["after"] for one in chain(*row.citings.values())]
    return [columns for columns in (row.after, *citings) if "source_id" in columns]


def make_new_records(spreadsheet: Spreadsheet, by: User) -> None:
    """Make the new programs or institutions, which no reader sees yet."""
    table = TABLES[spreadsheet.kind]
    if table.is_of_facts:
        return
    new = spreadsheet.rows.filter(outcome=SpreadsheetRow.Outcome.NEW)
    first: Any = FIRST_COLUMNS[table.model]
    made = (_first_version(table.model, first, row) for row in new.iterator(1000))
    while batch := list(islice(made, BATCH)):
        bulk_create_with_history(
            [record for _, record in batch],
            table.model,
            default_user=by,
            default_change_reason=f"Spreadsheet {spreadsheet.pk}",
        )
        rows = [row for row, _ in batch]
        SpreadsheetRow.objects.bulk_update(rows, [table.name, "before", "after"])


def _first_version(
    model: Any, names: Sequence[str], row: SpreadsheetRow
) -> tuple[SpreadsheetRow, Any]:
    """Make what a new row starts from, and let the row say only what is beyond it."""
    columns = typed(model, {name: row.after[name] for name in names})
    record = model(pk=row.object_id, **columns)
    present = columns_of(record)
    names = [name for name, value in row.after.items() if present[name] != value]
    row.before = {name: present[name] for name in names}
    row.after = {name: row.after[name] for name in names}
    setattr(row, f"{model._meta.model_name}_id", row.object_id)
    return row, record


def _batches(spreadsheet: Spreadsheet) -> Iterator[Sequence[Owner]]:
    """Give what the rows are about, some at a time, always in the same order."""
    owners = spreadsheet.rows.differing().order_by("program_id", "institution_id")
    every = iter(list(owners.values_list("program_id", "institution_id").distinct()))
    while batch := list(islice(every, BATCH)):
        yield batch


def make_drafts_of(
    spreadsheet: Spreadsheet, rows: Sequence[SpreadsheetRow], by: User
) -> list[Draft]:
    """Make the drafts of some programs or institutions of all their rows.

    Raises RefusedError when one of them has an open draft, or is not as it was.
    """
    lock_records(
        Program.objects.filter(pk__in={row.program_id for row in rows}),
        Institution.objects.filter(pk__in={row.institution_id for row in rows}),
    )
    changes = _changes(TABLES[spreadsheet.kind].model, rows)
    if open_drafts(rows) or not is_as_compared(chain(*changes.values())):
        raise RefusedError([MOVED_ON])
    drafts = {
        owner: _draft(spreadsheet, owner, by, several)
        for owner, several in changes.items()
    }
    Draft.objects.bulk_create(drafts.values())
    made = list(drafts.values())
    DraftChange.objects.bulk_create(
        (
            DraftChange(draft=drafts[owner], **vars(change))
            for owner, several in changes.items()
            for change in several
        ),
        batch_size=1000,
    )
    _note_author(made, by)
    return made


def is_as_compared(changes: Iterable[Difference]) -> bool:
    """Tell whether the catalog still says what the rows were compared with."""
    before = {(one.model, one.object_id): one.before for one in changes if one.before}
    present: Rows = {}
    for name in {model for model, _ in before}:
        keys = [pk for model, pk in before if model == name]
        found = MODELS[name]._base_manager.in_bulk(keys)
        present |= {(name, pk): columns_of(row) for pk, row in found.items()}
    return all(
        key in present and present[key] | columns == present[key]
        for key, columns in before.items()
    )


def _changes(
    model: Any, rows: Iterable[SpreadsheetRow]
) -> dict[Owner, list[Difference]]:
    """Give what rows change, by the program or the institution that they are about."""
    changes: dict[Owner, list[Difference]] = {}
    for row in rows:
        owner = (row.program_id, row.institution_id)
        changes.setdefault(owner, []).extend(_differences(model, row))
    return changes


def _differences(model: Any, row: SpreadsheetRow) -> list[Difference]:
    """Give what a row changes: its own columns, and citations of a program."""
    act = DraftChange.Act.CHANGE if row.before else DraftChange.Act.ADD
    name = str(model._meta.model_name)
    own = Difference(name, row.object_id or 0, act, row.before, row.after)
    citings = [Difference(**one) for several in row.citings.values() for one in several]
    return [own, *citings]


def _draft(
    spreadsheet: Spreadsheet, owner: Owner, by: User, changes: Sequence[Difference]
) -> Draft:
    now = timezone.now()
    return Draft(
        program_id=owner[0],
        institution_id=owner[1],
        spreadsheet=spreadsheet,
        state=Draft.State.IN_REVIEW,
        edited_by=by,
        edited_at=now,
        submitted_at=now,
        version=1,
        needs_second_person=not all(map(is_of_words_alone, changes)),
    )


def _note_author(drafts: Sequence[Draft], by: User) -> None:
    """Name the uploader as the author, who edited and submitted them."""
    authors = Draft.authors.through
    authors._base_manager.bulk_create(
        authors(draft_id=draft.pk, user_id=by.pk) for draft in drafts
    )
    acts = (DraftEvent.Act.EDITED, DraftEvent.Act.SUBMITTED)
    DraftEvent.objects.bulk_create(
        DraftEvent(draft=draft, act=act, by=by) for draft in drafts for act in acts
    )
