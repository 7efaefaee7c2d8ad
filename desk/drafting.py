"""Changing a record beside its public version.

Whatever is done to a record inside `propose` happens in a transaction that is rolled
back: on top of the public rows and of the open draft, through the same forms and
constraints. What differs from the public rows then is kept as the draft.
"""

import hashlib
import json
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.text import capfirst

from desk.models import Draft, DraftChange, DraftEvent
from desk.models.drafts import Record
from desk.rows import MODELS, Difference, Rows, differences, rows_of, typed
from desk.words import is_of_words_alone
from profiles.models import User
from programs.locks import lock_records
from programs.models import Institution, Program
from programs.models.program_queryset import ProgramQuerySet

T = TypeVar("T")
NO_LONGER_FITS = "the public version was changed, and the draft no longer fits it."
# Removed rows make place for new ones that may not stand beside them.
ORDER: list[str] = [
    DraftChange.Act.REMOVE,
    DraftChange.Act.CHANGE,
    DraftChange.Act.ADD,
]


def programs_of(record: Record) -> ProgramQuerySet:
    """Give the programs whose derived data rests on the facts of a record."""
    if isinstance(record, Program):
        return Program.objects.filter(pk=record.pk)
    return Program.objects.filter(institution=record.pk)


def lock(record: Record) -> None:
    """Let others who change this record wait until the transaction ends.

    Of an institution also who changes its programs: they are refreshed with it.
    """
    places = Institution.objects.filter(pk=record.pk)
    is_program = isinstance(record, Program)
    lock_records(programs_of(record), places.none() if is_program else places)


def always(done: object) -> bool:
    return True


def propose(
    record: Record,
    by: User,
    act: Callable[[], T],
    is_meant: Callable[[T], bool] = always,
) -> tuple[T, Draft | None]:
    """Do `act` beside the public version; give its result and the open draft, if any.

    What `act` changes in the record's rows goes into the draft; all else that it
    writes is undone. Changing everything back discards the draft. Nothing is kept
    unless `is_meant` says so of the result: who only looks at a draft, or mistypes,
    is no author of it, and does not settle what the public version gainsays.
    """
    with transaction.atomic():
        lock(record)
        public = rows_of(record)
        draft = Draft.objects.open_of(record)
        with transaction.atomic():
            if draft:
                lay_over(draft)
            done = act()
            proposed = rows_of(record)
            transaction.set_rollback(True)
        if not is_meant(done):
            return done, draft
        return done, save_draft(record, by, differences(public, proposed), draft)


def lay_over(draft: Draft) -> list[str]:
    """Write a draft's values into the tables, over whatever is public now.

    Only inside a transaction that is rolled back, or to publish them. A row that is
    gone from the public version meanwhile stays gone. What the public version no
    longer takes is left out, and told in words.
    """
    misfits = []
    for change in sorted(draft.changes.all(), key=lambda one: ORDER.index(one.act)):
        try:
            with transaction.atomic():
                write(change, draft)
        except IntegrityError as error:
            misfits.append(misfit(MODELS[change.model], error, NO_LONGER_FITS))
    return misfits


def misfit(model: type[models.Model], error: IntegrityError, what: str) -> str:
    """Say what a row cannot do, and why: the constraint that the database names."""
    cause: Any = error.__cause__
    broken = [
        str(constraint.violation_error_message)
        for constraint in model._meta.constraints
        if constraint.name == cause.diag.constraint_name
    ]
    return " ".join([f"{capfirst(model._meta.verbose_name)}: {what}", *broken])


def write(change: DraftChange, draft: Draft) -> None:
    """Write one change; the history names its last editor and the draft."""
    model = MODELS[change.model]
    columns = typed(model, change.after)
    if change.act == DraftChange.Act.ADD:
        row = model(pk=change.object_id, **columns)
    else:
        found = model._base_manager.filter(pk=change.object_id).first()
        if found is None:
            return
        row = found
    row._history_user = draft.edited_by
    row._change_reason = f"Draft {draft.pk}"
    if change.act == DraftChange.Act.REMOVE:
        row.delete()
        return
    if "checked_on" in columns and hasattr(row, "reconfirm_since"):
        row.reconfirm_since = None  # it was read anew, and waits for nothing
    for name, value in columns.items():
        setattr(row, name, value)
    row.save()


def save_draft(
    record: Record, by: User, found: list[Difference], draft: Draft | None
) -> Draft | None:
    """Make a record's open draft say just this; untouched when it says so already."""
    if found == _kept(draft):
        return draft
    if draft is None:
        draft = Draft(**{str(record._meta.model_name): record})
    draft.state = Draft.State.DRAFT if found else Draft.State.DISCARDED
    draft.edited_by, draft.edited_at = by, timezone.now()
    draft.version += 1
    draft.needs_second_person = not all(map(is_of_words_alone, found))
    if not found:
        draft.decided_by, draft.decided_at = by, draft.edited_at
    draft.save()
    draft.authors.add(by)
    draft.changes.all().delete()
    DraftChange.objects.bulk_create(
        DraftChange(draft=draft, **vars(one)) for one in found
    )
    act = DraftEvent.Act.EDITED if found else DraftEvent.Act.DISCARDED
    draft.events.create(act=act, by=by)
    return draft if found else None


def _kept(draft: Draft | None) -> list[Difference]:
    """Give what an open draft says already, in the order of `differences`."""
    if draft is None:
        return []
    order = list(MODELS)
    kept = [
        Difference(
            one.model,
            one.object_id,
            DraftChange.Act(one.act),
            before=one.before,
            after=one.after,
        )
        for one in draft.changes.all()
    ]
    return sorted(kept, key=lambda one: (order.index(one.model), one.object_id))


def fingerprint(*states: Rows) -> str:
    """Give a short text that differs when any row of the states of a record does.

    A form sends it back, so that nobody overwrites what she has not seen.
    """
    rows = [sorted((*key, row) for key, row in state.items()) for state in states]
    text = json.dumps(rows, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def refresh(record: Record) -> None:
    """Rewrite what is derived from the facts of a program, or of an institution."""
    programs_of(record).refresh_derived()
