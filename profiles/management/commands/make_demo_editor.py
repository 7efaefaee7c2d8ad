import secrets
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from profiles.models import User

# Who is made, and in which group of the staff; without one she may do everything.
ACCOUNTS = {
    "editor": "Editor",
    "reviewer": "Reviewer",
    "data-manager": "Data manager",
    "superuser": None,
}


class Command(BaseCommand):
    help = "Make staff accounts to try the admin with, when there is no account yet."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Print the new accounts and their random passwords, once.

        Does nothing when anyone has an account. Raises CommandError without DEBUG:
        a public site's accounts belong to people.
        """
        if not settings.DEBUG:
            raise CommandError("The demo accounts are only made with DEBUG=true.")
        if User.objects.exists():
            return
        self.stdout.write("Made accounts for /admin/ (shown only this once):")
        for name, group in ACCOUNTS.items():
            email = f"{name}@preceptor.example"
            password = secrets.token_urlsafe(12)
            make_account(email, password, group)
            self.stdout.write(f"  {email}, password {password}")


def make_account(email: str, password: str, group: str | None) -> None:
    """Make one member of the staff in a group, or a superuser; she can sign in."""
    if group is None:
        User.objects.create_superuser(email, password)
        return
    person = User.objects.create_user(email, password, is_staff=True)
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    person.groups.add(Group.objects.get(name=group))
