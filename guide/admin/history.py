from typing import Any

from django.db import models
from simple_history.models import ModelDelta
from simple_history.template_utils import HistoricalRecordContextHelper

from guide.differences import differences


class WholeChanges(HistoricalRecordContextHelper):
    """Gives changes of long texts whole, where the library cuts them short."""

    def context_for_delta_changes(self, delta: ModelDelta) -> list[dict[str, Any]]:
        """Give a `field`, `old` and `new` for each change; `places` for a long text."""
        shown = super().context_for_delta_changes(delta)
        for each, change in zip(shown, delta.changes, strict=True):
            if isinstance(self.model._meta.get_field(change.field), models.TextField):
                each["places"] = differences(change.old, change.new)
        return shown


def is_changed(one: models.Model) -> bool:
    """Tell whether a stored object differs from its row: saving it makes a version."""
    stored = type(one)._base_manager.get(pk=one.pk)
    names = [column.attname for column in one._meta.concrete_fields]
    return any(getattr(one, name) != getattr(stored, name) for name in names)
