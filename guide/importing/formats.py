"""The shape of the files in `guide/content`, as `docs/data.md` describes it.

Types, choices and patterns are checked here; lengths by the models' own fields. A key
has the name of the model's field, but for those that name a source.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

from guide.models import Certification, Claim
from programs.importing.catalog_format import Count, Key, Text, Url
from programs.models import Source

EXACT = ConfigDict(extra="forbid")
Some = Field(min_length=1)
Keys = Annotated[list[Key], Some]
Texts = Annotated[list[Text], Some]


@dataclass(config=EXACT, frozen=True, kw_only=True)
class SourceRow:
    key: Key
    title: Text
    publisher: Text
    url: Url
    kind: Source.Kind
    as_of: Text = ""


@dataclass(config=EXACT, frozen=True, kw_only=True)
class PageHead:
    """What stands between the two lines of hyphens above a page's text."""

    slug: Key
    question: Text
    short_title: Text
    short_answer: Text
    position: Count
    reviewed_on: date
    related: Keys = Field(default_factory=list)
    sources: list[SourceRow] = Field(default_factory=list)


@dataclass(config=EXACT, frozen=True, kw_only=True)
class ClaimRow:
    key: Key
    topic: Claim.Topic
    figure: Text
    statement: Text
    stated_by: Key
    credited_to: Text = ""
    grade: Claim.Grade
    finding: Text
    check_note: Text = Field(alias="check")
    sources: Keys = Field(alias="check_sources", default_factory=list)
    conflicts_with: Keys = Field(default_factory=list)


@dataclass(config=EXACT, frozen=True, kw_only=True)
class OccupationRow:
    soc: Text
    title: Text
    median_wage: Count
    p10_wage: Count
    p90_wage: Count
    wages_as_of: Text
    jobs: Count
    growth_percent: Decimal
    openings_per_year: Count
    projected_over: Text
    entry_education: Text
    wages_from: Key
    projections_from: Key


@dataclass(config=EXACT, frozen=True, kw_only=True)
class RoleRow:
    key: Key
    title: Text
    summary: Text
    tasks: Texts
    comes_from: Text
    occupations: Texts
    occupations_note: Text
    claims: Keys = Field(default_factory=list)
    sources: Keys = Field(default_factory=list)


@dataclass(config=EXACT, frozen=True, kw_only=True)
class CertificationRow:
    key: Key
    name: Text
    abbreviation: Text = ""
    issuer: Text = ""
    purpose: Text
    asks: Texts = Field(default_factory=list)
    upkeep: Text = ""
    goes_with: Text
    standing: Certification.Standing
    standing_note: Text = ""
    sources: Keys = Field(default_factory=list)


@dataclass(config=EXACT, frozen=True, kw_only=True)
class TermRow:
    key: Key
    term: Text
    short: Text
    long: Text = ""
    also: Texts = Field(default_factory=list)
    see: Keys = Field(default_factory=list)
    sources: Keys = Field(default_factory=list)


Row = ClaimRow | OccupationRow | RoleRow | CertificationRow | TermRow
Sources = Annotated[list[SourceRow], Some]


@dataclass(config=EXACT, frozen=True, kw_only=True)
class ClaimsFile:
    sources: Sources
    rows: list[ClaimRow] = Field(alias="claims")


@dataclass(config=EXACT, frozen=True, kw_only=True)
class OccupationsFile:
    sources: Sources
    rows: list[OccupationRow] = Field(alias="occupations")


@dataclass(config=EXACT, frozen=True, kw_only=True)
class RolesFile:
    sources: Sources = Field(default_factory=list)
    rows: list[RoleRow] = Field(alias="roles")


@dataclass(config=EXACT, frozen=True, kw_only=True)
class CertificationsFile:
    sources: Sources = Field(default_factory=list)
    rows: list[CertificationRow] = Field(alias="certifications")


@dataclass(config=EXACT, frozen=True, kw_only=True)
class TermsFile:
    sources: Sources = Field(default_factory=list)
    rows: list[TermRow] = Field(alias="terms")
