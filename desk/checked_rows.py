"""The rows that facts to check stand for, and what each says in words."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.db.models import JSONField, QuerySet, Value
from django.utils.text import capfirst

from desk.models import FactCheck
from desk.rows import MODELS
from programs.facts import row_as_json, row_from_json
from programs.figures.cost import tuition_line
from programs.models import (
    Accreditation,
    Accreditor,
    Citation,
    Outcome,
    Program,
    Tuition,
)
from programs.versions import value_in_words

GONE = "This fact is no longer on record"


def attach_rows(checks: Iterable[FactCheck]) -> None:
    """Set `row` on each check, with source and accreditor, in one query for all.

    It stays None where the row was deleted meanwhile. The checks have their source
    fetched already.
    """
    by_key = {(check.model, check.object_id): check for check in checks}
    if not by_key:
        return
    names = dict.fromkeys(model for model, _ in by_key)
    parts = [
        _rows(name, [pk for model, pk in by_key if model == name]) for name in names
    ]
    for name, columns, accreditor in parts[0].union(*parts[1:], all=True):
        row = row_from_json(MODELS[name], columns)
        check = by_key[name, row.pk]
        row.source = check.source
        if accreditor and accreditor["id"]:
            row.accreditor = row_from_json(Accreditor, accreditor)
        check.row = row


def _rows(name: str, pks: list[int]) -> QuerySet[Any, Any]:
    model = MODELS[name]
    accreditor: Any = Value(None, JSONField())
    if model is Accreditation:
        accreditor = row_as_json(Accreditor, "accreditor__")
    rows = model._base_manager.filter(pk__in=pks).order_by()
    return rows.values_list(Value(name), row_as_json(model), accreditor)


def fact_in_words(check: FactCheck) -> str:
    """Say what a fact states, such as `Tuition: $900 per credit, 2025-26`.

    Of a citation, the field of the program that it is for and that field's value. Needs
    the row attached.
    """
    row: Any = check.row
    if row is None:
        return GONE
    if isinstance(row, Citation) and check.program:
        return _field_in_words(check.program, row)
    return f"{capfirst(row._meta.verbose_name)}: {_row_in_words(row)}"


def mark_of(check: FactCheck) -> str:
    """Give a short text that differs when a fact states something else, or elsewhere.

    A button sends it back, so that nobody confirms what she has not seen. Needs the row
    attached.
    """
    stated = f"{fact_in_words(check)} {check.source_id}"
    return sha256(stated.encode()).hexdigest()[:16]


def _row_in_words(row: Any) -> str:
    """Say it as the public page does, where `str` would be too short."""
    if isinstance(row, Tuition):
        line = tuition_line(row)
        return f"{line.text}, {line.year}" if line.year else line.text
    if isinstance(row, Outcome):
        cohort = f", {row.cohort}" if row.cohort else ""
        return f"{row}{cohort}"
    return str(row)


def _field_in_words(program: Program, citation: Citation) -> str:
    fields = {field.name: field for field in Program._meta.concrete_fields}
    field = fields.get(citation.field)
    if field is None or citation.state != "known":
        return f"{citation.label}: {citation.get_state_display().lower()}"
    return f"{citation.label}: {value_in_words(field, getattr(program, field.name))}"
