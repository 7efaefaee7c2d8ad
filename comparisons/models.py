from collections.abc import Sequence
from functools import cached_property
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from comparisons.forms import Wanted
from comparisons.rows import ALL, ESSENTIALS, MINE
from comparisons.snapshots import Snapshot, read_snapshot, take_snapshot, write_snapshot
from profiles.models import User
from profiles.models.shortlists import UNDO_LASTS, make_token
from programs.costs import DEFAULT_RESIDENCY
from programs.facts import facts_of
from programs.figures.standing import ANYWHERE_ON_EARTH
from programs.models import Program
from programs.models.tuition import RESIDENCIES

LONGEST_NAME = 100  # characters
LONGEST_REMARK = 1000  # characters
MOST_SAVED = 100
MOST_LINKS = 20
EDITABLE = ("name", "residency", "only_different", "rows", "keys")
BASELINE = ("snapshot", "snapshot_at", "data_version")


class SavedComparisonQuerySet(models.QuerySet["SavedComparison"]):
    def kept(self) -> Self:
        """Leave out what its person has deleted."""
        return self.filter(removed_at=None)

    def removed(self) -> Self:
        """Keep what was deleted less than a day ago, newest first: it can be undone."""
        recent = self.filter(removed_at__gte=timezone.now() - UNDO_LASTS)
        return recent.order_by("-removed_at", "-pk")

    def with_columns(self) -> Self:
        """Fetch the columns in their order, with programs and institutions."""
        return self.prefetch_related("columns__program__institution")

    def for_list(self) -> Self:
        """Fetch the columns, and count the share links that are open, as `links`.

        Leaves the snapshots in the database.
        """
        is_open = Q(share_links__in=ShareLink.objects.are_open())
        links = models.Count("share_links", filter=is_open)
        return self.with_columns().defer("snapshot").annotate(links=links)

    def save_for(
        self, user: User, name: str, programs: Sequence[Program], wanted: Wanted
    ) -> "SavedComparison":
        """Save these programs side by side, with the facts as they stand today."""
        comparison = SavedComparison(
            user=user,
            name=name,
            residency=wanted.residency,
            only_different=wanted.only_different,
            rows=wanted.rows,
            keys=list(wanted.keys),
        )
        comparison.stand_on(_snapshot_of(programs))
        columns = [
            ComparedProgram(comparison=comparison, program=program, position=place)
            for place, program in enumerate(programs)
        ]
        with transaction.atomic():
            comparison.save()
            ComparedProgram.objects.bulk_create(columns)
        return comparison

    def edit(
        self,
        comparison: "SavedComparison",
        version: int,
        columns: Sequence["ComparedProgram"],
    ) -> bool:
        """Save what its person has changed, unless the row has moved on meanwhile.

        `version` is the one that she began from; `columns` are those that stay, in
        their new order. False, and nothing is changed, when another tab or device has
        saved since.
        """
        changed = {name: getattr(comparison, name) for name in EDITABLE}
        with transaction.atomic():
            is_newest = self.filter(pk=comparison.pk, version=version).update(
                **changed, version=F("version") + 1, changed_at=timezone.now()
            )
            if is_newest:
                comparison.columns.exclude(
                    pk__in=[each.pk for each in columns]
                ).delete()
                for place, column in enumerate(columns):
                    column.position = place
                ComparedProgram.objects.bulk_update(columns, ["position", "remark"])
        return bool(is_newest)

    def remove(self) -> None:
        """Delete these, so that it can be undone for a day; share links end at once."""
        self.update(removed_at=timezone.now(), version=F("version") + 1)

    def forget_removed(self) -> int:
        """Delete for good what was deleted over a day ago; give how many."""
        gone = self.filter(removed_at__lt=timezone.now() - UNDO_LASTS)
        return gone.delete()[1].get("comparisons.SavedComparison", 0)


class SavedComparison(models.Model):
    """One comparison that one person saved under a name of her own.

    `snapshot` holds the facts as they stood at `snapshot_at`, as written by
    `write_snapshot`, and may have columns that she has taken out since. `version`
    counts edits, so that a second tab cannot overwrite the first unseen. A removed one
    stays for a day, so that the removal can be undone.
    """

    class Rows(models.TextChoices):
        ALL = ALL, "All rows"
        ESSENTIALS = ESSENTIALS, "Essentials"
        MINE = MINE, "Rows that I choose"

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="saved_comparisons"
    )
    name = models.CharField(max_length=LONGEST_NAME)
    residency = models.CharField(
        "prices for",
        max_length=20,
        choices=list(RESIDENCIES.items()),
        default=DEFAULT_RESIDENCY,
    )
    only_different = models.BooleanField("only rows that differ", default=False)
    rows = models.CharField(max_length=20, choices=Rows, default=Rows.ALL)
    keys = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    snapshot = models.JSONField()
    snapshot_at = models.DateTimeField()
    data_version = models.CharField(
        max_length=20, help_text="Version of the portal that took the snapshot."
    )
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = SavedComparisonQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["user", "removed_at"])]

    def __str__(self) -> str:
        return "A comparison that a reader saved"

    def get_absolute_url(self) -> str:
        return reverse("comparisons:saved_detail", args=[self.pk])

    @cached_property
    def facts_then(self) -> Snapshot:
        """The facts as they stood when they were last kept."""
        return read_snapshot(self.snapshot)

    @property
    def shown_columns(self) -> list["ComparedProgram"]:
        """The columns that the public may see, withdrawn programs among them."""
        return [each for each in self.columns.all() if not each.is_hidden]

    @property
    def hidden_names(self) -> list[str]:
        """Names, as they were kept, of programs that have left the public catalog."""
        kept = self.facts_then.by_program
        hidden = [each.program_id for each in self.columns.all() if each.is_hidden]
        return [kept[pk].name for pk in hidden if pk in kept]

    @property
    def programs(self) -> list[Program]:
        """The programs of the shown columns, in their order."""
        return [column.program for column in self.shown_columns]

    @property
    def wanted(self) -> Wanted:
        """What an address would say to ask for this comparison."""
        return Wanted(
            paths=[program.path for program in self.programs],
            residency=self.residency,
            only_different=self.only_different,
            rows=self.rows,
            keys=tuple(self.keys),
        )

    @property
    def copy_name(self) -> str:
        """Name of a duplicate, cut where it would be too long."""
        return f"Copy of {self.name}"[:LONGEST_NAME]

    def stand_on(self, snapshot: Snapshot) -> None:
        """Take a snapshot for the one to compare with; does not save."""
        self.snapshot = write_snapshot(snapshot)
        self.snapshot_at = timezone.now()
        self.data_version = settings.VERSION
        self.__dict__.pop("facts_then", None)

    def keep_new_baseline(self, snapshot: Snapshot) -> None:
        """Save a snapshot as the one to compare with from now on."""
        self.stand_on(snapshot)
        self.save(update_fields=BASELINE)

    def duplicate(self) -> "SavedComparison":
        """Save a second one with the same columns, remarks and baseline, not shared."""
        columns = list(self.columns.all())
        copy = SavedComparison(
            user=self.user,
            **{name: getattr(self, name) for name in (*EDITABLE, *BASELINE)},
        )
        copy.name = self.copy_name
        with transaction.atomic():
            copy.save()
            ComparedProgram.objects.bulk_create(
                ComparedProgram(
                    comparison=copy,
                    program_id=each.program_id,
                    position=each.position,
                    remark=each.remark,
                )
                for each in columns
            )
        return copy


def _snapshot_of(programs: Sequence[Program]) -> Snapshot:
    today = timezone.localdate(timezone=ANYWHERE_ON_EARTH)
    return take_snapshot(programs, facts_of(programs), today)


class ComparedProgram(models.Model):
    """One column of a saved comparison, with what its person remarks on it."""

    comparison = models.ForeignKey(
        SavedComparison, on_delete=models.CASCADE, related_name="columns"
    )
    # A program in a saved comparison is withdrawn, not deleted: its column stays.
    program = models.ForeignKey(
        Program, on_delete=models.PROTECT, related_name="compared_programs"
    )
    position = models.PositiveSmallIntegerField(help_text="From 0, left to right.")
    remark = models.TextField(max_length=LONGEST_REMARK, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["comparison", "program"], name="compared_program_is_unique"
            ),
            models.UniqueConstraint(
                fields=["comparison", "position"],
                name="compared_program_has_its_own_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return "A column of a saved comparison"

    @property
    def is_hidden(self) -> bool:
        """Tell whether the program is a draft again, which the public may not see."""
        return self.program.workflow_state == Program.WorkflowState.DRAFT


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    def are_open(self) -> Self:
        """Links under which the comparison can be read today."""
        today = timezone.localdate(timezone=ANYWHERE_ON_EARTH)
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=today), revoked_at=None)

    def for_strangers(self) -> Self:
        """Fetch each one's comparison and columns, without what is private in them.

        Its name and the remarks stay in the database.
        """
        columns = ComparedProgram.objects.defer("remark").select_related(
            "program__institution"
        )
        return (
            self.select_related("comparison")
            .defer("comparison__name", "comparison__snapshot")
            .prefetch_related(Prefetch("comparison__columns", queryset=columns))
        )


class ShareLink(models.Model):
    """One address under which anyone may read one saved comparison.

    It works to the end of the day `ends_on`, wherever that day ends last, and never
    again once it is revoked.
    """

    comparison = models.ForeignKey(
        SavedComparison, on_delete=models.CASCADE, related_name="share_links"
    )
    token = models.CharField(max_length=43, unique=True, default=make_token)
    made_at = models.DateTimeField(auto_now_add=True)
    ends_on = models.DateField("last day", null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return "A link that shares a comparison"

    def get_absolute_url(self) -> str:
        return reverse("comparisons:shared", args=[self.token])

    @property
    def has_ended(self) -> bool:
        """Tell whether the last day is over."""
        today = timezone.localdate(timezone=ANYWHERE_ON_EARTH)
        return self.ends_on is not None and self.ends_on < today

    @property
    def is_open(self) -> bool:
        """Tell whether the comparison can be read under this link today."""
        is_kept = self.comparison.removed_at is None
        return is_kept and self.revoked_at is None and not self.has_ended

    def revoke(self) -> None:
        """End the link at once and for good; the moment of the first time stays."""
        ShareLink.objects.filter(pk=self.pk, revoked_at=None).update(
            revoked_at=timezone.now()
        )


class RowChoiceQuerySet(models.QuerySet["RowChoice"]):
    def keys_of(self, user: User) -> tuple[str, ...]:
        """Give the rows that this person chose last; empty when she never did."""
        keys = self.filter(user=user).values_list("keys", flat=True).first()
        return tuple(keys or ())

    def remember(self, user: User, keys: Sequence[str]) -> None:
        """Keep these as the rows that this person chose last."""
        self.update_or_create(user=user, defaults={"keys": list(keys)})


class RowChoice(models.Model):
    """The rows and groups that one person last chose to compare by."""

    user = models.OneToOneField(
        User, on_delete=models.CASCADE, related_name="row_choice"
    )
    keys = ArrayField(models.CharField(max_length=80), default=list, blank=True)

    objects = RowChoiceQuerySet.as_manager()

    def __str__(self) -> str:
        return "The rows that a reader compares by"
