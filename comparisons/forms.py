from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms

from comparisons.rows import ALL, ESSENTIALS, MINE, choosable_keys
from programs.costs import DEFAULT_RESIDENCY
from programs.models.tuition import RESIDENCIES
from programs.tray import MOST_READ, Named, PathsField

TABLE, CURRICULUM, MEETING = "table", "curriculum", "meeting"
MOST_NAMED = 3


@dataclass(frozen=True)
class Wanted:
    """What an address asks to compare; `paths` are unique, in its order, 20 at most.

    `rows` is `all`, `essentials` or `mine`; `keys` names the rows and groups that are
    mine, and may be empty, which asks for those that the reader chose before. `view`
    is `table`, `curriculum` or `meeting`.
    """

    paths: list[str]
    residency: str
    only_different: bool
    rows: str = ALL
    keys: tuple[str, ...] = ()
    view: str = TABLE
    with_benchmark: bool = False

    def with_rows_named(self) -> "Wanted":
        """Ask for all rows instead of those that the reader chose before."""
        names_none = self.rows == MINE and not self.keys
        return replace(self, rows=ALL) if names_none else self


@dataclass(frozen=True)
class NamedRows:
    """The rows and groups that an address names: known ones in its order, each once."""

    keys: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


class RowsField(forms.Field):
    """Every value of the parameter that names rows and groups; it may be repeated."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> NamedRows:
        """Part the keys of rows that there are from those that there are not."""
        named = dict.fromkeys(each.strip() for each in value or [] if each.strip())
        known = choosable_keys()
        return NamedRows(
            keys=tuple(key for key in named if key in known),
            unknown=tuple(key for key in named if key not in known),
        )


class CompareForm(forms.Form):
    """The address of a comparison. What it cannot read is named, not obeyed."""

    program = PathsField(required=False)
    residency = forms.ChoiceField(
        label="Prices for",
        choices=list(RESIDENCIES.items()),
        required=False,
        error_messages={
            "invalid_choice": "“%(value)s” is not a kind of student we know: there "
            "are residents of the state or country, non-residents and international "
            "students. These are the prices for non-residents."
        },
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    only = forms.ChoiceField(
        choices=[("differences", "Only differences")],
        required=False,
        error_messages={
            "invalid_choice": "The rows cannot be narrowed to “%(value)s”; "
            "all of them are shown."
        },
        widget=forms.HiddenInput,
    )
    rows = forms.ChoiceField(
        choices=[(ALL, "All rows"), (ESSENTIALS, "Essentials"), (MINE, "My rows")],
        required=False,
        error_messages={
            "invalid_choice": "There is no choice of rows called “%(value)s”; there "
            "are all, essentials and mine."
        },
        widget=forms.HiddenInput,
    )
    row = RowsField(required=False)
    view = forms.ChoiceField(
        choices=[(TABLE, "Table"), (CURRICULUM, "Curriculum"), (MEETING, "Meeting")],
        required=False,
        error_messages={
            "invalid_choice": "There is no view called “%(value)s”; this is the table."
        },
        widget=forms.HiddenInput,
    )
    benchmark = forms.ChoiceField(
        choices=[("yes", "With benchmarks")],
        required=False,
        error_messages={
            "invalid_choice": "Benchmarks are asked for with “yes”, not “%(value)s”; "
            "they are not shown."
        },
        widget=forms.HiddenInput,
    )

    def wanted(self) -> Wanted:
        """Give what is asked for, with the usual where that cannot be read."""
        self.full_clean()
        read, keys = self.cleaned_data, self.cleaned_data["row"].keys
        return Wanted(
            paths=list(read["program"].paths),
            residency=read.get("residency") or DEFAULT_RESIDENCY,
            only_different=read.get("only") == "differences",
            rows=read.get("rows") or (MINE if keys else ALL),
            keys=keys,
            view=read.get("view") or TABLE,
            with_benchmark=read.get("benchmark") == "yes",
        )

    def remarks(self) -> list[str]:
        """Say in a sentence each what could not be read."""
        wrong = [str(error) for errors in self.errors.values() for error in errors]
        named: Named = self.cleaned_data["program"]
        wrong += [
            f"“{path}” is named more than once; one column is enough for it."
            for path in named.repeated
        ]
        if named.unread:
            wrong.append(
                f"Only the first {MOST_READ} programs of this address were looked up, "
                f"not the other {named.unread}."
            )
        return wrong + _unknown_rows(self.cleaned_data["row"].unknown)


def _unknown_rows(unknown: Sequence[str]) -> list[str]:
    """Name the first few rows that there are not, and count the rest."""
    if not unknown:
        return []
    quoted = ", ".join(f"“{key[:40]}”" for key in unknown[:MOST_NAMED])
    rest = len(unknown) - MOST_NAMED
    more = f" and {rest} more" if rest > 0 else ""
    return [f"There is no row called {quoted}{more}."]
