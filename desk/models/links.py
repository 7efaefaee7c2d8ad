from typing import Self

from django.db import models

from programs.models import Source


class LinkCheckQuerySet(models.QuerySet["LinkCheck"]):
    def need_a_look(self) -> Self:
        """Keep the checks that staff have to do something about.

        Dead and forbidden addresses, those that have moved for good, and pages whose
        text has changed.
        """
        return self.filter(state__in=LinkCheck.NEED_A_LOOK)

    def with_source(self) -> Self:
        """Fetch each check's source in the same query."""
        return self.select_related("source")


class LinkCheck(models.Model):
    """How the address of one source answered when it was last asked."""

    class State(models.TextChoices):
        FINE = "fine", "Answers"
        CHANGED = "changed", "Text has changed"
        MOVED = "moved", "Moved for good"
        REDIRECTED = "redirected", "Leads elsewhere for now"
        REFUSED = "refused", "Asks programs to keep out"
        UNREACHABLE = "unreachable", "Did not answer"
        DEAD = "dead", "Dead"
        FORBIDDEN = "forbidden", "Not an address that we may ask"

    NEED_A_LOOK = (State.DEAD, State.MOVED, State.CHANGED, State.FORBIDDEN)

    source = models.OneToOneField(
        Source, on_delete=models.CASCADE, related_name="link_check"
    )
    state = models.CharField(max_length=20, choices=State)
    status = models.PositiveSmallIntegerField(
        null=True, help_text="The status of the answer, such as 404. Blank: no answer."
    )
    fault = models.CharField(
        max_length=200, blank=True, help_text="In words, what went wrong."
    )
    final_url = models.TextField(
        "final address", blank=True, help_text="Where redirects led to."
    )
    text_hash = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 of the visible text."
    )
    seen_hash = models.CharField(
        max_length=64,
        blank=True,
        help_text="The same of the text that staff saw last, or that was found first.",
    )
    failures = models.PositiveSmallIntegerField(
        default=0, help_text="Checks in a row without an answer."
    )
    checked_at = models.DateTimeField()
    changed_at = models.DateTimeField(
        null=True, help_text="When the text was first found to be another."
    )

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-checked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.source}"
