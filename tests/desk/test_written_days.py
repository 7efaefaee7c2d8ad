"""Days are written in one form on every page of the desk."""

import re
from datetime import UTC, datetime

import pytest
import time_machine

from tests.desk.addresses import admin_paths
from tests.desk.edited import address
from tests.factories import make_editor, make_tuition

pytestmark = pytest.mark.django_db

MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
DAY = re.compile(rf"\b(?:{MONTHS}) \d{{1,2}}, \d{{4}}")
OTHER_FORMS = re.compile(
    rf"\b(?:{MONTHS})\w*\.? \d{{1,2}}, \d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|[ap]\.m\."
)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(datetime(2026, 11, 26, 9, 5, tzinfo=UTC), tick=False):
        yield


def text_of(response):
    """Give what a page says, without its tags and the examples in its help."""
    page = b"".join(response).decode(errors="replace")
    is_page = response.headers["Content-Type"].startswith("text/html")
    if not is_page or response.status_code != 200:
        return ""
    told = re.sub(r'<(div|p|span) class="help.*?</\1>', "", page, flags=re.S)
    return " ".join(re.sub(r"<[^>]*>", " ", told).split())


def test_no_page_writes_a_day_in_another_form(client):
    person = make_editor()
    paths = admin_paths(person)
    client.force_login(person)

    said = {name: text_of(client.get(path)) for name, path in paths.items()}

    others = {
        name: OTHER_FORMS.findall(DAY.sub("", text)) for name, text in said.items()
    }
    assert {name: found for name, found in others.items() if found} == {}


def test_a_moment_says_the_hour_and_its_zone(client):
    client.force_login(make_editor())
    price = make_tuition()

    page = client.get(address("tuition", "history", price.pk)).text

    moment = '<time datetime="2026-11-26T09:05:00+00:00">Nov 26, 2026, 09:05 UTC</time>'
    assert moment in page
