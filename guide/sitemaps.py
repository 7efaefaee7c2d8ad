from datetime import date

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from guide.models import Page


class GuideSitemap(Sitemap):
    """The pages of the guide that answer no single question."""

    def items(self) -> list[str]:
        return [
            "guide:index",
            "guide:checklist",
            "guide:figures",
            "guide:careers",
            "guide:glossary",
        ]

    def location(self, item: str) -> str:
        return reverse(item)


class QuestionSitemap(Sitemap):
    """Every question, with the day on which its answer was last reviewed."""

    def items(self) -> QuerySet[Page]:
        return Page.objects.in_order().without_text()

    def lastmod(self, item: Page) -> date:
        return item.reviewed_on


SITEMAPS = {"guide": GuideSitemap, "questions": QuestionSitemap}
