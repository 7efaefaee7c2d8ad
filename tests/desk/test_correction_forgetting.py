from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command

from tests.factories import make_correction

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("about", "days", "is_kept"),
    [
        ({"state": "new"}, 179, True),
        ({"state": "new"}, 181, False),
        ({"state": "accepted"}, 181, False),
        ({"state": "answered", "closed_at": NOW}, 29, True),
        ({"state": "answered", "closed_at": NOW}, 31, False),
        ({"state": "published", "closed_at": NOW}, 31, False),
    ],
)
def test_address_is_forgotten_in_time(about, days, is_kept):
    with time_machine.travel(NOW, tick=False):
        correction = make_correction(email="reader@example.org", **about)

    with time_machine.travel(NOW + timedelta(days=days), tick=False):
        call_command("forget_expired")

    correction.refresh_from_db()
    assert (correction.email == "reader@example.org") is is_kept
    assert correction.wrong == "It is 21,500 now."
