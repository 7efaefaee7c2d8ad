from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from guide.importing.files import SHIPPED_GUIDE, read_guide
from guide.importing.save import load_guide
from guide.importing.yaml_files import GuideFileError

ACTS = ("created", "changed", "removed", "kept")


class Command(BaseCommand):
    help = (
        "Load the guide's files into the database. What a person edited since is kept "
        "and reported. Nothing is saved when any file has a mistake."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="Say what would change, and change nothing.",
        )
        parser.add_argument(
            "--from",
            dest="from_folder",
            type=Path,
            default=SHIPPED_GUIDE,
            metavar="DIR",
            help="Folder to read instead of the shipped guide.",
        )

    def handle(
        self, *args: Any, check: bool, from_folder: Path, **options: Any
    ) -> None:
        try:
            records = read_guide(from_folder)
        except GuideFileError as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from None
        counts: Counter[str] = Counter()
        with transaction.atomic():
            for change in load_guide(records):
                counts[change.act] += 1
                if check or change.act == "kept":
                    self.stdout.write(str(change))
            transaction.set_rollback(check)
        done = ", ".join(f"{counts[act]:,} {act}" for act in ACTS)
        self.stdout.write(f"The guide: {'would be' if check else 'rows'} {done}.")
