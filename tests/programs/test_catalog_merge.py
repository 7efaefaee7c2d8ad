from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programs.importing.catalog_merge import comparable, is_untouched, merge
from programs.models import Accreditation, CatalogEntry, Institution, Program, Tuition
from tests.programs.catalog_folder import college, load, write_catalog

EDITS = {
    (Program, "name"): "Edited name",
    (Program, "delivery"): ["campus"],
    (Program, "minimum_gpa"): Decimal("3.10"),
    (Program, "credits_highest"): Decimal("48.00"),
    (Program, "summary"): "Edited summary",
    (Program, "requires_resume"): True,
    (Institution, "city"): "Columbus",
    (Institution, "opeid"): "",
    (Tuition, "amount"): Decimal("999.99"),
    (Tuition, "note"): "Edited note",
    (Tuition, "fees_per_year"): Decimal("0.00"),
}


@pytest.mark.django_db
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    edited=st.sets(st.sampled_from(sorted(EDITS, key=str))), amount=st.integers(1, 9)
)
def test_edits_of_any_fields_outlive_a_load(tmp_path, edited, amount):
    for model in (Program, Tuition, Accreditation, Institution, CatalogEntry):
        model.objects.all().delete()
    content, _ = college()
    load(write_catalog(tmp_path, content))
    before = {field: value_of(field) for field in EDITS}
    for model, name in edited:
        row = model.objects.get()
        setattr(row, name, EDITS[model, name])
        row.save()

    load(tmp_path)

    after = {field: value_of(field) for field in EDITS}
    assert after == {
        field: EDITS[field] if field in edited else before[field] for field in EDITS
    }


def value_of(field):
    model, name = field
    return getattr(model.objects.get(), name)


def test_an_untouched_value_follows_the_file():
    merged = merge({"a": 2}, {"a": 1}, {"a": 1})

    assert (merged.taken, merged.kept, merged.entry) == ({"a": 2}, {}, {"a": 2})


def test_an_edited_value_stays_and_the_catalogs_last_word_too():
    merged = merge({"a": 2}, {"a": 1}, {"a": 5})

    assert (merged.taken, merged.kept) == ({}, {"a": (5, 2)})
    assert merged.entry == {"a": 1}


def test_an_edit_that_equals_the_file_is_agreed_on():
    merged = merge({"a": 2}, {"a": 1}, {"a": 2})

    assert (merged.taken, merged.kept, merged.entry) == ({}, {}, {"a": 2})


def test_a_field_new_in_the_format_follows_the_file():
    assert merge({"a": 1, "b": 2}, {"a": 1}, {"a": 1, "b": None}).taken == {"b": 2}


def test_a_row_is_untouched_when_it_equals_its_entry():
    assert is_untouched({"a": 1}, {"a": 1, "b": 2})
    assert not is_untouched({"a": 1}, {"a": 2})


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (Decimal("36.00"), "36"),
        (Decimal("100"), "100"),
        (Decimal("0.00"), "0"),
        (date(2026, 1, 31), "2026-01-31"),
        (["a", Decimal("1.50")], ["a", "1.5"]),
        (None, None),
        (False, False),
    ],
)
def test_values_compare_in_the_form_that_json_keeps(value, kept):
    assert comparable(value) == kept
