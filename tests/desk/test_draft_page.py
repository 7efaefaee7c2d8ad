import pytest

from programs.models import Tuition
from tests.desk.drafts import decide, draft_address, propose_price
from tests.desk.people import make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    person = make_staff("Editor")
    client.force_login(person)
    return person


def words_of(response):
    return " ".join(response.text.split())


def test_changed_price_stands_beside_the_public_one_with_its_source(client, author):
    draft = propose_price(client, amount="21500")

    words = words_of(client.get(draft_address(draft)))

    assert "<del>$20,000, per year, 2025-26</del>" in words
    assert "<ins>$21,500, per year, 2025-26</ins>" in words
    assert "Program page</a>, Example College, as of 2025-26, checked on" in words


def test_submitted_draft_is_approved_by_a_reviewer(client, author):
    draft = propose_price(client)
    decide(client, draft, "submit", comment="New fees page.")
    client.force_login(make_staff("Reviewer"))

    response = decide(client, draft, "publish")

    draft.refresh_from_db()
    assert response.headers["Location"] == draft.get_absolute_url()
    assert (draft.state, Tuition.objects.get().amount) == ("published", 21_500)
