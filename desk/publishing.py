"""Making a draft public, sending it back, and who may do which.

Every way to the public version of a fact, but the shipped catalog's loader and the
confirmation that a fact is still true, ends in `publish`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from desk.checks import problems_of
from desk.correcting import publish_corrections
from desk.drafting import lay_over, lock, refresh
from desk.models import Draft, DraftChange, DraftEvent
from desk.naming import label_of, name_of
from desk.rows import MODELS, Columns, Rows, objects_of, rows_of
from profiles.models import User
from programs.importing.catalog_merge import comparable

# The columns of a fact that only say something together.
MEANING = {
    "tuition": frozenset({"amount", "currency", "basis", "residency", "academic_year"}),
    "deadline": frozenset({"term", "kind", "month", "day", "year"}),
    "outcome": frozenset({"metric", "scope", "value", "unit", "cohort"}),
}

CHANGED = "Somebody has edited this draft since you opened it. Read it once more."
CLOSED = "This draft is closed: it was published or discarded."
NOT_SUBMITTED = "This draft was not submitted for review yet."
SUBMITTED = "This draft was submitted for review already."
NO_RIGHT = "Approving is for reviewers, and your account is none."
NO_EDITOR = "Drafts are for those who edit, and your account may not."
GONE = "A {kind} that this draft changes is gone from the public version."
CONFLICT = (
    "{row}: the public value of “{field}” was changed since this draft was made. Go on "
    "editing, look at the value, and save the draft again."
)
OWN = (
    "You edited this draft, so somebody else has to approve it. Money, accreditation, "
    "deadlines, outcomes and admission go public only after a second person read them."
)


class RefusedError(Exception):
    """A draft may not be published, submitted or sent back, for these reasons."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def publish(
    draft: Draft,
    by: User,
    *,
    version: int,
    confirmed: Collection[str] = (),
    comment: str = "",
) -> None:
    """Write a draft into the public version.

    `version` is that of the draft which was read, `confirmed` the warnings that were
    read and accepted, word by word. Raises RefusedError, and writes nothing,
    when the person may not, when a public value was changed since the draft was
    made, when a fact is incomplete, or when a warning is not confirmed.
    """
    with transaction.atomic():
        draft = _open_draft(draft, version)
        refuse_for(reasons_against(draft, by))
        findings = _lay_over_and_check(draft)
        refuse_for(findings.conflicts)
        refuse_for(findings.errors)
        refuse_for([one for one in findings.warnings if one not in confirmed])
        refresh(draft.record)
        close(draft, by, Draft.State.PUBLISHED, comment)
        publish_corrections(draft)


@dataclass(frozen=True)
class Findings:
    """What speaks against publishing a draft as it stands, each in a sentence.

    `conflicts` lie in the public version, `errors` in the draft; `warnings` may be
    confirmed.
    """

    conflicts: list[str]
    errors: list[str]
    warnings: list[str]


def examine(draft: Draft) -> Findings:
    """Find what speaks against publishing a draft, whoever asks; keeps nothing."""
    with transaction.atomic():
        lock(draft.record)
        findings = _lay_over_and_check(draft)
        transaction.set_rollback(True)
    return findings


def _lay_over_and_check(draft: Draft) -> Findings:
    before = rows_of(draft.record)
    found = conflicts(draft, before) + lay_over(draft)
    problems = problems_of(before, rows_of(draft.record), timezone.localdate())
    return Findings(
        conflicts=found,
        errors=[str(one) for one in problems if not one.is_warning],
        warnings=[str(one) for one in problems if one.is_warning],
    )


def refuse_for(reasons: list[str]) -> None:
    """Raise RefusedError when there is a reason."""
    if reasons:
        raise RefusedError(reasons)


def refuse_unless_open(draft: Draft, version: int) -> None:
    """Raise RefusedError when a draft is closed or not the version that was read."""
    if not draft.is_open:
        raise RefusedError([CLOSED])
    if draft.version != version:
        raise RefusedError([CHANGED])


def reasons_against(draft: Draft, by: User) -> list[str]:
    """Say why this person may not publish this draft; nothing when she may.

    Nobody approves what she edited, superusers included. A change of words alone
    needs a reviewer but no second person, and need not be submitted.
    """
    if not by.has_perm("desk.review_draft"):
        return [NO_RIGHT]
    if not draft.needs_second_person:
        return []
    if draft.edited_by_id == by.pk or draft.authors.filter(pk=by.pk).exists():
        return [OWN]
    return [] if draft.state == Draft.State.IN_REVIEW else [NOT_SUBMITTED]


def conflicts(draft: Draft, public: Rows) -> list[str]:
    """Name the fields whose public value was changed since the draft was made.

    The day of a check is none: a fact may be confirmed while its draft waits.
    """
    found = []
    rows = objects_of(public)
    for change in draft.changes.exclude(act=DraftChange.Act.ADD):
        key = (change.model, change.object_id)
        if key not in public:
            kind = MODELS[change.model]._meta.verbose_name
            found.append(GONE.format(kind=kind))
            continue
        found += [
            CONFLICT.format(
                row=name_of(rows[key]), field=label_of(MODELS[change.model], name)
            )
            for name, value in rests_on(change, draft.edited_at).items()
            if name != "checked_on" and public[key].get(name) != value
        ]
    return found


def rests_on(change: DraftChange, edited_at: datetime) -> Columns:
    """Give the public values that a change takes for granted, as they were then.

    Those that it replaces, and those that give its own their meaning: an amount is
    another one in another currency.
    """
    together = MEANING.get(change.model, frozenset())
    if not together & change.after.keys():
        return dict(change.before)
    then = MODELS[change.model].history.as_of(edited_at)
    row = then.filter(pk=change.object_id).first()
    known = {name: comparable(getattr(row, name)) for name in together if row}
    return known | change.before


def close(draft: Draft, by: User, state: Draft.State, comment: str = "") -> None:
    """Note who published or discarded a draft, and when."""
    draft.state, draft.decided_by = state, by
    draft.decided_at = timezone.now()
    draft.save(update_fields=["state", "decided_by", "decided_at"])
    draft.events.create(act=DraftEvent.Act(state), by=by, comment=comment)


def submit(draft: Draft, by: User, *, version: int, comment: str = "") -> None:
    """Ask for a second pair of eyes.

    Raises RefusedError on a closed or newer draft, on one that was submitted already,
    and when the person may not edit.
    """
    with transaction.atomic():
        draft = _open_draft(draft, version)
        refuse_for(reasons_against_submitting(draft, by))
        draft.state = Draft.State.IN_REVIEW
        draft.submitted_at = timezone.now()
        draft.save(update_fields=["state", "submitted_at"])
        draft.events.create(act=DraftEvent.Act.SUBMITTED, by=by, comment=comment)


def send_back(draft: Draft, by: User, *, version: int, comment: str) -> None:
    """Give a submitted draft back to its authors, with what is to be mended.

    Raises RefusedError when the person is no reviewer or wrote it herself, and when
    nobody has submitted it.
    """
    with transaction.atomic():
        draft = _open_draft(draft, version)
        refuse_for(reasons_against_sending_back(draft, by))
        draft.state = Draft.State.SENT_BACK
        draft.save(update_fields=["state"])
        draft.events.create(act=DraftEvent.Act.SENT_BACK, by=by, comment=comment)


def discard(draft: Draft, by: User, *, version: int, comment: str = "") -> None:
    """Close a draft without publishing it. Raises RefusedError as `submit` does."""
    with transaction.atomic():
        draft = _open_draft(draft, version)
        refuse_for(reasons_against_editing(draft, by))
        close(draft, by, Draft.State.DISCARDED, comment)


def _open_draft(draft: Draft, version: int) -> Draft:
    """Fetch a draft as it is now, and let whoever edits its record wait."""
    lock(draft.record)
    kept: Draft = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    refuse_unless_open(kept, version)
    return kept


@dataclass(frozen=True)
class Rights:
    """What one person may do with a draft as it stands, whatever is found in it.

    `against_publishing` says why she may not publish it; nothing when she may.
    """

    may_publish: bool
    may_send_back: bool
    may_submit: bool
    may_edit: bool
    against_publishing: list[str]


def rights_in(draft: Draft, by: User) -> Rights:
    """Tell what this person may do with this draft."""
    against_publishing = reasons_against(draft, by)
    return Rights(
        may_publish=draft.is_open and not against_publishing,
        may_send_back=not reasons_against_sending_back(draft, by),
        may_submit=not reasons_against_submitting(draft, by),
        may_edit=not reasons_against_editing(draft, by),
        against_publishing=against_publishing,
    )


def reasons_against_editing(draft: Draft, by: User) -> list[str]:
    """Say why this person may not edit or discard this draft; nothing when she may."""
    if not draft.is_open:
        return [CLOSED]
    may = by.has_perm(f"programs.change_{draft.record._meta.model_name}")
    return [] if may else [NO_EDITOR]


def reasons_against_submitting(draft: Draft, by: User) -> list[str]:
    """Say why this person may not submit this draft; nothing when she may."""
    if draft.state == Draft.State.IN_REVIEW:
        return [SUBMITTED]
    return reasons_against_editing(draft, by)


def reasons_against_sending_back(draft: Draft, by: User) -> list[str]:
    """Say why this person may not send this draft back; nothing when she may.

    What may be sent back was submitted, and by somebody else.
    """
    if not draft.is_open:
        return [CLOSED]
    is_submitted = draft.state == Draft.State.IN_REVIEW
    return reasons_against(draft, by) if is_submitted else [NOT_SUBMITTED]
