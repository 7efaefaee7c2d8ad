"""What one catalog file must keep beyond the shape of its parts."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist

from programs.importing.catalog_format import (
    AccreditationRow,
    CatalogFile,
    DeadlineRow,
    OutcomeRow,
    ProgramFile,
    TuitionRow,
)
from programs.importing.catalog_records import ROW_MODELS
from programs.models import Program, ValueState

Problem = tuple[str, str]

LEAP_YEAR = 2000


def file_problems(content: CatalogFile, name: str) -> Iterator[Problem]:
    """Find every mistake of one file, as JSON path and plain words.

    `name` is the file's path below the catalog's folder.
    """
    institution = content.institution
    wanted = f"{institution.country.lower()}/{institution.slug}.json"
    if name != wanted:
        yield "$.institution", f"country and slug ask for the file name {wanted}"
    yield from _row_problems(content, "$")
    slugs = [program.slug for program in content.programs]
    for index, program in enumerate(content.programs):
        path = f"$.programs[{index}]"
        if program.slug in slugs[:index]:
            yield f"{path}.slug", "another program of this file has this slug"
        yield from _program_problems(program, path)
    yield from _source_problems(content)


def _program_problems(program: ProgramFile, path: str) -> Iterator[Problem]:
    yield from _row_problems(program, path)
    if program.curriculum:
        courses = [*program.curriculum.core, *program.curriculum.electives]
        yield from _repeated_keys(courses, f"{path}.curriculum")
    if program.credits:
        yield from _range_problems(program.credits, f"{path}.credits")
    if program.duration_months:
        for pace in ("full_time", "part_time"):
            months = getattr(program.duration_months, pace)
            yield from _range_problems(months, f"{path}.duration_months.{pace}")
    yield from _missing_problems(program, path)


def _row_problems(owner: CatalogFile | ProgramFile, path: str) -> Iterator[Problem]:
    for name in ROW_MODELS:
        rows: Sequence[Any] = getattr(owner, name, ())
        yield from _repeated_keys(rows, f"{path}.{name}")
        for index, row in enumerate(rows):
            for part, message in _mistakes_in(row):
                yield f"{path}.{name}[{index}]{part}", message


def _mistakes_in(row: Any) -> Iterator[Problem]:
    match row:
        case TuitionRow():
            yield from _state_problems(row.state, row.amount, ".amount")
        case OutcomeRow():
            yield from _state_problems(row.state, row.value, ".value")
            if row.share_of_field is not None and not 0 <= row.share_of_field <= 1:
                yield ".share_of_field", "expected a share from 0 to 1"
        case DeadlineRow():
            try:
                date(row.year or LEAP_YEAR, row.month, row.day)
            except ValueError:
                yield "", f"there is no day {row.day} in month {row.month}"
        case AccreditationRow():
            if (row.accreditor is None) != (row.status == "none-claimed"):
                yield ".accreditor", "name the accreditor, or state none-claimed"


def _state_problems(
    state: ValueState, value: Decimal | None, path: str
) -> Iterator[Problem]:
    if state == ValueState.KNOWN and value is None:
        yield path, "is missing; without it, `state` says why it is not known"
    if state != ValueState.KNOWN and value is not None:
        yield path, f"there can be no value when the state is {state.value}"


def _range_problems(numbers: Any, path: str) -> Iterator[Problem]:
    if numbers and numbers.lowest > numbers.highest:
        yield path, "the lowest is above the highest"


def _repeated_keys(rows: Sequence[Any], path: str) -> Iterator[Problem]:
    keys = [row.key for row in rows]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield path, f"the key {key} is there more than once"


def _missing_problems(program: ProgramFile, path: str) -> Iterator[Problem]:
    named = [row.field for row in program.missing]
    for index, row in enumerate(program.missing):
        where = f"{path}.missing[{index}]"
        if not _is_citable(row.field):
            yield f"{where}.field", f"a program has no field {row.field}"
        if row.field in named[:index]:
            yield f"{where}.field", "this field is named already"
        if row.state == ValueState.KNOWN:
            yield f"{where}.state", "a known value is not missing"


def _is_citable(field: str) -> bool:
    if field in (*ROW_MODELS, "courses"):
        return True
    try:
        return not Program._meta.get_field(field).is_relation
    except FieldDoesNotExist:
        return False


def _source_problems(content: CatalogFile) -> Iterator[Problem]:
    used: set[str] = set()
    for path, names in cited_sources(content):
        used.update(names)
        for name in names:
            if name not in content.sources:
                yield path, f"there is no source {name} in this file"
    first: dict[tuple[str, str, str | None], str] = {}
    for name, source in content.sources.items():
        if name not in used:
            yield f"$.sources.{name}", "nothing in this file cites this source"
        same = first.setdefault((source.url, source.title, source.as_of), name)
        if same != name:
            yield f"$.sources.{name}", f"this is the same source as {same}"


def cited_sources(content: CatalogFile) -> Iterator[tuple[str, Iterable[str]]]:
    """Every place that names sources: its JSON path and the names."""
    yield "$.institution.from", content.institution.sources
    for name in ROW_MODELS:
        yield from _row_sources(getattr(content, name, ()), f"$.{name}")
    for index, program in enumerate(content.programs):
        path = f"$.programs[{index}]"
        yield f"{path}.also_read", program.also_read or ()
        for name, part in vars(program).items():
            if isinstance(part, tuple) and name != "also_read":
                yield from _row_sources(part, f"{path}.{name}")
            elif hasattr(part, "sources"):
                yield f"{path}.{name}.from", part.sources


def _row_sources(rows: Sequence[Any], path: str) -> Iterator[tuple[str, Iterable[str]]]:
    for index, row in enumerate(rows):
        yield f"{path}[{index}].from", row.sources or ()
