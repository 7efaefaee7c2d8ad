"""What a sheet of a comparison says, whatever it is written on: PDF, CSV or XLSX."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date

from comparisons.comparing import Group, Row
from comparisons.side_by_side import SideBySide
from programs.figures import Figure
from programs.figures.figure import Line
from programs.formatting import day
from programs.models import Program, ValueState
from programs.sources import SourceEntry, SourceList
from programs.templatetags.figures import is_our_reading, marked

OF_THE_FIELD = (
    "These federal figures count a whole field of study at the institution; earnings "
    "and debt also count any campus that shares its federal number. They are not "
    "figures of the programs themselves."
)
NOT_YET_CHECKED = str(ValueState.NOT_YET_CHECKED.label)
NUMBERS = (
    "No",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
)


@dataclass(frozen=True)
class SheetColumn:
    """One program; `review` and `withdrawn` are sentences, empty where all is usual.

    `remark` is the reader's own, and empty unless she asked for it on the sheet.
    """

    name: str
    institution: str
    path: str
    review: str = ""
    withdrawn: str = ""
    remark: str = ""

    @property
    def title(self) -> str:
        return f"{self.name}, {self.institution}"


@dataclass(frozen=True)
class SheetLine:
    """One statement, with the numbers of its sources; every part may be empty.

    `origin` says in words where it is from when no source is named.
    """

    text: str
    year: str = ""
    note: str = ""
    origin: str = ""
    sources: tuple[int, ...] = ()
    checked_on: date | None = None


@dataclass(frozen=True)
class SheetCell:
    """One figure of one program.

    `state` is what is said instead of a value, empty when it is known. `lines` are
    then remarks on its absence. `value` is the typed value, None when not known.
    """

    state: str
    lines: tuple[SheetLine, ...] = ()
    value: Hashable = None

    @property
    def texts(self) -> tuple[str, ...]:
        """What the cell says, line by line; never empty."""
        said = tuple(line.text for line in self.lines if line.text)
        return (self.state, *said) if self.state else said


@dataclass(frozen=True)
class SheetRow:
    """One figure of every program, in the order of the columns.

    `symbol` and `mark` say whether they are equal, `remark` what limits that.
    """

    label: str
    symbol: str
    mark: str
    remark: str
    note: str
    cells: tuple[SheetCell, ...]

    @property
    def marked(self) -> str:
        """The mark in words with what limits it; empty for a single column."""
        return f"{self.mark}: {self.remark}" if self.remark else self.mark


@dataclass(frozen=True)
class SheetGroup:
    """The rows of one subject; nobody has checked those whose labels are `quiet`."""

    title: str
    remark: str
    rows: tuple[SheetRow, ...]
    quiet: tuple[str, ...]


@dataclass(frozen=True)
class SheetSource:
    """One numbered source; `as_of` is empty when the page states no date."""

    number: int
    title: str
    publisher: str
    kind: str
    as_of: str
    checked_on: date | None
    url: str
    is_press: bool

    @property
    def dated(self) -> str:
        return f"as of {self.as_of}" if self.as_of else "page undated"

    @property
    def checked(self) -> str:
        if self.checked_on is None:
            return "day of the check not recorded"
        return f"checked {day(self.checked_on)}"


@dataclass(frozen=True)
class Sheet:
    """A whole comparison, ready to be written; `sources` are in order, from 1.

    `address` is where its live version is. `version` is that of the catalog's data,
    and `newest_check` the last day on which any source was checked, None when no day
    is recorded. `age` says how old the facts are, and is empty for today's.
    """

    title: str
    prepared_on: date
    version: str
    newest_check: date | None
    who: str
    only_different: bool
    age: str
    address: str
    columns: tuple[SheetColumn, ...]
    groups: tuple[SheetGroup, ...]
    sources: tuple[SheetSource, ...]

    @property
    def standing(self) -> str:
        """One line: prepared when, for whom, how fresh, from which data."""
        newest = self.newest_check
        checks = f"newest check {day(newest)}" if newest else "no check recorded"
        prepared = f"Prepared on {day(self.prepared_on)}"
        prices = f"prices for {self.who}, in their own currency"
        parts = [prepared, prices, checks, f"data version {self.version}"]
        return " · ".join([*parts, *([self.age] if self.age else [])])

    @property
    def remarks(self) -> tuple[str, ...]:
        """The reader's own remarks, one a column; empty when there are none."""
        written = tuple(column.remark for column in self.columns)
        return written if any(written) else ()


def make_sheet(
    side_by_side: SideBySide,
    prepared_on: date,
    address: str,
    version: str,
    *,
    title: str = "",
    remarks: Sequence[str] = (),
    age: str = "",
) -> Sheet:
    """Make the sheet of 2 to 12 programs side by side, as the page shows them.

    `remarks`, one a column, come on the sheet only if they are given.
    """
    programs = side_by_side.programs
    written = remarks or [""] * len(programs)
    sources = tuple(_source(entry) for entry in side_by_side.sources.entries)
    return Sheet(
        title=title or f"{NUMBERS[len(programs)]} programs side by side",
        prepared_on=prepared_on,
        version=version,
        newest_check=max((s.checked_on for s in sources if s.checked_on), default=None),
        who=side_by_side.who,
        only_different=side_by_side.wanted.only_different,
        age=age,
        address=address,
        columns=tuple(map(_column, programs, written)),
        groups=tuple(
            _group(group, side_by_side.sources)
            for group in side_by_side.comparison.groups
        ),
        sources=sources,
    )


def _column(program: Program, remark: str) -> SheetColumn:
    is_read = program.review == Program.Review.RESEARCHED
    withdrawn = ""
    if program.workflow_state == Program.WorkflowState.WITHDRAWN:
        reason = program.withdrawn_reason
        withdrawn = "Withdrawn from the catalog" + (f": {reason}" if reason else "")
    return SheetColumn(
        name=f"{program.award} {program.name}",
        institution=program.institution.name,
        path=program.path,
        review="" if is_read else program.get_review_display(),
        withdrawn=withdrawn,
        remark=remark,
    )


def _group(group: Group, sources: SourceList) -> SheetGroup:
    return SheetGroup(
        title=group.title,
        remark=OF_THE_FIELD if group.key == "field-outcomes" else "",
        rows=tuple(_row(row, sources) for row in group.rows),
        quiet=group.unchecked,
    )


def _row(row: Row, sources: SourceList) -> SheetRow:
    return SheetRow(
        label=row.label,
        symbol=row.mark.symbol if row.mark else "",
        mark=row.mark.words if row.mark else "",
        remark=row.remark,
        note=row.note,
        cells=tuple(_cell(figure, sources) for figure in row.figures),
    )


def _cell(figure: Figure, sources: SourceList) -> SheetCell:
    return SheetCell(
        state="" if figure.is_known else figure.state_words,
        lines=tuple(_line(line, figure, sources) for line in figure.lines),
        value=figure.value,
    )


def _line(line: Line, figure: Figure, sources: SourceList) -> SheetLine:
    origin = ""
    if line.text and not line.source_ids:
        origin = "our reading" if is_our_reading(figure) else "source not recorded"
    return SheetLine(
        text=line.text,
        year=line.year,
        note=line.note,
        origin=origin,
        sources=tuple(entry.number for entry in marked(sources, line.source_ids)),
        checked_on=line.checked_on,
    )


def _source(entry: SourceEntry) -> SheetSource:
    source = entry.source
    return SheetSource(
        number=entry.number,
        title=source.title,
        publisher=source.publisher,
        kind=source.get_kind_display().lower(),
        as_of=source.as_of,
        checked_on=entry.checked_on,
        url=source.url,
        is_press=source.kind == source.Kind.PRESS,
    )
