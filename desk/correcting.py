"""What staff do with a reader's correction, and what its sender is told."""

import logging
from functools import partial

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from desk.models import Correction, Draft
from profiles.models import User

logger = logging.getLogger(__name__)
CLOSED = "Somebody has answered or published this correction meanwhile."


class ClosedError(Exception):
    """A correction was answered, declined or published already."""


def locked(correction: Correction) -> Correction:
    """Fetch a correction so that others wait. Raises ClosedError when it is closed."""
    found = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    if not found.is_open:
        raise ClosedError
    return found


@transaction.atomic
def accept(correction: Correction, by: User) -> None:
    """Note that somebody goes to change the record. Raises ClosedError."""
    found = locked(correction)
    found.state, found.handled_by = Correction.State.ACCEPTED, by
    found.save(update_fields=["state", "handled_by"])


def carry_out(correction: Correction, draft: Draft) -> None:
    """Tie an accepted correction to the draft that was saved beside it.

    One that was closed meanwhile stays as it is.
    """
    Correction.objects.open().filter(pk=correction.pk).update(draft=draft)


@transaction.atomic
def close(correction: Correction, by: User, state: str, answer: str) -> bool:
    """Answer or decline, and mail the answer; tell whether there was an address.

    Nothing is kept when the mail cannot be sent: then OSError is raised. Raises
    ClosedError when somebody closed it before.
    """
    found = locked(correction)
    found.state, found.answer, found.handled_by = state, answer, by
    found.closed_at = timezone.now()
    found.save(update_fields=["state", "answer", "handled_by", "closed_at"])
    if found.email:
        tell_sender(found)
    return bool(found.email)


def publish_corrections(draft: Draft) -> None:
    """Note that a published draft carried out its corrections, and tell the senders.

    The mails leave when the publication is sure.
    """
    carried_out = list(Correction.objects.of_draft(draft).with_program())
    Correction.objects.of_draft(draft).update(
        state=Correction.State.PUBLISHED, closed_at=timezone.now()
    )
    for correction in carried_out:
        correction.state = Correction.State.PUBLISHED
        if correction.email:
            transaction.on_commit(partial(tell_sender_or_log, correction))


def tell_sender(correction: Correction) -> None:
    """Mail what came of a correction. Raises OSError when the mail cannot leave."""
    page = settings.SITE_ADDRESS + correction.program.get_absolute_url()
    context = {"correction": correction, "page": page, "site": settings.SITE_ADDRESS}
    prefix = "desk/email/correction_closed"
    get_adapter().render_mail(prefix, correction.email, context).send()


def tell_sender_or_log(correction: Correction) -> None:
    """Mail what came of a correction; a mail that cannot leave is logged only."""
    try:
        tell_sender(correction)
    except OSError:
        logger.exception("The sender of a correction could not be told")
