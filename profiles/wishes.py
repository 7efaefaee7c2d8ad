"""What a reader wants saved before she has signed in.

Kept in her session until she signs in, and carried out then. Carried out on sign-up
too, since the link in the mail may be opened on another device; it still waits in the
session after that, so that no page tells whether the address had an account already.
"""

from django.http import HttpRequest

from profiles.models import SavedProgram, User
from programs.models import Program

SESSION_KEY = "wish"
MOST_WISHED = 20


def add_wish(request: HttpRequest, path: str, return_to: str) -> None:
    """Keep a program, by its path, and the page to come back to in the session.

    The twenty newest are kept.
    """
    paths = [each for each in wished_paths(request) if each != path]
    request.session[SESSION_KEY] = {
        "paths": [*paths, path][-MOST_WISHED:],
        "return_to": return_to,
    }


def drop_wish(request: HttpRequest, path: str) -> None:
    """Take a program, by its path, out of what waits; the last takes all with it."""
    paths = [each for each in wished_paths(request) if each != path]
    if paths:
        request.session[SESSION_KEY] = request.session[SESSION_KEY] | {"paths": paths}
    else:
        forget_wish(request)


def wished_paths(request: HttpRequest) -> list[str]:
    """Paths of the programs that wait for the reader's sign-in; reads no new session.

    Empty for a reader without a session cookie, who so needs no query.
    """
    paths: list[str] = request.session.get(SESSION_KEY, {}).get("paths", [])
    return paths


def forget_wish(request: HttpRequest) -> None:
    """Take all that waits out of the session."""
    request.session.pop(SESSION_KEY, None)


def carry_out_wish(request: HttpRequest, user: User) -> str:
    """Save what was wished, and give the page to come back to; "" when there is none.

    A program that is no longer published is left out. The wish stays in the session.
    """
    wish = request.session.get(SESSION_KEY, {})
    paths = wish.get("paths", [])
    found = {
        program.path: program
        for program in Program.objects.published().with_paths(paths)
    }
    for path in paths:
        if path in found:
            SavedProgram.objects.save_for(user, found[path])
    return_to: str = wish.get("return_to", "")
    return return_to
