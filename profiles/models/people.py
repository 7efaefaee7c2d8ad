from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models, transaction
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
        """Save a new person who may change everything in the admin.

        Whoever makes this account runs the server, so its address counts as
        confirmed: the person can sign in before any mail can be sent.
        """
        fields |= {"is_staff": True, "is_superuser": True}
        with transaction.atomic(using=self._db):
            user = self.create_user(email, password, **fields)
            EmailAddress.objects.create(
                user=user, email=user.email, verified=True, primary=True
            )
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Fetch a person by e-mail address, whatever its case."""
        return self.get(email__iexact=username)


class User(AbstractUser):
    """One person who can sign in, known by the e-mail address alone."""

    # None is Django's way to leave out a field of the base, which types do not know.
    username = None  # type: ignore[assignment]
    first_name = models.CharField(
        max_length=150, blank=True, help_text="Shown to nobody but staff."
    )
    last_name = models.CharField(
        max_length=150, blank=True, help_text="Shown to nobody but staff."
    )
    email = models.EmailField(
        "e-mail address",
        unique=True,
        help_text="What the person signs in with, in any case of letters.",
    )
    return_to = models.CharField(
        max_length=2000,
        blank=True,
        editable=False,
        help_text="The page that the person was on when she signed up, until her first "
        "sign-in leads back to it.",
    )

    # The base's own manager asks for a username.
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

    def lock(self) -> None:
        """Let this person's other changes wait until the transaction is over.

        Two that come at once, as from a double click, would make the same row twice.
        """
        User.objects.select_for_update(no_key=True).get(pk=self.pk)
