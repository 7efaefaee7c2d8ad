import csv
from collections.abc import Callable
from datetime import date
from io import StringIO

from profiles.shortlist_page import SavedRow, ShortlistPage
from programs.figures import Figure
from programs.spreadsheets import safe_cell

# The names of the key facts, by the keys of their figures.
FACTS = {
    "delivery": "Format",
    "attendance": "Class hours",
    "full_time_months_lowest": "Length, full-time",
    "part_time_months_lowest": "Length, part-time",
    "credits_lowest": "Credits",
    "start_terms": "Start terms",
    "tuition_total": "Tuition in total, non-residents",
    "tuition_per_year": "Tuition per year, non-residents",
    "programming": "Programming skills",
    "gre_policy": "GRE",
    "programmatic_accreditation": "Accreditation of the program",
}
PROGRAM = ["Program", "Award", "Institution", "Place", "Page", "In the catalog", "Read"]
ABOUT = ["year", "source", "checked on"]
DEADLINE = "Next deadline"
OWN = ["Saved on", "My lists", "My status", "My stars", "My note"]
COLUMNS = [
    *PROGRAM,
    *(
        name
        for fact in [*FACTS.values(), DEADLINE]
        for name in [fact, *(f"{fact}: {about}" for about in ABOUT)]
    ),
    *OWN,
]
NOT_KEPT_TRUE = "Not kept true any more"


def csv_of(page: ShortlistPage, absolute: Callable[[str], str]) -> str:
    """Write a list as CSV: a line of names, then one line for each saved program.

    Each fact has columns for its year, the addresses of its sources and the day they
    were checked last; a fact without value says why. What the person wrote comes
    last. `absolute` makes an address of the site from a path.
    """
    urls = {pk: source.url for pk, source in page.known.items()}
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for row in page.rows:
        cells = [*_program(row, absolute)]
        for key in FACTS:
            cells += _fact(row.figures.get(key), urls)
        cells += [*_deadline(row, urls), *_own(row)]
        writer.writerow(map(safe_cell, cells))
    return file.getvalue()


def _program(row: SavedRow, absolute: Callable[[str], str]) -> list[object]:
    program = row.saved.program
    state = program.get_workflow_state_display() if not row.figures else "Yes"
    reason = program.withdrawn_reason
    return [
        program.name,
        program.award,
        program.institution.name,
        row.place,
        absolute(program.get_absolute_url()),
        f"{state}: {reason}" if reason and not row.figures else state,
        program.get_review_display(),
    ]


def _fact(figure: Figure | None, urls: dict[int, str]) -> list[object]:
    if figure is None:
        return [NOT_KEPT_TRUE, "", "", ""]
    years = dict.fromkeys(line.year for line in figure.lines if line.year)
    checked = [line.checked_on for line in figure.lines if line.checked_on]
    return [
        figure.text,
        "; ".join(years),
        " ".join(urls[pk] for pk in figure.source_ids),
        max(checked, default=None),
    ]


def _deadline(row: SavedRow, urls: dict[int, str]) -> list[object]:
    coming = row.next_deadline
    if coming is None:
        return [row.no_deadline or NOT_KEPT_TRUE, "", "", ""]
    source = coming.row.source
    year: int | str = coming.on.year if coming.is_confirmed else "every year"
    return [coming.words, year, source.url if source else "", coming.row.checked_on]


def _own(row: SavedRow) -> list[object]:
    saved = row.saved
    saved_on: date = saved.saved_at.date()
    return [
        saved_on,
        "; ".join(shortlist.name for shortlist in saved.shortlists.all()),
        saved.get_status_display(),
        saved.stars or "Not rated",
        saved.note,
    ]
