from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from comparisons.models import SavedComparison, ShareLink
from comparisons.saved_forms import NameForm, ShareForm
from comparisons.saved_page import checked_between, lay_now, suggested_name, table_of
from comparisons.views.own import own_comparison
from profiles.models import User
from programs.figures.standing import ANYWHERE_ON_EARTH

SharedPage = Callable[..., HttpResponse]


@require_http_methods(["GET", "HEAD", "POST"])
@own_comparison
@rate_limit(action="share")
def share(request: HttpRequest, saved: SavedComparison) -> HttpResponse:
    """List the links of a comparison, and make another."""
    sent = request.POST if request.method == "POST" else None
    form = ShareForm(sent, instance=ShareLink(comparison=saved))
    if form.is_valid():
        form.save()
        messages.success(request, "The link is ready: send it to whom you like.")
        return redirect("comparisons:share", saved.pk)
    links = [
        (link, request.build_absolute_uri(link.get_absolute_url()))
        for link in saved.share_links.all()
    ]
    context = {"saved": saved, "form": form, "links": links}
    return render(request, "comparisons/share.html", context)


@require_POST
@own_comparison
def share_revoke(
    request: HttpRequest, saved: SavedComparison, link_pk: int
) -> HttpResponse:
    link = get_object_or_404(saved.share_links, pk=link_pk)
    link.revoke()
    messages.success(request, "The link is revoked. Nobody can read it any more.")
    return redirect("comparisons:share", saved.pk)


def unlisted(view: SharedPage) -> SharedPage:
    """Keep the address of a page among those who have it.

    It is not indexed, not stored, and not told to the pages that links lead to.
    """

    @wraps(view)
    def keep(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        add_never_cache_headers(response)
        return response

    return keep


def open_link(view: SharedPage) -> SharedPage:
    """Fetch the link, which the view then takes instead of the token.

    One that was revoked or has ended is gone and says so; one that never was is 404.
    """

    @wraps(view)
    def fetch(request: HttpRequest, token: str) -> HttpResponse:
        link = get_object_or_404(ShareLink.objects.for_strangers(), token=token)
        if not link.is_open:
            return render(request, "comparisons/shared_gone.html", status=410)
        return view(request, link)

    return rate_limit(action="shared_comparison", limit_get=True)(unlisted(fetch))


@require_safe
@open_link
def shared(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """Show a comparison to whoever has its link, without anything of its owner."""
    now = lay_now(link.comparison, timezone.localdate(timezone=ANYWHERE_ON_EARTH))
    context = {"link": link, "checked": checked_between(now)} | table_of(now)
    return render(request, "comparisons/shared.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_link
def shared_copy(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """Save a shared comparison among the reader's own, with the facts of today."""
    shared = link.comparison
    context: dict[str, Any] = {"link": link, "programs": shared.programs}
    if not isinstance(request.user, User):
        if request.method == "POST":
            return redirect_to_login(request.path)
        return _with_forms(render(request, "comparisons/shared_copy.html", context))
    form = NameForm(
        request.POST if request.method == "POST" else None,
        instance=SavedComparison(user=request.user),
        initial={"name": suggested_name(shared.programs)},
    )
    if form.is_valid():
        name = form.cleaned_data["name"]
        copy = SavedComparison.objects.save_for(
            request.user, name, shared.programs, shared.wanted
        )
        messages.success(request, "Copied. This one is yours to change.")
        return redirect(copy)
    context["form"] = form
    return _with_forms(render(request, "comparisons/shared_copy.html", context))


def _with_forms(response: HttpResponse) -> HttpResponse:
    """Let forms of the page say where they come from, without which none is taken."""
    response.headers["Referrer-Policy"] = "same-origin"
    return response
