from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from comparisons.addresses import comparison_url, pairs_of
from comparisons.changes import fingerprint
from comparisons.choosing import choose_programs
from comparisons.forms import CompareForm
from comparisons.models import SavedComparison
from comparisons.rows import choosable_groups
from comparisons.saved_forms import BaselineForm, EditForm, NameForm, StandingForm
from comparisons.saved_page import (
    by_cell,
    lay_as_it_stood,
    lay_now,
    moved_since,
    new_url,
    snapshot_of,
    suggested_name,
    table_of,
)
from comparisons.views.own import own_comparison
from profiles.access import get_own
from profiles.models import User
from programs.figures.standing import ANYWHERE_ON_EARTH

CHANGED_ELSEWHERE = (
    "This comparison was changed in another window since you opened this page. "
    "Nothing was overwritten: here is how it stands now."
)


@never_cache
@login_required
@require_safe
def saved_list(request: HttpRequest) -> HttpResponse:
    saved = SavedComparison.objects.filter(user=cast(User, request.user))
    saved.forget_removed()
    context = {
        "comparisons": saved.kept().for_list(),
        "removed": saved.removed().for_list(),
    }
    return render(request, "comparisons/saved_list.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def saved_new(request: HttpRequest) -> HttpResponse:
    """Save what the address or the form names; without account, say what is needed."""
    is_sent = request.method == "POST"
    asked = CompareForm(request.POST if is_sent else request.GET).wanted()
    wanted = asked.with_rows_named()
    choice = choose_programs(wanted.paths)
    context = {"choice": choice, "pairs": pairs_of(wanted), "here": new_url(wanted)}
    if not isinstance(request.user, User):
        if is_sent:
            return redirect_to_login(new_url(wanted))
        return render(request, "comparisons/saved_new.html", context)
    form = NameForm(
        request.POST if is_sent else None,
        instance=SavedComparison(user=request.user),
        initial={"name": suggested_name(choice.programs)},
    )
    if choice.programs and form.is_valid():
        name = form.cleaned_data["name"]
        saved = SavedComparison.objects.save_for(
            request.user, name, choice.programs, wanted
        )
        messages.success(request, "Saved, with the facts as they stand today.")
        return redirect(saved)
    return render(request, "comparisons/saved_new.html", context | {"form": form})


@require_safe
@own_comparison
def saved_detail(request: HttpRequest, saved: SavedComparison) -> HttpResponse:
    """Show the facts of now with what has moved, or the facts as they stood."""
    is_as_it_stood = StandingForm(request.GET).is_as_it_stood()
    context: dict[str, Any] = {"saved": saved, "is_as_it_stood": is_as_it_stood}
    if is_as_it_stood:
        context |= table_of(lay_as_it_stood(saved))
    else:
        now = lay_now(saved, timezone.localdate(timezone=ANYWHERE_ON_EARTH))
        moved = moved_since(saved, now)
        context |= table_of(now) | {
            "moved": moved,
            "moved_cells": by_cell(moved),
            "seen": fingerprint(each.change for each in moved),
        }
    columns = {each.program_id: each.remark for each in saved.shown_columns}
    context["own_remarks"] = [columns[each.pk] for each in context["programs"]]
    context["compare_url"] = comparison_url(saved.wanted)
    return render(request, "comparisons/saved_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@own_comparison
def saved_edit(request: HttpRequest, saved: SavedComparison) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    form = EditForm(saved, sent)
    if sent is not None and form.is_valid():
        if form.save():
            messages.success(request, "Your changes are kept.")
            return redirect(saved)
        messages.warning(request, CHANGED_ELSEWHERE)
        return redirect("comparisons:saved_edit", saved.pk)
    row_groups = choosable_groups(saved.residency)
    context = {"saved": saved, "form": form, "row_groups": row_groups}
    return render(request, "comparisons/saved_edit.html", context)


@require_POST
@own_comparison
def saved_duplicate(request: HttpRequest, saved: SavedComparison) -> HttpResponse:
    copy = SavedComparison(user=saved.user)
    form = NameForm({"name": saved.copy_name}, instance=copy)
    if not form.is_valid():
        messages.warning(request, str(form.non_field_errors()[0]))
        return redirect(saved)
    messages.success(request, "This is the copy. The first one stays as it is.")
    return redirect(saved.duplicate())


@require_POST
@own_comparison
def saved_delete(request: HttpRequest, saved: SavedComparison) -> HttpResponse:
    SavedComparison.objects.filter(pk=saved.pk).remove()
    return redirect("comparisons:saved_list")


@require_POST
@never_cache
@login_required
def saved_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring back what was deleted less than a day ago; its share links work again."""
    saved = get_own(request.user, SavedComparison.objects.removed(), pk=pk)
    SavedComparison.objects.filter(pk=saved.pk).update(removed_at=None)
    messages.success(request, "The comparison is back.")
    return redirect(saved)


@require_POST
@own_comparison
def baseline(request: HttpRequest, saved: SavedComparison) -> HttpResponse:
    """Accept the changes that the reader has seen, and no others."""
    now = lay_now(saved, timezone.localdate(timezone=ANYWHERE_ON_EARTH))
    changes = [each.change for each in moved_since(saved, now)]
    form = BaselineForm(request.POST)
    if form.is_valid() and form.cleaned_data["seen"] == fingerprint(changes):
        saved.keep_new_baseline(snapshot_of(now))
        messages.success(request, "From now on, changes are told against today.")
    else:
        messages.warning(
            request,
            "The facts have moved again since you opened the page, so nothing was "
            "accepted yet. Please look once more.",
        )
    return redirect(saved)
