from datetime import date

import pytest
from django.urls import reverse

from desk.drafting import propose
from desk.models import Draft
from desk.publishing import publish, submit
from programs.models import Program, Tuition
from tests.desk.edited import address
from tests.desk.people import make_staff
from tests.factories import make_citation, make_program, make_tuition

pytestmark = pytest.mark.django_db


def restore(client, row, version):
    model = row._meta.model_name
    page = reverse("admin:version_restore", args=[model, version.history_id])
    return client.post(page)


def make_raised_price():
    price = make_tuition(amount=20_000)
    first = price.history.get()
    price.amount = 21_500
    price.save()
    return price, first


def test_an_old_price_comes_back_as_a_draft(client, author):
    price, first = make_raised_price()

    response = restore(client, price, first)

    draft = Draft.objects.get()
    change = draft.changes.get()
    price.refresh_from_db()
    assert response.headers["Location"] == draft.get_absolute_url()
    assert (change.before, change.after) == ({"amount": "21500"}, {"amount": "20000"})
    assert price.amount == 21_500


def test_a_removed_price_comes_back_under_its_key_once_approved(client, author):
    price = make_tuition(amount=20_000)
    key = price.pk
    price.delete()
    restore(client, price, Tuition.history.latest())
    draft = Draft.objects.get()
    submit(draft, author, version=draft.version)

    publish(draft, make_staff("Reviewer"), version=draft.version)

    assert Tuition.objects.get().pk == key


def test_what_is_public_already_is_not_restored(client, author):
    price, _ = make_raised_price()

    response = restore(client, price, price.history.latest())

    page = address("program", "history", price.program.pk)
    assert response.headers["Location"] == page
    assert not Draft.objects.exists()


def test_an_old_version_of_a_program_comes_back_as_a_draft(client, author):
    program = make_program(summary="Old words.")
    first = program.history.get()
    program.summary = "New words."
    program.save()

    restore(client, program, first)

    change = Draft.objects.get().changes.get()
    assert change.after == {"summary": "Old words."}
    assert program.history.count() == 2


def test_history_page_offers_to_restore_each_version(client, author):
    price, first = make_raised_price()

    page = client.get(address("program", "history", price.program.pk)).text

    assert reverse("admin:version_restore", args=["tuition", first.history_id]) in page


def test_a_price_that_waited_for_a_new_year_waits_no_more_once_it_is_read(author):
    price = make_tuition(amount=20_000, reconfirm_since=date(2026, 11, 1))
    program = price.program

    def read_anew():
        row = Tuition.objects.get()
        row.amount, row.checked_on = 21_000, date(2026, 11, 25)
        row.save()

    propose(program, author, read_anew)
    draft = Draft.objects.get()
    submit(draft, author, version=draft.version)
    publish(draft, make_staff("Reviewer"), version=draft.version)

    price.refresh_from_db()
    assert price.reconfirm_since is None


@pytest.mark.parametrize("group", ["Data manager", None])
def test_who_may_not_edit_may_not_restore(client, group):
    price, first = make_raised_price()
    if group:
        client.force_login(make_staff(group))

    response = restore(client, price, first)

    assert response.status_code == (403 if group else 302)
    assert not Draft.objects.exists()


@pytest.mark.parametrize(("model", "version"), [("user", 1), ("tuition", 999_999)])
def test_what_is_not_there_is_not_restored(client, author, model, version):
    page = reverse("admin:version_restore", args=[model, version])

    assert client.post(page).status_code == 404


def test_a_version_is_only_restored_by_a_form(client, author):
    _, first = make_raised_price()
    page = reverse("admin:version_restore", args=["tuition", first.history_id])

    assert client.get(page).status_code == 405


def test_a_row_whose_place_is_taken_is_not_restored(client, author):
    citation = make_citation()
    program, first = citation.program, citation.history.get()
    taken = {name: getattr(citation, name) for name in ("program", "field", "source")}
    citation.delete()
    make_citation(**taken)

    response = restore(client, citation, first)

    page = client.get(response.headers["Location"])
    assert response.headers["Location"] == address("program", "history", program.pk)
    assert list(map(str, page.context["messages"])) == [
        "Citation: what is there now leaves no place for it as it was. This field "
        "already cites this source."
    ]
    assert not Draft.objects.exists()


def test_nothing_is_restored_of_a_program_that_is_gone(client, author):
    price = make_tuition()
    program = price.program
    versions = [(price, price.history.get()), (program, program.history.get())]
    Program.objects.get().delete()

    responses = [restore(client, row, version) for row, version in versions]

    assert [response.status_code for response in responses] == [404, 404]
