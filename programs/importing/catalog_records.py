"""From one catalog file to the rows it asks for, each with its place in the file."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.db import models

from programs.importing.catalog_format import (
    AccreditorsFile,
    CatalogFile,
    ProgramFile,
    SourceFile,
)
from programs.models import (
    Accreditation,
    Accreditor,
    Citation,
    Course,
    Deadline,
    EnglishTest,
    Institution,
    Outcome,
    Partner,
    Prerequisite,
    Program,
    Source,
    Tuition,
    ValueState,
)

ROW_MODELS: dict[str, type[models.Model]] = {
    "tuition": Tuition,
    "deadlines": Deadline,
    "prerequisites": Prerequisite,
    "english_tests": EnglishTest,
    "accreditations": Accreditation,
    "partners": Partner,
    "outcomes": Outcome,
}
NO_FIELD = {"key", "sources", "read_on"}


@dataclass(frozen=True, slots=True)
class Record:
    """One row that the catalog asks for.

    `key` names it in the whole catalog, `owner` is the key of its institution or
    program. `values` has every field of the row that the catalog keeps, by name; a
    source is named by its key, an accreditor by its short name. `path` is the row's
    place in the file; a field whose place is elsewhere is in `places`.
    """

    model: type[models.Model]
    key: str
    path: str
    values: dict[str, Any]
    owner: str = ""
    places: Mapping[str, str] = field(default_factory=dict)

    def path_of(self, name: str) -> str:
        """Give the JSON path of one field of the row in its file."""
        return self.places.get(name, f"{self.path}.{name}")

    @property
    def is_source(self) -> bool:
        return self.model is Source


class _Sources:
    """The sources of one file: their keys and the days on which they were read."""

    def __init__(self, sources: Mapping[str, SourceFile]) -> None:
        self.keys = {name: source_key(source) for name, source in sources.items()}
        self.read_on = {name: source.read_on for name, source in sources.items()}

    def values(self, names: Sequence[str] | None) -> dict[str, Any]:
        """Make the source and the checked day of a row; the first source is its own.

        None for a name that is not among the sources, which is a mistake of the file.
        """
        first = names[0] if names else ""
        return {"source": self.keys.get(first), "checked_on": self.read_on.get(first)}


def source_key(source: SourceFile) -> str:
    """Name a source by what makes it one: its address, title and as-of words."""
    identity = "\n".join([source.url, source.title, source.as_of or ""])
    return hashlib.sha256(identity.encode()).hexdigest()


def accreditor_records(content: AccreditorsFile) -> list[Record]:
    """Make one record an accreditor, named by its short name."""
    return [
        Record(
            Accreditor,
            row.short_name,
            f"$.accreditors[{index}]",
            _plain(Accreditor, vars(row)),
        )
        for index, row in enumerate(content.accreditors)
    ]


def file_records(content: CatalogFile) -> list[Record]:
    """Make every record of one file, owners before what they own."""
    sources = _Sources(content.sources)
    return [
        *_source_records(content, sources),
        _institution_record(content, sources),
        *_rows(content, content.institution.slug, "$", "institution", sources),
        *(
            record
            for index, program in enumerate(content.programs)
            for record in _program_records(
                program, content.institution.slug, f"$.programs[{index}]", sources
            )
        ),
    ]


def _source_records(content: CatalogFile, sources: _Sources) -> Iterator[Record]:
    for name, source in content.sources.items():
        values = _plain(Source, vars(source))
        yield Record(Source, sources.keys[name], f"$.sources.{name}", values)


def _institution_record(content: CatalogFile, sources: _Sources) -> Record:
    facts = content.institution
    values = _plain(Institution, vars(facts)) | sources.values(facts.sources)
    return Record(Institution, facts.slug, "$.institution", values)


def _program_records(
    program: ProgramFile, institution: str, path: str, sources: _Sources
) -> Iterator[Record]:
    key = f"{institution}/{program.slug}"
    values, places = _program_values(program, path)
    yield Record(Program, key, path, values, institution, places)
    yield from _rows(program, key, path, "program", sources)
    yield from _courses(program, key, path, sources)
    yield from _citations(program, key, path, sources)


def _rows(
    owner: Any, owner_key: str, path: str, kind: str, sources: _Sources
) -> Iterator[Record]:
    for name, model in ROW_MODELS.items():
        for index, row in enumerate(getattr(owner, name, ())):
            values = _plain(model, vars(row)) | sources.values(row.sources)
            yield Record(
                model,
                f"{owner_key}/{name}/{row.key}",
                f"{path}.{name}[{index}]",
                values,
                owner_key,
            )


def _courses(
    program: ProgramFile, key: str, path: str, sources: _Sources
) -> Iterator[Record]:
    if not program.curriculum:
        return
    read = sources.values(program.curriculum.sources)
    for name in ("core", "electives"):
        for index, row in enumerate(getattr(program.curriculum, name)):
            values = _plain(Course, vars(row)) | read
            values |= {"is_core": name == "core", "position": index}
            place = f"{path}.curriculum.{name}[{index}]"
            yield Record(Course, f"{key}/courses/{row.key}", place, values, key)


# A section's field in the file → the program's field, where the two differ.
SECTIONS: dict[str, dict[str, str]] = {
    "description": {},
    "cip": {"code": "cip_code", "basis": "cip_basis"},
    "credits": {
        "lowest": "credits_lowest",
        "highest": "credits_highest",
        "system": "credit_system",
    },
    "admissions": {},
    "application_fee": {
        "amount": "application_fee_amount",
        "currency": "application_fee_currency",
    },
    "bridge": {"offered": "bridge_offered", "name": "bridge_name"},
    "curriculum": {},
}
NAMES = ("name", "award", "award_title")
OURS = ("slug", "focus", "summary", "review")
NOT_IN_FILES = {
    "id",
    "institution",
    "last_checked_on",
    "search_vector",
    "withdrawn_reason",
}
PROGRAM_FIELDS = [
    one.name for one in Program._meta.concrete_fields if one.name not in NOT_IN_FILES
]
SHOWN_BY_CURRICULUM = ("required-course", "track", "elective")


def _program_values(
    program: ProgramFile, path: str
) -> tuple[dict[str, Any], dict[str, str]]:
    stated: dict[str, Any] = dict.fromkeys(PROGRAM_FIELDS)
    stated |= {name: getattr(program, name) for name in (*NAMES, *OURS)}
    places: dict[str, str] = {}
    for name, value, place in _section_fields(program):
        stated[name] = value
        places[name] = f"{path}.{place}"
    values = _plain(Program, stated)
    values["workflow_state"] = Program.WorkflowState.PUBLISHED.value
    return values, places


def _section_fields(program: ProgramFile) -> Iterator[tuple[str, Any, str]]:
    """Every stated field of the sections: its name, value and place in the file."""
    for section, renamed in SECTIONS.items():
        part = getattr(program, section)
        for name, value in vars(part).items() if part else ():
            if name not in ("sources", "note", "core", "electives"):
                yield renamed.get(name, name), value, f"{section}.{name}"
    duration = program.duration_months
    for pace in ("full_time", "part_time"):
        months = getattr(duration, pace, None)
        for end in ("lowest", "highest") if months else ():
            place = f"duration_months.{pace}.{end}"
            yield f"{pace}_months_{end}", getattr(months, end), place


def _citations(
    program: ProgramFile, key: str, path: str, sources: _Sources
) -> Iterator[Record]:
    made: dict[str, Record] = {}
    for name, state, note, names, place in _cited(program):
        for position, source in enumerate(names):
            values = {
                "field": name,
                "state": state.value,
                "note": note if position == 0 else "",
            }
            values |= sources.values([source])
            citation = f"{key}/citations/{name}/{source}"
            record = Record(Citation, citation, f"{path}.{place}", values, key)
            made.setdefault(citation, record)
    yield from made.values()


_Cited = tuple[str, ValueState, str, Sequence[str], str]


def _cited(program: ProgramFile) -> Iterator[_Cited]:
    known = ValueState.KNOWN
    described = program.description.sources
    for name in NAMES:
        yield name, known, "", described, name
    noted: set[str] = set()
    for name, value, place in _section_fields(program):
        section = place.partition(".")[0]
        part = getattr(program, section)
        if value is None:
            continue
        note = "" if section in noted else part.note or ""
        noted.add(section)
        yield name, known, note, _sources_of(program, name, part.sources), place
    for name in ROW_MODELS:
        for index, row in enumerate(getattr(program, name)):
            yield name, known, "", (row.sources or ())[1:], f"{name}[{index}]"
    if program.curriculum and (program.curriculum.core or program.curriculum.electives):
        yield "courses", known, "", program.curriculum.sources[1:], "curriculum"
    for index, gap in enumerate(program.missing):
        place = f"missing[{index}]"
        yield gap.field, gap.state, gap.note or "", gap.sources, place


def _sources_of(
    program: ProgramFile, name: str, described: Sequence[str]
) -> Sequence[str]:
    """Name where a field was read: AI in a course or track, in the curriculum."""
    if (
        name == "ai_in_curriculum"
        and program.curriculum
        and program.description.ai_in_curriculum in SHOWN_BY_CURRICULUM
    ):
        return program.curriculum.sources
    return described


def _plain(model: type[models.Model], stated: Mapping[str, Any]) -> dict[str, Any]:
    """Bring stated values into the model's own form; what is not stated is blank."""
    return {
        name: _value(model, name, value)
        for name, value in stated.items()
        if name not in NO_FIELD
    }


def _value(model: type[models.Model], name: str, value: Any) -> Any:
    if value is None:
        column: Any = model._meta.get_field(name)
        return column.get_default()
    if isinstance(value, tuple):
        return [one.value if isinstance(one, Enum) else one for one in value]
    return value.value if isinstance(value, Enum) else value
