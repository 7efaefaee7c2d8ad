from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from desk.models import FreshnessDay


class Command(BaseCommand):
    help = (
        "Note how many facts are fresh and known today, by kind and country, for the "
        "charts of the staff desk. Run it daily; a second run on one day counts anew."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the rows of today."""
        today = timezone.localdate()
        count = FreshnessDay.objects.note(today)
        self.stdout.write(f"Noted {today}: {count} rows, one a kind and country.")
