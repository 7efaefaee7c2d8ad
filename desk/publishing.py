"""Making a draft public, sending it back, and who may do which.

Every way to the public version of a fact, but the shipped catalog's loader and the
confirmation that a fact is still true, ends in `publish`.
"""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from desk.checks import Problem, problems_of
from desk.drafting import lay_over, lock, refresh
from desk.models import Draft, DraftChange, DraftEvent
from desk.rows import MODELS, Rows, rows_of
from profiles.models import User

CHANGED = "Somebody has edited this draft since you opened it. Read it once more."
CLOSED = "This draft is closed: it was published or discarded."
NOT_SUBMITTED = "This draft was not submitted for review yet."
NO_RIGHT = "Approving is for reviewers, and your account is none."
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
    draft: Draft, by: User, *, version: int, confirmed: Collection[str] = ()
) -> None:
    """Write a draft into the public version.

    `version` is that of the draft which was read, `confirmed` the keys of the
    warnings that were read and accepted. Raises RefusedError, and writes nothing,
    when the person may not, when a public value was changed since the draft was
    made, when a fact is incomplete, or when a warning is not confirmed.
    """
    with transaction.atomic():
        lock(draft.record)
        draft = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
        refuse_unless_open(draft, version)
        reasons = reasons_against(draft, by)
        before = rows_of(draft.record)
        reasons += conflicts(draft, before)
        if reasons:
            raise RefusedError(reasons)
        lay_over(draft)
        problems = problems_of(draft, before, rows_of(draft.record))
        _refuse_problems(problems, confirmed)
        refresh(draft.record)
        close(draft, by, Draft.State.PUBLISHED)


def _refuse_problems(problems: list[Problem], confirmed: Collection[str]) -> None:
    open_problems = [one for one in problems if one.key not in confirmed]
    errors = [one for one in problems if not one.is_warning]
    if errors or open_problems:
        raise RefusedError([str(one) for one in errors or open_problems])


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
    for change in draft.changes.exclude(act=DraftChange.Act.ADD):
        row = public.get((change.model, change.object_id))
        name = MODELS[change.model]._meta.verbose_name
        if row is None:
            found.append(f"A {name} that this draft changes is gone.")
            continue
        found += [
            f"The public value of “{field}” of a {name} is now {row.get(field)}; the "
            f"draft was made when it was {value}. Open the draft and save it again."
            for field, value in change.before.items()
            if field != "checked_on" and row.get(field) != value
        ]
    return found


def close(draft: Draft, by: User, state: Draft.State, comment: str = "") -> None:
    """Note who published or discarded a draft, and when."""
    draft.state, draft.decided_by = state, by
    draft.decided_at = timezone.now()
    draft.save(update_fields=["state", "decided_by", "decided_at"])
    draft.events.create(act=DraftEvent.Act(state), by=by, comment=comment)


def submit(draft: Draft, by: User, *, version: int, comment: str = "") -> None:
    """Ask for a second pair of eyes. Raises RefusedError on a closed or newer draft."""
    _move(draft, by, version, DraftEvent.Act.SUBMITTED, comment)


def send_back(draft: Draft, by: User, *, version: int, comment: str) -> None:
    """Give a submitted draft back to its authors, with what is to be mended.

    Raises RefusedError when the person is no reviewer or wrote it herself.
    """
    reasons = reasons_against(draft, by)
    if reasons:
        raise RefusedError(reasons)
    _move(draft, by, version, DraftEvent.Act.SENT_BACK, comment)


def _move(
    draft: Draft, by: User, version: int, act: DraftEvent.Act, comment: str
) -> None:
    is_submission = act == DraftEvent.Act.SUBMITTED
    state = Draft.State.IN_REVIEW if is_submission else Draft.State.SENT_BACK
    with transaction.atomic():
        draft = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
        refuse_unless_open(draft, version)
        draft.state = state
        if is_submission:
            draft.submitted_at = timezone.now()
        draft.save(update_fields=["state", "submitted_at"])
        draft.events.create(act=act, by=by, comment=comment)


def discard(draft: Draft, by: User, *, version: int, comment: str = "") -> None:
    """Close a draft without publishing it. Raises RefusedError as `submit` does."""
    with transaction.atomic():
        draft = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
        refuse_unless_open(draft, version)
        close(draft, by, Draft.State.DISCARDED, comment)
