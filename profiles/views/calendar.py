from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from profiles.access import signed_in
from profiles.calendar import calendar_of
from profiles.forms.calendars import CalendarForm
from profiles.models import CalendarFeed

FEED_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Disposition": 'inline; filename="deadlines.ics"',
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """Show, make, change or revoke the private address of the reader's deadlines."""
    user = signed_in(request)
    feeds = CalendarFeed.objects.filter(user=user)
    form = CalendarForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if form.cleaned_data["act"] == "make":
            CalendarFeed.objects.make_anew(user)
            messages.success(request, "Your calendar address is made.")
        else:
            feeds.delete()
            messages.success(request, "The address is revoked: it shows nothing now.")
        return redirect("profiles:calendar")
    feed = feeds.first()
    address = request.build_absolute_uri(feed.get_absolute_url()) if feed else ""
    context = {"feed": feed, "address": address}
    return render(request, "profiles/calendar.html", context)


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a calendar program, which has no session: the token alone opens this."""
    too_many = ratelimit.consume_or_429(request, action="calendar_feed", limit_get=True)
    if too_many:
        return too_many
    feed = get_object_or_404(CalendarFeed.objects.in_use(), token=token)
    body = calendar_of(
        feed.user.saved_programs.kept().with_deadlines(),
        request.build_absolute_uri,
        request.get_host(),
    )
    content_type = "text/calendar; charset=utf-8"
    return HttpResponse(body, content_type=content_type, headers=FEED_HEADERS)
