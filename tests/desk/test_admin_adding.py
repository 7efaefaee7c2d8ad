import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from desk.models import Draft
from programs.models import Institution, Program
from tests.desk.drafts import approve_draft
from tests.desk.edited import address, correct, errors_of
from tests.factories import (
    make_citation,
    make_course,
    make_institution,
    make_program,
    make_source,
)

pytestmark = pytest.mark.django_db

REQUIRED = {
    "name": "Health Data Science",
    "slug": "ms-health-data-science",
    "award": "MS",
    "award_title": "Master of Science in Health Data Science",
    "focus": "health-data-science",
    "summary": "A master's for people who work with health data.",
    "ai_in_curriculum": "none-found",
    "review": "press-only",
}


def add_program(client, **typed):
    institution = make_institution().pk
    typed = REQUIRED | {"institution": institution} | typed
    return correct(client, address("program", "add"), **typed)


def test_program_is_added_with_its_required_fields_only(client, editor):
    response = add_program(client)

    program = Program.objects.get()
    assert response.status_code == 302
    assert (program.review, program.workflow_state) == ("press-only", "draft")
    lists = [program.delivery, program.pace, program.start_terms, program.culminating]
    assert lists == [[], [], [], []]


def test_how_far_a_new_program_was_reviewed_is_said_by_its_editor(client, editor):
    response = add_program(client, review="")

    assert "This field is required." in errors_of(response)
    assert not Program.objects.exists()


def withdraw(client, program, reason):
    page = address("program", "change", program.pk)
    typed = {"workflow_state": "withdrawn", "withdrawn_reason": reason}
    return correct(client, page, **typed)


def test_a_program_is_withdrawn_with_its_reason(client, editor):
    program = make_program()

    withdraw(client, program, "Closed in 2026.")
    before = Program.objects.get().workflow_state
    approve_draft(Draft.objects.get())

    program.refresh_from_db()
    assert before == "published"
    assert program.workflow_state == "withdrawn"
    assert program.withdrawn_reason == "Closed in 2026."


def test_a_program_is_not_withdrawn_without_a_reason(client, editor):
    response = withdraw(client, make_program(), "")

    assert "Say why it is withdrawn" in errors_of(response)
    assert not Draft.objects.exists()


def test_a_new_program_is_public_once_somebody_else_has_read_it(client, editor):
    add_program(client)
    program = Program.objects.get()
    source = make_source()
    for field in ("name", "award", "award_title", "ai_in_curriculum"):
        make_citation(program=program, field=field, source=source)
    page = address("program", "change", program.pk)

    correct(client, page, workflow_state="published")
    approve_draft(Draft.objects.get())

    assert client.get(program.get_absolute_url()).status_code == 200


INSTITUTION = {
    "name": "College",
    "slug": "college",
    "country": "US",
    "city": "Dayton",
    "website": "https://college.example/",
}


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"country": "ZZ"}, "ZZ is not one of the available choices"),
        ({"region": "QQ"}, "US has no region QQ"),
        ({"region": "tx"}, "US has no region tx"),
        ({"country": "CA", "region": "TX"}, "CA has no region TX"),
        ({"latitude": "999"}, "less than or equal to 90"),
        ({"latitude": "-90.5"}, "greater than or equal to -90"),
        ({"longitude": "181"}, "less than or equal to 180"),
    ],
)
def test_an_institution_lies_in_a_place_that_there_is(client, editor, typed, message):
    typed = INSTITUTION | {"source": make_source().pk} | typed

    response = correct(client, address("institution", "add"), **typed)

    assert message in errors_of(response)
    assert not Institution.objects.exists()


def test_the_country_is_chosen_by_name(client, editor):
    response = client.get(address("institution", "add"))

    choices = response.context["adminform"].form.fields["country"].choices
    assert ("TW", "Taiwan") in choices
    assert [name for _, name in choices] == sorted(name for _, name in choices)


@pytest.mark.parametrize("about", [{"country": "ZZ"}, {"country": "us"}])
def test_the_model_refuses_a_country_that_there_is_not(about):
    with pytest.raises(ValidationError, match="No country has the code"):
        Institution(**INSTITUTION | about).full_clean()


@pytest.mark.parametrize("about", [{"latitude": 91}, {"longitude": -181}])
def test_the_database_refuses_a_place_that_is_not_on_earth(about):
    with pytest.raises(IntegrityError, match="is_on_earth"):
        make_institution(**about)


@pytest.mark.parametrize(
    ("model", "parameter"),
    [("institution", "country"), ("program", "institution__country")],
)
def test_lists_are_filtered_by_the_name_of_the_country(
    client, editor, model, parameter
):
    make_program()
    canadian = make_institution(slug="canadian", country="CA", region="ON")
    wanted = make_program(institution=canadian)

    response = client.get(address(model, "changelist"), {parameter: "CA"})

    assert "Canada" in response.content.decode()
    shown = {"institution": canadian, "program": wanted}[model]
    assert list(response.context["cl"].result_list) == [shown]


@pytest.mark.parametrize(("state", "is_shown"), [("published", True), ("draft", False)])
def test_only_an_institution_with_a_public_page_links_to_it(
    client, editor, state, is_shown
):
    institution = make_program(workflow_state=state).institution

    response = client.get(address("institution", "change", institution.pk))

    link = f'href="{institution.get_absolute_url()}"'
    assert (link in response.content.decode()) is is_shown


def test_a_program_that_was_never_public_is_deleted_with_its_facts(client, editor):
    program = make_program(workflow_state="draft")
    make_course(program=program)

    client.post(address("program", "delete", program.pk), {"post": "yes"})

    assert not Program.objects.exists()


@pytest.mark.parametrize("state", ["published", "withdrawn"])
def test_a_program_that_was_public_is_never_deleted(client, editor, state):
    program = make_program(workflow_state=state, withdrawn_reason="Closed.")

    response = client.post(address("program", "delete", program.pk), {"post": "yes"})

    assert response.status_code == 403
    assert Program.objects.exists()


def test_a_program_that_is_public_no_more_is_not_deleted(client, editor):
    program = make_program(workflow_state="published")
    program.workflow_state = "draft"
    program.save()

    response = client.post(address("program", "delete", program.pk), {"post": "yes"})

    assert response.status_code == 403
    assert Program.objects.exists()


def new_row(client, page, prefix):
    """Give what a browser sends of a row that was just added below the others."""
    inlines = client.get(page).context["inline_admin_formsets"]
    (formset,) = [one.formset for one in inlines if one.formset.prefix == prefix]
    number = formset.total_form_count()
    fields = {
        f"{prefix}-{number}-{field.name}": field.value()
        for field in formset.empty_form
        if field.value() is not None
    }
    return fields | {f"{prefix}-TOTAL_FORMS": number + 1}


@pytest.mark.parametrize(("places", "last"), [([], 0), ([0, 7, 3], 8)])
def test_a_new_course_comes_last(client, editor, places, last):
    program = make_program()
    for place in places:
        make_course(program=program, position=place)
    page = address("program", "change", program.pk)
    title, source = f"courses-{len(places)}-title", f"courses-{len(places)}-source"
    typed = {title: "Ethics of AI", source: make_source().pk}

    correct(client, page, **new_row(client, page, "courses") | typed)

    (change,) = Draft.objects.get().changes.all()
    assert (change.after["title"], change.after["position"]) == ("Ethics of AI", last)


def test_a_course_that_was_added_and_left_blank_is_no_course(client, editor):
    program = make_program()
    make_course(program=program, position=4)
    page = address("program", "change", program.pk)

    correct(client, page, **new_row(client, page, "courses"))

    assert not Draft.objects.exists()
