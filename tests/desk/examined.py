"""Drafts in which something is done to a record, and what was found in them."""

from datetime import date

from desk.publishing import Findings, examine
from programs.models import Institution, Program
from tests.desk.drafts import make_draft

NOTHING = Findings([], [], [])
FAR = "ten times as much or more, or a tenth or less."
PRICE = "Tuition, per year, everyone, 2025-26"


def find(record, act):
    """Examine a draft in which a person does something to a record."""
    return examine(make_draft(record, act))


def find_changed(row, record=None, **about):
    """Examine a draft in which a row was read anew and columns of it are changed."""
    anew = (
        {}
        if isinstance(row, Institution | Program)
        else {"checked_on": date(2026, 11, 23)}
    )

    def act():
        for name, value in (anew | about).items():
            setattr(row, name, value)
        row.save()

    return find(record or row.program, act)
