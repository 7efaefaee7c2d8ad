"""Where the changed fields of a program were read: citations that a row changes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from copy import copy
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError

from desk.checks import scalar_fields
from desk.rows import Columns, Difference, Rows, columns_of, differences
from programs.models import Citation, Program, Source, ValueState

NO_SOURCE = "A day alone does not say where it was read. Name the source as well."
NO_DAY = "Say on which day this source was read."
NOTHING_READ = (
    "Nothing that has a source is changed in this row, so it is not clear what was "
    "read there. Change a value, or leave the source and its day blank."
)
NO_VALUE = (
    "This becomes blank, but a source is named for a value. Leave the value as it was, "
    "and say on the program's page why there is none."
)
BLANKS: tuple[Any, ...] = (None, "", [])
# Citations that become others, are added or are removed, by the program's field.
Citings = dict[str, list[Difference]]


def changed_fields(before: Columns | None, after: Columns) -> list[str]:
    """Name the fields that a row changes and that a source can be given for.

    A new program, which has no columns before, has all that it says.
    """
    if before is None:
        return [name for name in scalar_fields() if after[name] not in BLANKS]
    return [name for name in scalar_fields() if after[name] != before[name]]


def reading_errors(
    program: Any, before: Columns | None, unread: Collection[str]
) -> dict[str, list[ValidationError]]:
    """Say by column what is wrong with the source and the day that a row names.

    The program has both as its row does, None where it names none. `unread` are the
    columns that could not be read, of which nobody knows whether they are changed.
    """
    texts: dict[str, str] = {}
    after = columns_of(program)
    changed = changed_fields(before, after)
    if program.source is None:
        texts["source"] = NO_SOURCE
    elif not (changed or unread):
        texts["source"] = NOTHING_READ
    if program.checked_on is None:
        texts["checked_on"] = NO_DAY
    texts |= {name: NO_VALUE for name in changed if after[name] in BLANKS}
    return {name: [ValidationError(text)] for name, text in texts.items()}


def cited_anew(
    program: Any, field: str, citations: Sequence[Citation]
) -> list[Citation]:
    """Give the citations of a field whose new value was read where the program says.

    The first is of that source, and without a key if it is added. A single value has
    no other. A list keeps its others, which may have the rest of it.
    """
    source: Source = program.source
    is_list = isinstance(Program._meta.get_field(field), ArrayField)
    same = [one for one in citations if one.source_id == source.pk]
    replaced = same or ([] if is_list else list(citations))
    read = copy(replaced[0]) if replaced else Citation(program=program, field=field)
    if not same:
        read.note = ""  # it is about what another source says
    read.source, read.checked_on = source, program.checked_on
    read.state = ValueState.KNOWN
    others = [one for one in citations if is_list and one.pk != read.pk]
    return [read, *(one for one in others if one.state == ValueState.KNOWN)]


class Citing:
    """The citations of the programs of some rows, as they are and as they become."""

    def __init__(self) -> None:
        self.known: dict[int, list[Citation]] = {}
        self.anew: dict[int, dict[str, list[Citation]]] = {}

    def know(self, programs: Iterable[Program]) -> None:
        """Fetch the citations of programs, in one query."""
        self.known, self.anew = defaultdict(list), {}
        for citation in Citation.objects.filter(program__in=programs).order_by("pk"):
            self.known[citation.program_id].append(citation)

    def read(self, program: Any, before: Columns | None) -> None:
        """Let a saved program's changed fields cite the source and day of its row."""
        self.anew[program.pk] = {
            field: cited_anew(program, field, self._of(program.pk, field))
            for field in changed_fields(before, columns_of(program))
        }

    def reserve(self) -> None:
        """Save the added citations, so that they have keys; it is undone with all."""
        every = (one for fields in self.anew.values() for one in fields.values())
        Citation.objects.bulk_create([one[0] for one in every if one[0].pk is None])

    def citings_of(self, program: int) -> Citings:
        """Tell what becomes of a program's citations, by field; empty for nothing."""
        return {
            field: differences(_rows(self._of(program, field)), _rows(anew))
            for field, anew in self.anew.get(program, {}).items()
        }

    def _of(self, program: int, field: str) -> list[Citation]:
        return [one for one in self.known[program] if one.field == field]


def _rows(citations: Iterable[Citation]) -> Rows:
    return {("citation", one.pk): columns_of(one) for one in citations}
