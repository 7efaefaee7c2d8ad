from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError

from guide.models import (
    Certification,
    Claim,
    GuideEntry,
    Occupation,
    Page,
    Reference,
    Role,
    Term,
)
from programs.models import Source
from tests.factories import make_source
from tests.guide.guide_folder import (
    ARTICLE,
    BODY,
    SOURCE,
    certification,
    claim,
    load,
    occupation,
    page,
    role,
    term,
    write_guide,
)

pytestmark = pytest.mark.django_db
TABLES: list[Any] = [
    Page,
    Claim,
    Occupation,
    Role,
    Certification,
    Term,
    Reference,
    Source,
]


def everything():
    """Say what all tables of the guide hold, history included."""
    rows = [list(table.objects.order_by("pk").values()) for table in TABLES]
    history = [table.history.count() for table in TABLES]
    return rows, history, list(GuideEntry.objects.order_by("pk").values())


def test_load_makes_a_row_of_every_kind(tmp_path, capsys):
    load(write_guide(tmp_path))

    assert [table.objects.count() for table in TABLES] == [1, 1, 1, 1, 1, 1, 3, 2]
    assert capsys.readouterr().out == (
        "The guide: rows 6 created, 0 changed, 0 removed, 0 kept.\n"
    )


def test_load_keeps_the_text_of_a_page_and_its_sources(tmp_path):
    load(write_guide(tmp_path))

    found = Page.objects.get()
    reference = found.references.get()
    assert (found.body, found.reviewed_on) == (BODY, date(2026, 11, 26))
    assert (reference.key, reference.source.as_of) == ("bls", "May 2025")
    assert found.history.get().history_change_reason == "Guide files"


def test_load_knows_who_states_a_claim_and_what_its_check_rests_on(tmp_path):
    load(write_guide(tmp_path, claims=[claim(check_sources=["bls"])]))

    found = Claim.objects.get()
    assert found.source.publisher == "A press site"
    assert found.check_note == "Nothing was found."
    assert [one.source.title for one in found.references.all()] == ["Wages"]


def test_load_takes_a_source_that_is_there_already(tmp_path):
    about = {key: value for key, value in SOURCE.items() if key != "key"}
    there = make_source(**about)

    load(write_guide(tmp_path))

    assert Reference.objects.filter(source=there).count() == 3


def test_second_load_changes_nothing(tmp_path):
    root = write_guide(tmp_path)
    load(root)
    before = everything()

    load(root)

    assert everything() == before


def test_load_takes_what_changed_in_the_files(tmp_path):
    load(write_guide(tmp_path))

    load(write_guide(tmp_path, pages=[page(question="What is this?")]))

    found = Page.objects.get()
    assert found.question == "What is this?"
    assert found.history.count() == 2


def test_load_takes_other_sources(tmp_path):
    load(write_guide(tmp_path))
    body = '## One\n\nSo it is{% cite "article" %}.\n\n## Two\n\nMore.'

    load(write_guide(tmp_path, pages=[page(sources=[ARTICLE], body=body)]))

    assert [one.key for one in Page.objects.get().references.all()] == ["article"]


def test_load_keeps_what_a_person_edited(tmp_path, capsys):
    load(write_guide(tmp_path))
    mine = Page.objects.get()
    mine.question = "What is it, really?"
    mine.save()
    capsys.readouterr()

    load(write_guide(tmp_path, pages=[page(question="Other?", short_title="Other")]))

    found = Page.objects.get()
    assert (found.question, found.short_title) == ("What is it, really?", "Other")
    assert capsys.readouterr().out == (
        "kept pages/01-what-it-is.md: question: a person set it otherwise\n"
        "The guide: rows 0 created, 1 changed, 0 removed, 1 kept.\n"
    )


def test_load_keeps_sources_that_a_person_chose(tmp_path):
    load(write_guide(tmp_path))
    Reference.objects.create(
        page=Page.objects.get(), key="mine", source=make_source(), position=2
    )

    load(write_guide(tmp_path, pages=[page(sources=[SOURCE | {"as_of": "2026"}])]))

    keys = [one.key for one in Page.objects.get().references.all()]
    assert keys == ["bls", "mine"]


def test_load_does_not_bring_back_what_a_person_deleted(tmp_path, capsys):
    root = write_guide(tmp_path)
    load(root)
    Term.objects.get().delete()
    capsys.readouterr()

    load(root)

    assert not Term.objects.exists()
    assert "kept terms.yaml: cohort: deleted by a person" in capsys.readouterr().out


def test_load_leaves_what_a_person_added_under_the_same_key(tmp_path, capsys):
    Term.objects.create(key="cohort", term="cohort", short="Mine.")

    load(write_guide(tmp_path))

    assert Term.objects.get().short == "Mine."
    assert "a person added one with this key" in capsys.readouterr().out


def test_load_removes_what_the_files_have_no_more(tmp_path):
    load(write_guide(tmp_path, terms=[term(), term(key="credit", term="credit")]))

    load(write_guide(tmp_path))

    assert [one.key for one in Term.objects.all()] == ["cohort"]


def test_load_forgets_what_is_gone_from_files_and_database(tmp_path):
    load(write_guide(tmp_path, terms=[term(), term(key="credit", term="credit")]))
    Term.objects.get(key="credit").delete()

    load(write_guide(tmp_path))

    assert not GuideEntry.objects.filter(key="credit").exists()


def test_load_keeps_an_edited_row_that_the_files_have_no_more(tmp_path, capsys):
    load(write_guide(tmp_path, terms=[term(), term(key="credit", term="credit")]))
    Term.objects.filter(key="credit").update(short="Mine.")

    load(write_guide(tmp_path))

    assert Term.objects.filter(key="credit").exists()
    assert "kept term credit: gone from the files" in capsys.readouterr().out


def test_check_says_what_would_change_and_changes_nothing(tmp_path, capsys):
    load(write_guide(tmp_path), "--check")

    out = capsys.readouterr().out
    assert "created pages/01-what-it-is.md\n" in out
    assert "The guide: would be 6 created" in out
    assert not Page.objects.exists()


def test_nothing_is_loaded_when_a_file_has_a_mistake(tmp_path):
    root = write_guide(tmp_path, terms=[term(short="x" * 301)])

    with pytest.raises(CommandError) as error:
        load(root)

    assert str(error.value) == (
        "Nothing was loaded.\nterms.yaml: cohort: short: Ensure this value has at most "
        "300 characters (it has 301)."
    )
    assert not Page.objects.exists()


MISTAKES = [
    ({"pages": [page(related=["none"])]}, "related: there is no page none"),
    ({"pages": [page(body="## A\n\nNo.")]}, "sources: bls is never cited"),
    ({"pages": [page(sources=[SOURCE, SOURCE])]}, "sources: bls stands there twice"),
    (
        {"pages": [page(short_answer='{% live "nonesuch" %}')]},
        'short_answer: {% live "nonesuch" %}: there is no live of this name',
    ),
    (
        {"claims": [claim(), claim()]},
        "claims.yaml: market-51: another row has this key",
    ),
    (
        {"claims": [claim(conflicts_with=["b"]), claim(key="b")]},
        "claims.yaml: b: conflicts_with: should name market-51 too",
    ),
    (
        {"claims": [claim(conflicts_with=["gone"])]},
        "conflicts_with: there is no claim gone",
    ),
    ({"claims": [claim(stated_by="who")]}, "sources: there is none called who"),
    ({"claims": [claim(grade="good")]}, "claims[0].grade: Input should be"),
    ({"claims": [claim(extra="x")]}, "claims[0].extra: is not a key of this file"),
    ({"roles": [role(title=2026)]}, "roles[0].title: expected text; put what looks"),
    ({"roles": [role(tasks=[])]}, "roles[0].tasks: is empty; leave out"),
    ({"roles": [role(occupations=["99-9999"])]}, "there is no occupation 99-9999"),
    (
        {"occupations": [occupation(p90_wage=1)]},
        "median_wage: lies between the percentiles",
    ),
    (
        {"certifications": [{**certification(), "standing": "confirmed"}]},
        "sources: is missing: say where it was confirmed",
    ),
    (
        {"certifications": [certification(standing_note="x")] * 2},
        "certifications.yaml: chda: another row has this key",
    ),
    ({"terms": [{"key": "a", "term": "a"}]}, "terms[0].short: is missing"),
    ({"terms": "none"}, "terms: Input should be a valid list, got 'none'"),
]


@pytest.mark.parametrize(("rows", "message"), MISTAKES)
def test_mistake_is_named_with_file_and_key(tmp_path, rows, message):
    root = write_guide(tmp_path, **rows)

    with pytest.raises(CommandError) as error:
        load(root)

    assert message in str(error.value)


def test_certification_says_what_was_not_confirmed(tmp_path):
    silent = certification()
    del silent["standing_note"]

    with pytest.raises(CommandError) as error:
        load(write_guide(tmp_path, certifications=[silent]))

    assert "standing_note: is missing: say what we could not" in str(error.value)


def test_same_source_is_described_the_same_everywhere(tmp_path):
    other = SOURCE | {"publisher": "Somebody else"}

    with pytest.raises(CommandError) as error:
        load(write_guide(tmp_path, pages=[page(sources=[other])]))

    assert "names another publisher or kind for it" in str(error.value)


BROKEN = [
    ("terms.yaml", b"terms: [\n", "terms.yaml: line 2: "),
    (
        "terms.yaml",
        b"terms:\n  - key: a\n    key: b\n",
        "terms.yaml: line 3: the key key stands here twice",
    ),
    ("terms.yaml", b"\xff", "terms.yaml: byte 0: not UTF-8 text"),
    ("terms.yaml", b"", "terms.yaml: Input should be"),
    (
        "pages/01-what-it-is.md",
        b"No head.",
        "line 1: begins with a head between two lines of three hyphens",
    ),
    (
        "pages/01-what-it-is.md",
        b"---\nslug: a\nslug: b\n---\nText\n",
        "pages/01-what-it-is.md: line 3: the key slug stands here twice",
    ),
]


@pytest.mark.parametrize(("name", "content", "message"), BROKEN)
def test_broken_file_is_named_with_its_line(tmp_path, name, content, message):
    root = write_guide(tmp_path)
    (root / name).write_bytes(content)

    with pytest.raises(CommandError) as error:
        load(root)

    assert message in str(error.value)


def test_page_has_the_file_name_of_its_position_and_slug(tmp_path):
    root = write_guide(tmp_path)
    (root / "pages/01-what-it-is.md").rename(root / "pages/02-what-it-is.md")

    with pytest.raises(CommandError, match=r"ask for the file name 01-what-it-is\.md"):
        load(root)


def test_missing_file_and_folder_are_named(tmp_path):
    root = write_guide(tmp_path)
    (root / "roles.yaml").unlink()

    with pytest.raises(CommandError, match=r"roles\.yaml: there is no such file"):
        load(root)
    with pytest.raises(CommandError, match="there is no such folder"):
        load(root / "none")
