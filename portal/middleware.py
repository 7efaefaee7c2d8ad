from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from portal.views import healthz

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)


def permissions_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Tell the browser which of its features no page of ours asks for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response

    return middleware


def answer_health(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer /healthz/ whatever host was asked: balancers ask by IP address."""

    def middleware(request: HttpRequest) -> HttpResponse:
        is_asked = request.path_info == reverse("healthz")
        return healthz(request) if is_asked else get_response(request)

    return middleware
