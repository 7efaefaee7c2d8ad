"""A person with a different marker in every text that is kept about her."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    CharField,
    EmailField,
    GenericIPAddressField,
    JSONField,
    TextField,
)

from comparisons.models import RowChoice, SavedComparison
from desk.models import Correction, Draft, DraftEvent, Spreadsheet
from guide.models import Checklist
from profiles.models import CalendarFeed, Profile, SavedProgram, Shortlist
from tests.factories import (
    make_checklist,
    make_profile,
    make_saved_comparison,
    make_saved_program,
    make_shortlist,
)

# What opens the account or stands for it is in no archive.
SECRETS = {"User.password", "UserSession.session_key", "Authenticator.data"}
# Nobody's words: the framework's own, or what the row's kind depends on.
OTHERS = {
    "UserSession.data",
    "LogEntry.object_id",
    "Authenticator.type",
    "SavedComparison.snapshot",
}


def make_session(user):
    return UserSession.objects.create(
        user=user, ip="192.0.2.77", user_agent="Firefox", session_key="k"
    )


def make_passkey(user):
    return Authenticator.objects.create(
        user=user, type="webauthn", data={"name": "Qz-passkey", "credential": {}}
    )


def make_staff_act(user):
    return LogEntry.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(Shortlist),
        object_id="1",
        object_repr="A program",
        action_flag=CHANGE,
    )


# For each table about people, one row of a person.
MAKERS = {
    Profile: lambda user: make_profile(user=user),
    Shortlist: lambda user: make_shortlist(user=user),
    SavedProgram: lambda user: make_saved_program(user=user),
    CalendarFeed: lambda user: CalendarFeed.objects.create(user=user),
    EmailAddress: lambda user: EmailAddress.objects.create(user=user, email="a@b.c"),
    Authenticator: make_passkey,
    UserSession: make_session,
    LogEntry: make_staff_act,
    SavedComparison: lambda user: make_saved_comparison(user=user),
    RowChoice: lambda user: RowChoice.objects.create(user=user, keys=["cost"]),
    Checklist: lambda user: make_checklist(user=user),
}


# What staff did at the desk: it stays when an account goes, but no longer names it.
WORK = {Correction, Draft, DraftEvent, Spreadsheet}


def plant_markers(user):
    """Give a person a row in each table, and each of its texts a marker.

    Gives the markers by the name of their field, as "Shortlist.name".
    """
    markers = mark(user)
    for make in MAKERS.values():
        markers |= mark(make(user))
    return markers | {"Authenticator.data.name": "Qz-passkey"}


def mark(row):
    """Write a marker into each text of a row; give them by field."""
    markers, values = {}, {}
    for field in row._meta.concrete_fields:
        name = f"{type(row).__name__}.{field.name}"
        if name in SECRETS | OTHERS:
            continue
        if marker := marker_for(name, field):
            markers[name] = marker
            values[field.name] = [marker] if isinstance(field, ArrayField) else marker
    type(row)._base_manager.filter(pk=row.pk).update(**values)
    row.refresh_from_db()
    return markers


def marker_for(name, field):
    """Make up a text that stands nowhere else, or None for a field without texts."""
    if isinstance(field, ArrayField):
        return marker_for(name, field.base_field)
    if isinstance(field, EmailField):
        return f"qz-{name.lower()}@example.org"
    if isinstance(field, GenericIPAddressField):
        return "192.0.2.77"
    if isinstance(field, (CharField, TextField)):
        return f"Qz-{name}".replace(".", "-")[: field.max_length]
    assert not isinstance(field, JSONField), f"{name} may hold texts"
    return None
