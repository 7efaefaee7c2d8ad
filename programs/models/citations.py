from django.db import models
from django.utils.text import capfirst
from simple_history.models import HistoricalRecords

from programs.models.facts import CHECKED_HELP, NOTE_HELP, OWNER_HELP, SOURCE_HELP
from programs.models.programs import Program
from programs.models.sources import Source, ValueState


class Citation(models.Model):
    """Where one field of a program was read, or why it has no value.

    A field with neither a value nor a citation is not yet checked.
    """

    program = models.ForeignKey(
        Program,
        on_delete=models.CASCADE,
        related_name="citations",
        help_text=OWNER_HELP,
    )
    field = models.CharField(
        max_length=40,
        help_text="Name of the program's field, such as delivery or minimum_gpa, or "
        "of a list, such as deadlines.",
    )
    state = models.CharField(
        max_length=20,
        choices=ValueState,
        default=ValueState.KNOWN,
        help_text="Known when the field has a value; otherwise why it has none.",
    )
    note = models.CharField(max_length=500, blank=True, help_text=NOTE_HELP)
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        related_name="citations",
        help_text=SOURCE_HELP,
    )
    checked_on = models.DateField(null=True, blank=True, help_text=CHECKED_HELP)

    history = HistoricalRecords()

    class Meta:
        ordering = ["field", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "field", "source"],
                name="citation_is_unique",
                violation_error_message="This field already cites this source.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.source or self.get_state_display()}"

    @property
    def label(self) -> str:
        """The field that it is of, as pages call it: Minimum GPA."""
        labels = {column.name: column.verbose_name for column in Program._meta.fields}
        return str(capfirst(labels.get(self.field, self.field.replace("_", " "))))
