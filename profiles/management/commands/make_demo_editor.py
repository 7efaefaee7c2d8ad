import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from profiles.models import User

EMAIL = "editor@preceptor.example"


class Command(BaseCommand):
    help = "Make a staff account to try the admin with, when there is no account yet."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Print the new account's random password, once.

        Does nothing when anyone has an account. Raises CommandError without DEBUG:
        a public site's accounts belong to people.
        """
        if not settings.DEBUG:
            raise CommandError("The demo editor is only made with DEBUG=true.")
        if User.objects.exists():
            return
        password = secrets.token_urlsafe(12)
        User.objects.create_superuser(EMAIL, password)
        self.stdout.write(
            f"Made an editor for /admin/: {EMAIL}, password {password} "
            "(shown only this once)"
        )
