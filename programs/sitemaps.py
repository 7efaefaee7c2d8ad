from datetime import date
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import Max, Q, QuerySet
from django.urls import reverse

from programs.models import Institution, Program


class PageSitemap(Sitemap):
    """The pages that are no program and no institution."""

    def items(self) -> list[str]:
        return ["home", "programs:list", "programs:coverage"]

    def location(self, item: str) -> str:
        return reverse(item)


class ProgramSitemap(Sitemap):
    """Every published program, with the day of its newest check."""

    def items(self) -> QuerySet[Program]:
        return Program.objects.published().with_institution().order_by("pk")

    def lastmod(self, item: Program) -> date | None:
        return item.last_checked_on


class InstitutionSitemap(Sitemap):
    """Every institution with a published program, with its programs' newest check."""

    def items(self) -> QuerySet:
        published = Q(programs__workflow_state="published")
        return (
            Institution.objects.filter(published)
            .annotate(newest_check=Max("programs__last_checked_on", filter=published))
            .order_by("pk")
        )

    def lastmod(self, item: Any) -> date | None:
        """Give the newest check that `items` has annotated; None when not recorded."""
        newest: date | None = item.newest_check
        return newest


SITEMAPS = {
    "pages": PageSitemap,
    "programs": ProgramSitemap,
    "institutions": InstitutionSitemap,
}
