from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import BaseCommand

from profiles.belongings import others_that_keep
from profiles.deletion import forget_unconfirmed
from profiles.models import SavedProgram


class Command(BaseCommand):
    help = (
        "Delete what readers are told is kept for a time only: removed programs "
        "and comparisons, sign-ups that were never confirmed, and sessions that are "
        "over. Run it daily."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how much was deleted; running it again deletes nothing more."""
        call_command("clearsessions")
        alive = Session.objects.values("session_key")
        ended, _ = UserSession.objects.exclude(session_key__in=alive).delete()
        removed = SavedProgram.objects.forget_removed()
        removed += sum(other.forget_removed() for other in others_that_keep())
        accounts = forget_unconfirmed()
        self.stdout.write(
            f"Forgotten: removed rows {removed}, unconfirmed accounts {accounts}, "
            f"ended sign-ins {ended}."
        )
