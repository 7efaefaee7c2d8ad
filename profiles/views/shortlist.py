from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from profiles.access import get_own, signed_in
from profiles.deadlines import outlook_of, today_anywhere
from profiles.filters import ShortlistFilterSet
from profiles.models import Shortlist, User
from profiles.models.shortlists import SavedProgramQuerySet
from profiles.shortlist_csv import csv_of
from profiles.shortlist_page import ShortlistPage, page_of
from programs.alternatives import alternatives_to
from programs.facts import facts_of
from programs.listing import without_blanks

ALTERNATIVES_SHOWN = 3


@login_required
@require_safe
def shortlist_detail(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Show one list of the reader, her default one when none is named."""
    query = without_blanks(request.GET)
    if len(query) < len(request.GET):
        return redirect(f"{request.path}?{query.urlencode()}")
    user = signed_in(request)
    user.saved_programs.all().forget_removed()
    shortlist = _shortlist_of(user, pk)
    filters = ShortlistFilterSet(query, shortlist.saved_programs.kept())
    context = {
        "shortlist": shortlist,
        "shortlists": user.shortlists.with_counts(),
        "filters": filters,
        "removed": user.saved_programs.removed().with_programs(),
        "page": _page_of(user, filters.qs.with_lists()),
    }
    return render(request, "profiles/shortlist_detail.html", context)


@login_required
@require_safe
def shortlist_csv(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    shortlist = _shortlist_of(user, pk)
    page = _page_of(user, shortlist.saved_programs.kept().with_lists())
    text = csv_of(page, request.build_absolute_uri)
    return HttpResponse(
        text.encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="shortlist.csv"'},
    )


def _shortlist_of(user: User, pk: int | None) -> Shortlist:
    if pk is None:
        return Shortlist.objects.default_of(user)
    return get_own(user, Shortlist.objects.all(), pk=pk)


def _page_of(user: User, found: SavedProgramQuerySet) -> ShortlistPage:
    """Fetch what is known of these, and the deadlines of all that the person saved."""
    today = today_anywhere()
    all_saved = user.saved_programs.kept().with_deadlines()
    saved = list(found)
    gone = [each.program for each in saved if not each.is_published]
    return page_of(
        saved,
        facts_of([each.program for each in saved if each.is_published]),
        outlook_of(all_saved, today),
        alternatives_to(gone, ALTERNATIVES_SHOWN),
        today,
    )
