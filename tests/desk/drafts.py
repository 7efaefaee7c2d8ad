"""The pages of a draft, and what is sent from them."""

from django.urls import reverse

from desk.drafting import propose
from desk.models import Draft
from desk.publishing import examine, publish, submit
from tests.desk.edited import address, correct
from tests.desk.people import make_staff
from tests.factories import make_tuition

READ_ANEW = {"checked_on": "2026-11-23"}  # the day after the factories' check


def draft_address(draft, act="change"):
    return reverse(f"admin:desk_draft_{act.replace('-', '_')}", args=[draft.pk])


def decide(client, draft, act, **typed):
    """Press a button of a draft's page, which was read just now."""
    sent = {"version": Draft.objects.get(pk=draft.pk).version} | typed
    return client.post(draft_address(draft, act), sent)


def make_draft(record, act, by=None):
    """Make a draft in which somebody does `act`, another editor unless one is named."""
    by = by or make_staff("Editor", email="other@example.org")
    return propose(record, by, act)[1]


def propose_price(client, price=None, **typed):
    """Type into a price of $20,000 on the page of its program; give the open draft."""
    price = price or make_tuition(amount=20_000)
    page = address("program", "change", price.program.pk)
    typed = READ_ANEW | (typed or {"amount": "21500"})
    correct(client, page, **{f"tuitions-0-{name}": v for name, v in typed.items()})
    return Draft.objects.open_of(price.program)


def submit_price(client, comment="", **typed):
    """Type into a price as `propose_price` does, and submit the draft."""
    draft = propose_price(client, **typed)
    decide(client, draft, "submit", comment=comment)
    draft.refresh_from_db()
    return draft


def approve_draft(draft):
    """Submit a draft for its editor, and publish it as a reviewer who confirms all."""
    submit(draft, draft.edited_by, version=draft.version)
    confirmed = examine(draft).warnings
    publish(draft, make_staff("Reviewer"), version=draft.version, confirmed=confirmed)
    draft.refresh_from_db()
    return draft


def changes_of(draft):
    """Give what a draft changes: by table and act, old and new of the columns."""
    return [(one.model, one.act, one.before, one.after) for one in draft.changes.all()]
