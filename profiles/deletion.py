"""Taking a person out of the database, with everything that is kept about her."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from profiles.belongings import forget_addresses_of, rows_of
from profiles.models import User

UNCONFIRMED_LASTS = timedelta(days=30)


def is_only_superuser(user: User) -> bool:
    """Tell whether nobody but this person may change everything in the admin."""
    others = User.objects.exclude(pk=user.pk).filter(is_active=True, is_superuser=True)
    return user.is_superuser and not others.exists()


@transaction.atomic
def delete_account(user: User) -> bool:
    """Delete a person with all that is hers and end her sessions; tell whether it did.

    The only superuser is not deleted. What staff changed in the catalog stays in its
    history without the name, since each history's `history_user` becomes NULL. Staff's
    own admin log goes; entries about the person, made by others, lose their words.
    """
    list(User.objects.select_for_update().filter(is_superuser=True))
    if is_only_superuser(user):
        return False
    for session in UserSession.objects.filter(user=user):
        session.end()
    forget_words_of_log(user)
    forget_addresses_of(user)
    user.delete()
    return True


def forget_words_of_log(user: User) -> None:
    """Empty what the admin log says of the person and of her rows."""
    for rows in rows_of(user):
        LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(rows.model),
            object_id__in=[str(pk) for pk in rows.values_list("pk", flat=True)],
        ).update(object_repr="Deleted with its account", change_message="")


def forget_unconfirmed() -> int:
    """Delete who signed up over 30 days ago and never opened the mail; give how many.

    Never staff, nor anyone who has a confirmed address or has ever signed in.
    """
    forgotten = User.objects.filter(
        date_joined__lt=timezone.now() - UNCONFIRMED_LASTS,
        is_staff=False,
        is_superuser=False,
        last_login=None,
    ).exclude(emailaddress__verified=True)
    return sum(delete_account(user) for user in forgotten)
