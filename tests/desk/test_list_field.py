from typing import Any

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from desk.admin.forms import ListField
from desk.models import Draft
from tests.desk.drafts import changes_of
from tests.desk.edited import address, correct
from tests.desk.people import make_staff
from tests.factories import make_program

FIELD: Any = ListField(forms.CharField())
ENTRIES = st.text(st.characters(categories=["L", "N", "P", "Zs"])).map(
    lambda text: " ".join(text.split())
)


@given(st.lists(ENTRIES.filter(bool)))
def test_list_is_read_as_it_was_written(entries):
    assert FIELD.to_python(FIELD.prepare_value(entries)) == entries


@pytest.mark.parametrize(
    ("typed", "entries"),
    [
        ("AI, Public health", ["AI", "Public health"]),
        ('AI, "Policy, law and ethics"', ["AI", "Policy, law and ethics"]),
        ("AI,\r\n  Public\r\n health", ["AI", "Public health"]),
        ('5" screens, AI', ['5" screens', "AI"]),
    ],
)
def test_typed_list_is_parted_by_commas(typed, entries):
    assert FIELD.clean(typed) == entries


@pytest.mark.parametrize(
    ("entry", "help_text"),
    [
        (
            forms.CharField(),
            'Tracks. One with a comma in it has quotes: "Policy, law and ethics".',
        ),
        (forms.SlugField(), "Tracks."),
    ],
)
def test_list_says_what_an_entry_with_a_comma_needs(entry, help_text):
    assert ListField(entry, help_text="Tracks.").help_text == help_text


@pytest.mark.django_db
def test_entry_with_a_comma_stays_whole_when_another_field_is_changed(client):
    program = make_program(specializations=["Policy, law and ethics", "AI"])
    client.force_login(make_staff("Editor"))

    correct(client, address("program", "change", program.pk), summary="New words.")

    [(_, _, _, after)] = changes_of(Draft.objects.get())
    assert after == {"summary": "New words."}
