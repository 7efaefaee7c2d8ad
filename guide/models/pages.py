from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchRank
from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from guide.models.references import with_sources
from guide.models.search import vector, without_tags


class PageQuerySet(models.QuerySet["Page"]):
    def in_order(self) -> Self:
        """Order pages as the guide lists them."""
        return self.order_by("position", "pk")

    def with_sources(self) -> Self:
        """Fetch each page's references and their sources, in the page's order."""
        return with_sources(self)

    def search(self, query: Any, *, in_texts: bool) -> Self:
        """Pages in which the query is found; annotates its `likeness`, from 0 to 1.

        Question and short title weigh most. Without `in_texts` the long text is not
        looked at.
        """
        words = vector("A", "question", "short_title") + vector(
            "B", without_tags("short_answer")
        )
        if in_texts:
            words += vector("D", without_tags("body"))
        return self.annotate(words=words, likeness=SearchRank(words, query)).filter(
            words=query
        )

    def without_text(self) -> Self:
        """Leave the long text in the database: for lists and links."""
        return self.defer("body")


class Page(models.Model):
    """One question of the guide with its answer."""

    slug = models.SlugField(
        max_length=60,
        unique=True,
        help_text="Part of the public address; changing it breaks links.",
    )
    question = models.CharField(
        max_length=120, help_text="The heading: a question in a reader's words."
    )
    short_title = models.CharField(
        max_length=40, help_text="Two to four words, for links."
    )
    short_answer = models.TextField(
        max_length=1200,
        help_text="Two or three plain sentences that stand before everything else. "
        "Markdown without headings and lists.",
    )
    body = models.TextField(
        help_text="The answer: Markdown with headings from ## on. The tags live, "
        "claim, cite, term and occupation may be used."
    )
    position = models.PositiveSmallIntegerField(help_text="Order in lists, from 1.")
    reviewed_on = models.DateField(
        help_text="The day on which an editor last read all of it against its sources."
    )
    related = ArrayField(
        models.SlugField(max_length=60),
        default=list,
        blank=True,
        help_text="Slugs of pages that answer what a reader asks next, separated by "
        "commas.",
    )

    objects = PageQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("guide:page", args=[self.slug])
