"""Turns a comparison on its side: one row a program, one column a chosen field.

Pure. For six to twelve programs, which would not fit side by side.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from comparisons.addresses import Column
from comparisons.comparing import Comparison, Row
from programs.figures import Figure
from programs.models import Program

MOST_LISTED = 12
FIELDS_ON_PAPER = 6  # beside the name of the program, on a sheet lying on its side


@dataclass(frozen=True)
class Cell:
    """A figure of one program, and whether it is the better end of its field."""

    row: Row
    figure: Figure
    is_better: bool


@dataclass(frozen=True)
class Entry:
    """One program of a long list: its place, links and figures, a cell for a field."""

    column: Column
    cells: tuple[Cell, ...]

    @property
    def program(self) -> Program:
        return self.column.program


@dataclass(frozen=True)
class LongList:
    """Programs one below the other; `fields` are the heads of the columns."""

    fields: tuple[Row, ...]
    entries: tuple[Entry, ...]

    @property
    def sheets(self) -> list["LongList"]:
        """Part the fields into as many as fit on paper; each part has every program."""
        starts = range(0, len(self.fields), FIELDS_ON_PAPER)
        return [self._part(start, start + FIELDS_ON_PAPER) for start in starts]

    def _part(self, first: int, last: int) -> "LongList":
        entries = tuple(
            Entry(entry.column, entry.cells[first:last]) for entry in self.entries
        )
        return LongList(self.fields[first:last], entries)


def lay_out_list(columns: Sequence[Column], comparison: Comparison) -> LongList:
    """Give each program its row; fields that nobody has checked are left out."""
    fields = tuple(comparison.rows)
    return LongList(
        fields,
        tuple(
            Entry(column, tuple(_cell(row, place) for row in fields))
            for place, column in enumerate(columns)
        ),
    )


def _cell(row: Row, place: int) -> Cell:
    is_better = row.better is not None and row.better.place == place
    return Cell(row, row.figures[place], is_better)
