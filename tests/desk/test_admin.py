from datetime import date

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.desk.edited import FACT_MAKERS, MAKERS, address, correct, read_form
from tests.factories import (
    make_accreditation,
    make_accreditor,
    make_deadline,
    make_institution,
    make_program,
    make_program_topic,
    make_source,
    make_topic,
    make_tuition,
)

pytestmark = pytest.mark.django_db

WITH_HISTORY = sorted(MAKERS.keys() - {"topic"})


def test_every_model_that_editors_keep_is_in_the_admin():
    names = {
        model._meta.model_name
        for model in admin.site._registry
        if model._meta.app_label == "programs"
    }

    assert names == MAKERS.keys()


@pytest.mark.parametrize("model", MAKERS)
@pytest.mark.parametrize("query", ["", "?q=example", "?o=1"])
def test_changelist_opens_and_searches(client, editor, model, query):
    MAKERS[model]()

    response = client.get(address(model, "changelist") + query)

    assert response.status_code == 200


@pytest.mark.parametrize("model", MAKERS)
def test_change_page_opens(client, editor, model):
    response = client.get(address(model, "change", MAKERS[model]().pk))

    assert response.status_code == 200


@pytest.mark.parametrize("model", ["accreditor", "institution", "program", "source"])
def test_add_page_opens(client, editor, model):
    response = client.get(address(model, "add"))

    assert response.status_code == 200


@pytest.mark.parametrize("model", FACT_MAKERS)
def test_facts_are_only_read_on_their_own_pages(client, editor, model):
    fact = FACT_MAKERS[model]()

    added = client.post(address(model, "add"))
    changed = client.post(address(model, "change", fact.pk))
    deleted = client.post(address(model, "delete", fact.pk), {"post": "yes"})

    statuses = [one.status_code for one in (added, changed, deleted)]
    assert statuses == [403, 403, 403]
    assert fact.history.count() == 1


@pytest.mark.parametrize("model", WITH_HISTORY)
def test_history_page_opens(client, editor, model):
    kept = MAKERS[model]()
    entry = kept.history.get()

    listed = client.get(address(model, "history", kept.pk))
    shown = client.get(address(model, "simple_history", kept.pk, entry.pk))

    assert (listed.status_code, shown.status_code) == (200, 200)


def count_queries(client, page):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    return len(queries)


def make_other_facts(program, source):
    """Make one fact of every kind but accreditations, whose accreditors must differ."""
    for name, make in FACT_MAKERS.items():
        if name != "accreditation":
            make(program=program, source=source)


def make_full_program(number):
    source = make_source(url=f"https://college.example/{number}")
    institution = make_institution(slug=f"college-{number}")
    program = make_program(institution=institution)
    accreditor = make_accreditor(short_name=f"Body {number}")
    make_accreditation(program=program, accreditor=accreditor, source=source)
    make_accreditation(institution=institution, accreditor=accreditor, source=source)
    make_tuition(institution=institution, source=source)
    make_program_topic(program=program)
    make_other_facts(program, source)
    return program


@pytest.mark.parametrize("model", MAKERS)
def test_changelist_asks_as_often_for_ten_rows_as_for_one(client, editor, model):
    make_full_program(0)
    page = address(model, "changelist")
    count_queries(client, page)
    queries_for_one = count_queries(client, page)
    for number in range(1, 10):
        make_full_program(number)

    assert count_queries(client, page) == queries_for_one <= 8


def test_program_page_asks_as_often_for_ten_facts_as_for_one(client, editor):
    program = make_full_program(0)
    page = address("program", "change", program.pk)
    count_queries(client, page)
    queries_for_one = count_queries(client, page)
    for number in range(1, 10):
        source = make_source(url=f"https://college.example/{number}")
        accreditor = make_accreditor(short_name=f"Body {number}")
        make_accreditation(program=program, accreditor=accreditor, source=source)
        topic = make_topic(slug=f"topic-{number}")
        make_program_topic(program=program, topic=topic)
        make_other_facts(program, source)

    assert count_queries(client, page) == queries_for_one


def test_institution_page_asks_as_often_for_ten_programs_as_for_one(client, editor):
    institution = make_full_program(0).institution
    page = address("institution", "change", institution.pk)
    count_queries(client, page)
    queries_for_one = count_queries(client, page)
    for number in range(1, 10):
        source = make_source(url=f"https://college.example/{number}")
        make_program(institution=institution)
        make_tuition(institution=institution, source=source)
        make_accreditation(institution=institution, source=source)

    assert count_queries(client, page) == queries_for_one


def test_history_asks_as_often_for_ten_entries_as_for_two(client, editor):
    program = make_program()
    program.save()
    page = address("program", "history", program.pk)
    count_queries(client, page)
    queries_for_two = count_queries(client, page)
    for number in range(8):
        program.award = f"MS {number}"
        program.save()

    assert count_queries(client, page) == queries_for_two


def test_facts_unchecked_for_longest_come_first(client, editor):
    new = make_tuition(checked_on=date(2026, 11, 1))
    unknown = make_tuition(checked_on=None)
    old = make_tuition(checked_on=date(2025, 1, 1))

    response = client.get(address("tuition", "changelist"))

    assert list(response.context["cl"].result_list) == [unknown, old, new]


@pytest.mark.parametrize(
    ("scope", "found"),
    [("program", [1]), ("institution", [2]), ("", [1, 2]), ("none", [])],
)
def test_prices_are_filtered_by_scope(client, editor, scope, found):
    make_tuition(amount=1)
    make_tuition(amount=2, institution=make_institution())

    response = client.get(
        address("tuition", "changelist"), {"scope": scope} if scope else {}
    )

    amounts = [price.amount for price in response.context["cl"].result_list]
    assert sorted(amounts) == found


def test_programs_are_listed_with_the_number_of_their_own_prices(client, editor):
    program = make_program()
    make_tuition(program=program, residency="resident")
    make_tuition(program=program, residency="nonresident")
    make_tuition(institution=program.institution)

    response = client.get(address("program", "changelist"))

    assert response.context["cl"].result_list[0].own_prices == 2


def test_sources_are_listed_with_the_number_of_facts_that_cite_them(client, editor):
    source = make_source()
    make_tuition(source=source)
    make_deadline(source=source)
    make_institution(slug="other", source=source)

    response = client.get(address("source", "changelist"))

    assert response.context["cl"].result_list[0].fact_count == 3


def test_sources_are_found_by_their_address(client, editor):
    make_source(url="https://other.example/fees")
    wanted = make_source(url="https://college.example/fees")

    response = client.get(address("source", "changelist"), {"q": "college.example"})

    assert list(response.context["cl"].result_list) == [wanted]


def test_programs_are_found_by_institution_and_field_code(client, editor):
    wanted = make_program(cip_code="51.2706")
    make_program(cip_code="11.0102")

    response = client.get(
        address("program", "changelist"), {"q": "example college 51.2706"}
    )

    assert list(response.context["cl"].result_list) == [wanted]


def test_source_is_chosen_by_typing(client, editor):
    make_source(title="Tuition and fees")
    make_source(title="Admission")
    field = {"app_label": "programs", "model_name": "tuition", "field_name": "source"}

    response = client.get(reverse("admin:autocomplete"), field | {"term": "fees"})

    found = [source["text"] for source in response.json()["results"]]
    assert found == ["Tuition and fees (Example College, 2025-26)"]


@pytest.mark.parametrize("act", ["add", "delete"])
def test_topics_are_only_read(client, editor, act):
    args = [make_topic().pk] if act == "delete" else []

    response = client.post(address("topic", act, *args))

    assert response.status_code == 403


def test_topic_shows_the_words_that_are_its_evidence(client, editor):
    evidence = make_program_topic(program=make_program(), evidence=["Deep Nets"])

    response = client.get(address("topic", "change", evidence.topic.pk))

    assert "Deep Nets" in response.content.decode()


@pytest.mark.parametrize(
    ("state", "is_shown"), [("published", True), ("draft", False), ("withdrawn", False)]
)
def test_only_a_published_program_links_to_its_public_page(
    client, editor, state, is_shown
):
    program = make_program(workflow_state=state)

    response = client.get(address("program", "change", program.pk))

    assert (program.get_absolute_url() in response.content.decode()) is is_shown


@pytest.mark.parametrize(
    ("make", "name"), [(make_source, "title"), (make_accreditor, "name")]
)
def test_newer_version_is_overwritten_knowingly_only(client, editor, make, name):
    row = make()
    page = address(row._meta.model_name, "change", row.pk)
    opened = read_form(client, page) | {name: "Mine"}
    correct(client, page, **{name: "Hers"})

    refused = client.post(page, opened)
    seen = refused.context["adminform"].form["seen"].value()
    client.post(page, opened | {"seen": seen})

    summary, _, _ = refused.text.partition("<fieldset")
    assert "Somebody has saved a change since you opened this page." in summary
    assert ">Seen</a>" not in summary
    newest = row.history.order_by("-history_id").values_list(name, flat=True)
    assert list(newest[:2]) == ["Mine", "Hers"]
