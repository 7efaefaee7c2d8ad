from django.apps import AppConfig
from django.core.checks import Tags, register

from portal.checks import mail_is_set_up, staff_need_a_second_step


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        """Add the project's own checks to those of `check --deploy`."""
        register(mail_is_set_up, Tags.security, deploy=True)
        register(staff_need_a_second_step, Tags.security, deploy=True)
