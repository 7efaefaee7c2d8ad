from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from guide.admin.rows import GuideAdmin
from guide.models import Page
from guide.reading import read_page

PREVIEW = "_preview"


@admin.register(Page)
class PageAdmin(GuideAdmin):
    """The questions of the guide; “Preview” shows what saving would, and saves nothing.

    The text is saved, read and the whole transaction undone, so that a preview passes
    the same checks and looks the same as the page.
    """

    list_display = ["question", "position", "slug", "reviewed_on"]
    search_fields = ["question", "short_title", "slug", "body"]

    def response_add(
        self, request: HttpRequest, obj: Page, post_url_continue: str | None = None
    ) -> HttpResponse:
        if PREVIEW in request.POST:
            return self._preview(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Page) -> HttpResponse:
        if PREVIEW in request.POST:
            return self._preview(request, obj)
        return super().response_change(request, obj)

    def _preview(self, request: HttpRequest, page: Page) -> HttpResponse:
        shown = read_page(Page.objects.with_sources().get(pk=page.pk))
        transaction.set_rollback(True)
        return render(request, "admin/guide/page/preview.html", {"shown": shown})
