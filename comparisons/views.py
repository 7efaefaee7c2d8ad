from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from comparisons.addresses import columns_of, comparison_url, list_url, parts_of
from comparisons.choosing import choose_programs
from comparisons.comparing import Comparison, compare_programs
from comparisons.forms import CompareForm, Wanted
from programs.facts import facts_of
from programs.figures import Section, sections_of
from programs.figures.standing import ANYWHERE_ON_EARTH
from programs.models import Program, Tuition
from programs.sources import number_sources, sources_of
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
        context |= _side_by_side(choice.programs, wanted)
    return render(request, "comparisons/compare.html", context)


def _side_by_side(programs: list[Program], wanted: Wanted) -> dict[str, Any]:
    facts = facts_of(programs)
    today = timezone.localdate(timezone=ANYWHERE_ON_EARTH)
    whole = compare_programs(
        [
            sections_of(each, facts[each.pk], today, wanted.residency)
            for each in programs
        ]
    )
    shown = whole.only_different() if wanted.only_different else whole
    paths = [program.path for program in programs]
    return {
        "columns": columns_of(programs, wanted),
        "parts": parts_of(len(programs)),
        "comparison": shown,
        "whole": whole,
        "sources": number_sources(
            [_in_reading_order(shown)], sources_of(facts.values())
        ),
        "wanted": wanted,
        "who": Tuition.Residency(wanted.residency).words,
        "form": CompareForm(initial={"residency": wanted.residency}),
        "all_url": comparison_url(replace(wanted, paths=paths, only_different=False)),
        "differences_url": comparison_url(
            replace(wanted, paths=paths, only_different=True)
        ),
    }


def _in_reading_order(comparison: Comparison) -> list[Section]:
    return [Section(row.key, row.label, row.figures) for row in comparison.rows]
