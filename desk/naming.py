"""How staff pages call a row and its columns."""

from django.db import models
from django.utils.text import capfirst

from programs.models import Citation, Institution, Program, Tuition


def name_of(row: models.Model) -> str:
    """Name a row by what it is a fact of, as far as possible without its value."""
    if isinstance(row, Program):
        return "The program"
    if isinstance(row, Institution):
        return "The institution"
    if isinstance(row, Tuition):
        year = row.academic_year or "no year"
        payers = row.get_residency_display().lower()
        return f"Tuition, {row.get_basis_display().lower()}, {payers}, {year}"
    if isinstance(row, Citation):
        return f"Source of “{row.label}”"
    return f"{capfirst(row._meta.verbose_name)}: {row}"


def label_of(model: type[models.Model], column: str) -> str:
    """Give the label of a field or of its column, such as Source for source_id."""
    fields = [
        one for one in model._meta.concrete_fields if column in (one.name, one.attname)
    ]
    return str(capfirst(fields[0].verbose_name))
