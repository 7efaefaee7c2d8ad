from django.db import models


class GuideEntry(models.Model):
    """What the shipped guide last wrote for one page, claim, role or other row.

    The loader compares three things: this entry, the row as it stands now, and the
    file. A row that no longer equals its entry was edited by a person.
    """

    model = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    object_id = models.PositiveBigIntegerField()
    values = models.JSONField()

    class Meta:
        verbose_name_plural = "guide entries"
        constraints = [
            models.UniqueConstraint(
                fields=["model", "key"], name="guide_entry_is_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.key}"
