"""Noting that facts are still true: the day of the check alone, never a value."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from simple_history.utils import bulk_update_with_history

from desk.models import FactCheck
from desk.models.fact_checks import FactCheckQuerySet
from desk.rows import MODELS
from profiles.models import User
from programs.locks import lock_records
from programs.models import Institution, Program
from programs.models.program_queryset import ProgramQuerySet

AT_ONCE = 500
STILL_TRUE = "Still true"


def confirm_facts(checks: FactCheckQuerySet, by: User) -> int:
    """Note that somebody read the sources of these facts today; give how many.

    Every row gets today as its day and waits for no re-confirmation any more, and its
    history says who confirmed it. No value changes. A fact that was confirmed today
    already stays as it is, and so does one that nobody has looked for yet, which is not
    counted. Works beside an open draft of the same record.
    """
    checks = checks.looked_for()
    with transaction.atomic():
        lock_owners(checks)
        found = list(checks.select_related(None).order_by())
        by_model = defaultdict(list)
        for check in found:
            by_model[check.model].append(check.object_id)
        for name, pks in by_model.items():
            _confirm(MODELS[name], pks, by)
        programs_of(found).refresh_derived()
    return len(found)


def lock_owners(checks: FactCheckQuerySet) -> None:
    """Let a draft of one of these records be published before or after, not amid.

    Of an institution its programs too, which are refreshed with it.
    """
    checks = checks.order_by()
    own = checks.exclude(program=None).values("program")
    places = checks.filter(program=None).values("institution")
    programs = Program.objects.filter(Q(pk__in=own) | Q(institution__in=places))
    lock_records(programs, Institution.objects.filter(pk__in=places))


def _confirm(model: type[models.Model], pks: list[int], by: User) -> None:
    today = timezone.localdate()
    names = {field.name for field in model._meta.concrete_fields}
    fields = [name for name in ("checked_on", "reconfirm_since") if name in names]
    done = dict.fromkeys(fields) | {"checked_on": today}
    rows = list(model._base_manager.filter(pk__in=pks).exclude(**done))
    for row in rows:
        for name, value in done.items():
            setattr(row, name, value)
    bulk_update_with_history(
        rows, model, fields, AT_ONCE, default_user=by, default_change_reason=STILL_TRUE
    )


def programs_of(checks: Iterable[FactCheck]) -> ProgramQuerySet:
    """Programs whose derived data rests on these facts.

    A fact of an institution counts for all its programs.
    """
    checks = list(checks)
    programs = {check.program_id for check in checks if check.program_id}
    places = {check.institution_id for check in checks if not check.program_id}
    return Program.objects.filter(Q(pk__in=programs) | Q(institution__in=places))
