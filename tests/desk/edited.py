"""What editors keep in the admin: the models, and where their pages are."""

from django.urls import reverse

from tests.factories import (
    make_accreditation,
    make_accreditor,
    make_citation,
    make_course,
    make_deadline,
    make_english_test,
    make_institution,
    make_outcome,
    make_partner,
    make_prerequisite,
    make_program,
    make_source,
    make_topic,
    make_tuition,
)

FACT_MAKERS = {
    "accreditation": make_accreditation,
    "citation": make_citation,
    "course": make_course,
    "deadline": make_deadline,
    "englishtest": make_english_test,
    "outcome": make_outcome,
    "partner": make_partner,
    "prerequisite": make_prerequisite,
    "tuition": make_tuition,
}
MAKERS = FACT_MAKERS | {
    "accreditor": make_accreditor,
    "institution": make_institution,
    "program": make_program,
    "source": make_source,
    "topic": make_topic,
}


def address(model, act, *args):
    """Give the address of one page of the admin, such as a model's changelist."""
    return reverse(f"admin:programs_{model}_{act}", args=args)


def fields_of(form):
    for field in form:
        value = field.value()
        if value is not None:
            yield field.html_name, value


def read_form(client, page):
    """Give what a browser would send from a page of the admin if nothing is typed."""
    context = client.get(page).context
    fields = dict(fields_of(context["adminform"].form))
    for inline in context.get("inline_admin_formsets", []):
        fields |= fields_of(inline.formset.management_form)
        for form in inline.formset.forms:
            fields |= fields_of(form)
    return fields


def correct(client, page, **typed):
    return client.post(page, read_form(client, page) | typed)


def errors_of(response):
    return " ".join(str(response.context["errors"]).split())
