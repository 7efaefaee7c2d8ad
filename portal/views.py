from datetime import timedelta

from django.conf import settings
from django.db import Error, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guide.models import Page
from programs.coverage import catalog_numbers
from programs.starting_points import count_starting_points

SECURITY_CONTACT_LASTS = timedelta(days=180)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    context = {
        "starts": count_starting_points(),
        "questions": Page.objects.in_order().without_text(),
        "numbers": catalog_numbers(),
    }
    return render(request, "portal/home.html", context)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Say `ok` when the database answers, else 503 without any detail."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return HttpResponse("database not reachable", "text/plain", 503)
    return HttpResponse("ok", "text/plain")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Give the contact for faults in safety, as RFC 9116 asks; 404 without one."""
    if not settings.CONTACT_EMAIL:
        raise Http404
    expires = timezone.now() + SECURITY_CONTACT_LASTS
    lines = [
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        f"Expires: {expires:%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages: en",
        f"Canonical: {request.build_absolute_uri(request.path)}",
    ]
    return HttpResponse("\n".join(lines) + "\n", "text/plain; charset=utf-8")
