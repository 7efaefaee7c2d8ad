from django.db import models


class CatalogEntry(models.Model):
    """What the shipped catalog last wrote for one institution, program or fact.

    The loader compares three things: this entry, the row as it stands now, and the
    catalog file. A row that no longer equals its entry was edited by a person.
    """

    institution = models.CharField(
        max_length=120,
        blank=True,
        db_index=True,
        help_text="Slug of the institution whose file it is from. "
        "Blank: shared by several files.",
    )
    model = models.CharField(max_length=40)
    key = models.CharField(max_length=400)
    object_id = models.PositiveBigIntegerField(null=True)
    values = models.JSONField()

    class Meta:
        verbose_name_plural = "catalog entries"
        constraints = [
            models.UniqueConstraint(
                fields=["model", "key"], name="catalog_entry_is_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.key}"
