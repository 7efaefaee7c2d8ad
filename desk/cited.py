"""Which fields of a program are cited, and the citations of each."""

from collections.abc import Iterable

from django.utils.text import capfirst

from programs.models import Citation, Program

NOT_CITED = {
    "id",
    "institution",
    "slug",
    "workflow_state",
    "withdrawn_reason",
    "review",
    "search_vector",
    "last_checked_on",
    "seen",
}
# Our own reading and our own sentence: no page states them.
OUR_OWN = {"focus", "summary"}
LISTS = {
    "accreditations": "Accreditations",
    "tuition": "Tuition",
    "deadlines": "Deadlines",
    "prerequisites": "Prerequisites",
    "english_tests": "English tests",
    "courses": "Courses",
    "partners": "Partners",
    "outcomes": "Outcomes",
}


def cited_labels() -> dict[str, str]:
    """Give the label of each field that a citation may have, in the model's order."""
    fields = [field for field in Program._meta.fields if field.name not in NOT_CITED]
    return {one.name: str(capfirst(one.verbose_name)) for one in fields} | LISTS


def citations_of(field: str, citations: Iterable[Citation]) -> list[Citation]:
    """Give the citations of a field.

    The highest of a range without one of its own was read with the lowest.
    """
    kept = list(citations)
    own = [one for one in kept if one.field == field]
    lowest = field.replace("_highest", "_lowest")
    return own or [one for one in kept if one.field == lowest]
