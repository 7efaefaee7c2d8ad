import pytest

pytestmark = pytest.mark.django_db


def test_privacy_page_opens(client):
    response = client.get("/privacy/")

    assert response.status_code == 200
