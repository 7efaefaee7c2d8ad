from collections.abc import Mapping
from typing import Protocol, cast

from django.http import HttpRequest


class Reader(Protocol):
    """What the list of programs asks of the person who reads it.

    The app that knows readers hangs one at every request; this app imports none.
    """

    @property
    def has_answers(self) -> bool:
        """Whether the reader has said anything that programs can be held against."""

    @property
    def verdicts(self) -> Mapping[int, str]:
        """What each published program's requirements come to for the reader.

        By primary key: `meets`, `not` or `cannot-tell`. Empty without answers.
        """


def reader_of(request: HttpRequest) -> Reader:
    """Give the reader of this request."""
    return cast(Reader, request.reader)  # type: ignore[attr-defined]
