import re
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.models import Draft, FactCheck
from desk.publishing import publish, submit
from desk.views.confirming import NOT_LOOKED_FOR
from programs.models import Tuition
from tests.desk.drafts import approve_draft
from tests.desk.edited import FACT_MAKERS, address, correct
from tests.desk.people import make_staff
from tests.factories import (
    make_citation,
    make_course,
    make_deadline,
    make_institution,
    make_outcome,
    make_program,
    make_source,
    make_tuition,
    make_user,
)
from tests.pages import text_of

pytestmark = pytest.mark.django_db

LIST_URL = reverse("admin:desk_factcheck_changelist")
TODAY = date(2026, 11, 26)
OLD = date(2025, 1, 1)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


def confirm_url(row):
    return reverse("admin:fact_confirm", args=[row._meta.model_name, row.pk])


def source_url(source):
    return reverse("admin:source_confirm", args=[source.pk])


def values_of(row):
    fresh = type(row).objects.values().get(pk=row.pk)
    return {
        name: value
        for name, value in fresh.items()
        if name not in ("checked_on", "reconfirm_since")
    }


@pytest.mark.parametrize("model", FACT_MAKERS)
def test_one_press_confirms_a_fact_and_leaves_its_values(client, author, model):
    row = FACT_MAKERS[model](checked_on=OLD)
    before = values_of(row)

    response = client.post(confirm_url(row), {"next": "/admin/?from=desk"})

    row.refresh_from_db()
    assert response.headers["Location"] == "/admin/?from=desk"
    assert (row.checked_on, values_of(row)) == (TODAY, before)
    version = row.history.latest()
    assert (row.history.count(), version.checked_on) == (2, TODAY)
    assert (version.history_user, version.history_change_reason) == (
        author,
        "Still true",
    )


@pytest.mark.parametrize("make", [make_tuition, make_deadline])
def test_confirmed_fact_waits_for_no_reconfirmation(client, author, make):
    row = make(checked_on=TODAY, reconfirm_since=TODAY)

    client.post(confirm_url(row))

    row.refresh_from_db()
    assert row.reconfirm_since is None
    assert row.history.latest().reconfirm_since is None


def test_press_says_what_was_confirmed(client, author):
    row = make_tuition(checked_on=OLD)

    response = client.post(confirm_url(row), follow=True)

    said = [str(message) for message in response.context["messages"]]
    assert said == ["Still true today: Tuition: $20,000 per year, everyone, 2025-26"]
    assert response.redirect_chain == [(LIST_URL, 302)]


def test_second_press_on_one_day_leaves_no_second_version(client, author):
    row = make_tuition(checked_on=OLD)

    client.post(confirm_url(row))
    client.post(confirm_url(row))

    assert row.history.count() == 2


@pytest.mark.parametrize(
    ("make", "empty"),
    [
        (make_tuition, {"amount": None}),
        (make_outcome, {"value": None}),
        (make_citation, {}),
    ],
)
def test_value_that_nobody_looked_for_is_not_confirmed(client, author, make, empty):
    row = make(state="not-yet-checked", checked_on=None, **empty)

    response = client.post(confirm_url(row), follow=True)
    page = client.post(source_url(row.source), follow=True)

    row.refresh_from_db()
    assert row.checked_on is None
    assert NOT_LOOKED_FOR in text_of(response)
    assert "Still true today: 0 facts of this source." in text_of(page)


def test_confirmed_fact_is_the_newest_check_of_its_program(client, author):
    row = make_course(checked_on=OLD)
    row.program.__class__.objects.all().refresh_derived()

    client.post(confirm_url(row))

    row.program.refresh_from_db()
    assert row.program.last_checked_on == TODAY


def test_fact_is_confirmed_beside_an_open_draft(client, author):
    price = make_tuition(amount=20_000, checked_on=OLD)
    page = address("program", "change", price.program.pk)
    correct(client, page, **{"tuitions-0-amount": "21500"})

    client.post(confirm_url(price))

    price.refresh_from_db()
    draft = Draft.objects.get()
    assert (price.checked_on, price.amount) == (TODAY, 20_000)
    assert draft.changes.get().after == {"amount": "21500"}
    approve_draft(draft)
    price.refresh_from_db()
    assert (price.checked_on, price.amount) == (TODAY, 21_500)


@pytest.mark.parametrize(
    ("typed", "is_due"),
    [({"checked_on": "2026-11-25"}, False), ({"note": "Fall only"}, True)],
)
def test_published_price_that_was_read_anew_waits_for_nothing(
    client, author, typed, is_due
):
    price = make_tuition(checked_on=OLD, reconfirm_since=TODAY)
    page = address("program", "change", price.program.pk)
    correct(client, page, **{f"tuitions-0-{name}": typed[name] for name in typed})
    draft = Draft.objects.get()
    submit(draft, author, version=draft.version)

    publish(draft, make_staff("Reviewer"), version=draft.version)

    price.refresh_from_db()
    assert (price.reconfirm_since is not None) is is_due


def test_nothing_that_is_sent_along_changes_a_value(client, author):
    price = make_tuition(amount=20_000, checked_on=OLD)

    client.post(confirm_url(price), {"amount": "1", "checked_on": "2020-01-01"})

    price.refresh_from_db()
    assert (price.amount, price.checked_on) == (20_000, TODAY)


@pytest.mark.parametrize("next_page", ["https://evil.example/", "//evil.example/", ""])
def test_press_leads_to_pages_of_ours_only(client, author, next_page):
    response = client.post(confirm_url(make_course()), {"next": next_page})

    assert response.headers["Location"] == LIST_URL


@pytest.mark.parametrize(
    ("model", "object_id"), [("course", 999_999), ("user", 1), ("bogus", 1)]
)
def test_unknown_fact_is_404(client, author, model, object_id):
    response = client.post(reverse("admin:fact_confirm", args=[model, object_id]))

    assert response.status_code == 404


def test_confirming_is_a_post(client, author):
    assert client.get(confirm_url(make_course())).status_code == 405


def test_who_may_not_confirm_is_refused(client):
    client.force_login(make_staff("Data manager"))
    row = make_course(checked_on=OLD)

    one = client.post(confirm_url(row))
    all_of_it = client.post(source_url(row.source))
    action = {"action": "confirm", "_selected_action": [f"course-{row.pk}"]}
    client.post(LIST_URL, action)

    row.refresh_from_db()
    assert (one.status_code, all_of_it.status_code) == (403, 403)
    assert row.checked_on == OLD
    assert "Still true today" not in client.get(LIST_URL).content.decode()


def test_readers_are_sent_to_sign_in(client):
    client.force_login(make_user())
    row = make_course(checked_on=OLD)

    response = client.post(confirm_url(row))

    row.refresh_from_db()
    assert response.headers["Location"].startswith("/admin/login/")
    assert row.checked_on == OLD


def test_list_has_a_button_for_each_fact(client, author):
    row = make_course()

    page = client.get(LIST_URL, {"kind": "curriculum"}).content.decode()

    assert f'formaction="{confirm_url(row)}?seen=' in page
    assert f'value="{LIST_URL}?kind=curriculum"' in page


@pytest.mark.parametrize(("changed", "day"), [({}, TODAY), ({"amount": 21_500}, OLD)])
def test_fact_that_was_changed_since_the_page_was_opened_is_not_confirmed(
    client, author, changed, day
):
    row = make_tuition(amount=20_000, checked_on=OLD)
    button = re.search('formaction="([^"]+)"', client.get(LIST_URL).text)[1]
    Tuition.objects.update(**changed, checked_on=OLD)

    client.post(button)

    row.refresh_from_db()
    assert row.checked_on == day


def test_who_confirms_a_fact_that_was_changed_is_told_what_it_is_now(client, author):
    row = make_tuition(amount=21_500)

    response = client.post(f"{confirm_url(row)}?seen=another", follow=True)

    assert "It is now: Tuition: $21,500 per year, everyone, 2025-26." in (
        text_of(response)
    )


def test_action_confirms_the_chosen_facts(client, author):
    chosen = [make_course(checked_on=OLD), make_tuition(checked_on=OLD)]
    other = make_deadline(checked_on=OLD)
    keys = [f"course-{chosen[0].pk}", f"tuition-{chosen[1].pk}"]

    client.post(LIST_URL, {"action": "confirm", "_selected_action": keys})

    for row in [*chosen, other]:
        row.refresh_from_db()
    assert [row.checked_on for row in chosen] == [TODAY, TODAY]
    assert other.checked_on == OLD
    assert chosen[0].history.latest().history_user == author


@pytest.mark.parametrize("model", FACT_MAKERS)
def test_list_of_one_kind_confirms_the_chosen_facts(client, author, model):
    row = FACT_MAKERS[model](checked_on=OLD)
    page = address(model, "changelist")

    response = client.post(page, {"action": "confirm", "_selected_action": [row.pk]})

    row.refresh_from_db()
    assert (response.status_code, row.checked_on) == (302, TODAY)
    assert row.history.latest().history_user == author


def test_action_takes_no_more_than_can_have_been_looked_at(client, author):
    program = make_program()
    rows = [make_course(program=program, checked_on=OLD) for _ in range(201)]
    action = {
        "action": "confirm",
        "_selected_action": [f"course-{rows[0].pk}"],
        "select_across": "1",
    }

    response = client.post(LIST_URL, action, follow=True)

    assert "choose at most 200 facts" in response.content.decode()
    assert FactCheck.objects.get(object_id=rows[0].pk).checked_on == OLD


def test_page_of_a_source_says_what_will_be_confirmed(client, author):
    source = make_source(title="Tuition and fees")
    program = make_program(name="Nursing Informatics")
    make_tuition(program=program, source=source)
    make_tuition(institution=program.institution, source=source)
    make_course(program=program, source=source)
    make_course(source=make_source(title="Another page"))

    page = client.get(source_url(source)).content.decode()

    text = " ".join(page.split())
    assert "3 facts rest on it" in text
    assert "MS in Nursing Informatics, Example College </th> <td>2</td>" in text
    assert "Example College, the institution itself </th> <td>1</td>" in text
    assert '<th scope="row">Tuition and fees</th> <td>2</td>' in text


def test_all_facts_of_a_source_are_confirmed_at_once(client, author):
    source = make_source()
    rows = [make(source=source, checked_on=OLD) for make in FACT_MAKERS.values()]
    other = make_course(source=make_source(title="Another page"), checked_on=OLD)

    response = client.post(source_url(source), follow=True)

    for row in [*rows, other]:
        row.refresh_from_db()
    assert {row.checked_on for row in rows} == {TODAY}
    assert {row.history.count() for row in rows} == {2}
    assert other.checked_on == OLD
    assert "9 facts of this source" in response.content.decode()


def test_page_of_a_large_source_names_a_hundred_programs(client, author):
    source = make_source()
    for number in range(102):
        make_course(program=make_program(name=f"Program {number:03}"), source=source)

    page = client.get(source_url(source)).content.decode()

    assert "Program 099" in page
    assert "Program 100" not in page
    assert "And 2 more." in page


def test_source_of_many_facts_asks_no_more_often(client, author):
    source = make_source()
    for number in range(2):
        make_course(title=f"Course {number}", source=source, checked_on=OLD)
    with CaptureQueriesContext(connection) as for_two:
        client.post(source_url(source))
    for number in range(40):
        program = make_program(institution=make_institution(slug=f"place-{number}"))
        make_course(program=program, source=source, checked_on=OLD)

    with CaptureQueriesContext(connection) as for_forty:
        client.post(source_url(source))

    assert len(for_forty) <= len(for_two)


def test_source_without_facts_has_nothing_to_confirm(client, author):
    page = client.get(source_url(make_source())).content.decode()

    assert "No fact rests on this source" in page


def test_unknown_source_is_404(client, author):
    response = client.get(reverse("admin:source_confirm", args=[999_999]))

    assert response.status_code == 404


def test_page_of_a_source_leads_to_its_facts(client, author):
    source = make_source()

    page = client.get(address("source", "change", source.pk)).content.decode()

    assert source_url(source) in page
    assert f"{LIST_URL}?source={source.pk}" in page
