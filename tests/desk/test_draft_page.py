import re
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.desk.drafts import (
    decide,
    draft_address,
    make_draft,
    propose_price,
    submit_price,
)
from tests.desk.people import make_staff
from tests.factories import (
    make_citation,
    make_correction,
    make_course,
    make_deadline,
    make_institution,
    make_outcome,
    make_program,
    make_source,
    make_tuition,
)
from tests.pages import text_of

pytestmark = pytest.mark.django_db


def read_lines(client, draft):
    """Give what the page says of each row: its name, and old and new by field."""
    response = client.get(draft_address(draft))
    return [
        (
            f"{one.act}: {one.name}",
            {line.label: (line.old, line.new) for line in one.lines},
        )
        for one in response.context["differences"]
    ]


def test_changed_price_stands_beside_the_public_one_with_its_source(client, author):
    draft = propose_price(client, amount="21500")

    words = text_of(client.get(draft_address(draft)))

    assert "<del>$20,000, per year, 2025-26</del>" in words
    assert "<ins>$21,500, per year, 2025-26</ins>" in words
    read = "Program page</a>, Example College, as of 2025-26, checked on Nov {}, 2026"
    assert read.format(22) in words
    assert read.format(23) in words


def test_a_new_source_stands_beside_the_old_one(client, author):
    new = make_source(url="https://college.example/fees", title="Fees", as_of="")
    draft = propose_price(client, source=new.pk, checked_on="")

    words = text_of(client.get(draft_address(draft)))

    assert 'href="https://college.example/ms" rel="noreferrer">Program page<' in words
    assert 'href="https://college.example/fees" rel="noreferrer">Fees<' in words
    assert "no date stated, day of the check not recorded" in words


def test_values_are_written_by_their_labels(client, author):
    program = make_program(gre_policy="required", delivery=["online"])

    def act():
        program.gre_policy, program.delivery = "optional", ["online", "hybrid"]
        program.requires_resume = False
        program.save()

    draft = make_draft(program, act)

    ((_, lines),) = read_lines(client, draft)
    assert lines == {
        "Delivery": ("Online", "Online, Hybrid"),
        "GRE policy": ("Required", "Optional"),
        "Requires résumé": ("nothing recorded", "no"),
    }


def test_a_program_field_stands_with_its_citations_old_and_new(client, author):
    program = make_program(minimum_gpa=Decimal(3))
    citation = make_citation(program=program, field="minimum_gpa")

    def act():
        program.minimum_gpa = None
        program.save()
        citation.state = "not-published"
        citation.save()

    words = text_of(client.get(draft_address(make_draft(program, act))))

    old, new = words.split("<del>3</del>")[1].split("<ins>nothing recorded</ins>")
    assert "Program page</a>, Example College" in old
    assert "Not published." not in old
    assert "Not published." in new.split("</tr>")[0]
    assert "Source of “Minimum GPA”" in new


def test_added_and_removed_rows_are_shown_whole(client, author):
    program = make_program()
    make_course(program=program, title="Statistics", code="B 1", credits=3)
    source = make_source()

    def act():
        program.courses.all().delete()
        make_deadline(program=program, month=1, day=15, source=source)

    draft = make_draft(program, act)

    assert read_lines(client, draft) == [
        (
            "Added: Deadline: Final: Jan 15, 2027",
            {
                "Date": ("", "Jan 15, 2027"),
                "Term": ("", "Fall"),
                "Kind": ("", "Final"),
            },
        ),
        (
            "Removed: Course: B 1 Statistics",
            {
                "Code": ("B 1", ""),
                "Title": ("Statistics", ""),
                "Credits": ("3", ""),
                "Core": ("yes", ""),
                "Position": ("0", ""),
            },
        ),
    ]


@pytest.mark.parametrize(
    ("make", "about", "changed", "line"),
    [
        (
            make_tuition,
            {"amount": Decimal(900), "basis": "per-credit"},
            {"amount": None, "state": "not-published", "academic_year": ""},
            {"Price": ("$900, per credit, 2025-26", "Not published, year not stated")},
        ),
        (
            make_tuition,
            {"fees_per_year": None},
            {"fees_per_year": Decimal("1250.50"), "currency": "CAD"},
            {
                "Price": ("$20,000, per year, 2025-26", "CA$20,000, per year, 2025-26"),
                "Fees on top": ("nothing recorded", "CA$1,250.50 a year"),
            },
        ),
        (
            make_outcome,
            {"metric": "employment-rate", "unit": "percent", "value": Decimal(72)},
            {"value": None, "state": "suppressed"},
            {"Value": ("72%", "Withheld: too few people")},
        ),
        (
            make_deadline,
            {"year": 2027, "month": 1, "day": 15},
            {"year": None},
            {"Date": ("Jan 15, 2027", "Jan 15, every year")},
        ),
        (
            make_citation,
            {"field": "minimum_gpa"},
            {"field": "delivery"},
            {"Field": ("Minimum GPA", "Delivery")},
        ),
    ],
)
def test_columns_that_belong_together_are_said_as_one(
    client, author, make, about, changed, line
):
    row = make(**about)

    def act():
        type(row).objects.update(**changed)

    ((_, lines),) = read_lines(client, make_draft(row.program, act))

    assert lines == line


@pytest.mark.parametrize(
    ("fee", "words"), [(Decimal(0), "$0"), (None, "nothing recorded")]
)
def test_an_application_fee_is_said_with_its_currency(client, author, fee, words):
    program = make_program(
        application_fee_amount=Decimal(75), application_fee_currency="USD"
    )

    def act():
        program.application_fee_amount = fee
        program.save()

    ((_, lines),) = read_lines(client, make_draft(program, act))

    assert lines == {"Application fee": ("$75", words)}


def test_all_that_goes_public_with_a_program_is_shown(client, author):
    program = make_program(workflow_state="draft", gre_policy="optional")
    make_tuition(program=program, amount=Decimal(20_000), residency="any")

    def act():
        program.workflow_state = "published"
        program.save()

    (_, changed), (own, values), (price, lines) = read_lines(
        client, make_draft(program, act)
    )

    assert changed == {"Workflow state": ("Draft", "Published")}
    assert own == "Unchanged, goes public with it: The program"
    assert values["GRE policy"] == ("", "Optional")
    assert "Minimum GPA" not in values
    assert price.startswith("Unchanged, goes public with it: Tuition")
    assert lines["Price"] == ("", "$20,000, per year, 2025-26")


def test_the_average_of_an_institution_is_reviewed_too(client, author):
    institution = make_institution()
    average = make_tuition(institution=institution, amount=Decimal(30_000))

    def act():
        average.amount = Decimal(31_000)
        average.save()

    draft = make_draft(institution, act)

    assert read_lines(client, draft) == [
        (
            "Changed: Tuition, per year, everyone, 2025-26",
            {"Price": ("$30,000, per year, 2025-26", "$31,000, per year, 2025-26")},
        )
    ]


def test_the_trail_tells_who_did_what_and_said_what(client, author):
    draft = submit_price(client, comment="New fees page.")
    client.force_login(make_staff("Reviewer"))
    decide(client, draft, "send-back", comment="The year is missing.")

    trail = text_of(client.get(draft_address(draft))).split('id="trail"')[1]

    acts = re.findall("<strong>([^<]+)</strong>", trail)
    assert acts == ["Edited", "Submitted for review", "Sent back"]
    assert "<p>New fees page.</p>" in trail
    assert "<p>The year is missing.</p>" in trail
    assert "by reviewer@example.org" in trail


def test_a_published_draft_still_tells_what_it_changed(client, author):
    draft = submit_price(client)
    client.force_login(make_staff("Reviewer"))
    decide(client, draft, "publish")

    response = client.get(draft_address(draft))

    ((_, lines),) = read_lines(client, draft)
    assert lines["Price"] == (
        "$20,000, per year, 2025-26",
        "$21,500, per year, 2025-26",
    )
    assert "by reviewer@example.org" in text_of(response)
    assert "<button" not in response.text.split('id="content-main"')[1]


def test_the_page_of_the_record_tells_of_its_draft(client, author):
    draft = submit_price(client)

    words = text_of(client.get(draft.get_record_url()))

    assert "This page shows a draft, not the public version." in words
    assert f'href="{draft.get_absolute_url()}"' in words
    assert "it is a draft again and has to be submitted anew" in words
    assert 'value="Save draft"' in words
    assert "Save and add another" not in words


def test_the_page_of_a_record_without_a_draft_tells_of_none(client, author):
    page = reverse("admin:programs_program_change", args=[make_program().pk])

    words = text_of(client.get(page))

    assert "This page shows a draft" not in words
    assert 'value="Save draft"' in words


def test_the_correction_that_a_draft_carries_out_stands_beside_it(client, author):
    draft = propose_price(client)
    make_correction(program=draft.program, draft=draft, wrong="It is 21,500 now.")

    words = text_of(client.get(draft_address(draft)))

    assert "What a reader wrote: Prices as published" in words
    assert "It is 21,500 now." in words
