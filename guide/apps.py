from collections.abc import Callable
from typing import Any

from django.apps import AppConfig


class GuideConfig(AppConfig):
    name = "guide"

    def kept_about(self, user: Any, absolute: Callable[[str], str]) -> object:
        """Give the account's archive what this app keeps about a person."""
        from guide.export import checklist_rows

        return checklist_rows(user, absolute)

    def forget_removed(self) -> int:
        """Give 0: a checklist that a person deletes is gone at once."""
        return 0
