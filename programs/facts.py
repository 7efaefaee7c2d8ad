"""All published facts of some programs, in four queries however many there are.

PostgreSQL gathers the rows of every fact table into one array a program; here they
become model instances again, each with its source and accreditor attached.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef, TextField
from django.db.models.functions import Cast, JSONObject

from programs.models import (
    Accreditation,
    Accreditor,
    Citation,
    Course,
    Deadline,
    EnglishTest,
    Outcome,
    Partner,
    Prerequisite,
    Program,
    ProgramTopic,
    Source,
    Topic,
    Tuition,
)


@dataclass(frozen=True)
class ProgramFacts:
    """The facts of one program; each list is in its model's order and may be empty.

    `averages` and `institution_accreditations` belong to the whole institution and
    are never the program's own.
    """

    tuitions: list[Tuition]
    averages: list[Tuition]
    accreditations: list[Accreditation]
    institution_accreditations: list[Accreditation]
    deadlines: list[Deadline]
    prerequisites: list[Prerequisite]
    english_tests: list[EnglishTest]
    courses: list[Course]
    partners: list[Partner]
    outcomes: list[Outcome]
    citations: list[Citation]
    program_topics: list[ProgramTopic]

    def __iter__(self) -> Iterator[models.Model]:
        """Every row of every list."""
        for rows in vars(self).values():
            yield from rows


OWN_FACTS: dict[str, type[models.Model]] = {
    "tuitions": Tuition,
    "accreditations": Accreditation,
    "deadlines": Deadline,
    "prerequisites": Prerequisite,
    "english_tests": EnglishTest,
    "courses": Course,
    "partners": Partner,
    "outcomes": Outcome,
    "citations": Citation,
    "program_topics": ProgramTopic,
}
INSTITUTION_FACTS: dict[str, type[models.Model]] = {
    "averages": Tuition,
    "institution_accreditations": Accreditation,
}

ON_ADMISSION = ("tuitions", "prerequisites", "english_tests", "citations")


def facts_of(programs: Iterable[Program]) -> dict[int, ProgramFacts]:
    """Fetch the facts of these programs, by primary key, in four queries.

    Every row's `source` and `accreditor` is attached, so that reading it costs no
    further query. An unsaved or deleted program is left out.
    """
    facts = _fetched(programs, OWN_FACTS | INSTITUTION_FACTS)
    _attach(facts.values())
    return facts


def admission_facts_of(programs: Iterable[Program]) -> dict[int, ProgramFacts]:
    """Fetch what decides on admission and price, by primary key, in one query.

    All other lists are empty, and no row has its source attached.
    """
    return _fetched(programs, {name: OWN_FACTS[name] for name in ON_ADMISSION})


def _fetched(
    programs: Iterable[Program], kinds: Mapping[str, type[models.Model]]
) -> dict[int, ProgramFacts]:
    arrays = {f"{name}_rows": _rows_of(name, model) for name, model in kinds.items()}
    pks = [program.pk for program in programs]
    fetched = Program.objects.filter(pk__in=pks).values("pk", **arrays)
    return {row["pk"]: _facts(row) for row in fetched}


def _rows_of(name: str, model: type[models.Model]) -> ArraySubquery:
    if name in INSTITUTION_FACTS:
        return _rows(model, institution=OuterRef("institution"))
    return _rows(model, program=OuterRef("pk"))


def _rows(model: type[models.Model], **owner: OuterRef) -> ArraySubquery:
    """Gather a table's rows as JSON."""
    rows = model._default_manager.filter(**owner).order_by(
        *(model._meta.ordering or ["pk"])
    )
    return ArraySubquery(rows.values(row=row_as_json(model)))


def row_as_json(model: type[models.Model], prefix: str = "") -> JSONObject:
    """Give a row's columns as JSON; decimals as text, so that they stay exact.

    `prefix` names the relation that leads to the row, such as `accreditor__`.
    """
    columns = {
        field.attname: (
            Cast(prefix + field.attname, TextField())
            if isinstance(field, models.DecimalField)
            else F(prefix + field.attname)
        )
        for field in model._meta.concrete_fields
    }
    return JSONObject(**columns)


def row_from_json(model: type[models.Model], values: dict[str, Any]) -> Any:
    """Make the instance again whose columns `row_as_json` gave."""
    fields = model._meta.concrete_fields
    typed = [field.to_python(values[field.attname]) for field in fields]
    return model.from_db("default", [field.attname for field in fields], typed)


def _facts(row: Mapping[str, Any]) -> ProgramFacts:
    models_by_name = OWN_FACTS | INSTITUTION_FACTS
    return ProgramFacts(
        **{
            name: [
                row_from_json(model, values) for values in row.get(f"{name}_rows", ())
            ]
            for name, model in models_by_name.items()
        }
    )


def _attach(facts: Iterable[ProgramFacts]) -> None:
    """Set `source`, `accreditor` and `topic` on every row, a query for each kind."""
    rows = [row for one in facts for row in one]
    related: dict[str, type[models.Model]] = {
        "source": Source,
        "accreditor": Accreditor,
        "topic": Topic,
    }
    for name, model in related.items():
        holders = [row for row in rows if getattr(row, f"{name}_id", None)]
        wanted = {getattr(row, f"{name}_id") for row in holders}
        found = model._default_manager.in_bulk(wanted) if wanted else {}
        for row in holders:
            setattr(row, name, found[getattr(row, f"{name}_id")])
