from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from comparisons.addresses import pairs_of
from comparisons.forms import TABLE, Wanted
from comparisons.paper import Paper
from programs.models import Program

register = template.Library()


@register.inclusion_tag("comparisons/includes/files.html")
def comparison_files(wanted: Wanted, programs: Sequence[Program]) -> dict[str, object]:
    """Show the links to the files of a comparison; nothing for fewer than two.

    The files hold the rows and prices that the page shows.
    """
    paths = [program.path for program in programs]
    pairs = pairs_of(replace(wanted, paths=paths, view=TABLE))
    return {
        "is_compared": len(paths) > 1,
        "papers": [
            (paper.words, _url("pdf", [*pairs, ("paper", paper.value)]))
            for paper in Paper
        ],
        "xlsx_url": _url("xlsx", pairs),
        "csv_url": _url("csv", pairs),
    }


def _url(ending: str, pairs: Sequence[tuple[str, str]]) -> str:
    query = urlencode(pairs, safe="/")
    return f"{reverse(f'comparisons:{ending}')}?{query}"
