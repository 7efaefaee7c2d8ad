"""Which changes are of words alone: a reviewer may publish those of her own."""

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


def is_of_words_alone(change: Difference) -> bool:
    """Tell whether a change leaves every figure and every rule as it was.

    A course or a partner may also come or go; a new source alone is read anew for
    the same words.
    """
    words = WORDS.get(change.model, set())
    if not words:
        return False
    if change.model in ("course", "partner"):
        words = words | READ
        if change.act != "change":
            return True
    return {*change.before, *change.after} <= words
