from typing import cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from desk.checked_rows import attach_rows, fact_in_words, mark_of
from desk.confirming import confirm_facts
from desk.models import FactCheck, ReviewInterval
from profiles.forms.saving import ReturnForm
from profiles.models import User
from programs.models import Source

PROGRAMS_NAMED = 100
OVERTAKEN = (
    "Not confirmed, as it was changed since you opened the page. It is now: {fact}. "
    "Press the button again if its source says so."
)
NOT_LOOKED_FOR = (
    "Nobody has looked for this value yet, so nothing was confirmed. Say on the page "
    "of the record what its source states."
)


class SeenForm(forms.Form):
    """What a fact stated on the page on which a button was pressed."""

    seen = forms.CharField(required=False)

    def is_overtaken_by(self, check: FactCheck) -> bool:
        """Tell whether the fact states something else by now."""
        seen = self.cleaned_data["seen"] if self.is_valid() else ""
        return seen not in ("", mark_of(check))


@require_POST
@permission_required("desk.confirm_fact", raise_exception=True)
def fact_confirm(request: HttpRequest, model: str, object_id: int) -> HttpResponse:
    """Note that one fact is still true today, unless it is another one by now."""
    checks = FactCheck.objects.filter(model=model, object_id=object_id)
    check = get_object_or_404(checks.with_record())
    attach_rows([check])
    fact = fact_in_words(check)
    if SeenForm(request.GET).is_overtaken_by(check):
        messages.warning(request, OVERTAKEN.format(fact=fact))
    elif confirm_facts(checks, cast(User, request.user)):
        messages.success(request, f"Still true today: {fact}")
    else:
        messages.warning(request, NOT_LOOKED_FOR)
    otherwise = reverse("admin:desk_factcheck_changelist")
    return redirect(ReturnForm(request.POST).return_to(otherwise))


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("desk.confirm_fact", raise_exception=True)
def source_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what rests on one source, and note that all of it is still true today."""
    source = get_object_or_404(Source, pk=pk)
    checks = FactCheck.objects.filter(source=source).looked_for()
    if request.method == "POST":
        count = confirm_facts(checks, cast(User, request.user))
        messages.success(request, f"Still true today: {count} facts of this source.")
        return redirect("admin:programs_source_change", source.pk)
    owners = checks.counted_by_owner()
    context = admin.site.each_context(request) | {
        "title": "Still true today?",
        "source": source,
        "kinds": [
            (ReviewInterval.Kind(kind).label, facts)
            for kind, facts in checks.counted_by_kind()
        ],
        "owners": owners[:PROGRAMS_NAMED],
        "unnamed": max(len(owners) - PROGRAMS_NAMED, 0),
        "facts": sum(owner["facts"] for owner in owners),
    }
    return render(request, "admin/desk/source_confirm.html", context)
