from collections import Counter
from datetime import timedelta
from typing import Self

from django.db import models
from django.utils import timezone

from desk.links.answers import Answer, Outcome
from programs.formatting import day
from programs.models import Source

DEAD_AFTER = 3  # checks in a row without an answer


class LinkCheckQuerySet(models.QuerySet["LinkCheck"]):
    def need_a_look(self) -> Self:
        """Keep the checks that staff have to do something about.

        Dead and forbidden addresses, those that have moved for good, and pages whose
        text has changed.
        """
        return self.filter(state__in=LinkCheck.NEED_A_LOOK)

    def counts(self) -> Counter[str]:
        """Count them by state; a state without any counts 0."""
        found = self.order_by().values_list("state").annotate(models.Count("pk"))
        return Counter(dict(found))

    def not_due(self, days: int) -> Self:
        """Keep the checks that need not be repeated yet, `days` after they were made.

        An address that did not answer is due again after a day, and a new one at once.
        """
        now = timezone.now()
        recent = self.filter(checked_at__gt=now - timedelta(days=days))
        failed = {"failures__gt": 0, "checked_at__lte": now - timedelta(days=1)}
        return recent.filter(url=models.F("source__url")).exclude(**failed)

    def mark_seen(self) -> int:
        """Note that staff have seen the text as it is now; give how many changed."""
        changed = self.filter(state=LinkCheck.State.CHANGED)
        fine = LinkCheck.State.FINE
        return changed.update(seen_hash=models.F("text_hash"), state=fine)


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
    url = models.TextField("address", help_text="The one that was asked.")
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
        null=True, help_text="When the text was last found to be another."
    )

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-checked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.source}"

    @classmethod
    def of(cls, source: Source) -> Self | None:
        """Give a source's check; None when its present address was never asked."""
        check = getattr(source, "link_check", None)
        return check if check and check.url == source.url else None

    def in_words(self) -> str:
        """Say what was found when, and where the address leads."""
        said = [f"{self.get_state_display()}, asked {day(self.checked_at)}."]
        if self.fault:
            said.append(self.fault)
        if self.state == self.State.CHANGED and self.changed_at:
            said.append(f"Another text since {day(self.changed_at)}.")
        if self.final_url != self.url:
            said.append(f"Leads to {self.final_url}")
        return " ".join(said)

    def note(self, answer: Answer) -> None:
        """Take in what a visit found.

        Only failures in a row make an address dead. What is known of the text stays
        when nothing could be read.
        """
        self.status, self.fault = answer.status, answer.fault
        self.final_url, self.checked_at = answer.url, timezone.now()
        if answer.outcome is Outcome.UNREACHABLE:
            self.failures += 1
        else:
            self.failures = 0
        if answer.text_hash and answer.text_hash != self.text_hash:
            self._note_text(answer.text_hash)
        self.state = self._state_after(answer)

    def _note_text(self, text_hash: str) -> None:
        if self.text_hash:
            self.changed_at = self.checked_at
        self.text_hash = text_hash
        self.seen_hash = self.seen_hash or text_hash

    def _state_after(self, answer: Answer) -> str:
        if answer.outcome is Outcome.FORBIDDEN:
            return self.State.FORBIDDEN
        if answer.outcome is Outcome.KEPT_OUT:
            return self.State.REFUSED
        if answer.outcome is Outcome.UNREACHABLE:
            is_dead = self.failures >= DEAD_AFTER
            return self.State.DEAD if is_dead else self.State.UNREACHABLE
        if answer.has_moved:
            return self.State.MOVED
        if self.text_hash != self.seen_hash:
            return self.State.CHANGED
        return self.State.REDIRECTED if answer.is_redirected else self.State.FINE
