from django.conf import settings
from django.http import HttpRequest


def portal_version(request: HttpRequest) -> dict[str, str]:
    """Give every template the version that CHANGELOG.md begins with."""
    return {"portal_version": settings.VERSION}
