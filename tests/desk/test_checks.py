"""What is found when a draft is examined; the figures are worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from desk.checks import Change, broken_rules
from desk.publishing import Findings, examine
from programs.models import Tuition
from tests.desk.drafts import make_draft
from tests.desk.edited import FACT_MAKERS
from tests.desk.examined import FAR, NOTHING, PRICE, find, find_changed
from tests.factories import (
    make_accreditation,
    make_accreditor,
    make_course,
    make_deadline,
    make_institution,
    make_outcome,
    make_program,
    make_source,
    make_tuition,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 26)


def test_a_changed_price_with_source_and_day_is_sound():
    assert find_changed(make_tuition(), amount=Decimal(21_500)) == NOTHING


@pytest.mark.parametrize("model", FACT_MAKERS)
@pytest.mark.parametrize(
    ("about", "error"),
    [
        ({"source": None}, "No source is named. Say where it was read."),
        (
            {"checked_on": None},
            "The day of the check is missing. Say when the source was read.",
        ),
        (
            {"checked_on": date(2026, 11, 27)},
            "The day of the check, Nov 27, 2026, is to come.",
        ),
    ],
)
@time_machine.travel(TODAY)
def test_every_changed_fact_needs_a_source_and_a_day(model, about, error):
    found, *_ = find_changed(FACT_MAKERS[model](), **about).errors

    assert found.endswith(f": {error}")


def test_a_fact_that_stays_as_it_is_may_lack_its_source():
    price = make_tuition(source=None)
    course = make_course(program=price.program)

    assert find_changed(course, title="Other title") == NOTHING


def test_what_nobody_has_looked_for_needs_no_source():
    price = make_tuition()
    unread = {"state": "not-yet-checked", "amount": None, "source": None}

    assert find_changed(price, **unread, checked_on=None) == NOTHING


@pytest.mark.parametrize(
    ("about", "errors"),
    [
        ({"city": "Columbus"}, []),
        (
            {"region": "PA"},
            ["The institution: No source is named. Say where it was read."],
        ),
    ],
)
def test_an_institution_needs_a_source_for_all_but_its_words(about, errors):
    institution = make_institution()

    assert find_changed(institution, institution, **about).errors == errors


def test_rules_of_a_row_are_told_in_words():
    course = make_course()

    found = find_changed(course, title="", credits=Decimal(-1))

    assert found.errors == [
        "Course: : Title: This field cannot be blank.",
        "Course: : Credits: Ensure this value is greater than or equal to 0.",
    ]


def test_rules_of_a_table_are_told_in_words():
    price = make_tuition()
    price.amount = None

    (problem,) = broken_rules(Change(None, price, frozenset()))

    assert str(problem) == (
        f"{PRICE}: A known price needs an amount, and an amount is there only when the "
        "price is known."
    )


def test_what_the_public_version_no_longer_takes_is_told():
    program = make_program(slug="first")
    program.slug = "second"
    draft = make_draft(program, program.save)
    make_program(institution=program.institution, slug="second")

    assert examine(draft).conflicts == [
        "Program: the public version was changed, and the draft no longer fits it. "
        "The institution has this slug already."
    ]


def test_a_public_value_that_was_changed_since_is_told():
    price = make_tuition(amount=Decimal(20_000))
    price.amount = Decimal(21_500)
    draft = make_draft(price.program, price.save)
    Tuition.objects.update(amount=Decimal(21_000))

    (conflict,) = examine(draft).conflicts

    assert conflict.startswith(f"{PRICE}: the public value of “Amount” was changed")


def test_a_public_value_that_gives_another_its_meaning_is_told():
    price = make_tuition(amount=Decimal(20_000))
    price.amount = Decimal(21_500)
    draft = make_draft(price.program, price.save)
    public = Tuition.objects.get()
    public.currency = "CAD"
    public.save()

    (conflict,) = examine(draft).conflicts

    assert conflict.startswith(f"{PRICE}: the public value of “Currency” was changed")


def test_a_note_may_wait_while_the_currency_is_changed():
    price = make_tuition(amount=Decimal(20_000))
    price.note = "Plus travel."
    draft = make_draft(price.program, price.save)
    public = Tuition.objects.get()
    public.currency = "CAD"
    public.save()

    assert examine(draft).conflicts == []


def test_a_row_that_is_gone_since_is_told():
    price = make_tuition(amount=Decimal(20_000))
    price.amount = Decimal(21_500)
    draft = make_draft(price.program, price.save)
    Tuition.objects.all().delete()

    assert examine(draft) == Findings(
        ["A tuition that this draft changes is gone from the public version."], [], []
    )


def test_a_source_that_is_gone_since_is_missed():
    price = make_tuition()
    price.source = make_source(url="https://college.example/fees")
    draft = make_draft(price.program, price.save)
    price.source.delete()

    assert examine(draft).errors == [
        f"{PRICE}: No source is named. Say where it was read."
    ]


@pytest.mark.parametrize(
    ("amount", "warnings"),
    [
        (Decimal(199_999), []),
        (Decimal(200_000), [f"{PRICE}: $200,000 after $20,000: {FAR}"]),
        (Decimal(2_000), [f"{PRICE}: $2,000 after $20,000: {FAR}"]),
        (Decimal(0), [f"{PRICE}: $0 after $20,000: {FAR}"]),
    ],
)
def test_a_price_far_from_the_last_one_is_to_be_confirmed(amount, warnings):
    price = make_tuition(amount=Decimal(20_000))

    found = find_changed(price, amount=amount)

    assert found == Findings([], [], warnings)


@pytest.mark.parametrize(
    "about",
    [{"basis": "per-credit"}, {"currency": "JPY"}, {"academic_year": "2024-25"}],
)
def test_a_price_is_compared_with_the_last_one_of_its_kind_only(about):
    last = {"academic_year": "2024-25", "amount": Decimal(20_000)}
    program = make_tuition(**last).program

    found = find(
        program,
        lambda: make_tuition(program=program, **{"amount": Decimal(900)} | about),
    )

    kind = about == {"academic_year": "2024-25"}
    assert bool(found.warnings or found.errors) is kind


def test_a_price_of_a_new_year_is_compared_with_that_of_the_last():
    last = make_tuition(academic_year="2024-25", amount=Decimal(20_000))

    found = find(
        last.program, lambda: make_tuition(program=last.program, amount=Decimal(2_000))
    )

    (warning,) = found.warnings
    assert warning.startswith(f"{PRICE}: $2,000 after $20,000")


def test_fees_far_from_the_last_ones_are_to_be_confirmed():
    price = make_tuition(fees_per_year=Decimal(100))

    (warning,) = find_changed(price, fees_per_year=Decimal(1_000)).warnings

    assert warning.startswith(f"{PRICE}: Fees: $1,000 after $100")


def make_price(program, **about):
    return lambda: make_tuition(program=program, **about)


def test_a_whole_program_under_one_year_of_it_is_to_be_confirmed():
    program = make_tuition(amount=Decimal(20_000)).program

    found = find(program, make_price(program, basis="total", amount=Decimal(15_000)))

    assert found.warnings == [
        "Tuition, whole program, everyone, 2025-26: The whole program, $15,000, costs "
        "less than one year of it, $20,000."
    ]


def test_a_dear_credit_is_to_be_confirmed():
    program = make_program()

    found = find(program, make_price(program, basis="per-credit"))

    assert found.warnings == [
        "Tuition, per credit, everyone, 2025-26: One credit costs over 10,000."
    ]


def test_there_is_one_price_of_each_kind():
    program = make_tuition(amount=Decimal(20_000)).program

    found = find(program, make_price(program, amount=Decimal(21_500)))

    assert found == Findings(
        [],
        [
            f"{PRICE}: There is another price of the same kind: $20,000. Keep the "
            "current one."
        ],
        [],
    )


def test_two_prices_of_one_kind_that_are_public_are_to_be_confirmed():
    price = make_tuition(amount=Decimal(20_000), note="On campus.")
    make_tuition(program=price.program, amount=Decimal(22_000), note="Online.")

    found = find_changed(price, amount=Decimal(21_000))

    assert found == Findings(
        [],
        [],
        [f"{PRICE}: There is another price of the same kind, as there was: $22,000."],
    )


def test_a_price_that_takes_the_place_of_one_of_its_kind_is_sound():
    price = make_tuition(amount=Decimal(20_000))

    def replace():
        price.delete()
        make_tuition(program=price.program, amount=Decimal(21_500))

    assert find(price.program, replace) == NOTHING


@pytest.mark.parametrize(
    ("kind", "owner", "error"),
    [
        ("programmatic", make_program, None),
        ("institutional", make_institution, None),
        (
            "institutional",
            make_program,
            "judges whole institutions. Its word belongs on the institution's page.",
        ),
        (
            "programmatic",
            make_institution,
            "judges single degrees. Its word belongs on a program's page.",
        ),
    ],
)
def test_a_body_speaks_for_what_it_judges(kind, owner, error):
    record = owner()
    make_source()
    body = make_accreditor(short_name="Body", kind=kind)
    of = {str(record._meta.model_name): record}

    found = find(record, lambda: make_accreditation(accreditor=body, **of))

    expected = [f"Accreditation: Body: Accredited: Body {error}"] if error else []
    assert found == Findings([], expected, [])


def test_no_accreditation_claimed_needs_no_body():
    row = make_accreditation(status="none-claimed")

    assert find_changed(row, note="Read in full.") == NOTHING


@pytest.mark.parametrize(
    ("year", "is_past"), [(2026, True), (2027, False), (None, False)]
)
@time_machine.travel(TODAY)
def test_a_deadline_in_the_past_is_to_be_confirmed(year, is_past):
    deadline = make_deadline(year=2028, month=1, day=15)

    found = find_changed(deadline, year=year, month=2)

    words = "Deadline: Final: Feb 15, 2026: This date has passed."
    assert found == Findings([], [], [words] if is_past else [])


@pytest.mark.parametrize(
    ("about", "warning"),
    [
        ({"value": Decimal(60)}, None),
        ({"value": Decimal(6)}, "6% after 72%: ten times"),
        ({"value": Decimal(101)}, "101% is more than everybody."),
        ({"value": Decimal(2), "unit": "months"}, None),
        ({"value": None, "state": "suppressed"}, None),
    ],
)
def test_an_outcome_far_from_the_last_is_to_be_confirmed(about, warning):
    outcome = make_outcome(metric="employment-rate", unit="percent", value=Decimal(72))

    found = find_changed(outcome, **about)

    assert len(found.warnings) == (1 if warning else 0)
    assert (warning or "") in str(found.warnings)


def test_a_value_that_was_not_read_anew_is_to_be_confirmed():
    found = find_changed(make_tuition(), amount=21_500, checked_on=date(2026, 11, 22))

    assert found.warnings == [
        f"{PRICE}: It is changed, but the day of the check stays Nov 22, 2026. "
        "Was its source read anew?"
    ]


@pytest.mark.parametrize(
    ("make", "about"),
    [(make_course, {"title": "Deep Nets"}), (make_tuition, {"note": "Plus travel."})],
)
def test_words_alone_may_rest_on_the_last_reading(make, about):
    row = make()

    assert find_changed(row, checked_on=row.checked_on, **about).warnings == []


@time_machine.travel(TODAY)
def test_a_value_that_was_read_today_needs_no_other_day():
    price = make_tuition(checked_on=TODAY)

    found = find_changed(price, amount=Decimal(21_500), checked_on=TODAY)

    assert found == NOTHING
