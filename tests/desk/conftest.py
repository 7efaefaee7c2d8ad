import pytest

from tests.desk.people import make_staff


@pytest.fixture
def author(client):
    """Sign an editor in, who drafts and confirms but approves nothing of her own."""
    person = make_staff("Editor")
    client.force_login(person)
    return person
