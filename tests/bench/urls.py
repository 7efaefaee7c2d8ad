from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def bare(request: HttpRequest, size: int) -> HttpResponse:
    """Answer with as many bytes as asked, the least that Django can do."""
    return HttpResponse(b"x" * size)


urlpatterns = [
    path("bare/<int:size>/", bare),
    path("", include("portal.urls")),
]
