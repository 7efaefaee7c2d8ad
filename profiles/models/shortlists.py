import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from django.db import models, transaction
from django.db.models import Count, F, FilteredRelation, Prefetch, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from profiles.models.people import User
from profiles.models.saved_order import LAST_SAVED, next_deadline
from programs.costs import DEFAULT_RESIDENCY
from programs.models import Deadline, Program, TuitionEstimate
from programs.models.program_order import price_order

LONGEST_NOTE = 2000  # characters
MOST_STARS = 5
UNDO_LASTS = timedelta(days=1)


class ShortlistQuerySet(models.QuerySet["Shortlist"]):
    def default_of(self, user: User) -> "Shortlist":
        """Give the person's default list, made when there is none yet."""
        return self.get_or_create(
            user=user, is_default=True, defaults={"name": "Shortlist"}
        )[0]

    def with_counts(self) -> Self:
        """Annotate `count`: how many programs each list holds, removed ones not."""
        kept = Q(saved_programs__removed_at=None)
        counted = self.annotate(count=Count("saved_programs", filter=kept))
        return counted.order_by("-is_default", Lower("name"))


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

    def get_absolute_url(self) -> str:
        if self.is_default:
            return reverse("profiles:shortlist")
        return reverse("profiles:shortlist_named", args=[self.pk])

    def only_here(self) -> "SavedProgramQuerySet":
        """Give the programs that are in no other list, removed ones among them."""
        counted = SavedProgram.objects.alias(lists=Count("shortlists", distinct=True))
        return counted.filter(
            pk__in=self.saved_programs.order_by().values("pk"), lists=1
        )

    def dissolve(self) -> None:
        """Delete the list; what is in no other moves to the person's default list."""
        with transaction.atomic():
            default = Shortlist.objects.default_of(self.user)
            default.saved_programs.add(*self.only_here())
            self.delete()


@dataclass(frozen=True)
class Written:
    """What a person writes about one saved program; `stars` 0 is not rated."""

    note: str
    status: str
    stars: int
    shortlists: Collection[Shortlist]


class SavedProgramQuerySet(models.QuerySet["SavedProgram"]):
    def kept(self) -> Self:
        """Leave out what its person has removed."""
        return self.filter(removed_at=None)

    def removed(self) -> Self:
        """Keep what was removed less than a day ago, newest first: it can be undone."""
        recent = self.filter(removed_at__gte=timezone.now() - UNDO_LASTS)
        return recent.order_by("-removed_at", "-pk")

    def within_reach(self) -> Self:
        """Leave out what was removed over a day ago, which cannot be undone."""
        limit = timezone.now() - UNDO_LASTS
        return self.filter(Q(removed_at=None) | Q(removed_at__gte=limit))

    def with_programs(self) -> Self:
        """Fetch each one's program, institution and its source in the same query."""
        return self.select_related("program__institution__source")

    def with_lists(self) -> Self:
        """Fetch each one's program, and the lists that it is in."""
        return self.with_programs().prefetch_related("shortlists")

    def with_deadlines(self) -> Self:
        """Fetch each one's program, and its deadlines with their sources."""
        deadlines = Deadline.objects.select_related("source")
        return self.with_programs().prefetch_related(
            Prefetch("program__deadlines", queryset=deadlines)
        )

    def with_prices(self) -> Self:
        """Join `own_price`, the program's own TuitionEstimate for non-residents."""
        estimates = "program__tuition_estimates"
        wanted = {
            f"{estimates}__residency": DEFAULT_RESIDENCY,
            f"{estimates}__scope": TuitionEstimate.Scope.PROGRAM,
        }
        return self.annotate(
            own_price=FilteredRelation(estimates, condition=Q(**wanted))
        )

    def mentioning(self, words: str) -> Self:
        """Those in whose name, institution or note each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(program__name__icontains=word)
                | Q(program__award_title__icontains=word)
                | Q(program__institution__name__icontains=word)
                | Q(note__icontains=word)
            )
        return found

    def soonest_deadline_first(self, today: date) -> Self:
        """Order by the next known deadline, those without one last.

        A day of every year counts as its next time. A withdrawn program has none.
        """
        return self.annotate(next_deadline=next_deadline(today)).order_by(
            F("next_deadline").asc(nulls_last=True), *LAST_SAVED
        )

    def cheapest_first(self) -> Self:
        """Order by own yearly price at its highest: US$, other currencies, unknown."""
        order = price_order(or_average=False, upwards=True)
        return self.with_prices().order_by(*order, *LAST_SAVED)

    def best_rated_first(self) -> Self:
        """Order by stars, those that are not rated last."""
        return self.order_by("-stars", *LAST_SAVED)

    def named_first(self) -> Self:
        """Order by the program's name, then by institution."""
        return self.order_by(Lower("program__name"), "program__institution__name", "pk")

    def save_for(
        self, user: User, program: Program, shortlist: Shortlist | None = None
    ) -> "SavedProgram":
        """Save a program in a list of the person; in her default one if in no other.

        What was saved before, or removed less than a day ago, keeps its note, status,
        stars and lists.
        """
        with transaction.atomic():
            saved, _ = self.update_or_create(
                user=user, program=program, defaults={"removed_at": None}
            )
            if shortlist or not saved.shortlists.exists():
                saved.shortlists.add(shortlist or Shortlist.objects.default_of(user))
        return saved

    def remove(self) -> None:
        """Take these out of all lists; it can be undone for a day.

        An edit that was begun before counts as overtaken.
        """
        self.update(removed_at=timezone.now(), version=F("version") + 1)

    def edit(self, saved: "SavedProgram", version: int, written: Written) -> bool:
        """Save what its person has written, unless the row has moved on meanwhile.

        `version` is the one that she began from. False, and nothing is changed, when
        another tab or device has saved since. A removed program is kept again.
        """
        with transaction.atomic():
            changed = self.filter(pk=saved.pk, version=version).update(
                note=written.note,
                status=written.status,
                stars=written.stars,
                version=F("version") + 1,
                changed_at=timezone.now(),
                removed_at=None,
            )
            if changed:
                saved.shortlists.set(written.shortlists)
        return bool(changed)

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

    @property
    def is_kept(self) -> bool:
        return self.removed_at is None

    @property
    def gone_at(self) -> datetime | None:
        """When a removal can no longer be undone; None for a kept one."""
        return self.removed_at + UNDO_LASTS if self.removed_at else None

    @property
    def is_published(self) -> bool:
        """Whether the program is in the catalog still."""
        return self.program.workflow_state == Program.WorkflowState.PUBLISHED


def make_token() -> str:
    """Make an address part of 128 random bits."""
    return secrets.token_urlsafe(16)


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def make_anew(self, user: User) -> "CalendarFeed":
        """Give the person a new calendar address; the one before ends at once."""
        with transaction.atomic():
            user.lock()
            self.filter(user=user).delete()
            return self.create(user=user)

    def in_use(self) -> Self:
        """Leave out those of accounts that staff have closed; fetch their people."""
        return self.filter(user__is_active=True).select_related("user")


class CalendarFeed(models.Model):
    """The private address under which one person's deadlines can be subscribed to.

    Whoever knows the token can read the feed; deleting the row ends that at once.
    """

    user = models.OneToOneField(
        User, on_delete=models.CASCADE, related_name="calendar_feed"
    )
    token = models.CharField(max_length=43, unique=True, default=make_token)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = CalendarFeedQuerySet.as_manager()

    def __str__(self) -> str:
        return "A reader’s calendar address"

    def get_absolute_url(self) -> str:
        return reverse("profiles:calendar_feed", args=[self.token])
