from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.test import Client

from portal import embedded_database
from profiles.models import User
from tests.factories import make_editor


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
def editor(client: Client) -> User:
    """Sign a member of staff in to the test client."""
    user: User = make_editor()
    client.force_login(user)
    return user
