from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchRank
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from simple_history.models import HistoricalRecords

from guide.models.references import with_sources
from guide.models.search import joined, vector, without_tags


class TermQuerySet(models.QuerySet["Term"]):
    def in_order(self) -> Self:
        """Order terms by the alphabet."""
        return self.order_by(Lower("term"), "pk")

    def with_sources(self) -> Self:
        """Fetch each term's references and their sources."""
        return with_sources(self)

    def search(self, query: Any, *, in_texts: bool) -> Self:
        """Terms in which the query is found; annotates its `likeness`, from 0 to 1.

        The term and its other forms weigh most. Without `in_texts` the further
        sentences are not looked at.
        """
        words = vector("A", "term", joined("also")) + vector("B", "short")
        if in_texts:
            words += vector("D", without_tags("long"))
        return self.annotate(words=words, likeness=SearchRank(words, query)).filter(
            words=query
        )


class Term(models.Model):
    """One word of the subject, explained."""

    key = models.SlugField(
        max_length=60,
        unique=True,
        help_text="Its anchor in the glossary; changing it breaks links.",
    )
    term = models.CharField(max_length=80, help_text="As it reads in a sentence.")
    short = models.CharField(
        max_length=300, help_text="One sentence, shown where the term is first used."
    )
    long = models.TextField(
        max_length=1500, blank=True, help_text="Further sentences, for the glossary."
    )
    also = ArrayField(
        models.CharField(max_length=80),
        default=list,
        blank=True,
        help_text="Other forms of the word, separated by commas.",
    )
    see = ArrayField(
        models.SlugField(max_length=60),
        default=list,
        blank=True,
        help_text="Keys of related terms, separated by commas.",
    )

    objects = TermQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = [Lower("term")]

    def __str__(self) -> str:
        return self.term

    def get_absolute_url(self) -> str:
        return f"{reverse('guide:glossary')}#{self.key}"
