"""Programs to lay side by side: all states of a value, long names, many sources."""

from decimal import Decimal

from programs.models import ValueState
from tests.factories import (
    make_accreditation,
    make_accreditor,
    make_citation,
    make_course,
    make_deadline,
    make_institution,
    make_outcome,
    make_prerequisite,
    make_program,
    make_program_topic,
    make_source,
    make_tuition,
)

LONG_NAME = (
    "Artificial Intelligence and Machine Learning in Clinical Medicine, Public Health, "
    "Biomedical Informatics and the Administration of Hospitals for Working Nurses, "
    "Physicians, Pharmacists and Engineers"
)
UNKNOWN = [state for state in ValueState if state != ValueState.KNOWN]
REVIEWS = ["researched", "researched", "federal-record", "press-only", "researched"]
CREDIT_SYSTEMS = ["us-semester", "us-quarter", "ects", "us-semester", ""]


def make_compared(count):
    """Make so many programs, 1 to 5, at institutions of their own, in order."""
    return [_make_compared(place) for place in range(count)]


def _make_compared(place):
    number = place + 1
    institution = make_institution(
        name=f"University of Example {number} at the Lakes and Rivers",
        slug=f"example-{number}",
    )
    program = make_program(
        institution=institution,
        slug="ms-ai",
        name=LONG_NAME if place in (1, 4) else f"Health Informatics {number}",
        review=REVIEWS[place],
        delivery=["campus", "online"][: 1 + place % 2],
        department=f"School of Last Words {number}",
        full_time_months_lowest=12,
        full_time_months_highest=12 + 6 * place,
        credits_lowest=30,
        credits_highest=30 + place,
        credit_system=CREDIT_SYSTEMS[place],
        backgrounds=["nursing", "any-bachelor"],
        experience="Two years of work with patients." if place % 2 else "",
    )
    make_citation(program=program, field="delivery", source=_source(number, "format"))
    _make_unknown(program, place)
    _make_facts(program, number)
    return program


def _source(number, about):
    return make_source(
        title=f"Page on {about} of {number}",
        url=f"https://example-{number}.example/a-long-folder/of-pages/on/{about}.html",
        publisher=f"University of Example {number}",
        as_of="2025-26" if number % 2 else "",
    )


def _make_unknown(program, place):
    fields = ["minimum_gpa", "gre_policy", "letters_count", "culminating", "attendance"]
    for shift, field in enumerate(fields):
        make_citation(
            program=program,
            field=field,
            state=UNKNOWN[(place + shift) % len(UNKNOWN)],
            note=f"Read in full, {field.replace('_', ' ')} is not there.",
            source=_source(place + 1, "admission"),
        )


def _make_facts(program, number):
    source = _source(number, "tuition")
    make_tuition(
        program=program,
        basis="per-credit",
        amount=Decimal(900 + 100 * number),
        currency="EUR" if number == 3 else "USD",
        academic_year="2025-26" if number < 4 else "2024-25",
        source=source,
    )
    make_tuition(institution=program.institution, amount=9_000 * number, source=source)
    make_prerequisite(program=program, topic="statistics", note="One course.")
    make_deadline(program=program, source=_source(number, "dates"))
    for title in ("Applied Machine Learning", f"Capstone {number}"):
        make_course(program=program, title=title, source=_source(number, "courses"))
    make_program_topic(program=program)
    make_accreditation(program=program, source=_source(number, "accreditation"))
    make_accreditation(
        institution=program.institution,
        accreditor=make_accreditor(
            short_name="HLC", name="Higher Learning Commission", kind="institutional"
        ),
    )
    make_outcome(program=program, value=80 + number, population="all graduates")
    make_outcome(
        program=program,
        scope="field-of-study",
        metric="median-earnings-4yr",
        value=None if number % 2 else 105_837,
        state="suppressed" if number % 2 else "known",
        unit="usd",
        dollar_year=2024,
        source=make_source(
            title="Most recent data by field of study",
            url="https://collegescorecard.example/data/",
            publisher="U.S. Department of Education",
            kind="government",
        ),
    )
