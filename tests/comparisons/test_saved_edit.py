import pytest

from tests.comparisons.kept import save_in_march
from tests.factories import make_program, make_user
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    user = make_user()
    client.force_login(user)
    return user


def edited(saved, **changes):
    """Give what the form of the page sends, with these changes."""
    sent = {
        "version": saved.version,
        "name": saved.name,
        "residency": saved.residency,
        "rows": saved.rows,
    }
    for column in saved.columns.all():
        sent[f"column-{column.pk}-position"] = column.position
        sent[f"column-{column.pk}-remark"] = column.remark
    return sent | changes


def test_a_comparison_is_changed_in_all_its_parts(client, reader):
    saved = save_in_march(reader)
    first = saved.columns.all()[0]
    changes = edited(
        saved,
        name="For my spouse",
        residency="international",
        rows="mine",
        keys=["cost", "gre_policy"],
        only_different="on",
    )
    changes[f"column-{first.pk}-remark"] = "Call Ms. Lee."

    response = client.post(f"/comparisons/{saved.pk}/edit/", changes, follow=True)

    assert "Your changes are kept." in response.text
    assert "Call Ms. Lee." in response.text
    saved.refresh_from_db()
    assert (saved.name, saved.residency) == ("For my spouse", "international")
    assert (saved.rows, saved.keys) == ("mine", ["cost", "gre_policy"])
    assert saved.only_different
    assert saved.version == 2


@pytest.mark.parametrize(
    ("moved", "to", "order"),
    [(0, 2, "BCA"), (2, 0, "CAB"), (1, 0, "BAC"), (1, 1, "ABC")],
)
def test_a_column_takes_the_place_that_it_is_given(client, reader, moved, to, order):
    programs = [make_program(name=name) for name in "ABC"]
    saved = save_in_march(reader, *programs)
    column = saved.columns.all()[moved]

    client.post(
        f"/comparisons/{saved.pk}/edit/",
        edited(saved, **{f"column-{column.pk}-position": to}),
    )

    columns = saved.columns.select_related("program").all()
    assert "".join(each.program.name for each in columns) == order
    assert [each.position for each in columns] == [0, 1, 2]


def test_a_column_can_be_taken_out(client, reader):
    saved = save_in_march(reader)
    first, second = saved.columns.all()

    client.post(
        f"/comparisons/{saved.pk}/edit/",
        edited(saved, **{f"column-{first.pk}-leaves": "on"}),
    )

    assert [(each.pk, each.position) for each in saved.columns.all()] == [
        (second.pk, 0)
    ]


def test_the_last_column_cannot_be_taken_out(client, reader):
    saved = save_in_march(reader, make_program())
    column = saved.columns.get()

    response = client.post(
        f"/comparisons/{saved.pk}/edit/",
        edited(saved, **{f"column-{column.pk}-leaves": "on"}),
    )

    assert "Keep one program at least" in response.text
    assert saved.columns.count() == 1


def test_all_that_is_wrong_with_a_change_is_said(client, reader):
    saved = save_in_march(reader)
    column = saved.columns.first()
    changes = edited(saved, name="", rows="mine")
    changes[f"column-{column.pk}-remark"] = "x" * 1001

    response = client.post(f"/comparisons/{saved.pk}/edit/", changes)

    assert "This field is required." in response.text
    assert "Choose one row at least, or all rows." in response.text
    assert "at most 1000 characters" in response.text


def test_a_second_tab_does_not_overwrite_the_first(client, reader):
    saved = save_in_march(reader)
    late = edited(saved, name="Of the second tab")
    client.post(f"/comparisons/{saved.pk}/edit/", edited(saved, name="Of the first"))

    response = client.post(f"/comparisons/{saved.pk}/edit/", late, follow=True)

    assert "This comparison was changed in another window" in response.text
    saved.refresh_from_db()
    assert saved.name == "Of the first"


def test_the_form_of_a_comparison_shows_what_is_kept(client, reader):
    saved = save_in_march(reader, rows="mine", keys=["cost"])
    saved.columns.filter(position=0).update(remark="Call Ms. Lee.")

    page = text_of(client.get(f"/comparisons/{saved.pk}/edit/"))

    assert 'value="For my chief"' in page
    assert "Call Ms. Lee." in page
    assert 'value="cost" id="row-cost" checked' in page
