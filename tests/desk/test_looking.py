"""Who only looks at a record, or mistypes, changes nothing in its draft."""

import pytest

from desk.models import Draft
from programs.models import Tuition
from tests.desk.drafts import propose_price, submit_price
from tests.desk.edited import correct, errors_of, read_form
from tests.desk.people import make_staff
from tests.factories import make_tuition

pytestmark = pytest.mark.django_db
GROUPS = ["Editor", "Reviewer", "Data manager"]


@pytest.fixture
def submitted(client):
    """Give a submitted draft of a price, signed in as its editor."""
    client.force_login(make_staff("Editor", email="author@example.org"))
    return submit_price(client)


def move_on(**values):
    """Change the public price beside the draft, as the loader of the catalog does."""
    Tuition.objects.update(**values)


def standing_of(draft):
    """Give how far a draft is, and who had a hand in it."""
    kept = Draft.objects.get(pk=draft.pk)
    changes = [(one.before, one.after) for one in kept.changes.all()]
    people = (kept.edited_by, list(kept.authors.all()))
    return kept.state, kept.version, people, changes, kept.events.count()


@pytest.mark.parametrize("values", [{"amount": 21_000}, {"checked_on": "2026-11-26"}])
@pytest.mark.parametrize("group", GROUPS)
def test_who_looks_at_a_draft_leaves_it_as_it_is(client, submitted, group, values):
    before = standing_of(submitted)
    move_on(**values)
    client.force_login(make_staff(group))

    response = client.get(submitted.get_record_url())

    assert response.status_code == 200
    assert standing_of(submitted) == before


def test_a_page_with_a_mistake_leaves_the_draft_as_it_is(client, submitted):
    before = standing_of(submitted)
    move_on(amount=21_000)
    client.force_login(make_staff("Reviewer"))

    response = correct(client, submitted.get_record_url(), name="")

    assert "This field is required." in response.text
    assert standing_of(submitted) == before


def test_who_saves_a_draft_again_settles_what_the_public_version_gainsays(
    client, submitted
):
    move_on(amount=21_000)

    correct(client, submitted.get_record_url())

    (change,) = submitted.changes.all()
    assert (change.before["amount"], change.after["amount"]) == ("21000", "21500")
    assert Draft.objects.get().state == "draft"


def test_a_public_value_that_changed_under_the_draft_is_not_passed_over(
    client, submitted
):
    page = submitted.get_record_url()
    opened = read_form(client, page)
    move_on(amount=21_000)

    response = client.post(page, opened | {"summary": "Other words."})

    assert "Somebody has saved a change since" in errors_of(response)
    assert ">Seen</a>" not in response.text  # nobody can go to a hidden field
    assert submitted.changes.get().before["amount"] == "20000"


def test_row_of_another_program_is_not_changed_by_its_key(client):
    client.force_login(make_staff("Editor"))
    own, other = make_tuition(amount=20_000), make_tuition(amount=30_000)

    draft = propose_price(client, own, id=other.pk, amount="1")

    amounts = Tuition.objects.order_by("pk").values_list("amount", flat=True)
    assert draft is None
    assert list(amounts) == [20_000, 30_000]


def test_row_does_not_move_to_another_program(client):
    client.force_login(make_staff("Editor"))
    own, other = make_tuition(amount=20_000), make_tuition(amount=30_000)

    draft = propose_price(client, own, program=other.program_id)

    assert draft is None
    assert list(own.program.tuitions.all()) == [own]
