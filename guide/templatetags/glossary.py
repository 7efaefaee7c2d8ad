from typing import Any

from django import template

register = template.Library()

# Key of a figure, or state of a value → the term that its label stands for.
TERM_OF_LABEL = {
    "attendance": "asynchronous",
    "bridge_offered": "bridge-course",
    "campus_visits": "residency",
    "candidate": "accreditation-candidacy",
    "cip_code": "cip-code",
    "credits_lowest": "credit-hour",
    "culminating": "capstone",
    "field_median-earnings-4yr": "median",
    "gre_policy": "gre",
    "institution_average": "institution-average",
    "institutional_accreditation": "institutional-accreditation",
    "minimum_gpa": "gpa",
    "not-applicable": "not-applicable",
    "not-published": "not-published",
    "not-yet-checked": "not-yet-checked",
    "prerequisites_required": "prerequisite",
    "programmatic_accreditation": "programmatic-accreditation",
    "suppressed": "suppressed",
    "too-new": "too-new",
    "tuition_total": "resident-tuition",
}


@register.simple_tag
def first_uses() -> set[str]:
    """Begin to note which terms a page has linked: `{% first_uses as linked %}`."""
    return set()


@register.inclusion_tag("guide/includes/term_label.html")
def term_label(key: str, label: str, linked: Any) -> dict[str, str]:
    """Show a label, linked to the glossary where the page first uses its term.

    `linked` is what `first_uses` gave; on a page without it nothing is linked.
    """
    term = TERM_OF_LABEL.get(key, "")
    is_first = isinstance(linked, set) and term not in linked
    if is_first:
        linked.add(term)
    return {"label": label, "term": term if is_first else ""}
