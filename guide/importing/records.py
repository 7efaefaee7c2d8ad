"""The rows that the guide's files ask for, ready to be compared with the database."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from guide.importing.formats import (
    CertificationRow,
    ClaimRow,
    OccupationRow,
    PageHead,
    RoleRow,
    Row,
    SourceRow,
    TermRow,
)
from guide.models import Certification, Claim, Occupation, Page, Role, Term

GuideModel = (
    type[Page]
    | type[Claim]
    | type[Role]
    | type[Occupation]
    | type[Certification]
    | type[Term]
)
MODELS: tuple[GuideModel, ...] = (Page, Claim, Occupation, Role, Certification, Term)
KEY_FIELDS: dict[GuideModel, str] = {Page: "slug", Occupation: "soc"}
MODEL_OF_ROW: dict[type[Row], GuideModel] = {
    ClaimRow: Claim,
    OccupationRow: Occupation,
    RoleRow: Role,
    CertificationRow: Certification,
    TermRow: Term,
}
NAMES_OF_SOURCES = ("sources", "stated_by", "wages_from", "projections_from")


def key_field(model: GuideModel) -> str:
    """Name the field that tells the rows of this model apart."""
    return KEY_FIELDS.get(model, "key")


@dataclass(frozen=True)
class Record:
    """One row that a file asks for.

    `values` are its own columns. `cited` are the sources of its references by their
    key, in order; `stated_by` is a claim's own source. `where` is the file and row.
    """

    model: GuideModel
    where: str
    values: Mapping[str, Any]
    cited: Mapping[str, SourceRow]
    stated_by: SourceRow | None = None

    @property
    def key(self) -> str:
        """What tells the row apart from others of its model."""
        return str(self.values[key_field(self.model)])

    @property
    def sources(self) -> list[SourceRow]:
        """Every source that the row names."""
        stated = [self.stated_by] if self.stated_by else []
        return [*self.cited.values(), *stated]


def page_record(head: PageHead, body: str, name: str) -> Record:
    """Make the record of a page from its head and its text."""
    values = {key: value for key, value in vars(head).items() if key != "sources"}
    cited = {source.key: source for source in head.sources}
    return Record(Page, name, values | {"body": body}, cited)


def row_records(
    rows: Iterable[Row], sources: Mapping[str, SourceRow], name: str
) -> Iterator[Record]:
    """Make the records of one file; `sources` are all that its rows name, by key."""
    for position, row in enumerate(rows, start=1):
        about = {
            key: value
            for key, value in vars(row).items()
            if key not in NAMES_OF_SOURCES
        }
        if not isinstance(row, TermRow):
            about["position"] = position
        cited = {key: sources[named] for key, named in cited_keys(row).items()}
        stated_by = sources[row.stated_by] if isinstance(row, ClaimRow) else None
        model = MODEL_OF_ROW[type(row)]
        where = f"{name}: {about[key_field(model)]}"
        yield Record(model, where, about, cited, stated_by)


def cited_keys(row: Row) -> dict[str, str]:
    """Give the source's key in the file for each key by which the row cites it."""
    if isinstance(row, OccupationRow):
        return {"wages": row.wages_from, "projections": row.projections_from}
    return {key: key for key in row.sources}


def source_keys(row: Row) -> list[str]:
    """Give the key of every source that a row names."""
    stated = [row.stated_by] if isinstance(row, ClaimRow) else []
    return [*cited_keys(row).values(), *stated]
