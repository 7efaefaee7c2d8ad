import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection, transaction
from tqdm import tqdm

from programs.importing.catalog_files import SHIPPED_CATALOG, CatalogFileError
from programs.importing.catalog_load import check_catalog, load_catalog
from programs.models import CatalogEntry, Citation, Institution, Program, Source

NOT_FACTS = ["accreditor", "citation", "institution", "program", "source"]


MANY_ROWS = 1_000  # the planner's statistics are renewed after so many changes


class Command(BaseCommand):
    help = (
        "Load the catalog files into the database. A value that a person edited since "
        "is kept and reported. Nothing is saved when any file has a mistake."
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
            default=SHIPPED_CATALOG,
            metavar="DIR",
            help="Folder to read instead of the shipped catalog.",
        )
        parser.add_argument(
            "--refresh",
            action="store_true",
            help="Work out topics, costs and search words anew for every program, "
            "changed or not.",
        )

        parser.add_argument(
            "--replace",
            action="store_true",
            help="Go on even when more than a tenth of the institutions loaded before "
            "have no file any more; they are removed.",
        )

    def handle(
        self,
        *args: Any,
        check: bool,
        from_folder: Path,
        refresh: bool,
        replace: bool,
        **options: Any,
    ) -> None:
        counts: Counter[str] = Counter()
        _connect()
        try:
            paths = check_catalog(from_folder, _progress)
            with transaction.atomic():
                for change in load_catalog(
                    from_folder,
                    paths,
                    _progress,
                    refresh_all=refresh,
                    replace=replace,
                ):
                    counts[change.act] += 1
                    if check or change.act == "kept":
                        self.stdout.write(str(change))
                self._summarize(counts, check=check)
                if sum(counts.values()) > MANY_ROWS:
                    _analyze()
                transaction.set_rollback(check)
        except CatalogFileError as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from None

    def _summarize(self, counts: Counter[str], *, check: bool) -> None:
        acts = ["created", "changed", "removed", "kept"]
        done = ", ".join(f"{counts[act]:,} {act}" for act in acts)
        self.stdout.write(f"{'Would be' if check else 'Rows'}: {done}.")
        if not check:
            self.stdout.write(_totals())


def _connect() -> None:
    """Refuse in a sentence, without the password, when the database is away."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        server = connection.settings_dict
        raise CommandError(
            f"Nothing was loaded. The database {server['NAME']!r} "
            f"on {server['HOST'] or 'this machine'} does not answer: "
            f"{str(error).splitlines()[0]}"
        ) from None


def _analyze() -> None:
    """Let PostgreSQL count what it holds: a fresh table is planned for wrongly."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _totals() -> str:
    """Count what the database now holds, in one sentence."""
    by_review = Counter(Program.objects.order_by().values_list("review", flat=True))
    reviews = ", ".join(
        f"{by_review[review]:,} {review.value}" for review in Program.Review
    )
    facts = CatalogEntry.objects.exclude(model__in=NOT_FACTS)
    return (
        f"The catalog has {Institution.objects.count():,} institutions and "
        f"{Program.objects.count():,} programs ({reviews}), {facts.count():,} facts in "
        f"lists and {Citation.objects.count():,} citations of single fields, read in "
        f"{Source.objects.of_catalog().count():,} sources."
    )


def _progress(paths: Sequence[Path], title: str) -> Iterable[Path]:
    """Show a bar on standard error, when that is a terminal."""
    return tqdm(paths, desc=title, unit=" files", file=sys.stderr, disable=None)
