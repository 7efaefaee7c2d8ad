import json
from collections import Counter
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Q

from programs.importing.catalog_files import SHIPPED_CATALOG
from programs.models import (
    Accreditation,
    Accreditor,
    Citation,
    Course,
    Deadline,
    Institution,
    Outcome,
    Prerequisite,
    Program,
    Source,
    Tuition,
)

ADMISSION = [
    "backgrounds",
    "minimum_gpa",
    "gre_policy",
    "programming",
    "experience",
    "letters_count",
    "requires_statement",
    "requires_resume",
    "requires_interview",
]


@pytest.fixture
def _shipped(db):
    call_command("load_catalog")


@pytest.mark.usefixtures("_shipped")
def test_shipped_catalog_has_all_institutions_and_programs():
    reviews = Counter(Program.objects.values_list("review", flat=True))

    assert Institution.objects.count() == 195
    assert reviews == {"researched": 122, "federal-record": 104, "press-only": 3}
    assert Program.objects.published().count() == 229


@pytest.mark.usefixtures("_shipped")
def test_shipped_catalog_has_all_facts_of_researched_programs():
    researched = Program.objects.filter(review="researched")

    assert counted(Tuition, researched) == 25
    assert researched.filter(has_any_price()).distinct().count() == 92
    assert researched.exclude(delivery=[]).count() == 87
    assert researched.filter(has_length()).count() == 52
    assert researched.filter(credits_lowest__isnull=False).count() == 70
    cited = Citation.objects.filter(program__in=researched, field__in=ADMISSION)
    assert cited.values("program").distinct().count() == 99
    assert counted(Prerequisite, researched) == 48
    assert counted(Deadline, researched) == 47
    assert researched.filter(has_curriculum()).distinct().count() == 87
    assert counted(Accreditation, researched) == 11
    assert counted(Outcome, researched, scope="program") == 8
    assert researched.exclude(cip_code="").count() == 52


def has_any_price():
    return Q(tuitions__isnull=False) | Q(institution__tuitions__isnull=False)


def has_curriculum():
    return Q(courses__isnull=False) | ~Q(specializations=[]) | ~Q(culminating=[])


def has_length():
    return Q(full_time_months_lowest__isnull=False) | Q(
        part_time_months_lowest__isnull=False
    )


def counted(model, programs, **about):
    rows = model.objects.filter(program__in=programs, **about)
    return rows.values("program").distinct().count()


@pytest.mark.usefixtures("_shipped")
def test_every_fact_of_the_shipped_catalog_names_its_source():
    sourced: list[Any] = [
        Institution,
        Tuition,
        Deadline,
        Prerequisite,
        Course,
        Outcome,
        Citation,
    ]

    for model in sourced:
        assert not model.objects.filter(source=None).exists()
    assert not Program.objects.filter(citations=None).exists()
    assert Accreditation.objects.get(source=None).note == "The source is not on record."
    assert Accreditor.objects.filter(kind="institutional").count() == 6


@pytest.mark.usefixtures("_shipped")
def test_federal_records_cite_the_federal_file():
    cited = Citation.objects.filter(program__review="federal-record")

    titles = Source.objects.filter(citations__in=cited).distinct()
    assert [source.title for source in titles] == [
        "IPEDS completions, C2024_A (first majors)"
    ]


def test_shipped_files_are_written_for_reviewing():
    for path in SHIPPED_CATALOG.rglob("*.json"):
        text = path.read_text(encoding="utf-8")
        pretty = json.dumps(json.loads(text), indent=2, ensure_ascii=False)
        assert text == f"{pretty}\n", path.name
