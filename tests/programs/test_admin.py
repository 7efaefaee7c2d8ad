from datetime import date
from decimal import Decimal

import pytest
from django.contrib import admin
from django.urls import reverse

from programs.models import Program, Tuition
from tests.factories import (
    make_accreditation,
    make_accreditor,
    make_citation,
    make_course,
    make_deadline,
    make_editor,
    make_english_test,
    make_institution,
    make_outcome,
    make_partner,
    make_prerequisite,
    make_program,
    make_program_topic,
    make_source,
    make_topic,
    make_tuition,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 12, 1)
MAKERS = {
    "accreditation": make_accreditation,
    "accreditor": make_accreditor,
    "citation": make_citation,
    "course": make_course,
    "deadline": make_deadline,
    "englishtest": make_english_test,
    "institution": make_institution,
    "outcome": make_outcome,
    "partner": make_partner,
    "prerequisite": make_prerequisite,
    "program": make_program,
    "source": make_source,
    "topic": make_topic,
    "tuition": make_tuition,
}
WITH_HISTORY = sorted(MAKERS.keys() - {"topic"})
FACTS = sorted(
    MAKERS.keys() - {"accreditor", "institution", "program", "source", "topic"}
)


@pytest.fixture
def editor(client):
    user = make_editor()
    client.force_login(user)
    return user


def address(model, act, *args):
    return reverse(f"admin:programs_{model}_{act}", args=args)


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


@pytest.mark.parametrize("model", WITH_HISTORY)
def test_add_page_opens(client, editor, model):
    response = client.get(address(model, "add"))

    assert response.status_code == 200


@pytest.mark.parametrize("model", WITH_HISTORY)
def test_history_page_opens(client, editor, model):
    kept = MAKERS[model]()
    entry = kept.history.get()

    listed = client.get(address(model, "history", kept.pk))
    shown = client.get(address(model, "simple_history", kept.pk, entry.pk))

    assert (listed.status_code, shown.status_code) == (200, 200)
