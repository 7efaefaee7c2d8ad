from typing import Any

from django.db import models
from simple_history.models import ModelDelta

from desk.admin.history import ChangesInWords
from guide.differences import differences


class WholeChanges(ChangesInWords):
    """Says of long texts in which places they were changed."""

    def context_for_delta_changes(self, delta: ModelDelta) -> list[dict[str, Any]]:
        """Give a `field`, `old` and `new` for each change; `places` for a long text."""
        shown = super().context_for_delta_changes(delta)
        for each in shown:
            name = each["name"]
            if isinstance(self.model._meta.get_field(name), models.TextField):
                old = getattr(delta.old_record, name)
                each["places"] = differences(old, getattr(delta.new_record, name))
        return shown


def is_changed(one: models.Model) -> bool:
    """Tell whether a stored object differs from its row: saving it makes a version."""
    stored = type(one)._base_manager.get(pk=one.pk)
    names = [column.attname for column in one._meta.concrete_fields]
    return any(getattr(one, name) != getattr(stored, name) for name in names)
