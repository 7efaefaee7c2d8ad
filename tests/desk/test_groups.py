import pytest
from django.contrib.auth.models import Group
from django.db import transaction

from tests.desk.addresses import admin_names, admin_paths
from tests.desk.people import make_staff
from tests.factories import make_editor, make_user

pytestmark = pytest.mark.django_db

FACTS = [
    "accreditation",
    "citation",
    "course",
    "deadline",
    "englishtest",
    "outcome",
    "partner",
    "prerequisite",
    "tuition",
]
WITH_HISTORY = [*FACTS, "accreditor", "institution", "program", "source"]
CATALOG = [*WITH_HISTORY, "topic"]
WRITES = ["add", "change", "delete"]
GUIDE_TEXTS = ["certification", "page", "role", "term"]
GUIDE_FIGURES = ["claim", "occupation"]


def each(app, acts, models):
    return {f"{app}.{act}_{model}" for act in acts for model in models}


IN_DESK = ["correction", "draft", "factcheck", "linkcheck", "reviewinterval"]
IN_GUIDE = [*GUIDE_TEXTS, *GUIDE_FIGURES, "pageanswer", "reference"]
READS = (
    each("programs", ["view"], [*CATALOG, "programtopic"])
    | each("desk", ["view"], IN_DESK)
    | each("guide", ["view"], IN_GUIDE)
)
EDITS = (
    each("programs", WRITES, [*FACTS, "institution", "program"])
    | {"programs.add_source"}
    | {"desk.confirm_fact", "desk.handle_correction"}
    | each("guide", ["add", "change"], [*GUIDE_TEXTS, "reference"])
    | {"guide.delete_reference"}
)
PERMISSIONS = {
    "Editor": READS | EDITS,
    "Reviewer": READS
    | EDITS
    | {"programs.change_source"}
    | each("guide", ["add", "change"], GUIDE_FIGURES)
    | {"desk.review_draft", "desk.view_spreadsheet", "desk.change_linkcheck"},
    "Data manager": READS
    | each("programs", ["add", "change"], ["source", "accreditor"])
    | {"desk.change_linkcheck", "desk.change_reviewinterval"}
    | {"desk.add_spreadsheet", "desk.view_spreadsheet"},
}


@pytest.mark.parametrize("group", PERMISSIONS)
def test_group_has_exactly_its_permissions(group):
    permissions = Group.objects.get(name=group).permissions

    held = permissions.values_list("content_type__app_label", "codename")

    assert {".".join(one) for one in held} == PERMISSIONS[group]


def test_there_are_three_groups():
    names = set(Group.objects.values_list("name", flat=True))

    assert names == PERMISSIONS.keys()


def pages(models, *acts):
    return {f"{model}_{act}" for model in models for act in acts}


PROGRAMS = [f"programs_{name}" for name in CATALOG]
GUIDE = [f"guide_{name}" for name in [*GUIDE_TEXTS, *GUIDE_FIGURES]]
DESK = [
    f"desk_{name}"
    for name in ("correction", "draft", "factcheck", "reviewinterval", "spreadsheet")
]
PEOPLE = ["auth_group", "profiles_user", "mfa_authenticator", "account_emailaddress"]
DOWNLOADS = pages(["desk_spreadsheet"], "columns", "csv", "xlsx")
# Who may see a draft may press each button, and is told why it does nothing for her.
ANSWERED = pages(["desk_draft"], "submit", "discard", "publish", "send_back")

EVERYBODY = (
    {"index", "login", "password_change", "password_change_done"}
    | {"app_list", "autocomplete", "jsi18n", "view_on_site"}
    | pages([*PROGRAMS, *GUIDE], "changelist", "change", "history")
    | pages(["guide_pageanswer"], "changelist", "change", "history")
    | pages(GUIDE, "simple_history")
    | pages([f"programs_{name}" for name in WITH_HISTORY], "simple_history")
    | pages(DESK[:4], "changelist", "change", "history")
    | DOWNLOADS
    | ANSWERED
)
EDITING = (
    pages(["programs_program", "programs_institution"], "add", "delete")
    | pages([f"guide_{name}" for name in GUIDE_TEXTS], "add")
    | {"programs_source_add"}
    | {"version_restore", "fact_confirm", "source_confirm"}
    | pages(["desk_correction"], "accept", "answer")
)
UPLOADS_READ = pages(["desk_spreadsheet"], "changelist", "change", "history", "errors")
UPLOADING = pages(["desk_spreadsheet"], "add", "check", "check_again", "draft")
REVIEWING = pages([f"guide_{name}" for name in GUIDE_FIGURES], "add")
MANAGING = {"programs_source_add", "programs_accreditor_add"}
OF_SUPERUSERS = (
    pages(PEOPLE, "changelist", "change", "history", "delete")
    | pages(["auth_group", "profiles_user", "account_emailaddress"], "add")
    | {"auth_user_password_change"}
    | pages(["programs_source", "programs_accreditor", "desk_correction"], "delete")
    | pages(GUIDE, "delete")
)
NOBODY = (
    pages([f"programs_{name}" for name in [*FACTS, "topic"]], "add", "delete")
    | pages(DESK[1:], "delete")
    | pages(DESK[:4], "add")
    | pages(["guide_pageanswer"], "add", "delete")
    | {"mfa_authenticator_add"}
)
OPENS = {
    "Editor": EVERYBODY | EDITING,
    "Reviewer": EVERYBODY | EDITING | REVIEWING | UPLOADS_READ,
    "Data manager": EVERYBODY | MANAGING | UPLOADS_READ | UPLOADING,
}
EVERYTHING = OPENS["Reviewer"] | OPENS["Data manager"] | OF_SUPERUSERS


def ask(client, path):
    """Open an address as a browser would, or send it an empty form if it wants one.

    What it writes is undone, so that every address finds the same rows.
    """
    with transaction.atomic():
        response = client.get(path)
        if response.status_code == 405:
            response = client.post(path)
        transaction.set_rollback(True)
    b"".join(response)  # to its end, as a browser reads a download
    return response


def test_every_address_of_the_admin_is_entered_here():
    assert admin_names() == EVERYTHING | NOBODY | {"logout"}


@pytest.mark.parametrize("group", OPENS)
def test_group_opens_its_pages_and_no_other(client, group):
    person = make_staff(group)
    paths = admin_paths(person)
    client.force_login(person)

    answers = {name: ask(client, path).status_code for name, path in paths.items()}

    opened = {name for name, status in answers.items() if status != 403}
    assert opened == OPENS[group]
    assert {answers[name] for name in opened} <= {200, 302}


def test_superuser_opens_all_but_what_nobody_may_do(client):
    person = make_editor()
    paths = admin_paths(person)
    client.force_login(person)

    opened = {
        name for name, path in paths.items() if ask(client, path).status_code < 400
    }

    assert opened == EVERYTHING


def test_nothing_opens_before_signing_in(client):
    paths = admin_paths()
    del paths["login"]

    answers = {name: ask(client, path) for name, path in paths.items()}

    led = [answer.headers.get("Location", "") for answer in answers.values()]
    assert all(address.startswith("/admin/login/?next=") for address in led)
    assert (
        client.get("/admin/login/").headers["Location"].startswith("/accounts/login/")
    )


def test_nothing_opens_to_a_reader(client):
    paths = admin_paths()
    client.force_login(make_user())
    del paths["login"]

    answers = {name: ask(client, path) for name, path in paths.items()}

    led = [answer.headers.get("Location", "") for answer in answers.values()]
    assert all(address.startswith("/admin/login/?next=") for address in led)
    assert client.get("/admin/login/").status_code == 403


CHANGES = {
    "Editor": {"program", "institution"},
    "Reviewer": {"program", "institution", "source"},
    "Data manager": {"source", "accreditor"},
}


@pytest.mark.parametrize("group", CHANGES)
def test_group_sends_only_the_forms_that_it_may(client, group):
    paths = admin_paths()
    client.force_login(make_staff(group))

    taken = set()
    for model in CATALOG:
        path = paths[f"programs_{model}_change"]
        if client.post(path, {"name": "New"}).status_code != 403:
            taken.add(model)

    assert taken == CHANGES[group]
