import time
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from profiles.reader import Reader

SEEN_KEY = "seen_at"
NOTED_EVERY = 10 * 60  # seconds


def reader(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Hang a Reader at each request, as `request.reader`."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.reader = Reader(request)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def note_visit(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Note when and from where a session was last used, for its owner to see.

    Every ten minutes at most, and not in the first ten after signing in, so that
    hardly a page needs more queries.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if is_visit_to_note(request):
            UserSession.objects.create_from_request(request)
            request.session[SEEN_KEY] = time.time()
        return get_response(request)

    return middleware


def is_visit_to_note(request: HttpRequest) -> bool:
    """Tell whether a signed-in person's session was last noted a while ago."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    if not request.user.is_authenticated or request.user.last_login is None:
        return False
    seen_at = request.session.get(SEEN_KEY, request.user.last_login.timestamp())
    return time.time() - seen_at > NOTED_EVERY
