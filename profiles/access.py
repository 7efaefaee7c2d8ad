"""The one way to a row that belongs to a person."""

from typing import Any, TypeVar, cast

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from profiles.models import User

Row = TypeVar("Row", bound=Model)


def get_own(user: User | AnonymousUser, rows: QuerySet[Row], **lookup: Any) -> Row:
    """Fetch the row of this person that the lookup names, from rows with a `user`.

    Raises Http404 for a row that is not there, for somebody else's and for a reader
    who has not signed in, so that nobody learns which of these it is.
    """
    if not user.is_authenticated:
        raise Http404
    return get_object_or_404(rows.filter(user=user), **lookup)


def signed_in(request: HttpRequest) -> User:
    """Give the person who has signed in, in a view that nobody else comes to."""
    return cast(User, request.user)
