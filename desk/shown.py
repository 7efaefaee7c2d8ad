"""What the page of a program says, field by field, for those who correct it.

Pure: worked out from a program and its facts, without a query.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from programs.facts import ProgramFacts
from programs.figures import Figure, Line, Section
from programs.figures.cost import tuition_line
from programs.formatting import day
from programs.models import Program, ValueState
from programs.program_page import FULL_LABELS, page_sections, page_sources
from programs.sources import SourceEntry, SourceList

OTHER = "other"
NO_VALUE = "Not recorded"
# Kept on the page of the institution, not on that of the program.
FIELDS_OF_INSTITUTION = {"place", "institutional_accreditation", "institution_average"}
TITLES = {
    "key-facts": "Key facts and the degree",
    "cost": "Cost",
    "admission": "Admission and prerequisites",
    "curriculum": "Curriculum",
    "outcomes": "Outcomes of this program",
    "field-outcomes": "Figures of the wider field",
    "accreditation": "Accreditation",
    "deadlines": "Deadlines",
    "not-known": "What is not known",
    "sources": "Sources",
}


@dataclass(frozen=True)
class ShownField:
    """One field as the page shows it: its value, or why there is none, and sources.

    `source` is blank when the page names none.
    """

    key: str
    label: str
    value: str
    source: str = ""
    is_known: bool = True


@dataclass(frozen=True)
class ShownSection:
    """One part of the page; its last field stands for whatever else is in it."""

    key: str
    title: str
    fields: tuple[ShownField, ...]


def shown_sections(
    program: Program, facts: ProgramFacts, today: date
) -> dict[str, ShownSection]:
    """Give the sections that can be corrected, by key, in the order of the page.

    Sections without any field, such as the wider field's outside the United States,
    are there too: they still have the field for whatever else is wrong.
    """
    sections = page_sections(program, facts, today)
    sources = page_sources(program, facts, sections)
    figures = {each.key: _with_every_price(each, facts).figures for each in sections}
    fields = {
        key: [_shown(figure, sources) for figure in of_section]
        for key, of_section in figures.items()
    }
    place = fields.pop("institution")
    fields["key-facts"] = [*_identity(program), *place, *fields["key-facts"]]
    every = [figure for each in figures.values() for figure in each]
    fields["not-known"] = [_shown(one, sources) for one in every if not one.is_known]
    fields["sources"] = [_shown_source(entry) for entry in sources.entries]
    return {
        key: ShownSection(key, title, (*_distinct(fields[key]), _other()))
        for key, title in TITLES.items()
    }


def field_now(
    sections: dict[str, ShownSection], section: str, key: str
) -> ShownField | None:
    """Find a field of a section; None when the page no longer has it."""
    fields = sections[section].fields if section in sections else ()
    return next((field for field in fields if field.key == key), None)


def _with_every_price(section: Section, facts: ProgramFacts) -> Section:
    """Let the published prices be those of everybody, as the page's table has them."""
    lines = tuple(map(tuition_line, facts.tuitions))
    return Section(
        section.key,
        section.title,
        tuple(
            Figure(one.key, one.label, ValueState.KNOWN, lines)
            if one.key == "tuition" and lines
            else one
            for one in section.figures
        ),
    )


def _identity(program: Program) -> list[ShownField]:
    return [
        ShownField("name", "Name of the program", f"{program.award} in {program.name}"),
        _of_words("summary", "Summary", program.summary),
        _of_words("url", "Address of the program’s own page", program.url),
    ]


def _of_words(key: str, label: str, words: str) -> ShownField:
    return ShownField(key, label, words or NO_VALUE, is_known=bool(words))


def _shown(figure: Figure, sources: SourceList) -> ShownField:
    lines = "; ".join(filter(None, map(_line_in_words, figure.lines)))
    state = "" if figure.is_known else figure.state_words
    value = ": ".join(filter(None, [state, lines]))
    named = [e for e in sources.entries if e.source.pk in figure.source_ids]
    return ShownField(
        figure.key,
        FULL_LABELS.get(figure.key, figure.label),
        value,
        "; ".join(map(_source_in_words, named)),
        figure.is_known,
    )


def _line_in_words(line: Line) -> str:
    year = f" ({line.year})" if line.year else ""
    note = f" [{line.note}]" if line.note else ""
    return f"{line.text}{year}{note}".strip()


def _source_in_words(entry: SourceEntry) -> str:
    checked = f", checked {day(entry.checked_on)}" if entry.checked_on else ""
    return f"{entry.source}{checked}"


def _shown_source(entry: SourceEntry) -> ShownField:
    return ShownField(
        f"source-{entry.source.pk}",
        f"Source {entry.number}",
        _source_in_words(entry),
        entry.source.url,
    )


def _distinct(fields: Iterable[ShownField]) -> list[ShownField]:
    return list({field.key: field for field in fields}.values())


def _other() -> ShownField:
    return ShownField(OTHER, "Something else in this part", "", is_known=False)
