from collections.abc import Iterable
from functools import cached_property

from django.http import HttpRequest

from profiles.answers import Answers
from profiles.fit import Fit, Verdict, judge
from profiles.models import Profile, SavedProgram, User
from profiles.requirements import requirements_of
from profiles.wishes import wished_paths
from programs.facts import admission_facts_of
from programs.models import Program


class Reader:
    """What a page may know of the person who reads it.

    Hangs at every request as `request.reader`. Asks the database when something is
    first needed, and never for a reader who has not signed in.
    """

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self._fits: dict[int, Fit] = {}

    @property
    def user(self) -> User | None:
        """The person who has signed in, or None."""
        user = self.request.user
        return user if isinstance(user, User) else None

    @cached_property
    def saved(self) -> dict[int, int]:
        """Primary keys of saved programs by those of the programs, removed ones not."""
        return {each.program_id: each.pk for each in self._marked if each.is_kept}

    @cached_property
    def removed(self) -> set[int]:
        """Primary keys of the programs whose removal can still be undone."""
        return {each.program_id for each in self._marked if not each.is_kept}

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

    @cached_property
    def answers(self) -> Answers | None:
        """What programs can be held against; None when the person has no profile."""
        return self.profile.answers() if self.profile else None

    @property
    def has_answers(self) -> bool:
        """Whether the person has said anything that programs can be held against."""
        return self.profile is not None

    @cached_property
    def verdicts(self) -> dict[int, Verdict]:
        """What every published program comes to for the person, by primary key.

        Two queries however many programs there are; empty without answers.
        """
        programs = Program.objects.published().with_institution().defer("search_vector")
        fits = self.fits_of(programs) if self.has_answers else {}
        return {pk: fit.verdict for pk, fit in fits.items()}

    def fits_of(self, programs: Iterable[Program]) -> dict[int, Fit]:
        """Hold programs against the person's answers, by primary key, in one query.

        They come with their institutions, and are judged once for each request.
        Empty without answers.
        """
        if self.answers is None:
            return {}
        listed = list(programs)
        new = [program for program in listed if program.pk not in self._fits]
        facts = admission_facts_of(new) if new else {}
        for program in new:
            asked = requirements_of(program, facts[program.pk])
            self._fits[program.pk] = judge(asked, self.answers)
        return {program.pk: self._fits[program.pk] for program in listed}

    @cached_property
    def _marked(self) -> list[SavedProgram]:
        if self.user is None:
            return []
        marked = self.user.saved_programs.within_reach().order_by()
        return list(marked.only("user_id", "program_id", "removed_at"))


def reader_of(request: HttpRequest) -> Reader:
    """Give the reader of this request, as the middleware hung it there."""
    reader: Reader = request.reader  # type: ignore[attr-defined]
    return reader
