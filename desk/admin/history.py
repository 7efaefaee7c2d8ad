from typing import Any

from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin
from simple_history.models import ModelDelta
from simple_history.template_utils import HistoricalRecordContextHelper

from programs.versions import changes_between


class ChangesInWords(HistoricalRecordContextHelper):
    """Writes what a version changed as the pages do, where the library writes codes."""

    def context_for_delta_changes(self, delta: ModelDelta) -> list[dict[str, Any]]:
        """Give `name`, `field`, `old` and `new` of each field that was changed."""
        changes = changes_between(delta.old_record, delta.new_record)
        return [vars(change) for change in changes]


def tell_in_words(
    self: SimpleHistoryAdmin, request: HttpRequest, historical_record: Any
) -> ChangesInWords:
    """Let a page of history say in words what each version changed."""
    return ChangesInWords(self.model, historical_record)
