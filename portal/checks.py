from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning


def mail_is_set_up(**kwargs: Any) -> list[CheckMessage]:
    """Warn of a server that sends mail to whatever listens on its port 25."""
    if settings.DEBUG or settings.EMAIL_IS_SET_UP:
        return []
    return [
        Warning(
            "EMAIL_URL is not set, so mail goes to port 25 of this machine.",
            hint="Without mail nobody can set a forgotten password anew.",
            id="portal.W001",
        )
    ]


def staff_need_a_second_step(**kwargs: Any) -> list[CheckMessage]:
    """Warn of a server whose staff pages open to who knows a password."""
    if settings.DEBUG or settings.STAFF_NEEDS_SECOND_FACTOR:
        return []
    return [
        Warning(
            "STAFF_NEEDS_SECOND_FACTOR is off, so a password alone opens /admin/.",
            hint="Who guesses it can change what readers are told.",
            id="portal.W002",
        )
    ]
