from typing import Any, cast

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest

from desk.confirming import confirm_facts
from desk.models import FactCheck
from profiles.models import User

MOST_CONFIRMED = 200  # facts at once, of which each was looked at
TOO_MANY = (
    f"Nothing was confirmed: choose at most {MOST_CONFIRMED} facts at once. All facts "
    "of one source are confirmed on the page of the source."
)


@admin.action(description="Still true today", permissions=["confirm"])
def confirm(
    facts_admin: Any, request: HttpRequest, queryset: models.QuerySet[Any]
) -> None:
    """Note that somebody read the sources today and found the same values."""
    is_checks = queryset.model is FactCheck
    checks = FactCheck.objects.filter(pk__in=queryset.order_by().values("pk"))
    if not is_checks:
        checks = FactCheck.objects.of_rows(queryset)
    if checks.count() > MOST_CONFIRMED:
        facts_admin.message_user(request, TOO_MANY, messages.ERROR)
        return
    count = confirm_facts(checks, cast(User, request.user))
    facts_admin.message_user(
        request, f"Confirmed as still true: {count}.", messages.SUCCESS
    )
