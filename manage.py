#!/usr/bin/env python
import os
import sys
from contextlib import nullcontext

from django.conf import settings
from django.core.management import execute_from_command_line

from portal import embedded_database


def main() -> None:
    """Run one of Django's commands, with the embedded database where it is used."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    with (
        embedded_database.running(settings.CLUSTER_FOLDER)
        if settings.EMBEDDED_DATABASE
        else nullcontext()
    ):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
