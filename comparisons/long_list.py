"""Turns a comparison on its side: one row a program, one column a chosen field.

Pure. For six to twelve programs, which would not fit side by side.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from comparisons.addresses import Column
from comparisons.comparing import Comparison, Row
from programs.figures import Figure
from programs.models import Program

FIELDS_ON_PAPER = 6  # beside the name of the program, on a sheet lying on its side


@dataclass(frozen=True)
class Field:
    """One chosen row of a comparison, with the title of its group."""

    group: str
    row: Row


@dataclass(frozen=True)
class Cell:
    """A figure of one program in the row of the comparison that it comes from."""

    row: Row
    figure: Figure


@dataclass(frozen=True)
class Entry:
    """One program of a long list: its place, links and figures, a cell for a field."""

    column: Column
    cells: tuple[Cell, ...]

    @property
    def program(self) -> Program:
        return self.column.program

    @property
    def place(self) -> int:
        """The place of the program, from 0."""
        return self.column.number - 1


@dataclass(frozen=True)
class LongList:
    """Programs one below the other; `fields` are the heads of the columns."""

    fields: tuple[Field, ...]
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
    fields = tuple(
        Field(group.title, row) for group in comparison.groups for row in group.rows
    )
    return LongList(
        fields, tuple(Entry(each, _cells(each, fields)) for each in columns)
    )


def _cells(column: Column, fields: Sequence[Field]) -> tuple[Cell, ...]:
    place = column.number - 1
    return tuple(Cell(each.row, each.row.figures[place]) for each in fields)
