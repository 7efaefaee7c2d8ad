"""Whoever changes the facts of a record locks it first, so that nothing is lost."""

from typing import Any

from django.db.models import QuerySet

from programs.models import Institution, Program


def lock_records(programs: QuerySet[Any], institutions: QuerySet[Any]) -> None:
    """Let others who change these records wait until the transaction ends.

    Always in this order, so that no two wait for each other. Readers need not wait:
    they may save a program meanwhile.
    """
    for records in (programs, institutions):
        locked = records.select_for_update(of=("self",), no_key=True)
        list(locked.order_by("pk").values_list("pk"))


def lock_catalog() -> None:
    """Lock every program and every institution."""
    lock_records(Program.objects.all(), Institution.objects.all())
