from django import template

from desk import checked_rows
from desk.models import FactCheck

register = template.Library()


@register.filter
def mark_of(check: FactCheck) -> str:
    """Give what tells a fact from what it states later; needs its row attached."""
    return checked_rows.mark_of(check)


@register.filter
def fact_in_words(check: FactCheck) -> str:
    """Say what a fact states; needs its row attached."""
    return checked_rows.fact_in_words(check)
