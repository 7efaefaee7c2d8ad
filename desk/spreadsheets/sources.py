"""The five columns that name the source of a fact, an existing one or a new one."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from desk.spreadsheets.cells import Cell, read_choice, text_of
from desk.spreadsheets.conventions import CellError
from desk.spreadsheets.widgets import Row, TextWidget
from programs.models import Source
from programs.spreadsheets import safe_cell

ADDRESS = "source_address"
COLUMNS = {
    "url": ADDRESS,
    "title": "source_title",
    "as_of": "source_as_of",
    "publisher": "source_publisher",
    "kind": "source_kind",
}
NO_TITLE = "A source needs its address and its title."
NOT_NEW = (
    "The catalog has no source with this address and title. To add it, fill in "
    "source_publisher and source_kind as well."
)
SEVERAL = (
    "The catalog has several sources with this address and title. Say in source_as_of "
    "which one is meant."
)
CORRECTED_ELSEWHERE = (
    "The catalog has this source with another {name}: {value}. A source is corrected "
    "on its own page."
)


class SourceWidget(TextWidget):
    """Finds a source by its address, title and date, or makes it.

    What it makes is undone with the check; `made` has it by its primary key.
    """

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[tuple[str, str], list[Source]] = {}
        self.made: dict[int, dict[str, str]] = {}

    def know(self, rows: Iterable[Row]) -> None:
        """Fetch what these rows may name, in one query."""
        addresses = {str(row.get(ADDRESS, "")).strip() for row in rows}
        self.known = defaultdict(list)
        for source in Source.objects.filter(url__in=addresses):
            self.known[source.url, source.title].append(source)

    def clean(self, value: Cell, row: Row | None = None, **kwargs: Any) -> Any:
        named = {
            name: text_of((row or {}).get(column, ""))
            for name, column in COLUMNS.items()
        }
        if not any(named.values()):
            return None
        if not (named["url"] and named["title"]):
            raise CellError(NO_TITLE)
        named["kind"] = read_choice(named["kind"], Source.Kind.choices)
        source = self._found(named)
        return self._made(named) if source is None else _as_named(source, named)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return safe_cell(getattr(value, "url", None))

    def _found(self, named: dict[str, str]) -> Source | None:
        """Find the source with the same date, or the only one if no date is given."""
        alike = self.known[named["url"], named["title"]]
        dated = [source for source in alike if source.as_of == named["as_of"]]
        found = dated or ([] if named["as_of"] else alike)
        if len(found) > 1:
            raise CellError(SEVERAL)
        return found[0] if found else None

    def _made(self, named: dict[str, str]) -> Source:
        if not (named["publisher"] and named["kind"]):
            raise CellError(NOT_NEW)
        source = Source(**named)
        try:
            source.full_clean()
        except ValidationError as error:
            raise CellError(" ".join(error.messages)) from error
        source.save()
        self.made[source.pk] = named
        self.known[source.url, source.title].append(source)
        return source


def _as_named(source: Source, named: dict[str, str]) -> Source:
    """Give a source that is there; refuse a row that calls it otherwise."""
    for name in ("publisher", "kind"):
        value = getattr(source, name)
        if named[name] and named[name] != value:
            raise CellError(CORRECTED_ELSEWHERE.format(name=name, value=value))
    return source
