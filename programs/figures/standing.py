from collections.abc import Sequence
from datetime import date, timedelta, timezone

from programs.facts import ProgramFacts
from programs.figures.figure import Cited, Figure, Line, line_of, note_of
from programs.models import Accreditation, Deadline

ANYWHERE_ON_EARTH = timezone(timedelta(hours=-12))  # where each day ends last


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


def deadlines(facts: ProgramFacts, cited: Cited, today: date) -> tuple[Figure, ...]:
    """Application dates; those without a year come back every year.

    Those before `today` are marked as passed.
    """
    rows = facts.deadlines
    value = tuple((row.term, row.kind, row.month, row.day) for row in rows)
    year = ", ".join(sorted({str(row.year) for row in rows if row.year}))
    lines = [deadline_line(row, today) for row in rows]
    return (cited.rows("deadlines", "Apply by", lines, value, year=year),)


def deadline_line(row: Deadline, today: date) -> Line:
    """One date with its kind and term, such as `Jan 15, 2027, final, for fall`."""
    passed = " (passed)" if is_past(row, today) else ""
    term = f", for {row.get_term_display().lower()}" if row.term else ""
    text = f"{row.words}{passed}, {row.get_kind_display().lower()}{term}"
    return line_of(row, text, note=note_of(row))


def is_past(row: Deadline, today: date) -> bool:
    """Tell whether the date lies before `today`; one of every year never does."""
    return bool(row.year) and date(row.year or 0, row.month, row.day) < today


def accreditation_status(row: Accreditation) -> str:
    """Say how the program or institution stands, such as `Accredited until 2029`."""
    if row.accreditor_id is None:
        return "No accreditor claimed on its pages"
    until = f" until {row.valid_until}" if row.valid_until else ""
    return f"{row.get_status_display()}{until}"


def _accreditations(
    key: str, label: str, rows: list[Accreditation], cited: Cited
) -> Figure:
    lines = [line_of(row, _accreditation_text(row), note=row.note) for row in rows]
    value = tuple(sorted({(row.accreditor_id or 0, row.status) for row in rows}))
    is_unread = any(row.status == Accreditation.Status.NAMED for row in rows)
    basis = "" if is_unread else None  # a status not read may be any of the others
    return cited.rows(key, label, _merged(lines), value, "accreditations", basis)


def _merged(lines: Sequence[Line]) -> list[Line]:
    """Make one line of those that several sources say in the same words."""
    by_text: dict[str, list[Line]] = {}
    for line in lines:
        by_text.setdefault(line.text, []).append(line)
    return [
        Line(
            text,
            note="; ".join(dict.fromkeys(each.note for each in same if each.note)),
            source_ids=tuple(
                dict.fromkeys(pk for each in same for pk in each.source_ids)
            ),
            checked_on=max(
                (each.checked_on for each in same if each.checked_on), default=None
            ),
        )
        for text, same in by_text.items()
    ]


def _accreditation_text(row: Accreditation) -> str:
    status = accreditation_status(row)
    if row.accreditor is None:
        return status
    return f"{row.accreditor.short_name}: {status[:1].lower()}{status[1:]}"
