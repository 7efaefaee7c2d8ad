from collections.abc import Callable
from typing import Any

from django.apps import AppConfig
from django.contrib.admin import apps as admin


class DeskConfig(AppConfig):
    name = "desk"
    verbose_name = "Staff desk"
    default = True

    def kept_about(self, user: Any, absolute: Callable[[str], str]) -> object:
        """Give the account's archive what this app keeps about a person's work."""
        from desk.export import desk_rows

        return desk_rows(user)

    def forget_addresses_of(self, user: Any) -> None:
        """Delete the addresses that a person left with corrections."""
        from desk.models import Correction

        Correction.objects.sent_by(user).update(email="")

    def forget_removed(self) -> int:
        """Delete senders' addresses and uploads whose time is over; give how many."""
        from desk.models import Correction, Spreadsheet

        forgotten = Correction.objects.forget_addresses()
        return forgotten + Spreadsheet.objects.forget_old()


class DeskAdminConfig(admin.AdminConfig):
    default_site = "desk.site.DeskSite"
    default = False
