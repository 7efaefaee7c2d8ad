from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.checked_rows import attach_rows, fact_in_words
from desk.models import FactCheck, ReviewInterval
from tests.desk.edited import FACT_MAKERS
from tests.desk.people import make_staff
from tests.factories import (
    make_accreditation,
    make_citation,
    make_course,
    make_deadline,
    make_institution,
    make_outcome,
    make_program,
    make_saved_program,
    make_tuition,
    make_user,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 26)
DAYS = {
    "deadlines": 120,
    "accreditation": 180,
    "tuition": 365,
    "admissions": 365,
    "curriculum": 540,
    "outcomes": 365,
    "details": 365,
}


def check_of(row):
    return FactCheck.objects.get(model=row._meta.model_name, object_id=row.pk)


def key_of(row):
    return f"{row._meta.model_name}-{row.pk}"


def days_ago(days):
    return TODAY - timedelta(days)


def make_readers(count):
    return [make_user(email=f"reader-{n}@example.org") for n in range(count)]


def test_intervals_are_seeded():
    assert dict(ReviewInterval.objects.values_list("kind", "days")) == DAYS


@pytest.mark.parametrize(
    ("model", "kind"),
    [
        ("accreditation", "accreditation"),
        ("tuition", "tuition"),
        ("deadline", "deadlines"),
        ("prerequisite", "admissions"),
        ("englishtest", "admissions"),
        ("course", "curriculum"),
        ("partner", "details"),
        ("outcome", "outcomes"),
        ("citation", "details"),
    ],
)
def test_every_fact_of_a_program_is_a_fact_to_check(model, kind):
    row = FACT_MAKERS[model]()

    check = FactCheck.objects.get()

    assert (check.key, check.kind_id) == (f"{model}-{row.pk}", kind)
    assert (check.program, check.institution) == (row.program, row.program.institution)
    assert (check.source, check.checked_on) == (row.source, row.checked_on)


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("minimum_gpa", "admissions"),
        ("english_tests", "admissions"),
        ("application_fee_amount", "tuition"),
        ("culminating", "curriculum"),
        ("deadlines", "deadlines"),
        ("accreditations", "accreditation"),
        ("outcomes", "outcomes"),
        ("award", "details"),
    ],
)
def test_citation_is_of_the_kind_of_its_field(field, kind):
    make_citation(field=field)

    assert FactCheck.objects.get().kind_id == kind


def test_fact_of_an_institution_has_no_program():
    institution = make_institution()
    make_tuition(institution=institution)

    check = FactCheck.objects.get()

    assert (check.program, check.institution) == (None, institution)
    assert check.record == institution


@pytest.mark.parametrize(
    ("make", "is_known"),
    [
        (lambda: make_tuition(), True),
        (lambda: make_tuition(amount=None, state="not-published"), False),
        (lambda: make_outcome(value=None, state="suppressed"), False),
        (lambda: make_citation(state="not-published"), False),
        (lambda: make_accreditation(status="named"), False),
        (lambda: make_accreditation(status="none-claimed"), True),
    ],
)
def test_only_a_fact_with_a_value_is_known(make, is_known):
    make()

    assert FactCheck.objects.get().is_known is is_known


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_facts_of_hidden_programs_wait_for_no_check(state):
    program = make_program(workflow_state=state)
    make_course(program=program)
    make_accreditation(institution=program.institution)

    assert not FactCheck.objects.shown().exists()


def test_facts_of_an_institution_are_shown_with_its_published_program():
    program = make_program()
    accreditation = make_accreditation(institution=program.institution)
    make_tuition(institution=make_institution(slug="without-program"))

    assert list(FactCheck.objects.shown()) == [check_of(accreditation)]


def test_savers_of_an_institution_are_counted_once_each():
    here = make_institution()
    programs = [make_program(institution=here), make_program(institution=here)]
    course = make_course(program=programs[0])
    average = make_tuition(institution=here)
    first, second = make_readers(2)
    for program in programs:
        make_saved_program(user=first, program=program)
    make_saved_program(user=second, program=programs[1])

    counted = FactCheck.objects.with_savers()

    assert {one.key: one.savers for one in counted} == {
        key_of(course): 1,
        key_of(average): 2,
    }


def test_removed_program_counts_no_saver():
    course = make_course()
    saved = make_saved_program(program=course.program)
    type(saved).objects.filter(pk=saved.pk).remove()

    assert FactCheck.objects.with_savers().get().savers == 0


@pytest.mark.parametrize(
    ("checked_on", "age", "staleness"),
    [
        (days_ago(60), 60, 0.5),
        (days_ago(120), 120, 1.0),
        (days_ago(-3), 0, 0.0),
        (None, None, None),
    ],
)
def test_staleness_is_the_age_divided_by_the_interval(checked_on, age, staleness):
    make_deadline(checked_on=checked_on)

    check = FactCheck.objects.with_staleness(TODAY).get()

    assert (check.age, check.staleness) == (age, staleness)


@pytest.mark.parametrize(
    ("about", "is_stale"),
    [
        ({"checked_on": days_ago(120)}, False),
        ({"checked_on": days_ago(121)}, True),
        ({"checked_on": None}, True),
        ({"checked_on": TODAY, "reconfirm_since": TODAY}, True),
    ],
)
def test_fact_is_stale_after_its_interval(about, is_stale):
    make_deadline(**about)

    assert FactCheck.objects.stale(TODAY).exists() is is_stale
    assert FactCheck.objects.fresh(TODAY).exists() is not is_stale


facts = st.fixed_dictionaries(
    {
        "make": st.sampled_from([make_tuition, make_deadline, make_course]),
        "program": st.integers(0, 2),
        "checked_on": st.none()
        | st.dates(date(2024, 1, 1), date(2026, 12, 31))
        | st.sampled_from([days_ago(120), days_ago(365), days_ago(60)]),
        "is_due": st.booleans(),
    }
)


def make_drawn(drawn, programs):
    about = {"program": programs[drawn["program"]], "checked_on": drawn["checked_on"]}
    if drawn["is_due"] and drawn["make"] is not make_course:
        about["reconfirm_since"] = date(2026, 7, 1)
    return drawn["make"](**about)


def reckon(row, savers):
    """Give the place of a fact in the queue by plain arithmetic."""
    kinds = {"tuition": "tuition", "deadline": "deadlines", "course": "curriculum"}
    model = row._meta.model_name
    is_due = getattr(row, "reconfirm_since", None) is not None
    last = (-savers, model, row.pk)
    if row.checked_on is None:
        return (not is_due, 0, 0, *last)
    age = max((TODAY - row.checked_on).days, 0)
    urgency = age * (1 + savers) / DAYS[kinds[model]]
    return (not is_due, 1, -urgency, *last)


def make_queue(facts_drawn):
    """Make three programs that 0, 1 and 2 readers saved, and their facts."""
    programs = [make_program() for _ in range(3)]
    first, second = make_readers(2)
    for reader, program in [(first, 1), (first, 2), (second, 2)]:
        make_saved_program(user=reader, program=programs[program])
    rows = [make_drawn(drawn, programs) for drawn in facts_drawn]
    savers = {program.pk: count for count, program in enumerate(programs)}
    return sorted(rows, key=lambda row: reckon(row, savers[row.program_id]))


@given(facts_drawn=st.lists(facts, min_size=1, max_size=12))
@settings(max_examples=30, deadline=None)
def test_order_of_the_database_is_that_of_plain_arithmetic(facts_drawn):
    with transaction.atomic():
        reckoned = [key_of(row) for row in make_queue(facts_drawn)]
        ordered = FactCheck.objects.most_urgent_first(TODAY)
        keys = [check.key for check in ordered]
        transaction.set_rollback(True)

    assert keys == reckoned


def test_more_readers_come_before_a_little_more_age():
    saved, other = make_program(), make_program()
    make_saved_program(program=saved)
    wanted = make_tuition(program=saved, checked_on=days_ago(300))  # 300 × 2 / 365
    older = make_tuition(program=other, checked_on=days_ago(590))  # 590 × 1 / 365
    oldest = make_tuition(program=other, checked_on=days_ago(610))  # 610 × 1 / 365

    ordered = FactCheck.objects.most_urgent_first(TODAY)

    assert [one.key for one in ordered] == list(map(key_of, [oldest, wanted, older]))


def test_ended_cycle_comes_first_then_days_that_nobody_recorded():
    old = make_deadline(checked_on=days_ago(2000))
    unknown = make_deadline(checked_on=None)
    due = make_deadline(checked_on=TODAY, reconfirm_since=TODAY)

    ordered = FactCheck.objects.most_urgent_first(TODAY)

    assert [one.key for one in ordered] == list(map(key_of, [due, unknown, old]))


def test_fact_that_was_deleted_meanwhile_says_so():
    course = make_course()
    checks = list(FactCheck.objects.with_record())
    course.delete()

    attach_rows(checks)

    assert fact_in_words(checks[0]) == "This fact is no longer on record"


def test_check_is_named_by_its_table_and_number():
    course = make_course()

    assert str(check_of(course)) == f"course {course.pk}"


@pytest.mark.parametrize(
    ("group", "status", "days"),
    [("Data manager", 302, 90), ("Reviewer", 403, 120), ("Editor", 403, 120)],
)
def test_only_data_managers_change_an_interval(client, group, status, days):
    client.force_login(make_staff(group))
    page = reverse("admin:desk_reviewinterval_change", args=["deadlines"])

    response = client.post(page, {"days": "90"})

    assert response.status_code == status
    assert ReviewInterval.objects.get(kind="deadlines").days == days


def test_interval_of_no_day_is_refused(client):
    client.force_login(make_staff("Data manager"))
    page = reverse("admin:desk_reviewinterval_change", args=["deadlines"])

    response = client.post(page, {"days": "0"})

    assert response.status_code == 200
    assert ReviewInterval.objects.get(kind="deadlines").days == 120


def test_intervals_are_listed_and_neither_added_nor_deleted(client, editor):
    listing = client.get(reverse("admin:desk_reviewinterval_changelist"))
    added = client.get(reverse("admin:desk_reviewinterval_add"))
    deleted = client.get(reverse("admin:desk_reviewinterval_delete", args=["details"]))

    assert "Tuition and fees" in listing.content.decode()
    assert (added.status_code, deleted.status_code) == (403, 403)
