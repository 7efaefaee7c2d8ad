from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from profiles.reader import Reader


def reader(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Hang a Reader at each request, as `request.reader`."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.reader = Reader(request)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware
