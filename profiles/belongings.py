"""Everything that is kept about a person, fetched for her export and her deletion."""

from collections.abc import Callable, Iterator
from typing import Any, Protocol, runtime_checkable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.db.models import Model, QuerySet
from django.urls import reverse

from profiles import export
from profiles.models import CalendarFeed, Profile, SavedProgram, Shortlist, User

Absolute = Callable[[str], str]


@runtime_checkable
class KeepsRows(Protocol):
    """The config of an app that keeps something about people beside this one."""

    def kept_about(self, user: User, absolute: Absolute) -> Any:
        """Give a dataclass of lists of rows, each of which becomes a file."""

    def forget_removed(self) -> int:
        """Delete for good what people removed over a day ago; give how many."""


@runtime_checkable
class KeepsAddresses(Protocol):
    """The config of an app that keeps e-mail addresses which nobody's account owns."""

    def forget_addresses_of(self, user: User) -> None:
        """Delete those that are confirmed as this person's."""


def forget_addresses_of(user: User) -> None:
    """Let every such app delete a person's addresses; before her account goes."""
    for each in apps.get_app_configs():
        if isinstance(each, KeepsAddresses):
            each.forget_addresses_of(user)


def others_that_keep() -> list[KeepsRows]:
    """Give the configs of all such apps, in the order of INSTALLED_APPS."""
    return [each for each in apps.get_app_configs() if isinstance(each, KeepsRows)]


def belongings_of(user: User, absolute: Absolute) -> export.Belongings:
    """Fetch all that this app keeps about a person, what she removed today too.

    `absolute` makes an address of the site from a path.
    """
    return export.Belongings(
        account=[account_row(user)],
        addresses=address_rows(user),
        profile=profile_rows(user),
        lists=[
            export.ListRow(each.name, each.is_default, each.made_at)
            for each in Shortlist.objects.filter(user=user)
        ],
        saved_programs=saved_program_rows(user, absolute),
        sessions=session_rows(user),
        sign_in_methods=[
            sign_in_method_row(each)
            for each in Authenticator.objects.filter(user=user).order_by("pk")
        ],
        calendar=calendar_rows(user, absolute),
        staff_log=staff_log_rows(user),
    )


def address_rows(user: User) -> list[export.AddressRow]:
    return [
        export.AddressRow(each.email, each.verified, each.primary)
        for each in EmailAddress.objects.filter(user=user).order_by("pk")
    ]


def saved_program_rows(user: User, absolute: Absolute) -> list[export.SavedProgramRow]:
    """Give what the person saved, with what she removed and may yet bring back."""
    saved = SavedProgram.objects.filter(user=user).with_programs()
    return [
        saved_program_row(each, absolute)
        for each in saved.prefetch_related("shortlists")
    ]


def session_rows(user: User) -> list[export.SessionRow]:
    return [
        export.SessionRow(each.created_at, each.last_seen_at, each.ip, each.user_agent)
        for each in UserSession.objects.filter(user=user).order_by("pk")
    ]


def calendar_rows(user: User, absolute: Absolute) -> list[export.CalendarRow]:
    """Give the private address of her calendar; none when there is none."""
    return [
        export.CalendarRow(
            absolute(reverse("profiles:calendar_feed", args=[each.token])), each.made_at
        )
        for each in CalendarFeed.objects.filter(user=user)
    ]


def staff_log_rows(user: User) -> list[export.StaffActRow]:
    """Give what a member of the staff did in the admin, in its order."""
    acts = LogEntry.objects.filter(user=user).order_by("pk")
    return [
        export.StaffActRow(
            each.action_time, each.object_repr, each.get_change_message()
        )
        for each in acts
    ]


def account_row(user: User) -> export.AccountRow:
    return export.AccountRow(
        email=user.email,
        first_name=user.first_name,
        last_name=user.last_name,
        made_at=user.date_joined,
        last_sign_in_at=user.last_login,
        is_active=user.is_active,
        is_staff=user.is_staff,
        is_superuser=user.is_superuser,
        groups=[group.name for group in user.groups.all()],
        page_to_return_to=user.return_to,
    )


def profile_rows(user: User) -> list[export.AnswerRow]:
    """Give each question of the profile with its answer, none without a profile."""
    profile = Profile.objects.filter(user=user).first()
    if profile is None:
        return []
    rows = []
    for field in Profile._meta.concrete_fields:
        answer = field.value_from_object(profile)
        if field.name not in ("id", "user"):
            # A blank where None cannot be stored is not answered.
            is_answered = field.null or answer
            rows.append(export.AnswerRow(field.name, answer if is_answered else None))
    return rows


def saved_program_row(
    saved: SavedProgram, absolute: Absolute
) -> export.SavedProgramRow:
    return export.SavedProgramRow(
        program=saved.program.name,
        institution=saved.program.institution.name,
        page=absolute(saved.program.get_absolute_url()),
        lists=[shortlist.name for shortlist in saved.shortlists.all()],
        status=saved.get_status_display(),
        stars=saved.stars or None,
        note=saved.note,
        edits=saved.version - 1,
        saved_at=saved.saved_at,
        changed_at=saved.changed_at,
        removed_at=saved.removed_at,
    )


def sign_in_method_row(method: Authenticator) -> export.SignInMethodRow:
    """Give a way to sign in; only a passkey has a name, which the person typed."""
    return export.SignInMethodRow(
        kind=method.get_type_display(),
        name=method.data.get("name", ""),
        made_at=method.created_at,
        last_used_at=method.last_used_at,
    )


def rows_of(user: User) -> Iterator[QuerySet]:
    """Give the person's own row and then, for each table about people, her rows."""
    yield User.objects.filter(pk=user.pk)
    for relation in User._meta.related_objects:
        model: type[Model] = relation.related_model
        yield model._base_manager.filter(**{relation.field.name: user})
