"""Which changes are of words alone: a reviewer may publish those of her own."""

import re
from typing import Any

from desk.models import DraftChange
from desk.rows import Difference

# What is not listed here is checked by two: money, accreditation, deadlines and
# outcomes, and whatever else a reader may decide by.
WORDS: dict[str, set[str]] = {
    "program": {
        "name",
        "award_title",
        "department",
        "url",
        "summary",
        "audience",
        "specializations",
        "bridge_name",
    },
    "institution": {"name", "short_name", "city", "website"},
    "course": {"code", "title", "position"},
    "partner": {"name", "kind"},
}
READ = {"source_id", "checked_on"}
# Their numbers are names, places in a list and days: no reader decides by them.
NUMBERED = {"url", "website", "code", "position"} | READ
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def is_of_words_alone(change: Difference) -> bool:
    """Tell whether a change leaves every figure and every rule as it was.

    A text that states other numbers than before does not, nor does a course that comes
    or goes with its credits. A new source of a course is read anew for the same words.
    """
    words = WORDS.get(change.model, set())
    if change.model in ("course", "partner"):
        words = words | READ
    columns = change.after.keys()
    if change.act != DraftChange.Act.CHANGE or not columns <= words:
        return False
    return all(
        numbers_in(change.before[name]) == numbers_in(change.after[name])
        for name in columns - NUMBERED
    )


def numbers_in(words: Any) -> list[str]:
    """List the numbers that stand in a text, or in the texts of a list, in order.

    As they are written: 1,500 and 1.500 are two numbers.
    """
    return NUMBER.findall(str(words))
