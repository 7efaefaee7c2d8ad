from datetime import date

from programs.facts import ProgramFacts
from programs.figures.figure import Cited, Figure, Line, line_of
from programs.figures.formatting import day
from programs.models import Accreditation, Deadline


def accreditation(facts: ProgramFacts, cited: Cited) -> tuple[Figure, ...]:
    """Give the two kinds of accreditation, always apart."""
    return (
        _accreditations(
            "institutional_accreditation",
            "Of the institution",
            facts.institution_accreditations,
            Cited([]),  # a program's citations speak of its own accreditation only
        ),
        _accreditations(
            "programmatic_accreditation",
            "Of this program",
            facts.accreditations,
            cited,
        ),
    )


def deadlines(facts: ProgramFacts, cited: Cited) -> tuple[Figure, ...]:
    """Application dates; those without a year come back every year."""
    rows = facts.deadlines
    value = tuple((row.term, row.kind, row.month, row.day) for row in rows)
    year = ", ".join(sorted({str(row.year) for row in rows if row.year}))
    lines = [deadline_line(row) for row in rows]
    return (cited.rows("deadlines", "Apply by", lines, value, year=year),)


def deadline_line(row: Deadline) -> Line:
    """One date with its kind and term, such as `Jan 15, 2027, final, for fall`."""
    term = f", for {row.get_term_display().lower()}" if row.term else ""
    text = f"{deadline_day(row)}, {row.get_kind_display().lower()}{term}"
    return line_of(row, text, note=row.note)


def deadline_day(row: Deadline) -> str:
    """Write the date; `every year` follows when the source states no year."""
    if row.year:
        return day(date(row.year, row.month, row.day))
    return f"{date(2000, row.month, row.day):%b} {row.day}, every year"


def _accreditations(
    key: str, label: str, rows: list[Accreditation], cited: Cited
) -> Figure:
    lines = [line_of(row, _accreditation_text(row), note=row.note) for row in rows]
    value = tuple(sorted((row.accreditor_id or 0, row.status) for row in rows))
    return cited.rows(key, label, lines, value, "accreditations")


def _accreditation_text(row: Accreditation) -> str:
    if row.accreditor is None:
        return "No accreditor claimed on its pages"
    until = f" until {row.valid_until}" if row.valid_until else ""
    return f"{row.accreditor.short_name}: {row.get_status_display().lower()}{until}"
