"""A person whose every word can be told from all others on a page or in a log."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from profiles.models import CalendarFeed, Profile, SavedProgram, Shortlist, User
from tests.factories import make_profile, make_saved_program, make_shortlist
from tests.profiles.people import make_reader

EMAIL = "qz-mail@example.org"
AGENT = "Mozilla/5.0 (Qz-agent) Firefox/145.0"
BUDGET = 43219


@dataclass(frozen=True)
class Marked:
    """A person, and one row of each kind that is hers."""

    user: User
    shortlist: Shortlist
    saved: SavedProgram
    profile: Profile
    feed: CalendarFeed
    passkey: Authenticator
    session: UserSession

    def found_in(self, text):
        """Give her words and numbers that stand in a text, in any case."""
        words = ["qz-", str(BUDGET), self.feed.token]
        return [word for word in words if word.lower() in text.lower()]


def make_marked_user():
    return make_reader(email=EMAIL, first_name="Qz-first", last_name="Qz-last")


def mark(user):
    """Give a person words in everything that she can write; she signs in before."""
    shortlist = make_shortlist(user=user, name="Qz-list")
    return Marked(
        user=user,
        shortlist=shortlist,
        saved=make_saved_program(user=user, note="Qz-note", shortlists=[shortlist]),
        profile=make_profile(
            user=user,
            profession="nurse",
            highest_degree="bachelor",
            degree_fields=["nursing"],
            country="US",
            region="OH",
            budget_total_usd=BUDGET,
            goals="Qz-goals",
        ),
        feed=CalendarFeed.objects.create(user=user),
        passkey=Authenticator.objects.create(
            user=user,
            type=Authenticator.Type.WEBAUTHN,
            data={"name": "Qz-passkey", "credential": {}},
        ),
        session=UserSession.objects.create(
            user=user, ip="192.0.2.77", user_agent=AGENT, session_key="Qz-key"
        ),
    )


def everything_in(response):
    """Give the page, the headers and the cookies of an answer as one text."""
    page = b"".join(response).decode(errors="replace")
    return f"{page}\n{response.headers}\n{response.cookies}"
