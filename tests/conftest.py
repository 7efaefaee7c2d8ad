from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.db.migrations import RunPython
from django.test import Client

from portal import embedded_database
from profiles.models import User
from tests.factories import make_editor

MIGRATIONS_WITH_ROWS = [
    "desk.migrations.0002_groups",
    "desk.migrations.0006_correction_groups",
    "desk.migrations.0008_review_intervals",
    "desk.migrations.0010_spreadsheet_groups",
    "guide.migrations.0004_groups",
]


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> Iterator[None]:
    """Start a database server for this test run, unless DATABASE_URL names one."""
    if not settings.THROW_AWAY_DATABASE:
        yield
        return
    with embedded_database.throw_away() as server:
        connections["default"].settings_dict.update(server)
        yield


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


@pytest.fixture
def rows_of_migrations(transactional_db: None) -> None:
    """Write anew the groups and intervals that another such test has emptied."""
    for name in MIGRATIONS_WITH_ROWS:
        migration: Any = import_module(name).Migration
        for operation in migration.operations:
            if isinstance(operation, RunPython):
                write: Any = operation.code
                write(apps, None)


@pytest.fixture
def editor(client: Client) -> User:
    """Sign a member of staff in to the test client."""
    user: User = make_editor()
    client.force_login(user)
    return user
