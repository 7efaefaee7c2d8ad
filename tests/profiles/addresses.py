"""Every address of the account: who may come to it, by which method."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.profiles.marked import Marked

READ = {"GET": 200, "HEAD": 200}
ALL_METHODS = ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "POST"]


@dataclass(frozen=True)
class Address:
    """One address: its parts, what its owner gets, and what of hers she sees there.

    `answers` is the status by method that the owner gets with an empty form; any other
    method is 405. `shows` is a word of hers on the page.
    """

    answers: dict[str, int]
    shows: str = ""
    parts: Callable[[Marked], dict[str, Any]] = field(default=lambda marked: {})
    query: Callable[[Marked], dict[str, str]] = field(default=lambda marked: {})

    def path(self, name: str, marked: Marked) -> str:
        return reverse(name, kwargs=self.parts(marked))


def page(shows="", **about):
    return Address(READ, shows, **about)


def form(status, shows="", **about):
    """Enter an address whose form, sent empty, is answered with a status."""
    return Address(READ | {"POST": status}, shows, **about)


def list_of(marked):
    return {"pk": marked.shortlist.pk}


def program_of(marked):
    return {"program": marked.saved.program.path}


# Anyone may read these; the last one knows its owner by the token.
PUBLIC = {
    "profiles:privacy": page(),
    "profiles:save": form(302, query=program_of),
    "profiles:calendar_feed": page(parts=lambda marked: {"token": marked.feed.token}),
}
# Pages about the person who asks; each sees her own.
OWN = {
    "profiles:account": page("qz-mail@example.org"),
    "profiles:export": form(200),
    "profiles:account_delete": form(200),
    "profiles:profile": page("Qz-goals"),
    "profiles:profile_step": form(
        302, "Qz-goals", parts=lambda marked: {"key": "goals"}
    ),
    "profiles:profile_delete": form(302),
    "profiles:shortlist": page("Qz-list"),
    "profiles:shortlist_new": form(200),
    "profiles:remove": Address({"POST": 302}, query=program_of),
    "profiles:calendar": form(200, ".ics"),
}
# Pages about one row, which is there for nobody but its owner.
OBJECTS = {
    "profiles:shortlist_named": page("Qz-note", parts=list_of),
    "profiles:shortlist_csv": page("Qz-note", parts=list_of),
    "profiles:shortlist_edit": form(200, "Qz-list", parts=list_of),
    "profiles:shortlist_delete": form(302, "Qz-list", parts=list_of),
    "profiles:saved_program": form(
        200, "Qz-note", parts=lambda marked: {"pk": marked.saved.pk}
    ),
}


def walk(patterns, inside=""):
    """Give the name and the module of every address, in other apps' urls too."""
    for each in patterns:
        if isinstance(each, URLResolver):
            space = f"{each.namespace}:" if each.namespace else ""
            yield from walk(each.url_patterns, inside + space)
        elif isinstance(each, URLPattern):
            yield f"{inside}{each.name}", each.callback.__module__


def names_in(package):
    """Give the names of all addresses whose views lie in a package."""
    patterns = get_resolver().url_patterns
    return {name for name, module in walk(patterns) if module.startswith(package)}
