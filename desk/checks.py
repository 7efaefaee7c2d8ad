"""What has to hold before a draft goes public, beyond what a draft itself may hold."""

from dataclasses import dataclass

from desk.models import Draft
from desk.rows import Rows, differences

FACTS_WITH_SOURCE = {
    "accreditation",
    "tuition",
    "deadline",
    "prerequisite",
    "englishtest",
    "course",
    "partner",
    "outcome",
    "citation",
}
NO_SOURCE = "has no source. Say where it was read."
NO_DAY = "has no day of the check. Say when its source was read."


@dataclass(frozen=True)
class Problem:
    """One thing that speaks against publishing; a warning may be confirmed by its key.

    `where` names the row in words.
    """

    key: str
    where: str
    text: str
    is_warning: bool = False

    def __str__(self) -> str:
        return f"{self.where} {self.text}"


def problems_of(draft: Draft, before: Rows, after: Rows) -> list[Problem]:
    """Find what speaks against a draft, given the rows before it and with it.

    Needs the draft's values in the tables. Only rows that the draft changes are held
    to it, or every row when the draft makes a program public.
    """
    changed = [(one.model, one.object_id) for one in differences(before, after)]
    problems = []
    for key in changed:
        row = after.get(key)
        if row is None or key[0] not in FACTS_WITH_SOURCE:
            continue
        name = f"{key[0]}-{key[1]}"
        if row["source_id"] is None:
            problems.append(Problem(f"{name}-source", f"The {key[0]}", NO_SOURCE))
        if row["checked_on"] is None:
            problems.append(Problem(f"{name}-day", f"The {key[0]}", NO_DAY))
    return problems
