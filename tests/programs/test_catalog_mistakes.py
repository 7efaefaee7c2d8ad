import json

import pytest
from django.core.management import CommandError
from django.db import OperationalError, connection

from programs.models import CatalogEntry, Institution
from tests.programs.catalog_folder import (
    college,
    load,
    other_college,
    write_catalog,
    write_text,
)

pytestmark = pytest.mark.django_db

NAME = "us/example-college.json"
MISTAKES = [
    ({"amount": "a lot"}, '.amount: expected a number, got "a lot"'),
    ({"amount": True}, ".amount: expected a number, got true"),
    ({"amount": -1}, ".amount: Ensure this value is greater than or equal to 0."),
    ({"amount": 1.005}, ".amount: Ensure that there are no more than 2 decimal"),
    ({"amount": None}, ".amount: expected a value, got null; leave out what is not"),
    ({"state": "too-new"}, ".amount: there can be no value when the state is too-new"),
    ({"basis": "per-week"}, ".basis: expected one of 'total', 'per-year'"),
    ({"residency": 5}, ".residency: expected one of 'any', 'resident'"),
    ({"currency": "usd"}, ".currency: expected a three-letter currency such as USD"),
    ({"academic_year": "2025"}, ".academic_year: expected an academic year such as"),
    ({"includes_fees": "no"}, '.includes_fees: expected true or false, got "no"'),
    ({"note": ""}, ".note: expected text without blanks around it"),
    ({"note": 5}, ".note: expected text, got 5"),
    ({"note": "x" * 501}, ".note: Ensure this value has at most 500 characters"),
    ({"key": "Not a key"}, ".key: expected small letters, digits and single hyphens"),
    ({"from": "nowhere"}, ".from: there is no source nowhere in this file"),
    ({"from": []}, ".from: is empty; leave out what is not known"),
    ({"cost": 5}, ".cost: is not a key of this format"),
]
PROGRAM_MISTAKES = [
    ({"credits": {}}, "credits.lowest: is missing"),
    (
        {"credits": {"lowest": 36, "highest": 30, "system": "ects", "from": "page"}},
        "credits: the lowest is above the highest",
    ),
    (
        {"cip": {"code": "512706", "basis": "assigned", "from": "page"}},
        "cip.code: expected a CIP code such as 51.2706",
    ),
    (
        {
            "duration_months": {
                "full_time": {"lowest": 24, "highest": 12},
                "from": "page",
            }
        },
        "duration_months.full_time: the lowest is above the highest",
    ),
    (
        {
            "deadlines": [
                {"key": "a", "kind": "final", "month": 2, "day": 30, "from": "page"}
            ]
        },
        "deadlines[0]: there is no day 30 in month 2",
    ),
    (
        {
            "deadlines": [
                {
                    "key": "a",
                    "kind": "final",
                    "month": 3,
                    "day": 1,
                    "year": 2100,
                    "from": "page",
                }
            ]
        },
        "deadlines[0].year: Ensure this value is less than or equal to 2099.",
    ),
    (
        {"admissions": {"minimum_gpa": 4.5, "from": "page"}},
        "admissions.minimum_gpa: Ensure this value is less than or equal to 4.",
    ),
    (
        {"accreditations": [{"key": "a", "status": "accredited", "from": "page"}]},
        "accreditations[0].accreditor: name the accreditor, or state none-claimed",
    ),
    (
        {
            "accreditations": [
                {
                    "key": "a",
                    "accreditor": "NONE",
                    "status": "accredited",
                    "from": "page",
                }
            ]
        },
        "accreditations[0].accreditor: NONE is not in accreditors.json",
    ),
    (
        {
            "outcomes": [
                {
                    "key": "a",
                    "metric": "awards",
                    "scope": "program",
                    "unit": "people",
                    "share_of_field": 2,
                    "from": "page",
                }
            ]
        },
        "outcomes[0].share_of_field: expected a share from 0 to 1",
    ),
    (
        {"missing": [{"field": "pk", "state": "too-new", "from": "page"}]},
        "missing[0].field: a program has no field pk",
    ),
    (
        {"missing": [{"field": "pace", "state": "known", "from": "page"}]},
        "missing[0].state: a known value is not missing",
    ),
    (
        {"missing": [{"field": "pace", "state": "too-new", "from": "page"}] * 2},
        "missing[1].field: this field is named already",
    ),
    ({"deadlines": "soon"}, "deadlines: expected a list"),
    ({"description": "online"}, "description: expected an object"),
]


def refusal(folder):
    with pytest.raises(CommandError) as failure:
        load(folder)
    assert not Institution.objects.exists()
    assert not CatalogEntry.objects.exists()
    return str(failure.value)


@pytest.mark.parametrize(("change", "message"), MISTAKES)
def test_a_mistake_in_a_row_is_named_by_its_place(tmp_path, change, message):
    content, program = college()
    program["tuition"][0] |= change

    said = refusal(write_catalog(tmp_path, content))

    assert f"{NAME}: $.programs[0].tuition[0]{message}" in said


@pytest.mark.parametrize(("change", "message"), PROGRAM_MISTAKES)
def test_a_mistake_in_a_program_is_named_by_its_place(tmp_path, change, message):
    content, program = college()
    program |= change

    said = refusal(write_catalog(tmp_path, content))

    assert f"{NAME}: $.programs[0].{message}" in said


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"opeid": "2000"}, "opeid: expected an OPEID of eight digits, as text"),
        ({"website": "ftp://college.example"}, "website: expected an address with"),
        ({"unitid": "200001"}, 'unitid: expected a whole number, got "200001"'),
        ({"region": "QQ"}, "region: US has no region QQ"),
        ({"latitude": 999}, "latitude: Ensure this value is less than or equal to 90"),
        ({"longitude": -181}, "longitude: Ensure this value is greater than or equal"),
    ],
)
def test_a_mistake_in_an_institution_is_named(tmp_path, change, message):
    content, _ = college()
    content["institution"] |= change

    assert f"{NAME}: $.institution.{message}" in refusal(
        write_catalog(tmp_path, content)
    )


def test_a_country_that_there_is_not_is_named(tmp_path):
    content, _ = college()
    content["institution"]["country"] = "ZZ"

    said = refusal(write_catalog(tmp_path, content))

    assert "zz/example-college.json: $.institution.country: No country has the" in said


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path):
    (first, program), (second, _) = college(), other_college()
    program["tuition"][0] |= {"amount": "a lot", "basis": "weekly"}
    second["sources"]["page"]["read_on"] = "22 November"

    said = refusal(write_catalog(tmp_path, first, second)).splitlines()

    assert said[0] == "Nothing was loaded."
    assert len(said) == 4
    assert said[3].startswith(
        "us/other-college.json: $.sources.page.read_on: expected a date such as"
    )


def test_values_and_what_ties_them_are_told_together(tmp_path):
    content, program = college()
    program["tuition"][0] |= {"amount": -1, "from": "nowhere"}
    program["tuition"] *= 2
    content["institution"]["region"] = "QQ"

    said = refusal(write_catalog(tmp_path, content))

    assert "$.programs[0].tuition[0].amount: Ensure this value is greater" in said
    assert "$.programs[0].tuition[0].from: there is no source nowhere" in said
    assert "$.programs[0].tuition: the key 2025-26-per-credit is there more" in said
    assert "$.institution.region: US has no region QQ" in said


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Sum\0mary", "a NUL character is in the text"),
        ("Sum\ud800mary", "half of a surrogate pair is in the text"),
    ],
)
def test_text_that_the_database_cannot_keep_is_refused(tmp_path, text, message):
    content, program = college()
    program["summary"] = text

    said = refusal(write_catalog(tmp_path, content))

    assert f"{NAME}: $.programs[0].summary: {message}" in said


def test_a_key_that_no_database_could_keep_is_refused(tmp_path):
    content, _ = college()
    content["sources"]["pa\0ge"] = content["sources"].pop("page")

    said = refusal(write_catalog(tmp_path, content))

    assert f"{NAME}: $.sources: a NUL character is in the text" in said


def test_a_source_that_nothing_cites_is_a_mistake(tmp_path):
    content, _ = college()
    content["sources"]["idle"] = content["sources"]["page"] | {"title": "Idle"}
    content["sources"]["same"] = content["sources"]["page"]

    said = refusal(write_catalog(tmp_path, content))

    assert "$.sources.idle: nothing in this file cites this source" in said
    assert "$.sources.same: this is the same source as page" in said


def test_a_row_key_or_slug_may_be_there_once_only(tmp_path):
    content, program = college()
    program["tuition"] *= 2
    program["curriculum"]["core"] *= 2
    content["programs"] *= 2

    said = refusal(write_catalog(tmp_path, content))

    assert "$.programs[0].tuition: the key 2025-26-per-credit is there more" in said
    assert "$.programs[0].curriculum: the key ml is there more than once" in said
    assert "$.programs[1].slug: another program of this file has this slug" in said


def test_files_must_agree_with_each_other(tmp_path):
    (first, _), (second, _), (third, _) = college(), other_college(), college()
    second["institution"]["unitid"] = first["institution"]["unitid"]
    second["sources"]["page"]["publisher"] = "Somebody else"
    third["institution"] |= {"country": "CA", "unitid": 5}

    said = refusal(write_catalog(tmp_path, first, second, third))

    assert (
        f"us/other-college.json: $.institution.unitid: {NAME} has this UNITID" in said
    )
    assert "$.sources.page: " in said
    assert "names another publisher or kind for it" in said
    assert "$.institution.slug: ca/example-college.json has this slug already" in said


def test_a_file_must_have_the_name_of_its_institution(tmp_path):
    content, _ = college()
    write_catalog(tmp_path)
    write_text(tmp_path, "us/wrong.json", json.dumps(content))

    assert (
        f"us/wrong.json: $.institution: country and slug ask for the file name {NAME}"
        in refusal(tmp_path)
    )


def test_broken_json_is_named_by_line_and_column(tmp_path):
    write_catalog(tmp_path)
    write_text(tmp_path, NAME, '{\n  "format": 1,\n  oops\n}')

    assert f"{NAME}: line 3, column 3: Expecting property name" in refusal(tmp_path)


def test_a_json_key_may_be_there_once_only(tmp_path):
    write_catalog(tmp_path)
    write_text(tmp_path, NAME, '{"format": 1, "format": 1}')

    assert f"{NAME}: $.format: this key is there more than once" in refusal(tmp_path)


def test_a_number_must_be_one(tmp_path):
    write_catalog(tmp_path)
    write_text(tmp_path, NAME, '{"format": NaN}')

    assert f"{NAME}: $.format: expected a number" in refusal(tmp_path)


def test_a_file_must_be_utf_8(tmp_path):
    write_catalog(tmp_path)
    (tmp_path / "us").mkdir()
    (tmp_path / NAME).write_bytes(b'{"name": "Universit\xe9"}')

    assert f"{NAME}: byte 19: not UTF-8 text" in refusal(tmp_path)


def test_another_format_is_refused(tmp_path):
    content, _ = college()
    content["format"] = 2

    assert f"{NAME}: $.format: expected 1, got 2" in refusal(
        write_catalog(tmp_path, content)
    )


def test_a_folder_that_is_not_there_is_named(tmp_path):
    assert f"{tmp_path}/absent: there is no such folder" in refusal(tmp_path / "absent")


@pytest.mark.parametrize("options", [{}, {"check": True}])
def test_a_database_that_is_away_is_told_in_one_sentence(
    tmp_path, monkeypatch, options
):
    def refuse():
        raise OperationalError("connection to server failed\nIs it running?")

    content, _ = college()
    monkeypatch.setattr(connection, "ensure_connection", refuse)

    with pytest.raises(CommandError) as failure:
        load(write_catalog(tmp_path, content), **options)

    said = str(failure.value)
    assert said.startswith("Nothing was loaded. The database '")
    assert said.endswith("does not answer: connection to server failed")


def test_a_folder_without_files_is_refused(tmp_path):
    assert "accreditors.json: there is no such file" in refusal(tmp_path)
    assert "holds no institution's file" in refusal(write_catalog(tmp_path))


def test_a_mistake_in_the_accreditors_file_is_named(tmp_path):
    content, _ = college()
    write_catalog(tmp_path, content)
    long = {"short_name": "X" * 61, "name": "Long", "kind": "institutional"}
    broken = json.dumps({"format": 1, "accreditors": [long]})
    write_text(tmp_path, "accreditors.json", broken)

    assert "accreditors.json: $.accreditors[0].short_name: Ensure" in refusal(tmp_path)
