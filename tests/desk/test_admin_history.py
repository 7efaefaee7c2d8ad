from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desk.models import Draft
from programs.models import Tuition
from tests.desk.drafts import approve_draft
from tests.desk.edited import FACT_MAKERS, address, correct
from tests.factories import (
    make_accreditation,
    make_accreditor,
    make_citation,
    make_deadline,
    make_institution,
    make_program,
    make_source,
    make_tuition,
    make_user,
)

pytestmark = pytest.mark.django_db


def make_described_program():
    return make_program(
        delivery=["campus", "online"],
        audience=["Nurses", "Pharmacists"],
        minimum_gpa=Decimal("3.00"),
        credits_lowest=30,
        requires_resume=False,
    )


def test_program_has_no_version_when_only_a_row_was_changed(client, editor):
    price = make_tuition(program=make_described_program(), amount=20_000)
    page = address("program", "change", price.program.pk)

    correct(client, page, **{"tuitions-0-amount": "21500"})
    approve_draft(Draft.objects.get())

    assert price.program.history.count() == 1
    assert price.history.count() == 2


def test_program_has_a_version_when_its_own_fields_were_changed(client, editor):
    program = make_described_program()
    make_citation(program=program, field="delivery")

    correct(client, address("program", "change", program.pk), delivery=["online"])
    approve_draft(Draft.objects.get())

    newest = program.history.latest()
    assert (newest.delivery, newest.history_user) == (["online"], editor)


def test_institution_and_facts_have_no_version_without_a_change(client, editor):
    institution = make_institution(latitude=39.75, source=make_source())
    price = make_tuition(institution=institution)

    correct(client, address("institution", "change", institution.pk))

    assert (institution.history.count(), price.history.count()) == (1, 1)


def rows_of(client, model, pk):
    text = client.get(address(model, "history", pk)).text
    table = text.split('id="row-history"')[1].split("<tbody>")[1].split("</tbody>")[0]
    return [" ".join(row.split()) for row in table.split("<tr>")[1:]]


def test_history_of_a_program_tells_what_happened_to_its_rows(client, editor):
    price = make_tuition(amount=20_000)
    page = address("program", "change", price.program.pk)
    correct(client, page, **{"tuitions-0-amount": "21500"})
    approve_draft(Draft.objects.get())
    Tuition.objects.get().delete()

    deleted, changed, created = rows_of(client, "program", price.program.pk)

    assert "Tuition: $21,500, per year, 2025-26, everyone" in deleted
    assert "Deleted" in deleted
    assert "Changed" in changed
    assert "<strong>Amount:</strong> $20,000 → $21,500" in changed
    assert f"<td>{editor}</td>" in changed
    assert "<td>Program page (Example College, 2025-26)</td>" in changed
    assert "Created" in created
    assert "Not a person" in created


def test_history_of_an_institution_tells_what_happened_to_its_rows(client, editor):
    average = make_tuition(institution=make_institution())
    make_tuition()

    (created,) = rows_of(client, "institution", average.institution.pk)

    assert "Created" in created


def make_facts(program, number):
    source = make_source(url=f"https://college.example/{number}")
    for name, make in FACT_MAKERS.items():
        if name != "accreditation":
            make(program=program, source=source).save()
    body = make_accreditor(short_name=f"Body {number}")
    make_accreditation(program=program, accreditor=body, source=source).save()


def test_history_asks_as_often_for_ten_rows_as_for_one(client, editor):
    program = make_program()
    make_facts(program, 0)
    page = address("program", "history", program.pk)
    client.get(page)
    counts = []
    for numbers in (range(0), range(1, 10)):
        for number in numbers:
            make_facts(program, number)
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_history_shows_the_rows_of_which_a_colleague_may_see_the_kind(client):
    colleague = make_user(is_staff=True)
    rights = ["view_program", "view_tuition"]
    colleague.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(colleague)
    program = make_tuition().program
    make_deadline(program=program)

    (price,) = rows_of(client, "program", program.pk)

    assert "Tuition: " in price


def test_history_of_a_price_is_in_the_words_of_the_pages(client, editor):
    price = make_tuition(amount=20_000, currency="SEK", residency="resident")
    price.residency, price.amount, price.currency = "any", Decimal("21500.50"), "CAD"
    price.fees_per_year, price.checked_on = 400, date(2026, 11, 23)
    price.save()

    text = " ".join(client.get(address("tuition", "history", price.pk)).text.split())

    for words in (
        "Residency:</strong> Residents of the state or country → Everyone",
        "Amount:</strong> SEK 20,000 → CA$21,500.50",
        "Fees per year:</strong> nothing recorded → CA$400",
        "Checked on:</strong> Nov 22, 2026 → Nov 23, 2026",
    ):
        assert words in text
