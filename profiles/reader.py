from functools import cached_property

from django.http import HttpRequest

from profiles.models import Profile, SavedProgram, User
from profiles.wishes import wished_paths


class Reader:
    """What a page may know of the person who reads it.

    Hangs at every request as `request.reader`. Asks the database when something is
    first needed, and never for a reader who has not signed in.
    """

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def user(self) -> User | None:
        """The person who has signed in, or None."""
        user = self.request.user
        return user if isinstance(user, User) else None

    @cached_property
    def saved(self) -> dict[int, int]:
        """Primary keys of saved programs by those of the programs, removed ones not."""
        if self.user is None:
            return {}
        kept = SavedProgram.objects.kept().filter(user=self.user).order_by()
        return dict(kept.values_list("program_id", "pk"))

    @cached_property
    def wished(self) -> list[str]:
        """Paths of the programs that will be saved once the reader signs in."""
        return [] if self.user else wished_paths(self.request)

    @cached_property
    def profile(self) -> Profile | None:
        """What the person says of herself; None when she has no profile."""
        if self.user is None:
            return None
        return Profile.objects.filter(user=self.user).first()
