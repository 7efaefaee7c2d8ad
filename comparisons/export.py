"""What is kept of a person's comparisons, for the file that she can take with her."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from comparisons.models import RowChoice, SavedComparison, ShareLink
from profiles.models import User


@dataclass(frozen=True)
class ComparisonRow:
    """One saved comparison; `facts_then` holds the facts as they stood at `facts_at`.

    `removed_at` is there while a removal can be undone.
    """

    comparison: int
    name: str
    prices_for: str
    rows: str
    chosen_rows: list[str]
    only_rows_that_differ: bool
    facts_then: dict[str, Any]
    facts_at: datetime
    data_version: str
    edits: int
    made_at: datetime
    changed_at: datetime
    removed_at: datetime | None


@dataclass(frozen=True)
class ComparedProgramRow:
    """One column of a saved comparison, from the left."""

    comparison: int
    place: int
    program: str
    institution: str
    page: str
    remark: str


@dataclass(frozen=True)
class ShareLinkRow:
    """One address under which a comparison is or was shared."""

    comparison: int
    address: str
    made_at: datetime
    last_day: date | None
    revoked_at: datetime | None


@dataclass(frozen=True)
class RowChoiceRow:
    """The rows that the person last chose to compare by."""

    chosen_rows: list[str]


@dataclass(frozen=True)
class ComparisonRows:
    """Everything that is kept of one person's comparisons; lists may be empty.

    `comparison` in the other rows is the number of the comparison they belong to.
    """

    comparisons: list[ComparisonRow]
    compared_programs: list[ComparedProgramRow]
    share_links: list[ShareLinkRow]
    row_choice: list[RowChoiceRow]


def comparison_rows(user: User, absolute: Callable[[str], str]) -> ComparisonRows:
    """Gather the rows of one person; `absolute` makes a whole address of a path."""
    comparisons = list(SavedComparison.objects.filter(user=user).with_columns())
    columns = [each for one in comparisons for each in one.columns.all()]
    return ComparisonRows(
        comparisons=[_comparison_row(each) for each in comparisons],
        compared_programs=[
            ComparedProgramRow(
                comparison=each.comparison_id,
                place=each.position + 1,
                program=f"{each.program.award} {each.program.name}",
                institution=each.program.institution.name,
                page=absolute(each.program.get_absolute_url()),
                remark=each.remark,
            )
            for each in columns
        ],
        share_links=[
            ShareLinkRow(
                comparison=link.comparison_id,
                address=absolute(link.get_absolute_url()),
                made_at=link.made_at,
                last_day=link.ends_on,
                revoked_at=link.revoked_at,
            )
            for link in ShareLink.objects.filter(comparison__user=user)
        ],
        row_choice=[
            RowChoiceRow(list(each.keys))
            for each in RowChoice.objects.filter(user=user)
        ],
    )


def _comparison_row(comparison: SavedComparison) -> ComparisonRow:
    return ComparisonRow(
        comparison=comparison.pk,
        name=comparison.name,
        prices_for=str(comparison.get_residency_display()),
        rows=comparison.get_rows_display(),
        chosen_rows=list(comparison.keys),
        only_rows_that_differ=comparison.only_different,
        facts_then=comparison.snapshot,
        facts_at=comparison.snapshot_at,
        data_version=comparison.data_version,
        edits=comparison.version - 1,
        made_at=comparison.made_at,
        changed_at=comparison.changed_at,
        removed_at=comparison.removed_at,
    )
