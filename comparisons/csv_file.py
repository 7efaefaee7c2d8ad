import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from comparisons.sheet import NOT_YET_CHECKED, Sheet, SheetCell, SheetRow
from programs.spreadsheets import safe_cell

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for an older encoding
HEADS = ("Subject", "Fact", "Same or different", "Remark on the fact")
PARTS = ("", ": year", ": note", ": sources", ": checked on")  # of each program


def write_csv(sheet: Sheet) -> str:
    """Write a sheet as CSV: a row for each fact, five columns for each program.

    Those are the value, its year, note and sources, and the day of the check
    (`2026-11-22`). A cell with several statements parts them with `; `, and the other
    columns follow in the same order, or say once what holds for all.
    """
    file = StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    for row in _rows(sheet):
        writer.writerow(map(safe_cell, row))
    return BYTE_ORDER_MARK + file.getvalue()


def _rows(sheet: Sheet) -> Iterator[Sequence[str]]:
    titles = (column.title for column in sheet.columns)
    yield (*HEADS, *(f"{title}{part}" for title in titles for part in PARTS))
    yield from _about(sheet)
    for group in sheet.groups:
        for row in group.rows:
            yield _row(sheet, group.title, row)
        for label in group.quiet:
            unchecked = [(NOT_YET_CHECKED, "", "", "", "")] * len(sheet.columns)
            yield _line(group.title, label, "cannot tell", "", unchecked)


def _about(sheet: Sheet) -> Iterator[Sequence[str]]:
    """Say of each program what else the sheet says; the same of all comes each time."""
    count = len(sheet.columns)
    about = {
        "Institution": [column.institution for column in sheet.columns],
        "How far reviewed": [column.review for column in sheet.columns],
        "Withdrawn": [column.withdrawn for column in sheet.columns],
        "My remarks": sheet.remarks,
        "Prices for": [sheet.who] * count,
        "Prepared on": [f"{sheet.prepared_on}"] * count,
        "Data version": [sheet.version] * count,
        "Age of the facts": [sheet.age] * count,
        "Live version": [sheet.address] * count,
    }
    for label, values in about.items():
        if any(values):
            cells = [(value, "", "", "", "") for value in values]
            yield _line("About this sheet", label, "", "", cells)


def _row(sheet: Sheet, subject: str, row: SheetRow) -> Sequence[str]:
    cells = [_cell(sheet, cell) for cell in row.cells]
    remark = "; ".join(part for part in (row.remark, row.note) if part)
    return _line(subject, row.label, row.mark, remark, cells)


def _line(
    subject: str, label: str, mark: str, remark: str, cells: Iterable[Sequence[str]]
) -> Sequence[str]:
    return (subject, label, mark, remark, *(part for cell in cells for part in cell))


def _cell(sheet: Sheet, cell: SheetCell) -> Sequence[str]:
    lines = cell.lines
    return (
        "; ".join(cell.texts),
        _together([line.year for line in lines], "no year"),
        _together([line.note for line in lines], "no note"),
        _together(
            [
                line.origin or " | ".join(_source(sheet, each) for each in line.sources)
                for line in lines
            ],
            "no source",
        ),
        _together([str(line.checked_on or "") for line in lines], "no day"),
    )


def _together(parts: Sequence[str], absent: str) -> str:
    """Say once what is the same in all lines, else each in turn, `absent` for none."""
    if len(set(parts)) == 1:
        return parts[0]
    return "; ".join(part or absent for part in parts)


def _source(sheet: Sheet, number: int) -> str:
    source = sheet.sources[number - 1]
    return f"{source.title} ({source.publisher}, {source.dated}) {source.url}"
