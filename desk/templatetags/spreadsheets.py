from typing import Any

from django import template

from desk.spreadsheets.tables import TABLES

register = template.Library()
KINDS = {table.model: str(kind) for kind, table in TABLES.items()}


@register.filter
def spreadsheet_kind(changelist: Any) -> str:
    """Name the table that a list's rows are downloaded as; blank for none."""
    return KINDS.get(changelist.model, "")
