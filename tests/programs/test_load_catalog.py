from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import CommandError

from programs.models import (
    Accreditor,
    CatalogEntry,
    Citation,
    Course,
    Institution,
    Program,
    ProgramTopic,
    Source,
    Tuition,
)
from tests.factories import make_institution, make_program, make_tuition
from tests.programs.catalog_folder import college, load, other_college, write_catalog

pytestmark = pytest.mark.django_db


def everything():
    """Say what all tables of the catalog hold, history included."""
    tables: list[Any] = [
        Accreditor,
        Institution,
        Program,
        Source,
        Tuition,
        Citation,
        Course,
    ]
    rows = [list(table.objects.order_by("pk").values()) for table in tables]
    history = [table.history.count() for table in tables]
    return rows, history, list(CatalogEntry.objects.order_by("pk").values())


def test_load_makes_typed_rows_with_sources(tmp_path):
    content, _ = college()

    load(write_catalog(tmp_path, content))

    program = Program.objects.get()
    tuition = program.tuitions.get()
    assert program.workflow_state == "published"
    assert program.delivery == ["online"]
    assert program.minimum_gpa == Decimal("2.75")
    assert (tuition.amount, tuition.source.title) == (Decimal("1000.5"), "Fees")
    assert tuition.checked_on == date(2026, 11, 22)
    assert program.institution.accreditations.get().accreditor.short_name == "HLC"


def test_load_cites_every_field_with_all_its_sources(tmp_path):
    content, _ = college()

    load(write_catalog(tmp_path, content))

    cited = Citation.objects.filter(field="credits_lowest").order_by("source__title")
    assert [(one.source.title, one.note) for one in cited] == [
        ("Fees", ""),
        ("Master of Science", "36 with an internship"),
    ]
    assert not Citation.objects.filter(field__in=["summary", "slug", "focus"]).exists()
    assert Citation.objects.get(field="courses").source.title == "Fees"


def test_load_says_why_a_value_is_missing(tmp_path):
    content, _ = college()

    load(write_catalog(tmp_path, content))

    assert Citation.objects.get(field="gre_policy").state == "not-published"


def test_ai_in_a_course_is_cited_from_the_curriculum(tmp_path):
    content, program = college()
    program["description"]["ai_in_curriculum"] = "required-course"
    program["curriculum"]["from"] = "fees"

    load(write_catalog(tmp_path, content))

    assert Citation.objects.get(field="ai_in_curriculum").source.title == "Fees"


def test_load_derives_topics_prices_words_and_newest_check(tmp_path):
    content, _ = college()

    load(write_catalog(tmp_path, content))

    program = Program.objects.get()
    assert program.program_topics.get().evidence == ["Machine Learning"]
    assert program.tuition_estimates.count() == 3
    assert program.last_checked_on == date(2026, 11, 22)
    assert Program.objects.filter(search_vector="dayton").exists()


def test_load_says_what_the_catalog_holds(tmp_path, capsys):
    content, _ = college()

    load(write_catalog(tmp_path, content))

    said = capsys.readouterr().out
    assert "1 institutions and 1 programs (1 researched, 0 federal-record" in said


def test_new_rows_have_a_history_of_the_catalog(tmp_path):
    content, _ = college()

    load(write_catalog(tmp_path, content))

    first = Program.objects.get().history.get()
    assert (first.history_change_reason, first.history_user) == ("Catalog", None)


def test_second_load_changes_nothing(tmp_path, capsys):
    content, _ = college()
    load(write_catalog(tmp_path, content))
    before = everything()

    load(tmp_path)

    assert everything() == before
    assert "0 created, 0 changed, 0 removed, 0 kept" in capsys.readouterr().out


def test_a_change_in_the_file_changes_the_row_and_its_history(tmp_path):
    content, program = college()
    load(write_catalog(tmp_path, content))
    program["tuition"][0]["amount"] = 1200

    load(write_catalog(tmp_path, content))

    tuition = Tuition.objects.get()
    newest = tuition.history.first()
    assert tuition.amount == 1200
    assert tuition.history.count() == 2
    assert (newest.amount, newest.history_change_reason) == (1200, "Catalog")


def test_an_edited_value_is_kept_and_reported(tmp_path, capsys):
    content, program = college()
    load(write_catalog(tmp_path, content))
    Tuition.objects.update(amount=Decimal("1100.00"))
    program["tuition"][0] |= {"amount": 1200, "includes_fees": True}

    load(write_catalog(tmp_path, content))

    tuition = Tuition.objects.get()
    assert (tuition.amount, tuition.includes_fees) == (Decimal(1100), True)
    assert (
        "kept us/example-college.json: $.programs[0].tuition[0].amount: "
        "kept '1100', which a person set; the catalog has '1200'"
    ) in capsys.readouterr().out


def test_an_edit_in_a_section_is_reported_at_its_place(tmp_path, capsys):
    content, _ = college()
    load(write_catalog(tmp_path, content))
    Program.objects.update(credits_highest=39)

    load(tmp_path)

    assert "$.programs[0].credits.highest: kept '39'" in capsys.readouterr().out


def test_an_edit_that_the_catalog_takes_over_is_no_edit_any_more(tmp_path, capsys):
    content, program = college()
    load(write_catalog(tmp_path, content))
    Tuition.objects.update(amount=1200)
    program["tuition"][0]["amount"] = 1200
    load(write_catalog(tmp_path, content))
    program["tuition"][0]["amount"] = 1300

    load(write_catalog(tmp_path, content))

    assert Tuition.objects.get().amount == 1300
    assert "kept us/" not in capsys.readouterr().out


def test_another_source_chosen_by_a_person_is_kept(tmp_path, capsys):
    content, _ = college()
    load(write_catalog(tmp_path, content))
    chosen = Source.objects.get(title="Master of Science")
    Tuition.objects.update(source=chosen)

    load(tmp_path)

    assert Tuition.objects.get().source == chosen
    assert (
        "tuition[0].source: kept Master of Science (Example College, 2025-26) "
        "<https://college.example/ms>, which a person set; the catalog has "
        "Fees (Example College, 2025-26) <https://college.example/fees>"
    ) in capsys.readouterr().out


def test_a_deleted_row_is_not_made_anew_but_reported(tmp_path, capsys):
    content, _ = college()
    load(write_catalog(tmp_path, content))
    Tuition.objects.get().delete()

    load(tmp_path)

    assert not Tuition.objects.exists()
    assert "tuition[0]: deleted by a person" in capsys.readouterr().out


def test_facts_of_a_deleted_program_stay_away(tmp_path, capsys):
    content, _ = college()
    load(write_catalog(tmp_path, content))
    Program.objects.get().delete()

    load(tmp_path)

    assert not Program.objects.exists()
    assert capsys.readouterr().out.count("deleted by a person") == 1


def test_a_deleted_source_is_made_anew_when_a_fact_cites_it(tmp_path):
    content, program = college()
    program["also_read"] = ["extra"]
    content["sources"]["extra"] = content["sources"]["page"] | {"title": "Extra"}
    load(write_catalog(tmp_path, content))
    Source.objects.get(title="Extra").delete()

    load(tmp_path)

    assert Source.objects.filter(title="Extra").count() == 1


def test_a_row_gone_from_the_catalog_is_removed(tmp_path):
    content, program = college()
    load(write_catalog(tmp_path, content))
    del program["tuition"]

    load(write_catalog(tmp_path, content))

    gone = Tuition.history.first()
    assert not Tuition.objects.exists()
    assert (gone.history_type, gone.history_change_reason) == ("-", "Catalog")
    assert not Program.objects.get().tuition_estimates.exists()


def test_an_edited_row_gone_from_the_catalog_is_kept_and_reported(tmp_path, capsys):
    content, program = college()
    load(write_catalog(tmp_path, content))
    Tuition.objects.update(amount=1100)
    del program["tuition"]

    load(write_catalog(tmp_path, content))

    assert Tuition.objects.get().amount == 1100
    assert "gone from the catalog, but a person edited it" in capsys.readouterr().out


def test_a_row_that_both_sides_removed_is_forgotten(tmp_path):
    content, program = college()
    load(write_catalog(tmp_path, content))
    Tuition.objects.get().delete()
    del program["tuition"]

    load(write_catalog(tmp_path, content))

    assert not CatalogEntry.objects.filter(model="tuition").exists()


def test_an_institution_gone_from_the_catalog_is_removed_with_its_own(tmp_path):
    content, _ = college()
    load(write_catalog(tmp_path, content, other_college()[0]))

    load(write_catalog(tmp_path, content))

    assert Institution.objects.get().slug == "example-college"
    assert Program.objects.get().slug == "ms-health-informatics"
    assert not CatalogEntry.objects.filter(institution="other-college").exists()


def test_sources_that_nothing_cites_any_more_are_removed(tmp_path):
    content, program = college()
    load(write_catalog(tmp_path, content))
    program["tuition"][0]["from"] = "page"
    program["credits"]["from"] = program["curriculum"]["from"] = "page"
    del content["sources"]["fees"]

    load(write_catalog(tmp_path, content))

    assert Source.objects.get().title == "Master of Science"


def test_a_gone_program_with_a_persons_facts_is_kept_and_reported(tmp_path, capsys):
    content, program = college()
    load(write_catalog(tmp_path, content))
    make_tuition(program=Program.objects.get(), amount=5)
    program["slug"] = "ms-health-data"

    load(write_catalog(tmp_path, content))

    assert Program.objects.count() == 2
    assert Tuition.objects.filter(amount=5).exists()
    assert "there is still a tuition of it" in capsys.readouterr().out


def test_another_folder_does_not_empty_the_catalog(tmp_path):
    (first, _), (second, _) = college(), other_college()
    load(write_catalog(tmp_path, first, second))
    third, _ = college()
    third["institution"] |= {"slug": "third-college", "unitid": 200_003}
    write_catalog(tmp_path, third)

    with pytest.raises(CommandError, match="2 of the 2 institutions loaded before"):
        load(tmp_path)
    assert Institution.objects.count() == 2

    load(tmp_path, replace=True)
    assert Institution.objects.get().slug == "third-college"


def test_rows_that_a_person_added_are_left_alone(tmp_path, capsys):
    institution = make_institution(slug="example-college", name="Our own name")
    make_program(institution=institution, slug="ms-own", name="Own")
    content, _ = college()

    load(write_catalog(tmp_path, content))

    assert Institution.objects.get().name == "Our own name"
    assert institution.programs.count() == 2
    assert not CatalogEntry.objects.filter(model="institution").exists()
    assert "$.institution.name: kept 'Our own name'" in capsys.readouterr().out


def test_check_says_what_would_change_and_writes_nothing(tmp_path, capsys):
    content, program = college()
    load(write_catalog(tmp_path, content))
    before = everything()
    program["tuition"][0]["amount"] = 1200
    program["deadlines"] = [
        {"key": "final", "kind": "final", "month": 6, "day": 1, "from": "page"}
    ]
    del program["curriculum"]
    capsys.readouterr()

    load(write_catalog(tmp_path, content), check=True)

    said = capsys.readouterr().out
    assert "changed us/example-college.json: $.programs[0].tuition[0]: amount" in said
    assert "created us/example-college.json: $.programs[0].deadlines[0]" in said
    assert "removed course example-college/ms-health-informatics/courses/ml" in said
    assert "Would be: 1 created, 1 changed, 2 removed, 0 kept" in said
    assert everything() == before


def test_refresh_derives_anew_without_a_change(tmp_path):
    content, _ = college()
    load(write_catalog(tmp_path, content))
    ProgramTopic.objects.all().delete()

    load(tmp_path)
    assert not ProgramTopic.objects.exists()

    load(tmp_path, refresh=True)
    assert ProgramTopic.objects.get().topic.slug == "machine-learning"


def test_a_changed_price_changes_the_estimates(tmp_path):
    content, program = college()
    load(write_catalog(tmp_path, content))
    program["tuition"][0] |= {"basis": "total", "amount": 0}

    load(write_catalog(tmp_path, content))

    estimates = Program.objects.get().tuition_estimates.all()
    assert {estimate.total_highest for estimate in estimates} == {Decimal(0)}


def test_queries_do_not_grow_with_the_files(tmp_path, django_assert_num_queries):
    contents = []
    for number in range(12):
        content, _ = college()
        content["institution"] |= {"slug": f"c-{number}", "unitid": 300_000 + number}
        contents.append(content)
    write_catalog(tmp_path, *contents)

    with django_assert_num_queries(64):
        load(tmp_path)
    with django_assert_num_queries(29):
        load(tmp_path)
