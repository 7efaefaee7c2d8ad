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
