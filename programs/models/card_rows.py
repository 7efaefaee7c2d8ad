"""The rows of facts that a result card shows, gathered into arrays by the database."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef
from django.db.models.functions import Cast, JSONObject

CARD_FIELDS = [
    "accreditations",
    "delivery",
    "full_time_months_lowest",
    "prerequisites",
    "tuition",
]
CARD_PRICE = JSONObject(
    academic_year="academic_year",
    amount=Cast("amount", models.TextField()),  # as text, so that it stays exact
    basis="basis",
    currency="currency",
    includes_fees="includes_fees",
    residency="residency",
    state="state",
)
ACCREDITATION = JSONObject(name="accreditor__short_name", status="status")
PREREQUISITE = JSONObject(topic="topic", level="level")
STATE = JSONObject(field="field", state="state")


def card_rows(program: type[models.Model]) -> dict[str, ArraySubquery]:
    """Give the annotations of `ProgramQuerySet.with_card_facts`, by name."""
    missing = _rows(program, "citations").filter(field__in=CARD_FIELDS)
    missing = missing.exclude(state="known").order_by("pk")
    prerequisites = _rows(program, "prerequisites").order_by("pk")
    of_institution = _all(program, "accreditations").filter(
        institution=OuterRef("institution")
    )
    return {
        "card_prerequisites": _array(prerequisites, PREREQUISITE),
        "card_accreditations": _array(_rows(program, "accreditations"), ACCREDITATION),
        "institution_accreditations": _array(of_institution, ACCREDITATION),
        "card_tuitions": _array(_rows(program, "tuitions"), CARD_PRICE),
        "card_states": _array(missing, STATE),
    }


def _array(rows: "models.QuerySet[Any]", row: JSONObject) -> ArraySubquery:
    return ArraySubquery(rows.values(row=row))


def _rows(program: type[models.Model], relation: str) -> "models.QuerySet[Any]":
    return _all(program, relation).filter(program=OuterRef("pk"))


def _all(program: type[models.Model], relation: str) -> "models.QuerySet[Any]":
    model: Any = program._meta.get_field(relation).related_model
    rows: models.QuerySet[Any] = model._default_manager.all()
    return rows
