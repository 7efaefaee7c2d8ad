"""The portal's addresses, and some that fail in each way in which a page can."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.urls import path

from portal.urls import urlpatterns as portal_urlpatterns


def bad_request(request):
    raise BadRequest


def forbidden(request):
    raise PermissionDenied


def broken(request):
    raise LookupError("anna@example.org")


urlpatterns = [
    path("bad-request/", bad_request),
    path("forbidden/", forbidden),
    path("broken/", broken),
    *portal_urlpatterns,
]
