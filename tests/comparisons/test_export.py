import json
from dataclasses import asdict, fields

import pytest

from comparisons.export import ComparisonRow, comparison_rows
from comparisons.models import RowChoice, SavedComparison
from tests.comparisons.kept import MARCH, save_in_march
from tests.factories import make_program, make_saved_comparison, make_user

pytestmark = pytest.mark.django_db


def absolute(path):
    return f"https://preceptor.example{path}"


def test_everything_that_is_kept_of_comparisons_is_given():
    user = make_user()
    program = make_program(name="Clinical AI", slug="ms-ai")
    saved = save_in_march(user, program, name="For my chief")
    saved.columns.update(remark="Ask about nights.")
    link = saved.share_links.create(revoked_at=MARCH)
    RowChoice.objects.remember(user, ["cost"])

    rows = comparison_rows(user, absolute)

    (comparison,) = rows.comparisons
    assert comparison.name == "For my chief"
    assert (comparison.prices_for, comparison.edits) == ("Non-residents", 0)
    assert comparison.facts_then["columns"][0]["program_id"] == program.pk
    (column,) = rows.compared_programs
    assert (column.comparison, column.place) == (saved.pk, 1)
    assert column.program == "MS Clinical AI"
    assert column.page == absolute("/programs/example-college/ms-ai/")
    assert column.remark == "Ask about nights."
    (shared,) = rows.share_links
    assert shared.address == absolute(f"/comparisons/shared/{link.token}/")
    assert shared.revoked_at == MARCH
    assert rows.row_choice[0].chosen_rows == ["cost"]


def test_a_removed_comparison_is_given_while_it_can_be_undone():
    saved = make_saved_comparison()
    SavedComparison.objects.filter(pk=saved.pk).remove()

    (row,) = comparison_rows(saved.user, absolute).comparisons

    assert row.removed_at is not None


def test_nothing_of_another_person_is_given():
    make_saved_comparison().share_links.create()

    rows = comparison_rows(make_user(email="b@example.org"), absolute)

    assert set(map(len, asdict(rows).values())) == {0}


def test_no_column_of_a_comparison_is_forgotten():
    kept = {field.name for field in SavedComparison._meta.concrete_fields}
    renamed = {
        "id": "comparison",
        "residency": "prices_for",
        "keys": "chosen_rows",
        "only_different": "only_rows_that_differ",
        "snapshot": "facts_then",
        "snapshot_at": "facts_at",
        "version": "edits",
    }

    told = {renamed.get(name, name) for name in kept - {"user"}}

    assert told == {field.name for field in fields(ComparisonRow)}


def test_the_facts_then_can_be_written_as_json():
    saved = make_saved_comparison()

    (row,) = comparison_rows(saved.user, absolute).comparisons

    assert json.loads(json.dumps(row.facts_then)) == row.facts_then
