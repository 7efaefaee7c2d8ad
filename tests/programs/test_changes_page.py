from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from programs.models import Program
from tests.factories import (
    make_course,
    make_editor,
    make_institution,
    make_program,
    make_source,
    make_tuition,
)
from tests.pages import text_of

pytestmark = pytest.mark.django_db

BEGAN = datetime(2026, 11, 22, 9, tzinfo=UTC)
LATER = datetime(2026, 12, 1, 9, tzinfo=UTC)


def address_of(program):
    return reverse("programs:changes", args=program.path.split("/"))


@pytest.fixture
def program():
    """Make a program whose record began with two facts and changed afterwards."""
    with time_machine.travel(BEGAN, tick=False):
        program = make_program()
        make_tuition(program=program, amount=20_000)
        make_course(program=program)
    return program


def change_price(program, **values):
    with time_machine.travel(LATER, tick=False):
        price = program.tuitions.get()
        for name, value in values.items():
            setattr(price, name, value)
        price._history_user = make_editor()
        price.save()


def test_a_changed_price_is_shown_with_old_and_new_value_day_and_source(
    client, program
):
    change_price(program, amount=21_500, source=make_source(title="Fees 2026-27"))

    words = text_of(client.get(address_of(program)))

    assert "December 1, 2026" in words
    assert "was <del>$20,000</del>, is now <ins>$21,500</ins>" in words
    assert "Fees 2026-27 (Example College, 2025-26)" in words


def test_nobody_is_named(client, program):
    change_price(program, amount=21_500)

    assert "editor@example.org" not in client.get(address_of(program)).text


def test_the_first_day_is_one_line(client, program):
    words = text_of(client.get(address_of(program)))

    assert "No value has changed since then." in words
    assert "November 22, 2026: the record began, with 2 facts" in words


def test_a_fact_read_again_is_counted_and_is_no_change(client, program):
    change_price(program, checked_on=date(2026, 12, 1))

    response = client.get(address_of(program))

    (day,) = response.context["changed"].days
    assert (day.entries, day.confirmed) == ((), 1)
    assert "1 fact read again at its source and found unchanged" in text_of(response)


def test_how_the_record_is_kept_is_no_change(client, program):
    change_price(program, reconfirm_since=date(2026, 12, 1))

    assert client.get(address_of(program)).context["changed"].days == ()


def test_added_and_removed_facts_are_shown(client, program):
    with time_machine.travel(LATER, tick=False):
        program.courses.get().delete()
        make_course(program=program, title="Deep Learning", source=None)

    response = client.get(address_of(program))

    (day,) = response.context["changed"].days
    found = {(one.act, one.what, one.row) for one in day.entries}
    assert found == {
        ("Removed", "Course", "Applied Machine Learning"),
        ("Added", "Course", "Deep Learning"),
    }
    assert "No source recorded" in text_of(response)


def test_changes_of_the_institution_are_marked_as_its_own(client, program):
    with time_machine.travel(LATER, tick=False):
        make_tuition(institution=program.institution, amount=30_000)

    response = client.get(address_of(program))

    (day,) = response.context["changed"].days
    (entry,) = day.entries
    assert entry.of_institution
    assert "(of the institution)" in text_of(response)


def test_a_changed_field_of_the_program_is_shown_in_words(client, program):
    with time_machine.travel(LATER, tick=False):
        program.delivery, program.gre_policy = ["online", "hybrid"], "optional"
        program.save()

    words = text_of(client.get(address_of(program)))

    assert "was <del>nothing recorded</del>, is now <ins>Online, Hybrid</ins>" in words
    assert "is now <ins>Optional</ins>" in words


def test_what_was_changed_before_the_program_was_public_is_not_shown(client):
    with time_machine.travel(BEGAN, tick=False):
        program = make_program(workflow_state="draft", name="Working title")
    with time_machine.travel(LATER, tick=False):
        program.name = "Health AI"
        program.save()
        program.workflow_state = "published"
        program.save()

    response = client.get(address_of(program))

    assert response.context["changed"].began_on == LATER.date()
    assert "Working title" not in response.text


@pytest.mark.parametrize(
    ("state", "status"), [("published", 200), ("withdrawn", 200), ("draft", 404)]
)
def test_drafts_have_no_page_and_withdrawn_programs_keep_theirs(client, state, status):
    program = make_program(workflow_state=state)

    assert client.get(address_of(program)).status_code == status


def test_a_withdrawn_program_that_was_never_published_has_no_history(client):
    program = make_program(workflow_state="withdrawn")

    response = client.get(address_of(program))

    assert response.context["changed"].began_on is None


def test_unknown_program_is_not_found(client):
    make_institution()

    page = reverse("programs:changes", args=["example-college", "nothing"])

    assert client.get(page).status_code == 404


@pytest.mark.parametrize("changes", [1, 10])
def test_page_asks_as_often_for_ten_changes_as_for_one(
    client, program, changes, django_assert_num_queries
):
    with time_machine.travel(LATER, tick=False):
        for number in range(changes):
            source = make_source(url=f"https://college.example/{number}")
            make_course(program=program, title=f"Course {number}", source=source)
            program.name = f"Name {number}"
            program.save()

    with django_assert_num_queries(13):
        client.get(address_of(program))


def test_the_program_page_leads_to_what_changed(client, program):
    page = client.get(program.get_absolute_url()).text

    assert f'href="{address_of(program)}"' in page


def test_values_are_never_confused_with_blanks(client, program):
    with time_machine.travel(LATER, tick=False):
        Program.objects.get().save()
        program.letters_count, program.requires_resume = 0, False
        program.save()

    response = client.get(address_of(program))

    (day,) = response.context["changed"].days
    (entry,) = day.entries
    assert {one.new for one in entry.changes} == {"0", "no"}


def test_a_fact_that_was_added_later_on_the_first_day_is_a_change(client, program):
    with time_machine.travel(BEGAN + timedelta(hours=2), tick=False):
        make_course(program=program, title="Deep Learning")

    response = client.get(address_of(program))

    (day,) = response.context["changed"].days
    assert [entry.row for entry in day.entries] == ["Deep Learning"]
    assert response.context["changed"].began_with == 2
