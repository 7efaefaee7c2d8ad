from datetime import date
from typing import Any

from django.db import models
from django.db.models import F

from guide.models.pages import Page
from programs.formatting import day


class PageAnswerQuerySet(models.QuerySet["PageAnswer"]):
    def count_one(self, page: Page, day: date, *, answered: bool) -> None:
        """Add one answer to the counts of this page and day."""
        counted = "yes_count" if answered else "no_count"
        row, _ = self.get_or_create(page=page, day=day)
        one_more: dict[str, Any] = {counted: F(counted) + 1}
        self.filter(pk=row.pk).update(**one_more)


class PageAnswer(models.Model):
    """How many readers of one page said on one day whether it answered them.

    Nothing about who said so is kept.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="answers")
    day = models.DateField()
    yes_count = models.PositiveIntegerField("answered", default=0)
    no_count = models.PositiveIntegerField("not answered", default=0)

    objects = PageAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "page__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "day"], name="page_answer_is_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.page}, {day(self.day)}: {self.yes_count} yes, {self.no_count} no"
