import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from programs.importing.catalog_samples import ACCREDITORS, sample_files


class Command(BaseCommand):
    help = (
        "Write made-up catalog files, for trying out how the portal does with many "
        "programs. `load_catalog --from` loads them. One seed makes the same files "
        "every time."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--programs", type=int, required=True, help="How many programs in all."
        )
        parser.add_argument(
            "--seed", type=int, default=1, help="Another number, other programs."
        )
        parser.add_argument(
            "--to",
            dest="to",
            type=Path,
            required=True,
            metavar="DIR",
            help="Folder to write into; new or empty.",
        )

    def handle(
        self, *args: Any, programs: int, seed: int, to: Path, **options: Any
    ) -> None:
        if programs < 1:
            raise CommandError("Ask for at least one program.")
        if to.exists() and any(to.iterdir()):
            raise CommandError(f"{to} is not empty; nothing was written.")
        _write(to / "accreditors.json", ACCREDITORS)
        written = 0
        for content in sample_files(programs, seed):
            facts = content["institution"]
            country = facts["country"].lower()
            _write(to / country / f"{facts['slug']}.json", content)
            written += 1
        self.stdout.write(
            f"Wrote {programs:,} made-up programs at {written:,} institutions."
        )


def _write(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, indent=2)
    path.write_text(f"{text}\n", encoding="utf-8")
