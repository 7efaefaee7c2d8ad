"""Reading catalog files, with every mistake named by file and JSON path."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from django.core.exceptions import ValidationError as FieldError
from django.db import models
from pydantic import TypeAdapter, ValidationError

from programs.importing.catalog_checks import Problem, file_problems
from programs.importing.catalog_format import (
    ACCREDITORS_FILE,
    CATALOG_FILE,
    AccreditorsFile,
    CatalogFile,
)
from programs.importing.catalog_records import (
    Record,
    accreditor_records,
    file_records,
)

SHIPPED_CATALOG = Path(__file__).resolve().parent.parent / "catalog"
ACCREDITORS = "accreditors.json"

Shape = TypeVar("Shape")


class CatalogFileError(Exception):
    """What is wrong in catalog files: one line for each mistake."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True)
class ReadFile:
    """One valid catalog file; `name` is its path below the catalog's folder."""

    name: str
    content: CatalogFile
    records: list[Record]


@dataclass
class _Seen:
    """What must agree between files: who has which UNITID, slug and source."""

    accreditors: set[str]
    slugs: dict[str, str] = field(default_factory=dict)
    unitids: dict[int, str] = field(default_factory=dict)
    sources: dict[str, tuple[str, int]] = field(default_factory=dict)


def catalog_files(root: Path) -> list[Path]:
    """Every institution's file below this folder, by country and slug.

    Raises CatalogFileError when there is no such folder, no accreditors' file in it
    or no other.
    """
    if not root.is_dir():
        raise CatalogFileError([f"{root}: there is no such folder"])
    if not (root / ACCREDITORS).is_file():
        raise CatalogFileError([f"{ACCREDITORS}: there is no such file in the catalog"])
    paths = sorted(root.glob("*/*.json"))
    if not paths:
        raise CatalogFileError([f"{root.name}: holds no institution's file"])
    return paths


def read_accreditors(root: Path) -> list[Record]:
    """Read the accreditors' file; raises CatalogFileError."""
    content: AccreditorsFile = _shaped(
        root / ACCREDITORS, ACCREDITORS, ACCREDITORS_FILE
    )
    records = accreditor_records(content)
    _raise(ACCREDITORS, _field_problems(records))
    return records


def read_catalog_file(path: Path) -> ReadFile:
    """Read one institution's file.

    Raises CatalogFileError with the mistakes of the file: broken JSON with line and
    column, any other with its JSON path. What the values must keep is only asked once
    every part has its form.
    """
    name = f"{path.parent.name}/{path.name}"
    content: CatalogFile = _shaped(path, name, CATALOG_FILE)
    records = file_records(content)
    _raise(name, [*file_problems(content, name), *_field_problems(records)])
    return ReadFile(name, content, records)


def read_valid(
    paths: Iterable[Path], accreditors: Iterable[Record]
) -> Iterator[ReadFile]:
    """Read files one by one; after the last raises CatalogFileError with all mistakes.

    Also compares the files: a slug or UNITID twice, a source described differently,
    an accreditor that is not among these.
    """
    seen = _Seen({record.key for record in accreditors})
    mistakes: list[str] = []
    for path in paths:
        try:
            read = read_catalog_file(path)
        except CatalogFileError as error:
            mistakes += error.problems
            continue
        mistakes += _written(read.name, _disagreements(read, seen))
        yield read
    if mistakes:
        raise CatalogFileError(mistakes)


def _shaped(path: Path, name: str, shape: TypeAdapter[Shape]) -> Shape:
    try:
        raw = json.loads(
            path.read_text(encoding="utf-8"),
            parse_float=Decimal,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise CatalogFileError([f"{name}: {where}: {error.msg}"]) from None
    except UnicodeDecodeError as error:
        message = f"{name}: byte {error.start}: not UTF-8 text"
        raise CatalogFileError([message]) from None
    _raise(name, _json_problems(raw, "$"))
    try:
        return shape.validate_python(raw)
    except ValidationError as error:
        problems = [
            _shape_problem(one)
            for one in error.errors(include_url=False)
            # A list whose only part has a mistake is no empty list.
            if one["type"] != "too_short" or not one["input"]
        ]
        raise CatalogFileError(_written(name, problems)) from None


class _Twice:
    """Stands for a key that one JSON object has more than once."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        found[key] = _Twice() if key in found else value
    return found


def _json_problems(value: Any, path: str) -> Iterator[Problem]:
    """Find what JSON allows and we do not.

    A key twice, null, a number like NaN, and signs that PostgreSQL cannot keep.
    """
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _text_problems(key, path)
            yield from _json_problems(part, f"{path}.{key}")
    elif isinstance(value, list):
        for position, part in enumerate(value):
            yield from _json_problems(part, f"{path}[{position}]")
    elif isinstance(value, str):
        yield from _text_problems(value, path)
    elif isinstance(value, _Twice):
        yield path, "this key is there more than once"
    elif value is None:
        yield path, "expected a value, got null; leave out what is not known"
    elif isinstance(value, float):
        yield path, "expected a number"


def _text_problems(text: str, path: str) -> Iterator[Problem]:
    if "\0" in text:
        yield path.replace("\0", "\\u0000"), "a NUL character is in the text"
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        yield path, "half of a surrogate pair is in the text"


def _shape_problem(error: Any) -> Problem:
    path = "$" + "".join(
        f"[{part}]" if isinstance(part, int) else f".{part}" for part in error["loc"]
    )
    kind, got = error["type"], json.dumps(error["input"], default=str)
    if kind == "missing":
        return path, "is missing"
    if kind == "unexpected_keyword_argument":
        return path, "is not a key of this format"
    if kind == "too_short":
        return path, "is empty; leave out what is not known"
    expected = {
        "string_type": "expected text",
        "int_type": "expected a whole number",
        "bool_type": "expected true or false",
        "tuple_type": "expected a list",
        "dict_type": "expected an object",
        "dataclass_type": "expected an object",
        "enum": f"expected one of {error.get('ctx', {}).get('expected')}",
        "literal_error": f"expected {error.get('ctx', {}).get('expected')}",
    }
    message = expected.get(kind) or str(error["msg"]).removeprefix("Value error, ")
    return path, f"{message}, got {got if len(got) < 80 else got[:77] + '...'}"


def _field_problems(records: Iterable[Record]) -> Iterator[Problem]:
    """Ask the models' own validators: lengths, ranges, codes, digits."""
    for record in records:
        yield from _row_problems(record)
        for name, value in record.values.items():
            if value in (None, "", []):
                continue
            model_field = record.model._meta.get_field(name)
            if not isinstance(model_field, models.ForeignKey):
                yield from _value_problems(record, model_field, value)


def _row_problems(record: Record) -> Iterator[Problem]:
    """Ask the model what must agree between the fields of one row."""
    names = {field.name for field in record.model._meta.fields if not field.is_relation}
    values = {name: one for name, one in record.values.items() if name in names}
    try:
        record.model(**values).clean()
    except FieldError as error:
        for name, messages in error.message_dict.items():
            for message in messages:
                yield record.path_of(name), message


def _value_problems(record: Record, model_field: Any, value: Any) -> Iterator[Problem]:
    try:
        model_field.run_validators(value)
    except FieldError as error:
        for message in error.messages:
            yield record.path_of(model_field.name), message


def _disagreements(read: ReadFile, seen: _Seen) -> Iterator[Problem]:
    institution = read.content.institution
    other = seen.slugs.setdefault(institution.slug, read.name)
    if other != read.name:
        yield "$.institution.slug", f"{other} has this slug already"
    if institution.unitid:
        other = seen.unitids.setdefault(institution.unitid, read.name)
        if other != read.name:
            yield "$.institution.unitid", f"{other} has this UNITID already"
    for record in read.records:
        accreditor = record.values.get("accreditor")
        if accreditor and accreditor not in seen.accreditors:
            where = record.path_of("accreditor")
            yield where, f"{accreditor} is not in {ACCREDITORS}"
        if record.is_source:
            about = hash((record.values["publisher"], record.values["kind"]))
            first = seen.sources.setdefault(record.key, (read.name, about))
            if first[1] != about:
                yield record.path, f"{first[0]} names another publisher or kind for it"


def _written(name: str, problems: Iterable[Problem]) -> list[str]:
    return [f"{name}: {path}: {message}" for path, message in problems]


def _raise(name: str, problems: Iterable[Problem]) -> None:
    found = _written(name, problems)
    if found:
        raise CatalogFileError(found)
