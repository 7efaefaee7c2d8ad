from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.views.decorators.http import require_safe

from comparisons.addresses import comparison_url
from comparisons.csv_file import write_csv
from comparisons.models import SavedComparison
from comparisons.paper import Paper, PaperForm
from comparisons.pdf import PressBusyError, set_sheet
from comparisons.saved_forms import StandingForm
from comparisons.saved_page import lay_as_it_stood, lay_now
from comparisons.sheet import Sheet, make_sheet
from comparisons.views.files import FEWEST, XLSX, as_file, busy
from comparisons.views.own import own_comparison
from comparisons.xlsx_file import write_xlsx
from programs.figures.standing import ANYWHERE_ON_EARTH

Writer = Callable[[Sheet, Paper], bytes]


def _pdf(sheet: Sheet, paper: Paper) -> bytes:
    return set_sheet(sheet, paper)


def _csv(sheet: Sheet, paper: Paper) -> bytes:
    return write_csv(sheet).encode()


def _xlsx(sheet: Sheet, paper: Paper) -> bytes:
    return write_xlsx(sheet, is_letter=paper == Paper.LETTER)


WRITERS: dict[str, tuple[Writer, str]] = {
    "pdf": (_pdf, "application/pdf"),
    "csv": (_csv, "text/csv; charset=utf-8"),
    "xlsx": (_xlsx, XLSX),
}


@require_safe
@own_comparison
def saved_file(
    request: HttpRequest, saved: SavedComparison, ending: str
) -> HttpResponse:
    """Give a saved comparison as a file, with remarks only if they are asked for."""
    if len(saved.programs) < FEWEST:
        return redirect(saved)
    sheet = _sheet(request, saved)
    write, kind = WRITERS[ending]
    language = request.headers.get("Accept-Language", "")
    try:
        body = write(sheet, PaperForm(request.GET).chosen(language))
    except PressBusyError:
        return busy(request)
    return as_file(sheet, body, ending, kind)


def _sheet(request: HttpRequest, saved: SavedComparison) -> Sheet:
    """Make the sheet of today's facts, or of the kept ones, which says their age.

    Its address is the one of the same comparison that everybody can read.
    """
    form = StandingForm(request.GET)
    is_as_it_stood = form.is_as_it_stood()
    today = timezone.localdate(timezone=ANYWHERE_ON_EARTH)
    laid = lay_as_it_stood(saved) if is_as_it_stood else lay_now(saved, today)
    remarks = {each.program_id: each.remark for each in saved.shown_columns}
    return make_sheet(
        laid,
        timezone.localdate(),
        request.build_absolute_uri(comparison_url(laid.wanted)),
        saved.data_version if is_as_it_stood else settings.VERSION,
        remarks=[remarks[each.pk] for each in laid.programs]
        if form.has_remarks()
        else (),
        age=_age(saved) if is_as_it_stood else "",
    )


def _age(saved: SavedComparison) -> str:
    day = date_format(saved.snapshot_at, "F j, Y")
    return f"Facts as they stood on {day}, {timesince(saved.snapshot_at)} ago"
