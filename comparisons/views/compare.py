from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from comparisons.addresses import (
    benchmark_option,
    columns_of,
    comparison_url,
    list_url,
    pairs_of,
    parts_of,
    row_options,
    view_options,
)
from comparisons.benchmarks import kinds_of
from comparisons.choosing import MOST_COMPARED, choose_programs
from comparisons.curriculum import lay_out_curricula
from comparisons.forms import CURRICULUM, MEETING, TABLE, CompareForm, Wanted
from comparisons.long_list import lay_out_list
from comparisons.models import RowChoice
from comparisons.rows import ALL, ESSENTIAL_KEYS, ESSENTIALS, MINE, choosable_groups
from comparisons.side_by_side import SideBySide, lay_side_by_side
from profiles.models import User
from profiles.reader import reader_of
from programs.costs import DEFAULT_RESIDENCY
from programs.figures.standing import ANYWHERE_ON_EARTH
from programs.sources import number_sources, sources_of
from programs.tray import MOST_CHOSEN

PAGE = "comparisons/compare.html"
TEMPLATES = {TABLE: PAGE, CURRICULUM: PAGE, MEETING: "comparisons/meeting.html"}


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    form = CompareForm(request.GET)
    wanted = form.wanted()
    reader = reader_of(request)
    if wanted.rows == MINE and not wanted.keys and reader.user:
        return redirect(comparison_url(_as_remembered(reader.user, wanted)))
    choice = choose_programs(wanted.paths)
    context = {
        "choice": choice,
        "remarks": form.remarks(),
        "most": MOST_CHOSEN,
        "most_compared": MOST_COMPARED,
        "programs": choice.programs,
        "add_url": list_url(choice.programs, wanted.residency),
    }
    if choice.programs:
        wanted = _fitting(wanted, len(choice.programs))
        today = timezone.localdate(timezone=ANYWHERE_ON_EARTH)
        context |= _page(lay_side_by_side(choice.programs, wanted, today))
    template = TEMPLATES[wanted.view] if choice.programs else PAGE
    return render(request, template, context)


@require_POST
def row_choice_save(request: HttpRequest) -> HttpResponse:
    """Show the chosen rows, and remember them for a reader who has signed in."""
    wanted = CompareForm(request.POST).wanted()
    reader = reader_of(request)
    if reader.user:
        RowChoice.objects.remember(reader.user, wanted.keys)
    return redirect(comparison_url(wanted if wanted.keys else _with_all_rows(wanted)))


def _with_all_rows(wanted: Wanted) -> Wanted:
    return replace(wanted, rows=ALL, keys=())


def _as_remembered(user: User, wanted: Wanted) -> Wanted:
    """Fill in the rows that this reader chose last; all rows if she never did."""
    keys = RowChoice.objects.keys_of(user)
    return replace(wanted, keys=keys) if keys else _with_all_rows(wanted)


def _fitting(wanted: Wanted, count: int) -> Wanted:
    """Ask for what a long list has room for, where there are too many columns."""
    if count <= MOST_CHOSEN:
        return wanted
    rows = ESSENTIALS if wanted.rows == ALL else wanted.rows
    return replace(wanted, rows=rows, view=TABLE)


def _page(side_by_side: SideBySide) -> dict[str, Any]:
    programs, wanted = side_by_side.programs, side_by_side.wanted
    columns = columns_of(programs, wanted)
    return {
        "columns": columns,
        "parts": parts_of(len(programs)),
        "comparison": side_by_side.comparison,
        "whole": side_by_side.chosen,
        "sources": side_by_side.sources,
        "wanted": wanted,
        "who": side_by_side.who,
        "kinds": kinds_of(programs) if wanted.with_benchmark else [],
        **_options(side_by_side),
        **_shape(side_by_side),
    }


def _options(side_by_side: SideBySide) -> dict[str, Any]:
    """Give the links and the form that change what is shown of these programs."""
    programs, wanted = side_by_side.programs, side_by_side.wanted
    here = replace(wanted, paths=[program.path for program in programs])
    return {
        "form": CompareForm(initial={"residency": wanted.residency}),
        "price_pairs": pairs_of(replace(here, residency=DEFAULT_RESIDENCY)),
        "row_pairs": pairs_of(replace(here, rows=ALL, keys=(), only_different=False)),
        "row_groups": choosable_groups(wanted.residency),
        "ticked": ESSENTIAL_KEYS if wanted.rows == ESSENTIALS else wanted.keys,
        "row_options": row_options(here, is_list=len(programs) > MOST_CHOSEN),
        "view_options": view_options(here),
        "benchmark_option": benchmark_option(here),
        "all_url": comparison_url(replace(here, rows=ALL, only_different=False)),
        "essentials_url": comparison_url(
            replace(here, rows=ESSENTIALS, only_different=False)
        ),
        "my_rows_url": comparison_url(replace(here, rows=MINE, keys=())),
        "leave_url": comparison_url(replace(here, view=TABLE)),
    }


def _shape(side_by_side: SideBySide) -> dict[str, Any]:
    """Give what the courses by topic, or a long list, show instead of the table."""
    programs, facts = side_by_side.programs, side_by_side.facts
    if len(programs) > MOST_CHOSEN:
        columns = columns_of(programs, side_by_side.wanted)
        laid_out = lay_out_list(columns, side_by_side.comparison)
        return {"long_list": laid_out, "kinds": []}
    if side_by_side.wanted.view != CURRICULUM:
        return {}
    curricula = lay_out_curricula(programs, facts)
    known = sources_of(facts.values())
    return {
        "curricula": curricula,
        "kinds": [],
        "sources": number_sources([curricula.sections], known),
    }
