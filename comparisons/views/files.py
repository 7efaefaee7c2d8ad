from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from comparisons.addresses import comparison_url
from comparisons.choosing import choose_programs
from comparisons.csv_file import write_csv
from comparisons.forms import TABLE, CompareForm
from comparisons.paper import Paper, PaperForm
from comparisons.pdf import PressBusyError, set_sheet
from comparisons.sheet import Sheet, make_sheet
from comparisons.side_by_side import lay_side_by_side
from comparisons.xlsx_file import write_xlsx
from programs.figures.standing import ANYWHERE_ON_EARTH

FEWEST = 2
SECONDS_TO_WAIT = 5  # for those whose sheet could not be set at once
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def comparison_pdf(request: HttpRequest) -> HttpResponse:
    sheet = _sheet(request)
    if sheet is None:
        return _back(request)
    try:
        body = set_sheet(sheet, _paper(request))
    except PressBusyError:
        return busy(request)
    return as_file(sheet, body, "pdf", "application/pdf")


@require_safe
def comparison_csv(request: HttpRequest) -> HttpResponse:
    sheet = _sheet(request)
    if sheet is None:
        return _back(request)
    return as_file(sheet, write_csv(sheet).encode(), "csv", "text/csv; charset=utf-8")


@require_safe
def comparison_xlsx(request: HttpRequest) -> HttpResponse:
    sheet = _sheet(request)
    if sheet is None:
        return _back(request)
    is_letter = _paper(request) == Paper.LETTER
    return as_file(sheet, write_xlsx(sheet, is_letter=is_letter), "xlsx", XLSX)


def as_file(sheet: Sheet, body: bytes, ending: str, kind: str) -> HttpResponse:
    """Answer with a file to keep, named for the day; search engines leave it out."""
    name = f"preceptor-comparison-{sheet.prepared_on}.{ending}"
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    patch_vary_headers(response, ["Accept-Language"])
    return response


def busy(request: HttpRequest) -> HttpResponse:
    """Say that other sheets are being made, and when to ask again."""
    response = render(request, "comparisons/busy.html", status=503)
    response["Retry-After"] = str(SECONDS_TO_WAIT)
    return response


def _sheet(request: HttpRequest) -> Sheet | None:
    """Make the sheet that the address asks for; None when the page has to explain."""
    form = CompareForm(request.GET)
    wanted = replace(form.wanted(), view=TABLE)
    choice = choose_programs(wanted.paths)
    programs = choice.programs
    if form.remarks() or len(programs) != len(wanted.paths) or len(programs) < FEWEST:
        return None
    today = timezone.localdate(timezone=ANYWHERE_ON_EARTH)
    address = request.build_absolute_uri(comparison_url(wanted))
    side_by_side = lay_side_by_side(programs, wanted, today)
    return make_sheet(side_by_side, timezone.localdate(), address, settings.VERSION)


def _back(request: HttpRequest) -> HttpResponse:
    """Lead to the page, which says what it cannot read of this address."""
    query = request.GET.copy()
    query.pop("paper", None)
    return redirect(f"{reverse('comparisons:compare')}?{query.urlencode()}")


def _paper(request: HttpRequest) -> Paper:
    return PaperForm(request.GET).chosen(request.headers.get("Accept-Language", ""))
