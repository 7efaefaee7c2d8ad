from django.apps import AppConfig
from django.core.checks import Tags, register

from portal.checks import mail_is_set_up


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        """Add the project's own check to those of `check --deploy`."""
        register(mail_is_set_up, Tags.security, deploy=True)
