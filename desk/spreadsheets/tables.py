"""What the columns of the six tables are, and what makes a row one fact."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from desk.models import Spreadsheet
from programs.models import (
    Accreditation,
    Accreditor,
    Citation,
    Deadline,
    Institution,
    Outcome,
    Program,
    Tuition,
)

NUMBER = "number"
SOURCE = ("source", "source_title", "source_as_of", "source_publisher", "source_kind")
READ = (*SOURCE, "checked_on")
NOT_IN_TABLE = {"id", "institution", "slug", "search_vector", "last_checked_on"}


@dataclass(frozen=True)
class Table:
    """One table: the names of its fields, of which the first names the row.

    `fact` are the fields that no two rows may have the same: with them a row says
    what another one says already.
    """

    model: type[models.Model]
    fields: tuple[str, ...]
    fact: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The field that names the row: a number, or an address of the catalog."""
        return self.fields[0]

    @property
    def is_of_facts(self) -> bool:
        """Whether its rows belong to a program or an institution, and are none."""
        return self.name == NUMBER

    @property
    def is_cited(self) -> bool:
        """Whether each field of a row has its citations, and the row no one source."""
        return self.model is Program

    def field(self, name: str) -> Any:
        """Give the field that a column is of; a program's own has citations for it."""
        is_of_citation = self.is_cited and name in READ
        model = Citation if is_of_citation else self.model
        return model._meta.get_field(name)


TABLES: dict[str, Table] = {
    Spreadsheet.Kind.INSTITUTIONS: Table(
        Institution,
        (
            "institution",
            "name",
            "short_name",
            "website",
            "control",
            "city",
            "country",
            "region",
            "latitude",
            "longitude",
            "unitid",
            "opeid",
            *READ,
        ),
    ),
    Spreadsheet.Kind.PROGRAMS: Table(
        Program,
        (
            "program",
            *(
                field.name
                for field in Program._meta.concrete_fields
                if field.name not in NOT_IN_TABLE
            ),
            *READ,
        ),
    ),
    Spreadsheet.Kind.TUITION: Table(
        Tuition,
        (
            NUMBER,
            "program",
            "institution",
            "academic_year",
            "residency",
            "basis",
            "amount",
            "currency",
            "includes_fees",
            "fees_per_year",
            "state",
            "note",
            *READ,
        ),
        ("program", "institution", "academic_year", "residency", "basis", "note"),
    ),
    Spreadsheet.Kind.ACCREDITATION: Table(
        Accreditation,
        (
            NUMBER,
            "program",
            "institution",
            "accreditor",
            "status",
            "valid_until",
            "note",
            *READ,
        ),
        ("program", "institution", "accreditor", "note"),
    ),
    Spreadsheet.Kind.DEADLINES: Table(
        Deadline,
        (NUMBER, "program", "term", "kind", "year", "month", "day", "note", *READ),
        ("program", "term", "kind", "year", "month", "day"),
    ),
    Spreadsheet.Kind.OUTCOMES: Table(
        Outcome,
        (
            NUMBER,
            "program",
            "metric",
            "scope",
            "value",
            "unit",
            "state",
            "cohort",
            "measured",
            "population",
            "dollar_year",
            "cip_code",
            "cip_title",
            "share_of_field",
            "campuses_sharing",
            "note",
            *READ,
        ),
        ("program", "metric", "scope", "cohort", "population", "cip_code"),
    ),
}


def institutions_named(slugs: Iterable[str]) -> dict[str, Any]:
    """Fetch institutions by the slugs that are their addresses."""
    found = Institution.objects.filter(slug__in=set(slugs))
    return {one.slug: one for one in found.select_related("source")}


def programs_named(paths: Iterable[str]) -> dict[str, Any]:
    """Fetch programs by their paths, such as `example-college/ms-informatics`."""
    parts = [path.partition("/") for path in paths]
    found = Program.objects.filter(
        institution__slug__in={institution for institution, _, _ in parts},
        slug__in={slug for _, _, slug in parts},
    )
    return {one.path: one for one in found.select_related("institution")}


def accreditors_named(names: Iterable[str]) -> dict[str, Any]:
    """Fetch accreditors by their short names."""
    found = Accreditor.objects.filter(short_name__in=set(names))
    return {one.short_name: one for one in found}
