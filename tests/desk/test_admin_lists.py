import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteMixin, FilteredSelectMultiple
from django.contrib.auth.models import Group
from django.forms import ModelChoiceField
from django.urls import reverse

from desk.models import ReviewInterval, Spreadsheet
from tests.desk.addresses import admin_paths, make_page_answer
from tests.desk.drafts import make_draft
from tests.desk.edited import FACT_MAKERS
from tests.desk.people import make_staff
from tests.factories import (
    make_accreditor,
    make_certification,
    make_claim,
    make_correction,
    make_editor,
    make_institution,
    make_occupation,
    make_page,
    make_program,
    make_program_topic,
    make_role,
    make_source,
    make_term,
    make_topic,
    make_user,
)
from tests.profiles.signing import make_second_factor

pytestmark = pytest.mark.django_db

MOST_QUERIES = 8
MODELS = sorted(model._meta.label for model in admin.site._registry)
OF_SUPERUSERS = ("auth", "account", "mfa", "profiles")


def make_rows(number):
    """Make a row of every model of the admin, each with parents of its own."""
    source = make_source(url=f"https://college.example/{number}")
    institution = make_institution(slug=f"college-{number}", source=source)
    program = make_program(institution=institution, name=f"Program {number}")
    about = {"program": program, "source": source}
    for name, make in FACT_MAKERS.items():
        more = {}
        if name == "accreditation":
            more = {"accreditor": make_accreditor(short_name=f"Body {number}")}
        make(**about, **more)
    make_program_topic(program=program, topic=make_topic(slug=f"topic-{number}"))
    make_rows_of_staff(number, program)
    make_rows_of_guide(number, source)


def make_rows_of_staff(number, program):
    person = make_user(email=f"person-{number}@example.org")
    EmailAddress.objects.create(user=person, email=person.email)
    Authenticator.objects.create(user=person, type="totp", data={})
    Group.objects.create(name=f"Group {number}")
    program.award = "MPH"
    draft = make_draft(program, program.save, by=person)
    make_correction(program=program, handled_by=person, draft=draft)
    Spreadsheet.objects.create(kind="tuition", uploaded_by=person)


def make_rows_of_guide(number, source):
    make_page_answer(make_page(slug=f"page-{number}"))
    make_claim(key=f"claim-{number}", source=source)
    make_occupation(soc=f"29-{1000 + number}")
    make_role(key=f"role-{number}")
    make_certification(key=f"certification-{number}")
    make_term(key=f"term-{number}", term=f"Term {number}")


def sign_in_for(client, label, settings):
    """Sign in who keeps a list, as on a server of readers: with a second step."""
    settings.STAFF_NEEDS_SECOND_FACTOR = True
    is_of_superusers = label.startswith(OF_SUPERUSERS)
    person = make_editor() if is_of_superusers else make_staff("Reviewer")
    make_second_factor(person)
    client.force_login(person)


def list_address(label):
    return reverse(f"admin:{label.lower().replace('.', '_')}_changelist")


@pytest.mark.parametrize("label", MODELS)
def test_no_list_asks_the_database_more_than_eight_times(
    client, settings, label, django_assert_max_num_queries
):
    for number in range(10):
        make_rows(number)
    sign_in_for(client, label, settings)
    client.get(list_address(label))

    with django_assert_max_num_queries(MOST_QUERIES):
        response = client.get(list_address(label))

    assert response.context["cl"].result_count >= len(ReviewInterval.Kind)


def choices_of_rows(context):
    """Give the fields of a page's forms in which other rows are chosen."""
    forms = [context["adminform"].form] if "adminform" in context else []
    for inline in context.get("inline_admin_formsets", []):
        forms += [*inline.formset.forms, inline.formset.empty_form]
    for form in forms:
        for name, field in form.fields.items():
            if isinstance(field, ModelChoiceField) and not field.widget.is_hidden:
                yield name, field


@pytest.mark.parametrize("act", ["add", "change"])
@pytest.mark.parametrize("label", MODELS)
def test_other_rows_are_chosen_by_typing(client, editor, label, act):
    page = admin_paths(editor)[f"{label.lower().replace('.', '_')}_{act}"]
    response = client.get(page)

    found = choices_of_rows(response.context or {})

    for name, field in found:
        widget = getattr(field.widget, "widget", field.widget)
        assert isinstance(widget, (AutocompleteMixin, FilteredSelectMultiple)), name


def test_a_field_that_is_empty_says_so(client, editor):
    make_program()

    response = client.get(list_address("programs.Program"))

    assert '<td class="field-last_checked_on nowrap">Left blank</td>' in response.text
