import secrets
from datetime import timedelta
from typing import Self

from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone

from profiles.models.people import User
from programs.models import Program

LONGEST_NOTE = 2000  # characters
MOST_STARS = 5
UNDO_LASTS = timedelta(days=1)


class ShortlistQuerySet(models.QuerySet["Shortlist"]):
    def default_of(self, user: User) -> "Shortlist":
        """Give the person's default list, made when there is none yet."""
        return self.get_or_create(
            user=user, is_default=True, defaults={"name": "Shortlist"}
        )[0]


class Shortlist(models.Model):
    """One named list of saved programs, such as "Online, employer pays"."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="shortlists")
    name = models.CharField(max_length=80)
    is_default = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = ShortlistQuerySet.as_manager()

    class Meta:
        ordering = ["-is_default", Lower("name")]
        constraints = [
            models.UniqueConstraint(
                "user",
                Lower("name"),
                name="shortlist_name_is_unique",
                violation_error_message="You have a list of this name already.",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(is_default=True),
                name="shortlist_default_is_unique",
            ),
        ]

    def __str__(self) -> str:
        return "A reader’s list"


class SavedProgramQuerySet(models.QuerySet["SavedProgram"]):
    def kept(self) -> Self:
        """Leave out what its person has removed."""
        return self.filter(removed_at=None)

    def with_programs(self) -> Self:
        """Fetch each one's program and institution in the same query."""
        return self.select_related("program__institution")

    def save_for(
        self, user: User, program: Program, shortlist: Shortlist | None = None
    ) -> "SavedProgram":
        """Save a program in a list of the person, by default in her default one.

        What was saved before, or removed less than a day ago, keeps its note, status
        and stars.
        """
        with transaction.atomic():
            saved, _ = self.update_or_create(
                user=user, program=program, defaults={"removed_at": None}
            )
            saved.shortlists.add(shortlist or Shortlist.objects.default_of(user))
        return saved

    def forget_removed(self) -> int:
        """Delete for good what was removed over a day ago; give how many."""
        gone = self.filter(removed_at__lt=timezone.now() - UNDO_LASTS)
        return gone.delete()[1].get("profiles.SavedProgram", 0)


class SavedProgram(models.Model):
    """One program that one person saved, in one or more of her lists.

    Her note, status and stars belong to the program, not to a list. `version` counts
    edits, so that a second tab cannot overwrite the first unseen. A removed one stays
    for a day, so that the removal can be undone.
    """

    class Status(models.TextChoices):
        CONSIDERING = "considering", "Considering"
        ASKING = "asking", "Asking the program"
        APPLYING = "applying", "Applying"
        APPLIED = "applied", "Applied"
        ADMITTED = "admitted", "Admitted"
        DECLINED = "declined", "Declined"

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="saved_programs"
    )
    # A program that readers saved is withdrawn, not deleted: it stays in their lists.
    program = models.ForeignKey(
        Program, on_delete=models.PROTECT, related_name="saved_programs"
    )
    shortlists = models.ManyToManyField(Shortlist, related_name="saved_programs")
    note = models.TextField(max_length=LONGEST_NOTE, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.CONSIDERING)
    stars = models.PositiveSmallIntegerField(
        default=0, help_text="0: not rated. Otherwise 1 to 5."
    )
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = SavedProgramQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "program"], name="saved_program_is_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(stars__lte=MOST_STARS),
                name="saved_program_has_five_stars_at_most",
            ),
        ]

    def __str__(self) -> str:
        return "A program that a reader saved"


def make_token() -> str:
    """Make an address part of 128 random bits."""
    return secrets.token_urlsafe(16)


class CalendarFeed(models.Model):
    """The private address under which one person's deadlines can be subscribed to.

    Whoever knows the token can read the feed; deleting the row ends that at once.
    """

    user = models.OneToOneField(
        User, on_delete=models.CASCADE, related_name="calendar_feed"
    )
    token = models.CharField(max_length=43, unique=True, default=make_token)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return "A reader’s calendar address"
