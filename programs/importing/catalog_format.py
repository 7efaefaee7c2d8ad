"""The shape of one catalog file, as `docs/data.md` describes it.

Types, choices and patterns are checked here; lengths and ranges by the models'
own fields. A key of a row has the name of the model's field, so that neither the
loader nor a reader needs a table of names.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    TypeAdapter,
)
from pydantic.dataclasses import dataclass

from programs.models import (
    Accreditation,
    Accreditor,
    Deadline,
    Institution,
    Outcome,
    Partner,
    Prerequisite,
    Program,
    Source,
    Tuition,
    ValueState,
)

EXACT = ConfigDict(extra="forbid")


def _matching(pattern: str, meaning: str) -> AfterValidator:
    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(f"expected {meaning}")
        return text

    return AfterValidator(check)


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise ValueError("expected a number")
    return value


def _day(value: Any) -> date:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return date.fromisoformat(value)
    raise ValueError("expected a date such as 2026-01-31")


def _one_or_several(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


SLUG_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"

Text = Annotated[
    str, Strict(), _matching(r"(?s)\S(.*\S)?", "text without blanks around it")
]
Key = Annotated[
    str, Strict(), _matching(SLUG_PATTERN, "small letters, digits and single hyphens")
]
Url = Annotated[
    str, Strict(), _matching(r"https?://\S+", "an address with http:// or https://")
]
Country = Annotated[
    str, Strict(), _matching(r"[A-Z]{2}", "a two-letter country code such as US")
]
Currency = Annotated[
    str, Strict(), _matching(r"[A-Z]{3}", "a three-letter currency such as USD")
]
Opeid = Annotated[
    str, Strict(), _matching(r"\d{8}", "an OPEID of eight digits, as text")
]
CipCode = Annotated[
    str, Strict(), _matching(r"\d{2}\.\d{4}", "a CIP code such as 51.2706")
]
CipCodeOrGroup = Annotated[
    str,
    Strict(),
    _matching(r"\d{2}\.\d{4}|\d{4}", "a CIP code such as 51.2706, or 5127"),
]
AcademicYear = Annotated[
    str, Strict(), _matching(r"\d{4}-\d{2}", "an academic year such as 2025-26")
]
Number = Annotated[Decimal, BeforeValidator(_number)]
Count = Annotated[int, Strict()]
Flag = Annotated[bool, Strict()]
Day = Annotated[date, BeforeValidator(_day)]
Texts = Annotated[tuple[Text, ...], Field(min_length=1)]
Sources = Annotated[
    tuple[Text, ...], BeforeValidator(_one_or_several), Field(min_length=1)
]


@dataclass(config=EXACT, frozen=True, kw_only=True)
class SourceFile:
    url: Url
    title: Text
    publisher: Text
    kind: Source.Kind
    as_of: Text | None = None
    read_on: Day | None = None


@dataclass(config=EXACT, frozen=True, kw_only=True)
class InstitutionFacts:
    slug: Key
    name: Text
    short_name: Text | None = None
    country: Country
    region: Text | None = None
    city: Text
    latitude: Number | None = None
    longitude: Number | None = None
    control: Institution.Control | None = None
    website: Url
    unitid: Count | None = None
    opeid: Opeid | None = None
    sources: Sources = Field(alias="from")


@dataclass(config=EXACT, frozen=True, kw_only=True)
class AccreditorFacts:
    short_name: Text
    name: Text
    kind: Accreditor.Kind
    recognized_by: Text | None = None
    website: Url | None = None


@dataclass(config=EXACT, frozen=True, kw_only=True)
class AccreditationRow:
    key: Key
    accreditor: Text | None = None
    status: Accreditation.Status
    valid_until: Text | None = None
    note: Text | None = None
    sources: Sources | None = Field(default=None, alias="from")


@dataclass(config=EXACT, frozen=True, kw_only=True)
class TuitionRow:
    key: Key
    academic_year: AcademicYear | None = None
    residency: Tuition.Residency
    basis: Tuition.Basis
    amount: Number | None = None
    currency: Currency
    includes_fees: Flag | None = None
    fees_per_year: Number | None = None
    state: ValueState = ValueState.KNOWN
    note: Text | None = None
    sources: Sources = Field(alias="from")


@dataclass(config=EXACT, frozen=True, kw_only=True)
class DeadlineRow:
    key: Key
    term: Program.StartTerm | None = None
    kind: Deadline.Kind
    month: Count
    day: Count
    year: Count | None = None
    note: Text | None = None
    sources: Sources = Field(alias="from")


@dataclass(config=EXACT, frozen=True, kw_only=True)
class PrerequisiteRow:
    key: Key
    topic: Prerequisite.Topic
    level: Prerequisite.Level
    note: Text | None = None
    sources: Sources = Field(alias="from")


@dataclass(config=EXACT, frozen=True, kw_only=True)
class EnglishTestRow:
    key: Key
    test: Text
    minimum_score: Number
    note: Text | None = None
    sources: Sources = Field(alias="from")


@dataclass(config=EXACT, frozen=True, kw_only=True)
class PartnerRow:
    key: Key
    name: Text
    kind: Partner.Kind
    sources: Sources = Field(alias="from")


@dataclass(config=EXACT, frozen=True, kw_only=True)
class OutcomeRow:
    key: Key
    metric: Outcome.Metric
    scope: Outcome.Scope
    value: Number | None = None
    unit: Outcome.Unit
    state: ValueState = ValueState.KNOWN
    cohort: Text | None = None
    measured: Text | None = None
    population: Text | None = None
    dollar_year: Count | None = None
    cip_code: CipCodeOrGroup | None = None
    cip_title: Text | None = None
    share_of_field: Number | None = None
    campuses_sharing: Count | None = None
    note: Text | None = None
    sources: Sources = Field(alias="from")


@dataclass(config=EXACT, frozen=True, kw_only=True)
class CourseRow:
    key: Key
    code: Text | None = None
    title: Text
    credits: Number | None = None


@dataclass(config=EXACT, frozen=True, kw_only=True)
class Description:
    department: Text | None = None
    url: Url | None = None
    audience: Texts | None = None
    delivery: Annotated[tuple[Program.Delivery, ...], Field(min_length=1)] | None = None
    attendance: Program.Attendance | None = None
    campus_visits: Text | None = None
    pace: Annotated[tuple[Program.Pace, ...], Field(min_length=1)] | None = None
    start_terms: (
        Annotated[tuple[Program.StartTerm, ...], Field(min_length=1)] | None
    ) = None
    ai_in_curriculum: Program.AIInCurriculum
    note: Text | None = None
    sources: Sources = Field(alias="from")


@dataclass(config=EXACT, frozen=True, kw_only=True)
class Cip:
    code: CipCode
    basis: Program.CipBasis
    note: Text | None = None
    sources: Sources = Field(alias="from")


@dataclass(config=EXACT, frozen=True, kw_only=True)
class Credits:
    lowest: Number
    highest: Number
    system: Program.CreditSystem
    note: Text | None = None
    sources: Sources = Field(alias="from")


@dataclass(config=EXACT, frozen=True, kw_only=True)
class Months:
    lowest: Count
    highest: Count


@dataclass(config=EXACT, frozen=True, kw_only=True)
class Duration:
    full_time: Months | None = None
    part_time: Months | None = None
    note: Text | None = None
    sources: Sources = Field(alias="from")


@dataclass(config=EXACT, frozen=True, kw_only=True)
class Admissions:
    backgrounds: Texts | None = None
    minimum_gpa: Number | None = None
    gre_policy: Program.GrePolicy | None = None
    programming: Program.Programming | None = None
    experience: Text | None = None
    license_requirement: Text | None = None
    letters_count: Count | None = None
    requires_statement: Flag | None = None
    requires_resume: Flag | None = None
    requires_interview: Flag | None = None
    note: Text | None = None
    sources: Sources = Field(alias="from")


@dataclass(config=EXACT, frozen=True, kw_only=True)
class ApplicationFee:
    amount: Number
    currency: Currency
    note: Text | None = None
    sources: Sources = Field(alias="from")


@dataclass(config=EXACT, frozen=True, kw_only=True)
class Bridge:
    offered: Flag
    name: Text | None = None
    note: Text | None = None
    sources: Sources = Field(alias="from")


@dataclass(config=EXACT, frozen=True, kw_only=True)
class Curriculum:
    specializations: Texts | None = None
    culminating: (
        Annotated[tuple[Program.Culminating, ...], Field(min_length=1)] | None
    ) = None
    programming_languages: Texts | None = None
    core: tuple[CourseRow, ...] = ()
    electives: tuple[CourseRow, ...] = ()
    note: Text | None = None
    sources: Sources = Field(alias="from")


@dataclass(config=EXACT, frozen=True, kw_only=True)
class MissingValue:
    """Why one field or list of a program has no value."""

    field: Text
    state: ValueState
    note: Text | None = None
    sources: Sources = Field(alias="from")


@dataclass(config=EXACT, frozen=True, kw_only=True)
class ProgramFile:
    slug: Key
    name: Text
    award: Text
    award_title: Text
    focus: Program.Focus
    summary: Text
    review: Program.Review
    description: Description
    cip: Cip | None = None
    credits: Credits | None = None
    duration_months: Duration | None = None
    admissions: Admissions | None = None
    application_fee: ApplicationFee | None = None
    bridge: Bridge | None = None
    curriculum: Curriculum | None = None
    tuition: tuple[TuitionRow, ...] = ()
    deadlines: tuple[DeadlineRow, ...] = ()
    prerequisites: tuple[PrerequisiteRow, ...] = ()
    english_tests: tuple[EnglishTestRow, ...] = ()
    accreditations: tuple[AccreditationRow, ...] = ()
    partners: tuple[PartnerRow, ...] = ()
    outcomes: tuple[OutcomeRow, ...] = ()
    missing: tuple[MissingValue, ...] = ()
    also_read: Texts | None = None


@dataclass(config=EXACT, frozen=True, kw_only=True)
class CatalogFile:
    """One institution with its programs, their facts and their sources."""

    format: Literal[1]
    institution: InstitutionFacts
    accreditations: tuple[AccreditationRow, ...] = ()
    tuition: tuple[TuitionRow, ...] = ()
    programs: Annotated[tuple[ProgramFile, ...], Field(min_length=1)]
    sources: dict[Key, SourceFile]


@dataclass(config=EXACT, frozen=True, kw_only=True)
class AccreditorsFile:
    """Every accreditor that the catalog files name."""

    format: Literal[1]
    accreditors: tuple[AccreditorFacts, ...]


CATALOG_FILE = TypeAdapter(CatalogFile)
ACCREDITORS_FILE = TypeAdapter(AccreditorsFile)
