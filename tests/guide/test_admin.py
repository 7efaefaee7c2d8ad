from html import unescape

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.admin.forms import SINCE_CHANGED
from guide.models import Page, PageAnswer, Reference
from programs.models import Source
from tests.desk.edited import correct, errors_of, read_form
from tests.factories import (
    CHECKED_ON,
    make_certification,
    make_claim,
    make_occupation,
    make_page,
    make_reference,
    make_role,
    make_source,
    make_term,
)
from tests.pages import text_of

pytestmark = pytest.mark.django_db
MAKERS = {
    "page": make_page,
    "claim": make_claim,
    "role": lambda **about: make_role(occupations=[], **about),
    "occupation": make_occupation,
    "certification": make_certification,
    "term": make_term,
}
OWN_KEYS = {"page": "slug", "occupation": "soc"}
MOST_QUERIES = 8


def address(model, act, *args):
    return reverse(f"admin:guide_{model}_{act}", args=args)


def answer(page):
    return PageAnswer.objects.create(page=page, day=CHECKED_ON, yes_count=3, no_count=1)


def count_queries(client, path):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_every_model_that_editors_keep_is_in_the_admin():
    names = {
        model._meta.model_name
        for model in admin.site._registry
        if model._meta.app_label == "guide"
    }

    assert names == MAKERS.keys() | {"pageanswer"}


@pytest.mark.parametrize("model", MAKERS)
@pytest.mark.parametrize("query", ["", "?q=example", "?o=1"])
def test_changelist_opens_and_searches(client, editor, model, query):
    MAKERS[model]()

    assert client.get(address(model, "changelist") + query).status_code == 200


@pytest.mark.parametrize("model", MAKERS)
def test_changelist_asks_as_often_for_ten_rows_as_for_one(client, editor, model):
    keys = [f"{number:02}-1000" for number in range(11, 21)]
    name = OWN_KEYS.get(model, "key")
    MAKERS[model](**{name: keys[0]})
    count_queries(client, address(model, "changelist"))
    for_one = count_queries(client, address(model, "changelist"))
    for key in keys[1:]:
        MAKERS[model](**{name: key})

    for_ten = count_queries(client, address(model, "changelist"))

    assert for_one == for_ten <= MOST_QUERIES


@pytest.mark.parametrize("model", MAKERS)
def test_add_change_and_history_open(client, editor, model):
    row = MAKERS[model]()
    make_reference(**{model: row})

    for path in [
        address(model, "add"),
        address(model, "change", row.pk),
        address(model, "history", row.pk),
        address(model, "simple_history", row.pk, row.history.get().pk),
    ]:
        assert client.get(path).status_code == 200


def test_change_page_asks_as_often_for_ten_sources_as_for_one(client, editor):
    page = make_page()
    path = address("page", "change", page.pk)
    make_reference(page=page)
    count_queries(client, path)
    for_one = count_queries(client, path)
    for number in range(9):
        source = make_source(url=f"https://college.example/{number}")
        make_reference(page=page, key=f"key-{number}", source=source)

    assert count_queries(client, path) == for_one


def test_answers_of_readers_can_be_read_and_not_typed(client, editor):
    given = answer(make_page(question="What does it cost?"))

    listed = client.get(address("pageanswer", "changelist"))

    assert "What does it cost?" in listed.text
    assert client.get(address("pageanswer", "change", given.pk)).status_code == 200
    assert client.get(address("pageanswer", "add")).status_code == 403
    assert (
        client.post(address("pageanswer", "delete", given.pk), {"post": "yes"})
    ).status_code == 403


@pytest.mark.parametrize("model", MAKERS)
def test_save_without_a_change_makes_no_version(client, editor, model):
    row = MAKERS[model]()

    response = correct(client, address(model, "change", row.pk))

    assert response.status_code == 302
    assert row.history.count() == 1


def test_line_ends_of_browsers_are_no_change(client, editor):
    page = make_page(body="One.\n\nTwo.")

    correct(client, address("page", "change", page.pk), body="One.\r\n\r\nTwo.")

    page.refresh_from_db()
    assert page.body == "One.\n\nTwo."
    assert page.history.count() == 1


def test_entry_of_a_list_stays_whole_when_the_title_is_changed(client, editor):
    role = make_role(occupations=[], tasks=["Cleans, labels and joins data"])

    correct(client, address("role", "change", role.pk), title="Data steward")

    role.refresh_from_db()
    assert role.title == "Data steward"
    assert role.tasks == ["Cleans, labels and joins data"]


def test_edit_is_saved_with_who_did_it(client, editor):
    page = make_page(body="Old words.\n\nKept.")

    correct(client, address("page", "change", page.pk), body="New words.\n\nKept.")

    page.refresh_from_db()
    assert page.body == "New words.\n\nKept."
    assert page.history.latest().history_user == editor


def test_what_somebody_saved_meanwhile_is_overwritten_knowingly_only(client, editor):
    page = make_page(body="Old words.")
    path = address("page", "change", page.pk)
    opened = read_form(client, path) | {"body": "My words."}
    correct(client, path, body="Her words.")

    refused = client.post(path, opened)
    seen = refused.context["adminform"].form["seen"].value()
    client.post(path, opened | {"seen": seen})

    assert SINCE_CHANGED in unescape(errors_of(refused))
    assert refused.context["adminform"].form["body"].value() == "My words."
    bodies = page.history.order_by("history_id").values_list("body", flat=True)
    assert list(bodies) == ["Old words.", "Her words.", "My words."]


def test_history_shows_the_lines_that_differ_and_those_only(client, editor):
    page = make_page(body="First.\n\nOld words.\n\nLast.")
    path = address("page", "change", page.pk)
    correct(client, path, body="First.\n\nNew <b>words.\n\nLast.", position="7")

    text = text_of(client.get(address("page", "history", page.pk)))

    assert "<del>Old words.</del> <ins>New &lt;b&gt;words.</ins>" in text
    assert "1 → 7" in text
    assert "First." not in text


def test_history_shows_versions_of_the_sources_too(client, editor):
    page = make_page()
    make_reference(page=page, key="bls", source=make_source(title="Wages"))

    text = text_of(client.get(address("page", "history", page.pk)))

    assert "bls: Wages" in text
    assert "Restore" not in text  # a draft is of a program or an institution


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ('One.\n\n{% clame "x" %}', 'Line 3: {% clame "x" %}: there is no tag clame.'),
        ('{% claim "none" %}', 'Line 1: {% claim "none" %}: there is no claim of this'),
        ('a\n{% term "none" %}', 'Line 2: {% term "none" %}: there is no term of this'),
        ('{% live "all" %}', 'Line 1: {% live "all" %}: there is no live of this'),
        ("a {{ b }}", "Line 1: {{ b }}: a tag is not written like this"),
        ('a\n{% cite "bls" %}', "line 2: bls is cited, but no source here has this"),
    ],
)
def test_text_that_names_what_is_not_there_is_refused_and_kept(
    client, editor, body, problem
):
    page = make_page(body="As it was.")

    response = correct(
        client, address("page", "change", page.pk), body=body, question="Typed too?"
    )

    page.refresh_from_db()
    assert page.body == "As it was."
    assert problem in unescape(errors_of(response))
    assert response.context["adminform"].form["body"].value() == body
    assert "Typed too?" in response.text


@pytest.mark.parametrize(
    ("model", "field", "typed", "problem"),
    [
        ("page", "related", "page-1, none-1", "There is no page none-1."),
        ("claim", "conflicts_with", "none-2", "There is no claim none-2."),
        ("role", "occupations", "99-9999", "There is no occupation 99-9999."),
        ("role", "claims", "none-3", "There is no claim none-3."),
        ("term", "see", "none-4", "There is no term none-4."),
        ("term", "long", '{% cite "x" %}', "long, line 1: x is cited, but no source"),
    ],
)
def test_key_that_names_nothing_is_refused(
    client, editor, model, field, typed, problem
):
    row = MAKERS[model]()

    response = correct(client, address(model, "change", row.pk), **{field: typed})

    assert problem in errors_of(response)
    assert row.history.count() == 1


def test_text_may_cite_a_source_that_is_added_with_it(client, editor):
    page = make_page()
    added = reference_fields(0, 1, "bls", make_source())

    response = correct(
        client,
        address("page", "change", page.pk),
        body='Wages{% cite "bls" %}.',
        **added,
    )

    assert response.status_code == 302
    assert page.references.get().key == "bls"


def reference_fields(number, total, key, source, **about):
    """Give what a browser sends for one source of a row."""
    prefix = f"references-{number}"
    return {
        "references-TOTAL_FORMS": total,
        f"{prefix}-key": key,
        f"{prefix}-source": source.pk,
        f"{prefix}-position": 1,
    } | {f"{prefix}-{name}": value for name, value in about.items()}


def test_source_that_the_text_still_cites_cannot_be_taken_away(client, editor):
    page = make_page(body='Wages{% cite "bls" %}.')
    make_reference(page=page, key="bls")

    response = correct(
        client, address("page", "change", page.pk), **{"references-0-DELETE": "on"}
    )

    assert "line 1: bls is cited" in errors_of(response)
    assert page.references.count() == 1


def test_preview_shows_the_unsaved_text_and_its_sources_and_saves_nothing(
    client, editor
):
    page = make_page(body="As it was.")
    make_claim(key="market", figure="51 billion US$")
    added = reference_fields(0, 1, "bls", make_source(title="Wages"))
    body = '## Part\n\nNew{% cite "bls" %}, {% claim "market" %}.'

    response = correct(
        client,
        address("page", "change", page.pk),
        body=body,
        _preview="Preview",
        **added,
    )

    text = text_of(response)
    assert response.status_code == 200
    assert "Preview: nothing is saved" in text
    assert 'New<a href="#source-1"' in text
    assert "51 billion US$ (stated without a source)" in text
    assert "Wages" in text
    page.refresh_from_db()
    assert page.body == "As it was."
    assert (page.history.count(), Reference.objects.count()) == (1, 0)


def test_preview_of_a_new_page_makes_none(client, editor):
    typed = {"slug": "new", "question": "New?", "short_title": "New", "position": 1}
    texts = {"short_answer": "Short.", "body": "Long.", "reviewed_on": "2026-11-26"}

    response = correct(
        client, address("page", "add"), **typed, **texts, _preview="Preview"
    )

    assert "<h1>New?</h1>" in text_of(response)
    assert Page.objects.count() == 0


def test_new_page_is_saved(client, editor):
    typed = {"slug": "new", "question": "New?", "short_title": "New", "position": 1}
    texts = {"short_answer": "Short.", "body": "Long.", "reviewed_on": "2026-11-26"}

    correct(client, address("page", "add"), **typed, **texts)

    assert Page.objects.get().question == "New?"


def test_preview_of_a_text_with_a_mistake_says_what_is_wrong(client, editor):
    page = make_page()

    response = correct(
        client,
        address("page", "change", page.pk),
        body="{% live online %}",
        _preview="Preview",
    )

    assert "a tag is not written like this" in errors_of(response)


def test_every_field_that_an_editor_fills_is_explained(client, editor):
    for model in MAKERS:
        form = client.get(address(model, "add")).context["adminform"].form
        unexplained = [field.name for field in form if not field.help_text]
        assert set(unexplained) <= {"topic", "title", "name", "seen"}, model


def test_source_of_the_guide_cannot_be_deleted_while_it_is_cited(client, editor):
    source = make_source()
    make_reference(page=make_page(), source=source)

    client.post(
        reverse("admin:programs_source_delete", args=[source.pk]), {"post": "yes"}
    )

    assert Source.objects.filter(pk=source.pk).exists()
