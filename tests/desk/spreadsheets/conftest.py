import pytest

from tests.desk.people import make_staff


@pytest.fixture
def uploader(client):
    """Sign a data manager in; only those upload."""
    person = make_staff("Data manager")
    client.force_login(person)
    return person
