import pytest

from desk.models import Draft
from desk.publishing import OWN, RefusedError, publish, submit
from programs.models import Tuition
from tests.desk.edited import address, correct
from tests.desk.people import make_staff
from tests.factories import make_course, make_editor, make_source, make_tuition

pytestmark = pytest.mark.django_db


def propose_price(client, price, **typed):
    page = address("program", "change", price.program.pk)
    typed = {f"tuitions-0-{name}": value for name, value in typed.items()}
    return correct(client, page, **typed)


def test_changed_price_of_a_published_program_is_a_draft(client, author):
    price = make_tuition(amount=20_000)

    response = propose_price(client, price, amount="21500")

    price.refresh_from_db()
    draft = Draft.objects.get()
    change = draft.changes.get()
    assert response.headers["Location"] == draft.get_absolute_url()
    assert (price.amount, price.history.count()) == (20_000, 1)
    assert (change.before, change.after) == ({"amount": "20000"}, {"amount": "21500"})
    assert (draft.state, draft.edited_by) == ("draft", author)
    assert list(draft.authors.all()) == [author]


def test_page_shows_the_draft_and_goes_on_with_it(client, author):
    price = make_tuition(amount=20_000)
    propose_price(client, price, amount="21500")

    propose_price(client, price, academic_year="2026-27")

    change = Draft.objects.get().changes.get()
    assert change.after == {"amount": "21500", "academic_year": "2026-27"}


def test_added_price_keeps_its_key_until_it_is_public(client, author):
    course = make_course()
    page = address("program", "change", course.program.pk)
    price = {
        "tuitions-TOTAL_FORMS": "1",
        "tuitions-0-residency": "any",
        "tuitions-0-basis": "per-credit",
        "tuitions-0-amount": "900",
        "tuitions-0-currency": "USD",
        "tuitions-0-state": "known",
        "tuitions-0-source": make_source().pk,
        "tuitions-0-checked_on": "2026-11-20",
    }
    correct(client, page, **price)
    key = Draft.objects.get().changes.get().object_id

    correct(client, page, **{"tuitions-0-amount": "950"})

    draft = Draft.objects.get()
    assert not Tuition.objects.exists()
    submit(draft, author, version=draft.version)
    publish(draft, make_staff("Reviewer"), version=draft.version)
    published = Tuition.objects.get()
    assert published.pk == key
    assert published.amount == 950
    assert published.history.get().history_user == author


def test_approved_price_is_public_with_its_history(client, author):
    price = make_tuition(amount=20_000)
    propose_price(client, price, amount="21500", checked_on="2026-11-23")
    draft = Draft.objects.get()
    submit(draft, author, version=draft.version)

    publish(draft, make_staff("Reviewer"), version=draft.version)

    price.refresh_from_db()
    estimates = price.program.tuition_estimates.filter(scope="program")
    assert price.amount == 21_500
    assert price.history.latest().history_user == author
    assert {estimate.per_year_highest for estimate in estimates} == {21_500}


def test_nobody_approves_her_own_price_not_even_a_superuser(client):
    superuser = make_editor()
    client.force_login(superuser)
    price = make_tuition(amount=20_000)
    propose_price(client, price, amount="21500")
    draft = Draft.objects.get()
    submit(draft, superuser, version=draft.version)

    with pytest.raises(RefusedError, match=OWN):
        publish(draft, superuser, version=draft.version)

    price.refresh_from_db()
    assert price.amount == 20_000


def test_nothing_says_that_the_public_version_was_changed(client, author):
    response = propose_price(client, make_tuition(amount=20_000), amount="21500")

    page = client.get(response.headers["Location"])

    messages = [str(message) for message in page.context["messages"]]
    assert messages == ["Kept as a draft. The public version is as it was."]
