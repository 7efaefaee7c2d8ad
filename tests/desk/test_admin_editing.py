from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.forms import model_to_dict

from desk.admin.drafted import NOTHING_DIFFERS
from desk.models import Draft
from programs.models import Program, Tuition
from tests.desk.drafts import approve_draft, changes_of, propose_price
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


@time_machine.travel(TODAY)
def test_corrected_price_leaves_a_history_with_the_editor(client, author):
    price = make_tuition(amount=20_000)

    approve_draft(propose_price(client, price, amount="21500", checked_on="2026-12-01"))

    newest = price.history.latest()
    assert (newest.amount, newest.checked_on) == (Decimal(21_500), TODAY)
    assert newest.history_user == author
    assert newest.prev_record.amount == 20_000


def test_history_page_shows_what_was_changed_by_whom(client, author):
    price = make_tuition(amount=20_000)
    approve_draft(propose_price(client, price, amount="21500"))

    response = client.get(address("tuition", "history", price.pk))

    words = " ".join(response.text.split())
    assert "<strong>Amount:</strong> $20,000 → $21,500" in words
    assert f"<td>{author}</td>" in words


@time_machine.travel(TODAY)
def test_corrected_price_is_what_lists_show_once_it_is_approved(client, author):
    price = make_tuition(amount=20_000, basis="per-year")
    draft = propose_price(client, price, amount="21500", checked_on="2026-12-01")
    before = price.program.tuition_estimates.count()

    approve_draft(draft)

    program = Program.objects.get()
    estimates = program.tuition_estimates.filter(scope="program")
    assert before == 0
    assert {estimate.per_year_highest for estimate in estimates} == {Decimal(21_500)}
    assert program.last_checked_on == TODAY


def test_price_is_added_on_the_page_of_its_program(client, author):
    program = make_program()
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

    correct(client, address("program", "change", program.pk), **price)

    ((model, act, before, after),) = changes_of(Draft.objects.get())
    assert (model, act, before) == ("tuition", "add", {})
    assert (after["amount"], after["program_id"]) == ("900", program.pk)
    assert not Tuition.objects.exists()


def test_price_is_removed_on_the_page_of_its_program(client, author):
    price = make_tuition()
    page = address("program", "change", price.program.pk)

    correct(client, page, **{"tuitions-0-DELETE": "on"})
    kept = Tuition.objects.count()
    approve_draft(Draft.objects.get())

    newest = Tuition.history.latest()
    assert (kept, Tuition.objects.count()) == (1, 0)
    assert (newest.history_type, newest.history_user) == ("-", author)
    assert not price.program.tuition_estimates.exists()


def test_institution_average_is_corrected_for_all_its_programs(client, author):
    institution = make_institution(source=make_source())
    program = make_program(institution=institution)
    make_tuition(institution=institution, amount=30_000)
    page = address("institution", "change", institution.pk)

    response = correct(client, page, **{"tuitions-0-amount": "31000"})
    draft = approve_draft(Draft.objects.get())

    assert response.headers["Location"] == draft.get_absolute_url()
    estimates = program.tuition_estimates.filter(scope="institution")
    assert {estimate.per_year_highest for estimate in estimates} == {Decimal(31_000)}


def test_saving_a_page_without_a_change_makes_no_draft(client, author):
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
    shown = client.get(response.headers["Location"])

    assert NOTHING_DIFFERS in map(str, shown.context["messages"])
    assert not Draft.objects.exists()
    assert model_to_dict(Program.objects.get()) == before
    assert [fact.history.count() for fact in facts] == [1] * len(facts)


def test_changing_everything_back_discards_the_draft(client, author):
    price = make_tuition(amount=20_000)
    draft = propose_price(client, price, amount="21500")

    propose_price(client, price, amount="20000", checked_on="2026-11-22")

    draft.refresh_from_db()
    assert (draft.state, draft.decided_by) == ("discarded", author)
    assert not draft.changes.exists()


def test_the_page_stays_open_for_who_goes_on_editing(client, author):
    price = make_tuition()
    page = address("program", "change", price.program.pk)

    response = correct(client, page, **{"tuitions-0-amount": "1", "_continue": "on"})

    assert response.headers["Location"] == page


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
    assert not Draft.objects.exists()


def test_lists_are_typed_with_commas_and_ticked(client, author):
    program = make_program()
    page = address("program", "change", program.pk)

    correct(client, page, audience="Nurses, Pharmacists", delivery=["online", "hybrid"])

    ((_, _, _, after),) = changes_of(Draft.objects.get())
    assert after == {
        "audience": ["Nurses", "Pharmacists"],
        "delivery": ["online", "hybrid"],
    }


def test_sources_stand_beside_the_fields_they_were_read_from(client, author):
    program = make_program(delivery=["online"], credits_highest=36, minimum_gpa=3)
    make_citation(program=program, field="delivery", note="Read on the first page.")
    make_citation(program=program, field="credits_lowest", checked_on=None)
    missing = {"field": "gre_policy", "state": "not-published", "source": None}
    make_citation(program=program, **missing)

    response = client.get(address("program", "change", program.pk))

    fields = response.context["adminform"].form.fields
    help_texts = {name: " ".join(fields[name].help_text.split()) for name in fields}
    assert "checked on Nov 22, 2026. Read on the first" in help_texts["delivery"]
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
def test_refused_page_says_why_and_keeps_what_was_typed(client, author, typed, message):
    program = make_program()
    make_tuition(program=program)
    make_citation(program=program, field="delivery")
    make_citation(program=program, field="pace")
    page = address("program", "change", program.pk)

    response = correct(client, page, summary="Typed with care.", **typed)

    assert response.status_code == 200
    assert message in errors_of(response)
    assert "Typed with care." in response.content.decode()
    assert not Draft.objects.exists()


def test_page_with_very_many_rows_is_saved(client, author):
    program = make_program()
    for number in range(130):
        make_course(program=program, title=f"Course {number}")
    page = address("program", "change", program.pk)

    correct(client, page, summary="Typed with care.")

    ((_, _, _, after),) = changes_of(Draft.objects.get())
    assert after == {"summary": "Typed with care."}


def test_a_fact_stays_with_its_program(client, author):
    price = make_tuition()
    page = address("program", "change", price.program.pk)

    response = correct(client, page, **{"tuitions-0-program": make_program().pk})

    assert "did not match the parent" in errors_of(response)
    assert not Draft.objects.exists()
