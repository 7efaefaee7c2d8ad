import pytest

from desk.models import DraftChange
from desk.rows import Difference
from desk.words import is_of_words_alone

CHANGE, ADD, REMOVE = (
    DraftChange.Act.CHANGE,
    DraftChange.Act.ADD,
    DraftChange.Act.REMOVE,
)


def changed(model, **columns):
    """Make the difference of a row whose columns go from the first to the second."""
    before = {name: old for name, (old, _) in columns.items()}
    after = {name: new for name, (_, new) in columns.items()}
    return Difference(model, 1, CHANGE, before, after)


@pytest.mark.parametrize(
    ("model", "columns"),
    [
        ("program", {"summary": ("Teaches to heal.", "Teaches how to heal.")}),
        ("program", {"summary": ("It takes 2 years.", "All of it takes 2 years.")}),
        ("program", {"url": ("https://x.example/25", "https://x.example/26")}),
        ("program", {"audience": (["Nurses"], ["Nurses", "Physicians"])}),
        ("institution", {"city": ("Colombus", "Columbus"), "website": ("", "https:")}),
        ("course", {"code": ("BINF 1", "BINF 6001"), "position": (0, 1)}),
        ("course", {"title": ("A", "B"), "source_id": (1, 2)}),
        (
            "partner",
            {"kind": ("agency", "hospital"), "checked_on": (None, "2026-11-26")},
        ),
    ],
)
def test_words_are_told_from_figures(model, columns):
    assert is_of_words_alone(changed(model, **columns))


@pytest.mark.parametrize(
    ("model", "columns"),
    [
        ("program", {"summary": ("It costs $9,000.", "It costs $8,000.")}),
        ("program", {"summary": ("It costs $1,500.", "It costs $1.500.")}),
        ("program", {"summary": ("It is cheap.", "It costs $900.")}),
        ("program", {"specializations": (["AI"], ["AI, 12 credits"])}),
        ("program", {"summary": ("A", "B"), "minimum_gpa": ("3", "2.5")}),
        ("program", {"workflow_state": ("draft", "published")}),
        ("program", {"award": ("MS", "MPH")}),
        ("program", {"institution_id": (1, 2)}),
        ("institution", {"control": ("public", "")}),
        ("institution", {"source_id": (1, 2)}),
        ("course", {"credits": ("3", "6")}),
        ("course", {"is_core": (True, False)}),
        ("tuition", {"note": ("A", "B")}),
        ("accreditation", {"note": ("A", "B")}),
        ("outcome", {"population": ("A", "B")}),
        ("deadline", {"checked_on": ("2026-01-01", "2026-11-26")}),
        ("citation", {"note": ("A", "B")}),
    ],
)
def test_figures_and_rules_are_no_words(model, columns):
    assert not is_of_words_alone(changed(model, **columns))


@pytest.mark.parametrize("model", ["course", "partner"])
@pytest.mark.parametrize("act", [ADD, REMOVE])
def test_what_comes_or_goes_is_no_change_of_words(model, act):
    assert not is_of_words_alone(Difference(model, 1, act, after={"name": "A"}))
