from django import template
from django.forms import BaseForm, BoundField, ChoiceField
from django.utils.text import slugify

from programs.facets import FacetCounts

register = template.Library()

NOT_COUNTED = {"sort", "residency", "use_averages", "keep_unknown", "fit"}


@register.filter
def is_counted(field: BoundField) -> bool:
    """Tell whether the choices of a field narrow the list, so that they are counted."""
    return isinstance(field.field, ChoiceField) and field.name not in NOT_COUNTED


@register.filter
def count_id(field: BoundField, choice: str) -> str:
    """Name, for the page, of the count beside one choice; safe in a CSS selector."""
    return f"count-{field.name.replace('_', '-')}-{slugify(choice)}"


@register.filter
def count_ids(form: BaseForm) -> list[str]:
    """Names of all counts beside the form's choices, in their order."""
    return [
        count_id(field, str(value))
        for field in form
        if is_counted(field)
        for value, _ in getattr(field.field, "choices", [])
        if value
    ]


@register.simple_tag
def remaining(counts: FacetCounts, field: BoundField, choice: str) -> int:
    """Give how many programs the list would hold with this choice of the field."""
    return counts.remaining(field.name, choice)
