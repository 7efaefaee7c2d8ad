from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from profiles.access import get_own, signed_in
from profiles.forms.shortlists import ShortlistForm
from profiles.models import Shortlist


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def shortlist_new(request: HttpRequest) -> HttpResponse:
    """Make a list, never before the default one, whose name is taken then."""
    user = signed_in(request)
    Shortlist.objects.default_of(user)
    return _edit(request, Shortlist(user=user))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def shortlist_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a list."""
    return _edit(request, get_own(signed_in(request), Shortlist.objects.all(), pk=pk))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def shortlist_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then delete a list other than the default one; its programs stay saved."""
    lists = Shortlist.objects.filter(is_default=False)
    shortlist = get_own(signed_in(request), lists, pk=pk)
    moved = shortlist.only_here().kept().count()
    if request.method == "POST":
        shortlist.dissolve()
        messages.success(request, _told(moved))
        return redirect("profiles:shortlist")
    context = {"shortlist": shortlist, "moved": moved}
    return render(request, "profiles/shortlist_delete.html", context)


@transaction.atomic
def _edit(request: HttpRequest, shortlist: Shortlist) -> HttpResponse:
    is_new = shortlist.pk is None
    typed = request.POST if request.method == "POST" else None
    if typed is not None:
        shortlist.user.lock()
    form = ShortlistForm(typed, instance=shortlist)
    if form.is_valid():
        named = form.save()
        told = "The list is made." if is_new else "The name is saved."
        messages.success(request, told)
        return redirect(named)
    context = {"form": form, "is_new": is_new, "shortlist": shortlist}
    return render(request, "profiles/shortlist_edit.html", context)


def _told(moved: int) -> str:
    if not moved:
        return "The list is deleted."
    return f"The list is deleted. What was in no other list is here now: {moved}."
