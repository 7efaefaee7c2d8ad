from collections.abc import Iterable

from django.contrib import admin, messages
from django.db import models, transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from programs.models import Program
from programs.models.program_queryset import ProgramQuerySet


def programs_of(facts: Iterable[models.Model]) -> ProgramQuerySet:
    """Programs whose derived data rests on these facts.

    A fact of an institution counts for all its programs.
    """
    rows = list(facts)
    programs = [getattr(row, "program_id", None) for row in rows]
    institutions = [getattr(row, "institution_id", None) for row in rows]
    return Program.objects.filter(
        Q(pk__in=[pk for pk in programs if pk])
        | Q(institution__in=[pk for pk in institutions if pk])
    )


@admin.action(description="Still true today", permissions=["confirm"])
def confirm(
    facts_admin: admin.ModelAdmin, request: HttpRequest, queryset: models.QuerySet
) -> None:
    """Note that somebody read the sources today and found the same values."""
    facts = list(queryset)
    with transaction.atomic():
        for fact in facts:  # one by one: an update in bulk would leave no history
            fact.checked_on = timezone.localdate()
            fact.save(update_fields=["checked_on"])
        programs_of(facts).refresh_derived()
    facts_admin.message_user(
        request, f"Confirmed as still true: {len(facts)}.", messages.SUCCESS
    )
