from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from comparisons.addresses import columns_of, comparison_url, list_url, parts_of
from comparisons.choosing import choose_programs
from comparisons.forms import CompareForm
from comparisons.side_by_side import SideBySide, lay_side_by_side
from programs.figures.standing import ANYWHERE_ON_EARTH
from programs.tray import MOST_CHOSEN


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    form = CompareForm(request.GET)
    wanted = form.wanted()
    choice = choose_programs(wanted.paths)
    context = {
        "choice": choice,
        "remarks": form.remarks(),
        "most": MOST_CHOSEN,
        "programs": choice.programs,
        "add_url": list_url(choice.programs, wanted.residency),
    }
    if choice.programs:
        today = timezone.localdate(timezone=ANYWHERE_ON_EARTH)
        context |= _page(lay_side_by_side(choice.programs, wanted, today))
    return render(request, "comparisons/compare.html", context)


def _page(side_by_side: SideBySide) -> dict[str, Any]:
    programs, wanted = side_by_side.programs, side_by_side.wanted
    here = replace(wanted, paths=[program.path for program in programs])
    return {
        "columns": columns_of(programs, wanted),
        "parts": parts_of(len(programs)),
        "comparison": side_by_side.comparison,
        "whole": side_by_side.chosen,
        "sources": side_by_side.sources,
        "wanted": wanted,
        "who": side_by_side.who,
        "form": CompareForm(initial={"residency": wanted.residency}),
        "all_url": comparison_url(replace(here, only_different=False)),
        "differences_url": comparison_url(replace(here, only_different=True)),
    }
