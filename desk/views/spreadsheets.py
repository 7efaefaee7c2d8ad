"""Spreadsheets of the catalog: downloading, uploading, checking, making drafts."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from desk.models import Spreadsheet
from desk.publishing import RefusedError
from desk.spreadsheets.checking import check_again, check_some
from desk.spreadsheets.download import (
    csv_lines,
    error_rows,
    table_rows,
    write_workbook,
)
from desk.spreadsheets.forms import UploadForm
from desk.spreadsheets.preview import RowFilterSet, shown_rows
from desk.spreadsheets.proposing import make_drafts
from desk.spreadsheets.resources import expected_in, heading_of
from desk.spreadsheets.tables import TABLES
from profiles.models import User

ROWS_PER_PAGE = 50
MADE = "Drafts made and in review: {count}. Somebody else approves them."


def get_spreadsheet_for(user: Any, pk: int) -> Spreadsheet:
    """Find an upload that a person may see. Raises PermissionDenied or Http404."""
    if not user.has_perm("desk.view_spreadsheet"):
        raise PermissionDenied
    found: Spreadsheet = get_object_or_404(
        Spreadsheet.objects.select_related("uploaded_by"), pk=pk
    )
    return found


def get_upload_of(user: Any, pk: int) -> Spreadsheet:
    """Find a person's own upload, which nobody else carries on. Raises as above."""
    if not user.has_perm("desk.add_spreadsheet"):
        raise PermissionDenied
    found: Spreadsheet = get_object_or_404(Spreadsheet, pk=pk, uploaded_by=user)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def spreadsheet_new(request: HttpRequest) -> HttpResponse:
    """Take a file in; its rows are checked on the page of the upload."""
    user = cast(User, request.user)
    if not user.has_perm("desk.add_spreadsheet"):
        raise PermissionDenied
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        spreadsheet = form.stage(user)
        if spreadsheet:
            return redirect(spreadsheet)
    context = admin.site.each_context(request) | {
        "title": "Upload a spreadsheet",
        "opts": Spreadsheet._meta,
        "form": form,
    }
    return render(request, "admin/desk/spreadsheet/new.html", context)


@require_safe
def spreadsheet_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far an upload is, and what each of its rows would change."""
    spreadsheet = get_spreadsheet_for(request.user, pk)
    counts = spreadsheet.rows.counted()
    rows = spreadsheet.rows.exclude(outcome="").with_owner()
    filterset = RowFilterSet(request.GET, queryset=rows)
    found = filterset.qs if filterset.is_valid() else rows.none()
    page = Paginator(found, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context = admin.site.each_context(request) | {
        "title": str(spreadsheet),
        "opts": Spreadsheet._meta,
        "spreadsheet": spreadsheet,
        "counts": counts,
        "checked": spreadsheet.row_count - counts["unchecked"],
        "filterset": filterset,
        "page": page,
        "rows": shown_rows(spreadsheet, list(page)),
        "is_own": spreadsheet.uploaded_by_id == request.user.pk,
        "draft_count": spreadsheet.drafts.count(),
    }
    return render(request, "admin/desk/spreadsheet/detail.html", context)


@require_POST
def spreadsheet_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Check the next rows; the page that is shown after it asks for more."""
    spreadsheet = get_upload_of(request.user, pk)
    check_some(spreadsheet)
    return redirect(spreadsheet)


@require_POST
def spreadsheet_check_again(request: HttpRequest, pk: int) -> HttpResponse:
    spreadsheet = get_upload_of(request.user, pk)
    check_again(spreadsheet)
    return redirect(spreadsheet)


@require_POST
def spreadsheet_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Make drafts of all rows that differ, or say why of none."""
    spreadsheet = get_upload_of(request.user, pk)
    try:
        count = make_drafts(spreadsheet, cast(User, request.user))
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, MADE.format(count=count))
    return redirect(spreadsheet)


@require_safe
def spreadsheet_errors(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give all that is wrong in an upload as a file."""
    spreadsheet = get_spreadsheet_for(request.user, pk)
    return csv_answer(csv_lines(error_rows(spreadsheet)), f"errors-{spreadsheet.pk}")


@require_safe
def spreadsheet_columns(request: HttpRequest, kind: str) -> HttpResponse:
    """Explain the columns of a table."""
    if kind not in TABLES:
        raise Http404
    table = TABLES[kind]
    context = admin.site.each_context(request) | {
        "title": f"Columns of the table “{kind}”",
        "opts": Spreadsheet._meta,
        "columns": [
            (heading_of(name), expected_in(table, name)) for name in table.fields
        ],
        "model_name": capfirst(str(table.model._meta.verbose_name)),
    }
    return render(request, "admin/desk/spreadsheet/columns.html", context)


@require_safe
def spreadsheet_csv(request: HttpRequest, kind: str) -> HttpResponseBase:
    found = listed_rows(request, kind)
    return csv_answer(csv_lines(table_rows(kind, found)), kind)


@require_safe
def spreadsheet_xlsx(request: HttpRequest, kind: str) -> HttpResponseBase:
    file = write_workbook(kind, listed_rows(request, kind))
    return FileResponse(file, as_attachment=True, filename=f"{kind}.xlsx")


def listed_rows(request: HttpRequest, kind: str) -> QuerySet:
    """Give the rows of a list of the admin, as its address filters them.

    Raises Http404 for an unknown table or filter, PermissionDenied for who may not
    see it.
    """
    if kind not in TABLES:
        raise Http404
    listed = admin.site.get_model_admin(TABLES[kind].model)
    if not listed.has_view_permission(request):
        raise PermissionDenied
    try:
        found: QuerySet = listed.get_changelist_instance(request).get_queryset(request)
    except IncorrectLookupParameters as error:
        raise Http404 from error
    return found


def csv_answer(lines: Any, name: str) -> StreamingHttpResponse:
    """Send lines as a CSV file while they are written."""
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
