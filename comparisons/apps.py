from collections.abc import Callable
from typing import Any

from django.apps import AppConfig


class ComparisonsConfig(AppConfig):
    name = "comparisons"

    def kept_about(self, user: Any, absolute: Callable[[str], str]) -> object:
        """Give the account's archive what this app keeps about a person."""
        from comparisons.export import comparison_rows

        return comparison_rows(user, absolute)

    def forget_removed(self) -> int:
        """Delete comparisons that people removed over a day ago; give how many."""
        from comparisons.models import SavedComparison

        return SavedComparison.objects.forget_removed()
