from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.forms import model_to_dict

from programs.models import Program, Tuition
from tests.desk.edited import FACT_MAKERS, address, correct, errors_of
from tests.factories import (
    make_citation,
    make_course,
    make_institution,
    make_program,
    make_program_topic,
    make_source,
    make_tuition,
    make_user,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 12, 1)


def test_corrected_price_leaves_a_history_with_the_editor(client, editor):
    price = make_tuition(amount=20_000)
    page = address("tuition", "change", price.pk)

    response = correct(client, page, amount="21500", checked_on="2026-12-01")

    newest = price.history.latest()
    assert response.status_code == 302
    assert (newest.amount, newest.checked_on) == (21_500, TODAY)
    assert newest.history_user == editor
    assert newest.prev_record.amount == 20_000


def test_history_page_shows_what_was_changed_by_whom(client, editor):
    price = make_tuition(amount=20_000)
    correct(client, address("tuition", "change", price.pk), amount="21500")

    response = client.get(address("tuition", "history", price.pk))

    words = " ".join(response.content.decode().split())
    assert "<strong>Amount:</strong> 20000.00 → 21500" in words
    assert f"<td>{editor}</td>" in words


def test_corrected_price_is_what_lists_show_from_then_on(client, editor):
    price = make_tuition(amount=20_000, basis="per-year")
    page = address("tuition", "change", price.pk)

    correct(client, page, amount="21500", checked_on="2026-12-01")

    program = Program.objects.get()
    estimates = program.tuition_estimates.filter(scope="program")
    assert {estimate.per_year_highest for estimate in estimates} == {21_500}
    assert program.last_checked_on == TODAY


def test_price_is_corrected_on_the_page_of_its_program(client, editor):
    price = make_tuition(amount=20_000)
    page = address("program", "change", price.program.pk)

    response = correct(client, page, **{"tuitions-0-amount": "21500"})

    assert response.status_code == 302
    assert price.history.latest().history_user == editor
    estimates = price.program.tuition_estimates.filter(scope="program")
    assert {estimate.per_year_highest for estimate in estimates} == {21_500}


def test_price_is_added_on_the_page_of_its_program(client, editor):
    program = make_program()
    price = {
        "tuitions-TOTAL_FORMS": "1",
        "tuitions-0-residency": "any",
        "tuitions-0-basis": "per-credit",
        "tuitions-0-amount": "900",
        "tuitions-0-currency": "USD",
        "tuitions-0-state": "known",
        "tuitions-0-source": make_source().pk,
    }

    correct(client, address("program", "change", program.pk), **price)

    assert program.tuitions.get().amount == 900


def test_price_is_deleted_on_the_page_of_its_program(client, editor):
    price = make_tuition()
    page = address("program", "change", price.program.pk)

    correct(client, page, **{"tuitions-0-DELETE": "on"})

    assert not Tuition.objects.exists()
    assert Tuition.history.latest().history_type == "-"


def test_institution_average_is_corrected_for_all_its_programs(client, editor):
    institution = make_institution(source=make_source())
    program = make_program(institution=institution)
    make_tuition(institution=institution, amount=30_000)
    page = address("institution", "change", institution.pk)

    response = correct(client, page, **{"tuitions-0-amount": "31000"})

    assert response.status_code == 302
    estimates = program.tuition_estimates.filter(scope="institution")
    assert {estimate.per_year_highest for estimate in estimates} == {31_000}


def test_saving_a_page_without_a_change_changes_no_fact(client, editor):
    program = make_program(
        delivery=["campus", "online"],
        audience=["Nurses", "Pharmacists"],
        minimum_gpa=Decimal("3.00"),
        requires_resume=False,
    )
    facts = [make(program=program) for make in FACT_MAKERS.values()]
    make_program_topic(program=program)
    before = model_to_dict(program)

    response = correct(client, address("program", "change", program.pk))

    assert response.status_code == 302
    assert model_to_dict(Program.objects.get()) == before
    assert [fact.history.count() for fact in facts] == [1] * len(facts)


@pytest.mark.parametrize(
    ("rights", "status"),
    [
        (["view_program", "change_program", "change_tuition"], 302),
        (["view_program"], 403),
    ],
)
def test_rights_of_an_editor_may_be_limited(client, rights, status):
    colleague = make_user(is_staff=True)
    colleague.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(colleague)
    price = make_tuition()
    page = address("program", "change", price.program.pk)

    response = correct(client, page, **{"tuitions-0-DELETE": "on"})

    assert response.status_code == status
    assert Tuition.objects.exists()


def test_lists_are_typed_with_commas_and_ticked(client, editor):
    program = make_program()
    page = address("program", "change", program.pk)

    correct(client, page, audience="Nurses, Pharmacists", delivery=["online", "hybrid"])

    program.refresh_from_db()
    assert program.audience == ["Nurses", "Pharmacists"]
    assert program.delivery == ["online", "hybrid"]


def test_sources_stand_beside_the_fields_they_were_read_from(client, editor):
    program = make_program(delivery=["online"], credits_highest=36, minimum_gpa=3)
    make_citation(program=program, field="delivery", note="Read on the first page.")
    make_citation(program=program, field="credits_lowest", checked_on=None)
    missing = {"field": "gre_policy", "state": "not-published", "source": None}
    make_citation(program=program, **missing)

    response = client.get(address("program", "change", program.pk))

    fields = response.context["adminform"].form.fields
    help_texts = {name: " ".join(fields[name].help_text.split()) for name in fields}
    assert "checked on Nov. 22, 2026. Read on the first" in help_texts["delivery"]
    assert "https://college.example/ms" in help_texts["credits_highest"]
    assert "day not recorded" in help_texts["credits_highest"]
    assert "Not published. Source: none" in help_texts["gre_policy"]
    assert "No source recorded" in help_texts["minimum_gpa"]
    assert "ource" not in help_texts["programming"]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (
            {"tuitions-0-amount": ""},
            "A known price needs an amount, and an amount is there only when the price "
            "is known.",
        ),
        ({"tuitions-0-currency": "dollars"}, "at most 3 characters"),
        ({"tuitions-0-source": ""}, "This field is required."),
        ({"cip_code": "51"}, "A CIP code looks like 51.2706."),
        (
            {"credits_lowest": "40", "credits_highest": "30"},
            "The fewest credits are more than the most.",
        ),
        ({"citations-1-field": "delivery"}, "Please correct the duplicate data"),
    ],
)
def test_refused_page_says_why_and_keeps_what_was_typed(client, editor, typed, message):
    program = make_program()
    make_tuition(program=program)
    make_citation(program=program, field="delivery")
    make_citation(program=program, field="pace")
    page = address("program", "change", program.pk)

    response = correct(client, page, summary="Typed with care.", **typed)

    assert response.status_code == 200
    assert message in errors_of(response)
    assert "Typed with care." in response.content.decode()
    assert Program.objects.get().summary != "Typed with care."


def test_a_field_cites_each_source_once(client, editor):
    citation = make_citation(field="delivery")
    typed = {
        "program": citation.program.pk,
        "field": "delivery",
        "state": "known",
        "source": citation.source.pk,
    }

    response = client.post(address("citation", "add"), typed)

    assert "This field already cites this source." in errors_of(response)


def test_page_with_very_many_rows_is_saved(client, editor):
    program = make_program()
    for number in range(130):
        make_course(program=program, title=f"Course {number}")
    page = address("program", "change", program.pk)

    response = correct(client, page, summary="Typed with care.")

    assert response.status_code == 302
    assert Program.objects.get().summary == "Typed with care."


def test_a_fact_stays_with_its_program(client, editor):
    price = make_tuition()
    page = address("tuition", "change", price.pk)

    correct(client, page, program=make_program().pk)

    assert Tuition.objects.get().program == price.program


@pytest.mark.parametrize("model", FACT_MAKERS)
@time_machine.travel(TODAY)
def test_facts_are_marked_as_checked_today(client, editor, model):
    fact = FACT_MAKERS[model](checked_on=date(2025, 1, 1))
    action = {"action": "mark_as_checked_today", "_selected_action": [fact.pk]}

    client.post(address(model, "changelist"), action)

    newest = fact.history.latest()
    assert (newest.checked_on, newest.history_user) == (TODAY, editor)
    assert fact.history.count() == 2
    assert Program.objects.get().last_checked_on == TODAY


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [("publish", "draft", "published"), ("withdraw", "published", "withdrawn")],
)
def test_programs_are_published_and_withdrawn(client, editor, action, before, after):
    program = make_program(workflow_state=before, withdrawn_reason="Closed.")
    other = make_program(workflow_state=after)
    chosen = {"action": action, "_selected_action": [program.pk, other.pk]}

    response = client.post(address("program", "changelist"), chosen, follow=True)

    newest = program.history.latest()
    assert (newest.workflow_state, newest.history_user) == (after, editor)
    assert other.history.count() == 1
    assert ": 1." in str(*response.context["messages"])


def test_programs_without_a_reason_are_not_withdrawn_together(client, editor):
    program = make_program()
    chosen = {"action": "withdraw", "_selected_action": [program.pk]}

    response = client.post(address("program", "changelist"), chosen, follow=True)

    assert Program.objects.get().workflow_state == "published"
    done, left = map(str, response.context["messages"])
    assert done == "Withdrawn: 0."
    assert left.startswith("Not withdrawn: 1. Readers see why")


def test_deleted_price_is_gone_from_the_lists(client, editor):
    price = make_tuition()
    correct(client, address("tuition", "change", price.pk))

    client.post(address("tuition", "delete", price.pk), {"post": "yes"})

    assert not price.program.tuition_estimates.exists()
    assert Tuition.history.latest().history_user == editor


def test_prices_deleted_together_are_gone_from_the_lists(client, editor):
    program = make_program()
    prices = [make_tuition(program=program), make_tuition(program=program, amount=1)]
    correct(client, address("tuition", "change", prices[0].pk))
    action = {
        "action": "delete_selected",
        "_selected_action": [price.pk for price in prices],
        "post": "yes",
    }

    client.post(address("tuition", "changelist"), action)

    assert not program.tuition_estimates.exists()
    assert Tuition.history.filter(history_type="-", history_user=editor).count() == 2
