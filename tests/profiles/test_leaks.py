"""A person's words are looked for wherever they must not be."""

import io
import json
import logging
import re

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.log import AdminEmailHandler

from portal.logs import JsonFormatter
from profiles.models import User
from tests.profiles.addresses import OBJECTS, OWN, PUBLIC, Address
from tests.profiles.marked import EMAIL, everything_in, make_marked_user, mark
from tests.profiles.people import make_reader, sign_in

pytestmark = pytest.mark.django_db
PAGES = PUBLIC | OWN | OBJECTS
READING = ["/", "/programs/", "/compare/", "/data/", "/no-such-page/"]
# What stands in the address bar, in a tab, or is followed and so ends in a history.
LINKS = re.compile(r'(?:href|action|src|hx-\w+)="([^"]*)"')
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@pytest.fixture
def owner():
    """Signed in with her password just given, before she has a passkey."""
    client = Client(raise_request_exception=False)
    sign_in(client, make_marked_user())
    return client


@pytest.fixture
def marked(owner):
    return mark(User.objects.get(email=EMAIL))


@pytest.fixture
def log():
    """Everything that a server of ours would write, from all loggers."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonFormatter())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def addresses(marked):
    """Give the path of every page of ours, and of pages that she reads."""
    program = reverse("programs:detail", args=marked.saved.program.path.split("/"))
    own = [address.path(name, marked) for name, address in PAGES.items()]
    return [*READING, program, f"/compare/?program={marked.saved.program.path}", *own]


def forms(marked):
    """Give the path and fields of each form into which she writes, right or wrong."""
    lists = [str(marked.shortlist.pk)]
    note = {"note": "Qz-new", "status": "applied", "stars": "3", "shortlists": lists}
    saved = Address({}, parts=lambda marked: {"pk": marked.saved.pk})
    edit = saved.path("profiles:saved_program", marked)
    named = reverse("profiles:shortlist_edit", args=[marked.shortlist.pk])
    return [
        (edit, note | {"version": str(marked.saved.version)}),
        (
            edit,
            note | {"version": "0", "note": "Qz-newer"},
        ),  # 409: another tab was faster
        (edit, {"note": "Qz-" * 2000}),
        (named, {"name": "Qz-renamed"}),
        (named, {"name": "Qz-" * 200}),
        ("/shortlist/new/", {"name": "Qz-another"}),
        ("/profile/goals/", {"goals": "Qz-other goals"}),
        ("/profile/goals/", {"goals": "Qz-" * 2000}),
        ("/profile/about/", {"profession": "Qz-profession"}),
        ("/shortlist/calendar/", {"act": "Qz-act"}),
        ("/accounts/email/", {"email": "qz-second@example.org", "action_add": ""}),
        ("/accounts/login/", {"login": EMAIL, "password": "Qz-wrong"}),
        ("/accounts/password/reset/", {"email": EMAIL}),
    ]


def go_everywhere(client, marked):
    """Open every page and send every form; give each answer with its path."""
    opened = [(path, client.get(path)) for path in addresses(marked)]
    return opened + [(path, client.post(path, sent)) for path, sent in forms(marked)]


def outside_of_pages(response):
    """Give what of an answer reaches further than the page that shows it."""
    page = b"".join(response).decode(errors="replace")
    cookies = {name: each.value for name, each in response.cookies.items()}
    cookies.pop("messages", None)  # sentences for the next page, read below
    parts = [*LINKS.findall(page), *TITLE.findall(page), *response.headers.values()]
    return "\n".join([*parts, *cookies.values()])


def test_no_log_line_holds_a_word_of_hers(log, owner, marked):
    anonymous = Client(raise_request_exception=False)

    statuses = {
        response.status_code
        for client in (owner, anonymous)
        for _, response in go_everywhere(client, marked)
    }

    assert statuses >= {200, 302, 404, 409}
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert {404, 405, 409} <= {line.get("status") for line in lines}
    assert marked.found_in(log.getvalue()) == []


def test_fault_in_a_page_of_hers_logs_and_shows_no_word_of_it(
    log, owner, marked, settings
):
    settings.ROOT_URLCONF = "tests.profiles.failing_urls"

    response = owner.get("/shortlist/broken/")

    assert response.status_code == 500
    assert marked.found_in(everything_in(response)) == []
    line = json.loads(log.getvalue())
    assert (line["error"], line["status"]) == ("LookupError", 500)
    assert marked.found_in(log.getvalue()) == []


def test_faults_are_mailed_to_nobody(settings):
    loggers = [logging.getLogger(), *logging.Logger.manager.loggerDict.values()]
    handlers = [each for one in loggers for each in getattr(one, "handlers", [])]

    assert settings.ADMINS == []
    assert not [each for each in handlers if isinstance(each, AdminEmailHandler)]


def test_no_link_title_or_header_holds_a_word_of_hers(owner, marked):
    leaks = [
        (path, found)
        for path, response in go_everywhere(owner, marked)
        if (found := marked.found_in(outside_of_pages(response)))
    ]

    assert leaks == []


def test_no_message_for_the_next_page_holds_a_word_of_hers(owner, marked):
    said = [
        str(message)
        for path, sent in forms(marked)
        for message in owner.post(path, sent, follow=True).context["messages"]
    ]

    assert "What you wrote is saved." in said
    about_sign_in = f"You are signed in as {EMAIL}."
    found = {sentence for sentence in said if marked.found_in(sentence)}
    assert found <= {about_sign_in}


def test_no_mail_holds_what_she_wrote(owner, marked):
    go_everywhere(owner, marked)
    owner.post("/accounts/delete/", {"is_understood": "on"})

    sent = "\n".join(str(each.message()) for each in mail.outbox)

    assert len(mail.outbox) == 2
    assert marked.found_in(re.sub(r"qz-\w+@example\.org", "", sent)) == []


@pytest.mark.parametrize("email", [None, "other@example.org"])
def test_no_page_of_another_reader_holds_a_word_of_hers(marked, email):
    client = Client(raise_request_exception=False)
    if email:
        sign_in(client, make_reader(email=email))

    leaks = [
        (path, found)
        for path in addresses(marked)
        if (found := marked.found_in(everything_in(client.get(path))))
    ]

    assert leaks == []


@pytest.fixture
def editor(client):
    """Sign a member of staff in who may do everything."""
    about = {"is_staff": True, "is_superuser": True}
    return sign_in(client, make_reader(email="editor@example.org", **about))


def staff_pages(marked):
    """Give every list of the admin, and all pages on her account and her program."""
    lists = [
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for model in admin.site._registry
    ]
    of_rows = [
        reverse(f"admin:{name}_{page}", args=[row.pk])
        for name, row in [
            ("profiles_user", marked.user),
            ("programs_program", marked.saved.program),
        ]
        for page in ("change", "history", "delete")
    ]
    return [reverse("admin:index"), *lists, *of_rows]


@pytest.mark.usefixtures("editor")
def test_no_page_of_staff_holds_what_she_wrote(client, marked):
    """Staff see her e-mail address and name, to help her, and nothing else."""
    seen = {
        path: everything_in(client.get(path, follow=True))
        for path in staff_pages(marked)
    }

    known = re.compile("qz-mail@example.org|Qz-first|Qz-last")
    leaks = {path: marked.found_in(known.sub("", page)) for path, page in seen.items()}
    assert any(known.search(page) for page in seen.values())
    assert {path: found for path, found in leaks.items() if found} == {}


@pytest.mark.usefixtures("editor")
def test_staff_delete_an_account_as_its_owner_would(client, marked):
    client.post(f"/admin/profiles/user/{marked.user.pk}/delete/", {"post": "yes"})

    assert not User.objects.filter(email=EMAIL).exists()
    assert LogEntry.objects.get().object_repr == "Deleted with its account"


def test_staff_cannot_delete_the_only_superuser(client, editor):
    path = f"/admin/profiles/user/{editor.pk}/delete/"

    response = client.post(path, {"post": "yes"})

    assert response.status_code == 403
    assert User.objects.filter(pk=editor.pk).exists()
