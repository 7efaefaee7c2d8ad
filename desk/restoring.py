"""Bringing an old value back, as a draft that is reviewed like any other."""

from typing import Any

from django.db import IntegrityError

from desk.drafting import misfit, propose
from desk.models import Draft
from desk.models.drafts import Record
from desk.publishing import RefusedError
from profiles.models import User
from programs.models import Institution, Program

STANDS_IN_THE_WAY = "what is there now leaves no place for it as it was."


def record_of(version: Any) -> Record:
    """Find the program or the institution that a version of a row belongs to.

    Raises ObjectDoesNotExist when it is gone.
    """
    row = version.instance
    if isinstance(row, (Program, Institution)):
        kept: Record = type(row)._base_manager.get(pk=row.pk)
        return kept
    owner: Record = row.program if row.program_id else row.institution
    return owner


def restore(version: Any, by: User) -> Draft | None:
    """Put a row of facts back as it was in this version, in the record's open draft.

    A row that was removed since comes back under its key. Gives None when the public
    version is like that already. The day of the check stays the old version's: the
    source was not read again. Raises RefusedError when the old row may not stand
    beside the present ones.
    """
    row = version.instance
    try:
        _, draft = propose(record_of(version), by, row.save)
    except IntegrityError as error:
        raise RefusedError([misfit(type(row), error, STANDS_IN_THE_WAY)]) from error
    return draft
