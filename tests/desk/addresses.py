"""Every address of the staff's pages, read from the resolver, with rows to open."""

from datetime import date

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, URLResolver, reverse

from desk.models import FactCheck, ReviewInterval, Spreadsheet
from guide.models import PageAnswer
from tests.desk.drafts import make_draft
from tests.desk.edited import MAKERS
from tests.factories import (
    make_certification,
    make_claim,
    make_correction,
    make_institution,
    make_occupation,
    make_page,
    make_program,
    make_role,
    make_term,
    make_tuition,
    make_user,
)

SOURCE_OF_A_PRICE = "app_label=programs&model_name=tuition&field_name=source"

GUIDE_MAKERS = {
    "certification": make_certification,
    "claim": make_claim,
    "occupation": make_occupation,
    "page": make_page,
    "role": make_role,
    "term": make_term,
}


def named_patterns(patterns):
    """Give the named addresses of a list of patterns and of those within it."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from named_patterns(pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield pattern


def admin_names():
    """Give the name of every address of the admin, without its namespace."""
    return {pattern.name for pattern in named_patterns(admin.site.get_urls())}


def make_page_answer(page):
    return PageAnswer.objects.create(page=page, day=date(2026, 11, 22), yes_count=1)


def make_one_of_each(uploader):
    """Make a row of every model of the admin; give them by app and model."""
    person = make_user(email="somebody@example.org")
    price = make_tuition(amount=20_000)
    price.amount = 21_500
    rows = {f"programs_{name}": make() for name, make in MAKERS.items()}
    rows |= {f"guide_{name}": make() for name, make in GUIDE_MAKERS.items()}
    return rows | {
        "guide_pageanswer": make_page_answer(rows["guide_page"]),
        "desk_correction": make_correction(),
        "desk_draft": make_draft(price.program, price.save, by=person),
        "desk_factcheck": FactCheck.objects.first(),
        "desk_reviewinterval": ReviewInterval.objects.first(),
        "desk_spreadsheet": Spreadsheet.objects.create(
            kind="tuition", uploaded_by=uploader, columns=["number", "amount"]
        ),
        "auth_group": Group.objects.create(name="Visitors"),
        "profiles_user": person,
        "auth_user": person,
        "account_emailaddress": EmailAddress.objects.create(
            user=person, email=person.email
        ),
        "mfa_authenticator": Authenticator.objects.create(
            user=person, type="totp", data={}
        ),
    }


def arguments(rows):
    """Give what stands in the addresses that are not those of every model."""
    price = rows["programs_tuition"]
    program = rows["programs_program"]
    return {
        "version_restore": ["tuition", price.history.first().pk],
        "source_confirm": [price.source.pk],
        "fact_confirm": ["tuition", price.pk],
        "view_on_site": [ContentType.objects.get_for_model(program).pk, program.pk],
        "app_list": ["programs"],
        "desk_spreadsheet_columns": ["tuition"],
        "desk_spreadsheet_csv": ["tuition"],
        "desk_spreadsheet_xlsx": ["tuition"],
        "programs_program_delete": [make_program(workflow_state="draft").pk],
        "programs_institution_delete": [make_institution(slug="without").pk],
    }


def admin_paths(uploader=None):
    """Give the path of every address of the admin by its name, with rows behind it.

    The spreadsheet among them is one that `uploader` sent. Signing out is not: who
    walks on needs her session.
    """
    rows = make_one_of_each(uploader)
    special = arguments(rows)
    paths = {name: path_of(name, rows, special) for name in admin_names() - {"logout"}}
    return paths | {"autocomplete": f"{paths['autocomplete']}?{SOURCE_OF_A_PRICE}"}


def path_of(name, rows, special):
    found = next((row for key, row in rows.items() if name.startswith(f"{key}_")), None)
    args = special.get(name, [found.pk] if found else [])
    if name.endswith(("_changelist", "_add")):
        args = []
    if name.endswith("_simple_history"):
        args = [found.pk, found.history.first().pk]
    return reverse(f"admin:{name}", args=args)
