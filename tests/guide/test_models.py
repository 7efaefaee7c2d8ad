import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from guide.models import GuideEntry, PageAnswer, Reference
from tests.factories import (
    CHECKED_ON,
    make_certification,
    make_claim,
    make_occupation,
    make_page,
    make_reference,
    make_role,
    make_source,
    make_term,
)

pytestmark = pytest.mark.django_db


def test_reference_belongs_to_exactly_one_row():
    page, term = make_page(), make_term()

    with pytest.raises(ValidationError, match="belongs to exactly one row"):
        Reference(page=page, term=term, key="a", source=make_source()).full_clean()
    with pytest.raises(ValidationError, match="belongs to exactly one row"):
        Reference(key="a", source=make_source()).full_clean()


def test_reference_has_a_key_of_its_own_in_its_page():
    page = make_page()
    make_reference(page=page, key="a")

    with pytest.raises(IntegrityError):
        make_reference(page=page, key="a", source=make_source(title="Other"))


def test_rows_say_what_they_are():
    page = make_page()
    answer = PageAnswer.objects.create(page=page, day=CHECKED_ON, yes_count=2)

    assert [str(row) for row in (page, make_term(), make_role())] == [
        "What is it?",
        "cohort",
        "Clinical AI analyst",
    ]
    assert str(make_claim()) == "51 billion US$: Size of the market"
    assert str(make_occupation()) == "Data Scientists (15-2051)"
    assert str(make_certification()) == "Certified Health Data Analyst"
    assert str(answer) == "What is it?, Nov 22, 2026: 2 yes, 0 no"
    assert str(GuideEntry(model="page", key="roles")) == "page roles"
    assert str(make_reference(page=page)).startswith("college: Program page")


def test_rows_lead_to_where_they_stand():
    assert make_role().get_absolute_url() == "/guide/careers/#analyst"
    assert make_certification().get_absolute_url() == "/guide/certifications/#chda"


def test_certification_that_is_not_confirmed_says_what_is_not():
    with pytest.raises(IntegrityError):
        make_certification(standing_note="")


def test_median_lies_between_the_percentiles():
    with pytest.raises(IntegrityError):
        make_occupation(median_wage=1)
