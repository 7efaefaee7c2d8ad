import pytest
from django.core.management import CommandError, call_command

from programs.models import (
    Citation,
    Institution,
    Outcome,
    Program,
    Source,
    Tuition,
    ValueState,
)


def make_catalog(folder, programs=60, seed=7):
    call_command("make_catalog", programs=programs, seed=seed, to=folder)
    return {
        path.relative_to(folder): path.read_text(encoding="utf-8")
        for path in folder.rglob("*.json")
    }


def test_one_seed_makes_the_same_files(tmp_path):
    first = make_catalog(tmp_path / "first")

    assert make_catalog(tmp_path / "second") == first
    assert make_catalog(tmp_path / "third", seed=8) != first


@pytest.mark.django_db
def test_made_up_programs_can_be_loaded(tmp_path):
    make_catalog(tmp_path)

    call_command("load_catalog", from_folder=tmp_path)

    assert Program.objects.count() == 60
    assert 10 <= Institution.objects.count() < 60
    assert not Institution.objects.exclude(name__startswith="Sample ").exists()
    assert not Source.objects.exclude(url__startswith="https://www.example.org/")


@pytest.mark.django_db
def test_made_up_programs_have_values_in_every_state(tmp_path):
    make_catalog(tmp_path, programs=150)

    call_command("load_catalog", from_folder=tmp_path)

    for model in (Tuition, Outcome, Citation):
        states = set(model.objects.values_list("state", flat=True))
        assert states == set(ValueState.values)
    assert Tuition.objects.filter(amount=0).exists()
    assert Tuition.objects.values("currency").distinct().count() > 3
    assert Institution.objects.filter(name__contains="大学").exists()


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")

    with pytest.raises(CommandError, match="is not empty; nothing was written"):
        make_catalog(tmp_path)


def test_no_programs_cannot_be_made(tmp_path):
    with pytest.raises(CommandError, match="at least one program"):
        make_catalog(tmp_path, programs=0)
