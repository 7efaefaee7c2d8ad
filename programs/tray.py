"""The programs that a reader has chosen for comparison; kept in the address only."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from programs.models import Program

MOST_CHOSEN = 5
MOST_READ = 20
PARAMETER = "compare"


@dataclass(frozen=True)
class Named:
    """What an address names, `<institution slug>/<program slug>` each, in its order.

    `paths` are unique and twenty at most; `unread` is how many more there were.
    `repeated` are those of the paths that the address names more than once.
    """

    paths: tuple[str, ...] = ()
    unread: int = 0
    repeated: tuple[str, ...] = ()


class PathsField(forms.Field):
    """Every value of a parameter that may be repeated, each once, blank ones not.

    The character NUL, which PostgreSQL refuses, becomes the sign for an unreadable one.
    """

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> Named:
        """Give the first twenty values and the number of those that follow."""
        stripped = [each.replace("\x00", "\ufffd").strip() for each in value or []]
        counts = Counter(each for each in stripped if each)
        paths = tuple(counts)
        return Named(
            paths=paths[:MOST_READ],
            unread=len(paths[MOST_READ:]),
            repeated=tuple(path for path in paths[:MOST_READ] if counts[path] > 1),
        )


@dataclass(frozen=True)
class Tray:
    """Chosen programs in the reader's order, five at most.

    `unknown` are chosen names that no published program has; `left_out` are the
    names of programs beyond the fifth; `unread` is how many names the address has
    beyond the twentieth.
    """

    programs: tuple[Program, ...] = ()
    unknown: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    unread: int = 0

    @property
    def paths(self) -> list[str]:
        """Names of the chosen programs, as addresses carry them."""
        return [program.path for program in self.programs]

    @property
    def is_full(self) -> bool:
        return len(self.programs) >= MOST_CHOSEN

    @property
    def query(self) -> QueryDict:
        """What a link to another page carries, so that the choice is not lost."""
        return _query(PARAMETER, self.paths)

    @property
    def comparison_query(self) -> QueryDict:
        """What the link to the comparison carries."""
        return _query("program", self.paths)

    def toggled(self, path: str) -> list[str]:
        """Give the chosen names once this one is added, or removed if it is there."""
        if path in self.paths:
            return [each for each in self.paths if each != path]
        return [*self.paths, path]


class TrayForm(forms.Form):
    """Reads `compare`, repeated; never invalid: what cannot be used is left out."""

    compare = PathsField(required=False)

    def tray(self) -> Tray:
        """Fetch the chosen programs, in one query; in none when there are none."""
        self.is_valid()
        named: Named = self.cleaned_data["compare"]
        paths = named.paths
        if not paths:
            return Tray()
        found = {
            program.path: program
            for program in Program.objects.published().with_paths(paths)
        }
        known = [path for path in paths if path in found]
        return Tray(
            programs=tuple(found[path] for path in known[:MOST_CHOSEN]),
            unknown=tuple(path for path in paths if path not in found),
            left_out=tuple(str(found[path]) for path in known[MOST_CHOSEN:]),
            unread=named.unread,
        )


def _query(name: str, values: list[str]) -> QueryDict:
    query = QueryDict(mutable=True)
    if values:
        query.setlist(name, values)
    return query
