from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from simple_history.utils import bulk_update_with_history

from programs.locks import lock_catalog
from programs.models import Deadline, Tuition
from programs.models.tuition import ACADEMIC_YEAR

BATCH = 500


class Command(BaseCommand):
    help = (
        "Mark what an ended academic year left as due for re-confirmation: tuition of "
        "that year or an earlier one, and deadlines that have passed. Copies no "
        "numbers. Safe to repeat: a row is marked once for each year that ended."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("academic_year", help="The year that ended: 2025-26.")
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would be marked, only."
        )

    @transaction.atomic
    def handle(
        self, *args: Any, academic_year: str, dry_run: bool, **options: Any
    ) -> None:
        """Mark the rows, with a version of each in its history.

        Raises CommandError when the year is not written as 2025-26 or has not ended.
        """
        today = timezone.localdate()
        refuse_unless_ended(academic_year, today.year)
        lock_catalog()
        reason = f"Academic year {academic_year} ended"
        prices = mark(Tuition.objects.left_by(academic_year), reason, dry_run=dry_run)
        dates = mark(Deadline.objects.left_by(today), reason, dry_run=dry_run)
        self.stdout.write(
            f"{'Would be marked' if dry_run else 'Marked'} as due for re-confirmation: "
            f"tuition {prices}, deadlines {dates}."
        )


def refuse_unless_ended(academic_year: str, year_now: int) -> None:
    """Raise CommandError for what is no academic year, or one that began this year."""
    try:
        ACADEMIC_YEAR(academic_year)
    except ValidationError:
        raise CommandError("Write the academic year as 2025-26.") from None
    if int(academic_year[:4]) >= year_now:
        raise CommandError(f"The academic year {academic_year} has not ended yet.")


def mark(rows: "models.QuerySet[Any]", reason: str, *, dry_run: bool) -> str:
    """Mark the rows that wait for nothing yet; say how many, of how many programs.

    A row that was marked for this reason before was confirmed since, and stays.
    """
    model = rows.model
    versions = model.history.model.objects.filter(
        id=OuterRef("pk"), history_change_reason=reason
    )
    unmarked = rows.filter(reconfirm_since=None).exclude(Exists(versions))
    found = list(unmarked)
    if not dry_run:
        for row in found:
            row.reconfirm_since = timezone.localdate()
        bulk_update_with_history(
            found, model, ["reconfirm_since"], BATCH, default_change_reason=reason
        )
    return f"{len(found)} of {len({row.program_id for row in found})} programs"
