from typing import Any, ClassVar

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        """Save a new person, with the e-mail address in lower case.

        Without a password the person cannot sign in before setting one.
        """
        user = self.model(email=email.lower(), **fields)
        user.password = make_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        """Save a new person who may change everything in the admin."""
        return self.create_user(
            email, password, is_staff=True, is_superuser=True, **fields
        )

    def get_by_natural_key(self, username: str | None) -> "User":
        """Fetch a person by e-mail address, whatever its case."""
        return self.get(email__iexact=username)


class User(AbstractUser):
    """One person who can sign in, known by the e-mail address alone."""

    username = None  # type: ignore[assignment]
    email = models.EmailField("e-mail address", unique=True)

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="profiles_user_email_unique",
                violation_error_message="Someone has this e-mail address already.",
            )
        ]

    def __str__(self) -> str:
        return self.email
