import json
from datetime import date
from decimal import Decimal

import pytest

from programs.facts import facts_of
from programs.structured import as_json, program_schema
from tests.factories import (
    make_deadline,
    make_outcome,
    make_prerequisite,
    make_program,
    make_tuition,
)

pytestmark = pytest.mark.django_db

ADDRESS = "https://example.org/programs/example-college/ms/"
TODAY = date(2026, 11, 22)


def schema_of(program):
    return program_schema(program, facts_of([program])[program.pk], ADDRESS, TODAY)


def test_schema_of_a_bare_program_holds_only_what_is_known():
    assert set(schema_of(make_program())) == {
        "@context",
        "@type",
        "name",
        "description",
        "url",
        "provider",
        "educationalCredentialAwarded",
    }


def test_schema_gives_mode_length_credits_and_prerequisites():
    program = make_program(
        delivery=["online", "hybrid"],
        full_time_months_lowest=24,
        full_time_months_highest=24,
        credits_lowest=Decimal(36),
        credits_highest=Decimal(36),
        credit_system="us-semester",
    )
    make_prerequisite(program=program, topic="statistics")
    make_prerequisite(program=program, topic="programming", level="recommended")

    schema = schema_of(program)

    assert schema["educationalProgramMode"] == ["online", "blended"]
    assert schema["timeToComplete"] == "P24M"
    assert schema["numberOfCredits"]["value"] == 36
    assert schema["numberOfCredits"]["unitText"] == "US semester credits"
    assert schema["programPrerequisites"] == ["Statistics"]


def test_schema_leaves_out_a_length_that_is_a_range():
    program = make_program(
        full_time_months_lowest=16,
        full_time_months_highest=24,
        credits_lowest=Decimal(30),
        credits_highest=Decimal(36),
    )

    schema = schema_of(program)

    assert "timeToComplete" not in schema
    assert schema["numberOfCredits"] == {
        "@type": "StructuredValue",
        "unitText": "credits",
        "minValue": 30,
        "maxValue": 36,
    }


def test_schema_gives_the_next_dated_final_deadline():
    program = make_program()
    make_deadline(program=program, year=2026, month=1)
    make_deadline(program=program, year=2027, month=3)
    make_deadline(program=program, year=2027, month=2)
    make_deadline(program=program, year=2027, month=1, kind="priority")
    make_deadline(program=program, year=None, month=12)

    assert schema_of(program)["applicationDeadline"] == "2027-02-15"


def test_schema_has_no_deadline_when_all_have_passed():
    program = make_program()
    make_deadline(program=program, year=2026, month=1)

    assert "applicationDeadline" not in schema_of(program)


def test_schema_offers_a_total_that_everybody_pays():
    program = make_program()
    make_tuition(program=program, basis="total", amount=Decimal(38_400))
    make_tuition(program=program, basis="total", residency="resident")
    make_tuition(program=program, basis="per-year")

    assert schema_of(program)["offers"] == [
        {
            "@type": "Offer",
            "category": "Tuition",
            "price": "38400.00",
            "priceCurrency": "USD",
        }
    ]


def test_schema_never_claims_a_salary():
    program = make_program()
    make_outcome(program=program, metric="median-salary", unit="usd")
    make_outcome(program=program, metric="median-earnings-4yr", scope="field-of-study")

    assert "salary" not in json.dumps(schema_of(program)).lower()


def test_json_cannot_end_the_script_element():
    described = {"name": "</script><b>&\u2028"}

    written = as_json(described)

    assert "<" not in written
    assert "&" not in written
    assert json.loads(written) == described
