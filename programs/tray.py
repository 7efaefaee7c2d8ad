"""The programs that a reader has chosen for comparison; kept in the address only."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import QueryDict

from programs.models import Program

MOST_CHOSEN = 5
MOST_READ = 20
PARAMETER = "compare"


@dataclass(frozen=True)
class Tray:
    """Chosen programs in the reader's order, five at most.

    `unknown` are chosen names that no published program has; `left_out` are the
    names of programs beyond the fifth.
    """

    programs: tuple[Program, ...] = ()
    unknown: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def paths(self) -> list[str]:
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

    compare = forms.Field(required=False, widget=forms.MultipleHiddenInput)

    def clean_compare(self) -> list[str]:
        """Give the names in their order, each once, twenty at most."""
        given: Sequence[str] = self.cleaned_data["compare"] or []
        paths = [path for path in dict.fromkeys(given) if path and "\x00" not in path]
        return paths[:MOST_READ]

    def tray(self) -> Tray:
        """Fetch the chosen programs, in one query; in none when there are none."""
        self.is_valid()
        paths: list[str] = self.cleaned_data["compare"]
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
        )


def _query(name: str, values: list[str]) -> QueryDict:
    query = QueryDict(mutable=True)
    if values:
        query.setlist(name, values)
    return query
