"""Comparing the rows of an upload with the catalog, some at a time."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import tablib
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.db.models import Count, Q

from desk.models import Draft, Spreadsheet, SpreadsheetRow
from desk.rows import Columns, columns_of
from desk.spreadsheets.resources import (
    RESOURCES,
    SheetResource,
    expected_in,
    fact_of,
    heading_of,
)

STEP = 300  # rows; under two seconds on a slow machine
CHECKED = [
    "outcome",
    "program",
    "institution",
    "object_id",
    "fact",
    "before",
    "after",
    "citings",
    "new_source",
    "errors",
]
HAS_DRAFT = (
    "{record} has an open draft. It has to be published or discarded before a "
    "spreadsheet may change this."
)
SAME_ROW = "Row {numbers} is about the same row of the catalog."
SAME_FACT = "Row {numbers} says the same thing. Keep one of them."
SAME_UNITID = "Row {numbers} has the same UNITID."
SAME_SOURCE = "Another row gives this new source another publisher or kind."
IDENTITY = ("url", "title", "as_of")  # of a source
SHOWN = 5  # other rows that are named

Outcome = SpreadsheetRow.Outcome


def check_some(spreadsheet: Spreadsheet) -> None:
    """Compare the next rows with the catalog; after the last, with each other.

    What was compared is kept, so that nothing is done twice when a step is broken
    off. Two steps at once wait for each other.
    """
    with transaction.atomic():
        sheets = Spreadsheet.objects.select_for_update(of=("self",))
        spreadsheet = sheets.get(pk=spreadsheet.pk)
        if spreadsheet.state != Spreadsheet.State.CHECKING:
            return
        rows = list(spreadsheet.rows.unchecked()[:STEP])
        if rows:
            check_rows(spreadsheet, rows)
            SpreadsheetRow.objects.bulk_create(
                rows, update_conflicts=True, unique_fields=["id"], update_fields=CHECKED
            )
        if len(rows) < STEP:
            compare_rows(spreadsheet)
            spreadsheet.state = Spreadsheet.State.CHECKED
            spreadsheet.save(update_fields=["state"])


def check_again(spreadsheet: Spreadsheet) -> None:
    """Forget what was found, so that the rows are compared with the catalog of now."""
    with transaction.atomic():
        checked = Spreadsheet.objects.filter(
            pk=spreadsheet.pk, state=Spreadsheet.State.CHECKED
        )
        if checked.update(state=Spreadsheet.State.CHECKING):
            spreadsheet.rows.update(outcome="", errors=[], new_source=None)


def check_rows(spreadsheet: Spreadsheet, rows: Sequence[SpreadsheetRow]) -> None:
    """Set on rows what they would change; nothing else is kept of the attempt."""
    resource = RESOURCES[spreadsheet.kind](spreadsheet.conventions)
    dataset = tablib.Dataset(*(row.cells for row in rows), headers=spreadsheet.columns)
    result = resource.import_data(dataset, dry_run=True, use_transactions=True)
    of_rows = (error for found in result.rows for error in found.errors)
    for fault in (*result.base_errors, *of_rows):
        raise fault.error  # the library keeps what nobody expected
    for row, found in zip(rows, result.rows, strict=True):
        _note(row, found, resource)
    _refuse_drafts(rows)


def _note(row: SpreadsheetRow, found: Any, resource: SheetResource) -> None:
    row.before, row.after, row.citings = {}, {}, {}
    row.new_source, row.errors = None, []
    row.program_id = row.institution_id = row.object_id = None
    if found.validation_error:
        row.outcome = Outcome.WRONG
        row.errors = errors_in(row, found.validation_error, resource)
        return
    before, after = resource.before.get(found.instance.pk), columns_of(found.instance)
    row.outcome, row.before, row.after = _difference(before, after)
    row.object_id = found.instance.pk
    _note_what_it_is_of(row, found.instance, resource, is_new=before is None)
    row.new_source = resource.new_source_of(found.instance)
    row.citings = {
        field: [vars(one) for one in changed]
        for field, changed in resource.citing.citings_of(found.instance.pk).items()
    }


def _difference(before: Columns | None, after: Columns) -> tuple[str, Columns, Columns]:
    if before is None:
        return Outcome.NEW, {}, after
    names = [name for name, value in after.items() if before[name] != value]
    was = {name: before[name] for name in names}
    becomes = {name: after[name] for name in names}
    return Outcome.CHANGED if names else Outcome.SAME, was, becomes


def _note_what_it_is_of(
    row: SpreadsheetRow, instance: Any, resource: SheetResource, *, is_new: bool
) -> None:
    table = resource.table
    if table.is_of_facts:
        row.program_id = instance.program_id
        row.institution_id = getattr(instance, "institution_id", None)
        row.fact = fact_of(table, columns_of(instance))
        return
    row.fact = str(getattr(instance, resource.fields[table.name].attribute))
    if not is_new:
        setattr(row, f"{table.name}_id", instance.pk)


def errors_in(
    row: SpreadsheetRow, error: ValidationError, resource: SheetResource
) -> list[dict[str, str]]:
    """Say what is wrong in a row: column, value, message, and what is expected.

    What concerns no one column has neither a column nor a value.
    """
    table, columns = resource.table, row.spreadsheet.columns
    found = []
    for name, texts in error.message_dict.items():
        if name == NON_FIELD_ERRORS or name not in resource.fields:
            name = table.name if name == "slug" else name
        is_column = name in resource.fields
        column = heading_of(name) if is_column else ""
        found.append(
            {
                "column": column,
                "value": str(row.cells[columns.index(column)]) if column else "",
                "text": " ".join(texts),
                "expected": expected_in(table, name) if column else "",
            }
        )
    return found


def refuse(row: SpreadsheetRow, text: str) -> None:
    """Call a row wrong for a reason that lies in no one column."""
    row.outcome = Outcome.WRONG
    row.errors.append({"column": "", "value": "", "text": text, "expected": ""})


def _refuse_drafts(rows: Iterable[SpreadsheetRow]) -> None:
    """Call rows wrong that would change what has an open draft."""
    differing = [row for row in rows if row.outcome in (Outcome.NEW, Outcome.CHANGED)]
    drafts = open_drafts(differing)
    for row in differing:
        draft = drafts.get((row.program_id, row.institution_id))
        if draft:
            refuse(row, HAS_DRAFT.format(record=draft.record))


def open_drafts(
    rows: Iterable[SpreadsheetRow],
) -> dict[tuple[int | None, int | None], Draft]:
    """Fetch the open drafts of what rows are about, by program and institution."""
    programs = {row.program_id for row in rows if row.program_id}
    institutions = {row.institution_id for row in rows if row.institution_id}
    of_them = Q(program__in=programs) | Q(institution__in=institutions)
    found = Draft.objects.open().filter(of_them).with_record()
    return {(draft.program_id, draft.institution_id): draft for draft in found}


def compare_rows(spreadsheet: Spreadsheet) -> None:
    """Call rows wrong that say what another row says, or gainsay it."""
    _refuse_shared(spreadsheet, "object_id", SAME_ROW)
    _refuse_shared(spreadsheet, "fact", SAME_FACT)
    if spreadsheet.kind == Spreadsheet.Kind.INSTITUTIONS:
        _refuse_shared(spreadsheet, "after__unitid", SAME_UNITID)
    _refuse_gainsaid_sources(spreadsheet)


def _refuse_shared(spreadsheet: Spreadsheet, name: str, text: str) -> None:
    rows = spreadsheet.rows.exclude(outcome=Outcome.WRONG)
    shared = (
        rows.order_by()
        .values(name)
        .annotate(
            count=Count("pk"),
            differing=Count("pk", filter=Q(outcome__in=["new", "changed"])),
        )
        .filter(count__gt=1, differing__gt=0)
    )
    values = [one[name] for one in shared if one[name] is not None]
    groups: dict[Any, list[SpreadsheetRow]] = defaultdict(list)
    for row in rows.filter(**{f"{name}__in": values}):
        groups[_value(row, name)].append(row)
    for group in groups.values():
        _refuse_group(group, text)
    every = [row for group in groups.values() for row in group]
    SpreadsheetRow.objects.bulk_update(every, ["outcome", "errors"], batch_size=1000)


def _value(row: SpreadsheetRow, name: str) -> Any:
    field, _, key = name.partition("__")
    value = getattr(row, field)
    return value.get(key) if key else value


def _refuse_group(group: Sequence[SpreadsheetRow], text: str) -> None:
    for row in group:
        if row.outcome != Outcome.SAME:
            others = [one.number for one in group if one is not row][:SHOWN]
            refuse(row, text.format(numbers=", ".join(map(str, others))))


def _refuse_gainsaid_sources(spreadsheet: Spreadsheet) -> None:
    """Call rows wrong whose new source another row describes otherwise."""
    rows = spreadsheet.rows.differing().exclude(new_source=None)
    described: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    asked_for: Any = rows.order_by().values_list("new_source", flat=True).distinct()
    for named in asked_for:
        described[tuple(named[name] for name in IDENTITY)].append(named)
    for several in described.values():
        if len(several) > 1:
            gainsaid = list(rows.filter(new_source__in=several))
            for row in gainsaid:
                refuse(row, SAME_SOURCE)
            SpreadsheetRow.objects.bulk_update(gainsaid, ["outcome", "errors"])
