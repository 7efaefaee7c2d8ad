from datetime import date

import pytest

from desk.drafting import propose
from tests.desk.edited import address
from tests.desk.people import make_staff
from tests.factories import make_deadline, make_program, make_tuition

pytestmark = pytest.mark.django_db

LIST = address("program", "changelist")
SINCE = date(2026, 7, 1)


def make_draft_of(program, state):
    program.gre_policy = "optional"
    _, draft = propose(
        program, make_staff("Editor", email=f"{state}@x.org"), program.save
    )
    draft.state = state
    draft.save()
    return program


def make_each_standing():
    """Make one program of each state, and one more published with an open draft."""
    due = make_program(name="Due")
    make_deadline(program=due, reconfirm_since=SINCE)
    make_tuition(program=due, reconfirm_since=SINCE)
    withdrawn = make_program(name="Gone", workflow_state="withdrawn")
    make_tuition(program=withdrawn, reconfirm_since=SINCE)
    make_program(name="New", workflow_state="draft")
    make_program(name="Public")
    make_draft_of(make_program(name="Read", workflow_state="draft"), "in-review")
    make_draft_of(make_program(name="Mended", workflow_state="published"), "sent-back")


@pytest.mark.parametrize(
    ("standing", "names"),
    [
        ("draft", ["New"]),
        ("in-review", ["Read"]),
        ("published", ["Mended", "Public"]),
        ("due", ["Due"]),
        ("withdrawn", ["Gone"]),
    ],
)
def test_programs_are_filtered_by_their_state(client, editor, standing, names):
    make_each_standing()

    response = client.get(LIST, {"standing": standing})

    assert [one.name for one in response.context["cl"].result_list] == names


@pytest.mark.parametrize(
    ("draft", "names"),
    [
        ("none", ["Due", "Gone", "New", "Public"]),
        ("in-review", ["Read"]),
        ("sent-back", ["Mended"]),
        ("draft", []),
    ],
)
def test_programs_are_filtered_by_their_open_draft(client, editor, draft, names):
    make_each_standing()

    response = client.get(LIST, {"draft": draft})

    assert [one.name for one in response.context["cl"].result_list] == names


def test_each_program_is_listed_with_its_state(client, editor):
    make_each_standing()

    response = client.get(LIST, {"o": "6.1"})

    for state in ("Published, due for re-confirmation", "Withdrawn", "In review"):
        assert f'<td class="field-standing">{state}</td>' in response.text
    assert '<td class="field-open_draft">Sent back</td>' in response.text
    assert '<td class="field-open_draft">None</td>' in response.text
