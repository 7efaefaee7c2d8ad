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


# Each action saves one by one: an update in bulk would leave no history.


@admin.action(description="Mark as checked today", permissions=["change"])
def mark_as_checked_today(
    facts_admin: admin.ModelAdmin, request: HttpRequest, queryset: models.QuerySet
) -> None:
    facts = list(queryset)
    with transaction.atomic():
        for fact in facts:
            fact.checked_on = timezone.localdate()
            fact.save(update_fields=["checked_on"])
            facts_admin.log_change(request, fact, "Marked as checked.")
        programs_of(facts).refresh_derived()
    facts_admin.message_user(
        request, f"Marked as checked today: {len(facts)}.", messages.SUCCESS
    )


@admin.action(description="Publish", permissions=["change"])
def publish(
    program_admin: admin.ModelAdmin, request: HttpRequest, queryset: ProgramQuerySet
) -> None:
    published = Program.WorkflowState.PUBLISHED
    count = _move(program_admin, request, queryset, published)
    program_admin.message_user(request, f"Published: {count}.", messages.SUCCESS)


@admin.action(
    description="Withdraw (where a reason is written)", permissions=["change"]
)
def withdraw(
    program_admin: admin.ModelAdmin, request: HttpRequest, queryset: ProgramQuerySet
) -> None:
    withdrawn = Program.WorkflowState.WITHDRAWN
    reasoned = queryset.exclude(withdrawn_reason="")
    left = queryset.filter(withdrawn_reason="").exclude(workflow_state=withdrawn)
    without_reason = left.count()
    count = _move(program_admin, request, reasoned, withdrawn)
    program_admin.message_user(request, f"Withdrawn: {count}.", messages.SUCCESS)
    if without_reason:
        message = (
            f"Not withdrawn: {without_reason}. Readers see why a program is "
            "withdrawn: write the reason on its page first."
        )
        program_admin.message_user(request, message, messages.WARNING)


def _move(
    program_admin: admin.ModelAdmin,
    request: HttpRequest,
    queryset: ProgramQuerySet,
    state: Program.WorkflowState,
) -> int:
    programs = list(queryset.exclude(workflow_state=state))
    with transaction.atomic():
        for program in programs:
            program.workflow_state = state
            program.save(update_fields=["workflow_state"])
            program_admin.log_change(request, program, f"{state.label}.")
    return len(programs)
