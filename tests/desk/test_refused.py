"""Every way to publish one's own change of a price, tried by everybody who could.

All of them start from the same submitted draft, that of `submit_as`, as does the one
who may publish it: what is refused is refused for who asks, not for what is sent.
"""

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from desk.models import Draft
from desk.publishing import CHANGED, NO_RIGHT, NOT_SUBMITTED, OWN
from programs.models import Program, Tuition
from tests.desk.drafts import decide, propose_price, submit_price
from tests.desk.edited import address, correct
from tests.desk.people import make_staff
from tests.factories import make_editor, make_institution, make_source, make_tuition

pytestmark = pytest.mark.django_db

PRICE = {
    "academic_year": "2025-26",
    "residency": "any",
    "basis": "per-year",
    "amount": "21500",
    "currency": "USD",
    "state": "known",
    "checked_on": "2026-11-20",
}
DELETED = {"action": "delete_selected", "post": "yes"}
DRAFTS = reverse("admin:desk_draft_changelist")


def submit_as(client, person):
    """Let a person submit a draft in which a price of $20,000 becomes $21,500."""
    client.force_login(person)
    return submit_price(client)


def is_untouched():
    """Tell whether the public price is what it was, and was never anything else."""
    price = Tuition.objects.get()
    return price.amount == 20_000 and price.history.count() == 1


def press_publish(client, draft):
    return decide(client, draft, "publish")


def approve_in_bulk(client, draft):
    chosen = {"action": "approve", "_selected_action": [draft.pk]}
    return client.post(DRAFTS, chosen | {"read_at": timezone.now()})


def make_editor_author():
    return make_staff("Editor", email="author@example.org")


def make_reviewer_author():
    return make_staff("Reviewer", email="author@example.org")


def make_superuser_author():
    return make_editor(email="author@example.org")


def make_many_sided_author():
    person = make_staff("Editor", email="author@example.org")
    person.groups.set(Group.objects.all())
    return person


AUTHORS = [
    make_editor_author,
    make_reviewer_author,
    make_superuser_author,
    make_many_sided_author,
]


@pytest.mark.parametrize("act", [press_publish, approve_in_bulk])
@pytest.mark.parametrize("make_author", AUTHORS)
def test_somebody_else_who_reviews_publishes_the_draft(client, make_author, act):
    draft = submit_as(client, make_author())
    client.force_login(make_staff("Reviewer"))

    act(client, draft)

    assert Tuition.objects.get().amount == 21_500


@pytest.mark.parametrize("act", [press_publish, approve_in_bulk])
@pytest.mark.parametrize("make_author", AUTHORS)
def test_nobody_publishes_her_own_price(client, make_author, act):
    draft = submit_as(client, make_author())

    act(client, draft)

    assert is_untouched()
    assert Draft.objects.get().state == "in-review"


@pytest.mark.parametrize(
    ("make_author", "reason"),
    [
        (make_editor_author, NO_RIGHT),
        (make_reviewer_author, OWN),
        (make_superuser_author, OWN),
        (make_many_sided_author, OWN),
    ],
)
def test_who_is_refused_is_told_why(client, make_author, reason):
    draft = submit_as(client, make_author())

    response = press_publish(client, draft)

    assert response.context["refused"] == [reason]


@pytest.mark.parametrize("act", [press_publish, approve_in_bulk])
def test_who_wrote_it_with_another_may_not_publish_it(client, act):
    first = make_reviewer_author()
    client.force_login(first)
    price = make_tuition(amount=20_000)
    propose_price(client, price, amount="21000")
    client.force_login(make_staff("Editor"))
    draft = propose_price(client, price, amount="21500")
    decide(client, draft, "submit")

    client.force_login(first)
    act(client, draft)

    assert is_untouched()
    assert Draft.objects.get().state == "in-review"


@pytest.mark.parametrize("act", [press_publish, approve_in_bulk])
def test_a_reviewer_who_mends_a_draft_is_its_author(client, act):
    draft = submit_as(client, make_editor_author())
    client.force_login(make_staff("Reviewer"))
    propose_price(client, Tuition.objects.get(), amount="21400")
    decide(client, draft, "submit")

    act(client, draft)

    assert is_untouched()


@pytest.mark.parametrize("act", [press_publish, approve_in_bulk])
def test_an_editor_who_became_a_reviewer_may_not_publish_her_own(client, act):
    author = make_editor_author()
    draft = submit_as(client, author)
    author.groups.set(Group.objects.filter(name="Reviewer"))

    act(client, draft)

    assert is_untouched()


@pytest.mark.parametrize("act", [press_publish, approve_in_bulk])
def test_a_reviewer_who_is_none_any_more_may_not_publish(client, act):
    draft = submit_as(client, make_editor_author())
    former = make_staff("Reviewer")
    client.force_login(former)
    former.groups.set(Group.objects.filter(name="Editor"))

    act(client, draft)

    assert is_untouched()


@pytest.mark.parametrize("act", [press_publish, approve_in_bulk])
def test_a_draft_that_was_edited_after_it_was_submitted_is_not_published(client, act):
    draft = submit_as(client, make_editor_author())
    propose_price(client, Tuition.objects.get(), amount="22000")
    client.force_login(make_staff("Reviewer"))

    act(client, draft)

    assert is_untouched()
    assert Draft.objects.get().state == "draft"


def test_a_draft_is_published_as_it_was_read(client):
    author = make_editor_author()
    draft = submit_as(client, author)
    propose_price(client, Tuition.objects.get(), amount="22000")
    decide(client, draft, "submit")
    client.force_login(make_staff("Reviewer"))

    response = decide(client, draft, "publish", version=draft.version)

    assert response.context["refused"] == [CHANGED]
    assert is_untouched()


def test_a_draft_that_nobody_submitted_is_not_published(client):
    client.force_login(make_editor_author())
    draft = propose_price(client)
    client.force_login(make_staff("Reviewer"))

    response = press_publish(client, draft)

    assert response.context["refused"] == [NOT_SUBMITTED]
    assert is_untouched()


def save_the_page(client, draft):
    return correct(client, draft.get_record_url(), **{"tuitions-0-amount": "23000"})


def save_and_go_on(client, draft):
    typed = {"tuitions-0-amount": "23000", "_continue": "on"}
    return correct(client, draft.get_record_url(), **typed)


def save_as_another(client, draft):
    typed = {"tuitions-0-amount": "23000", "_saveasnew": "on"}
    return correct(client, draft.get_record_url(), **typed)


def remove_on_the_page(client, draft):
    return correct(client, draft.get_record_url(), **{"tuitions-0-DELETE": "on"})


def add_at_the_address_of_facts(client, draft):
    owner = {"program": draft.program_id, "source": make_source().pk}
    return client.post(address("tuition", "add"), PRICE | owner)


def change_at_the_address_of_facts(client, draft):
    owner = {"program": draft.program_id, "source": make_source().pk}
    page = address("tuition", "change", Tuition.objects.get().pk)
    return client.post(page, PRICE | owner)


def delete_at_the_address_of_facts(client, draft):
    page = address("tuition", "delete", Tuition.objects.get().pk)
    return client.post(page, {"post": "yes"})


def delete_selected_facts(client, draft):
    chosen = {"_selected_action": [Tuition.objects.get().pk]} | DELETED
    return client.post(address("tuition", "changelist"), chosen)


def delete_selected_programs(client, draft):
    chosen = {"_selected_action": [draft.program_id]} | DELETED
    return client.post(address("program", "changelist"), chosen)


def delete_the_program(client, draft):
    page = address("program", "delete", draft.program_id)
    return client.post(page, {"post": "yes"})


def edit_in_the_list(client, draft):
    row = {"form-0-id": Tuition.objects.get().pk, "form-0-amount": "21500"}
    forms = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "_save": "Save"}
    return client.post(address("tuition", "changelist"), row | forms)


def revert_the_price(client, draft):
    price = Tuition.objects.get()
    versions = [price.pk, price.history.get().pk]
    return client.post(address("tuition", "simple_history", *versions), PRICE)


def revert_the_program(client, draft):
    versions = [draft.program_id, draft.program.history.get().pk]
    sent = {"tuitions-0-amount": "21500"}
    return client.post(address("program", "simple_history", *versions), sent)


def restore_an_old_value(client, draft):
    version = Tuition.objects.get().history.get()
    return client.post(
        reverse("admin:version_restore", args=["tuition", version.history_id])
    )


def state_it_published(client, draft):
    return correct(client, draft.get_record_url(), state="published")


def send_it_to_the_draft(client, draft):
    sent = {"state": "published", "needs_second_person": "", "authors": ""}
    return decide(client, draft, "change", **sent)


def submit_it_as_words(client, draft):
    return decide(client, draft, "submit", needs_second_person="", state="published")


@pytest.mark.parametrize("make_author", [make_editor_author, make_superuser_author])
@pytest.mark.parametrize(
    "attempt",
    [
        save_the_page,
        save_and_go_on,
        save_as_another,
        remove_on_the_page,
        add_at_the_address_of_facts,
        change_at_the_address_of_facts,
        delete_at_the_address_of_facts,
        delete_selected_facts,
        delete_selected_programs,
        delete_the_program,
        edit_in_the_list,
        revert_the_price,
        revert_the_program,
        restore_an_old_value,
        state_it_published,
        send_it_to_the_draft,
        submit_it_as_words,
    ],
)
def test_no_other_way_leads_to_the_public_price(client, make_author, attempt):
    draft = submit_as(client, make_author())

    attempt(client, draft)

    assert is_untouched()
    assert not Draft.objects.filter(state="published").exists()


@pytest.mark.parametrize("make_author", AUTHORS)
def test_no_program_is_added_as_public(client, make_author):
    client.force_login(make_author())
    typed = {
        "institution": make_institution().pk,
        "name": "Health Data Science",
        "slug": "ms-health-data-science",
        "award": "MS",
        "award_title": "Master of Science in Health Data Science",
        "focus": "health-data-science",
        "summary": "A master's for people who work with health data.",
        "ai_in_curriculum": "none-found",
        "review": "researched",
    }

    correct(client, address("program", "add"), **typed, workflow_state="published")

    assert Program.objects.get().workflow_state == "draft"


@pytest.mark.parametrize("make_author", AUTHORS)
def test_the_database_refuses_a_draft_that_its_editor_approved(client, make_author):
    author = make_author()
    draft = submit_as(client, author)

    draft.state, draft.decided_by = Draft.State.PUBLISHED, author

    with pytest.raises(IntegrityError, match="draft_is_not_approved_by_its_editor"):
        draft.save()
