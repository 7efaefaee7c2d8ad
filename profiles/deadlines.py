"""When the deadlines of programs come next; nothing is foretold that no source says."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from profiles.models import SavedProgram
from programs.figures.standing import ANYWHERE_ON_EARTH
from programs.formatting import day
from programs.models import Deadline, Program

SHOWN_AT_ONCE = 5


@dataclass(frozen=True)
class NextDeadline:
    """The next time that one deadline of a program comes.

    Not confirmed when the source states the day for every year: nobody has read that
    it holds in the year of `on`.
    """

    row: Deadline
    on: date

    @property
    def is_confirmed(self) -> bool:
        return self.row.year is not None

    @property
    def day(self) -> str:
        return day(self.on)

    @property
    def doubt(self) -> str:
        """Say what is not sure about the date; "" for a date of one year."""
        if self.is_confirmed:
            return ""
        stated = "" if self.on.day == self.row.day else " on Feb 29"
        return f"every year{stated}, date not confirmed for {self.on.year}"

    @property
    def kind(self) -> str:
        """What the date is for, such as `final, for fall`."""
        term = self.row.get_term_display().lower()
        kind = self.row.get_kind_display().lower()
        return f"{kind}, for {term}" if term else kind

    @property
    def words(self) -> str:
        """The date with its doubt and kind, such as `Jan 15, 2027, final, for fall`."""
        doubt = f" ({self.doubt})" if self.doubt else ""
        return f"{self.day}{doubt}, {self.kind}"


@dataclass(frozen=True)
class Outlook:
    """What is known of the deadlines of several programs.

    `coming` is soonest first. Each program is in it, or its deadlines have all
    `passed`, or none is known.
    """

    coming: list[NextDeadline]
    passed: list[Program]
    unknown: list[Program]

    @property
    def soonest(self) -> list[NextDeadline]:
        return self.coming[:SHOWN_AT_ONCE]

    @property
    def later(self) -> list[NextDeadline]:
        return self.coming[SHOWN_AT_ONCE:]

    def next_of(self, program: Program) -> NextDeadline | None:
        """Give the soonest deadline of one program; None without one to come."""
        return next((e for e in self.coming if e.row.program_id == program.pk), None)


def today_anywhere() -> date:
    """Give the date where the day ends last: a deadline has not passed before that."""
    return timezone.localdate(timezone=ANYWHERE_ON_EARTH)


def next_time(row: Deadline, today: date) -> NextDeadline | None:
    """Give the next time that a deadline comes, today included; None once it passed.

    One of every year always comes again. In a year without a February 29 it counts
    as the 28th, so that nobody is late.
    """
    if row.year is None:
        this_year = _day_in(row, today.year)
        is_over = this_year < today
        return NextDeadline(row, _day_in(row, today.year + is_over))
    on = date(row.year, row.month, row.day)
    return NextDeadline(row, on) if on >= today else None


def outlook_of(saved_programs: Iterable[SavedProgram], today: date) -> Outlook:
    """Look ahead from today over saved programs whose deadlines are fetched already.

    Programs that are not published are passed over: nobody keeps theirs true.
    """
    outlook = Outlook([], [], [])
    for program in (saved.program for saved in saved_programs if saved.is_published):
        rows = list(program.deadlines.all())
        coming = [each for row in rows if (each := next_time(row, today))]
        outlook.coming.extend(coming)
        if not coming:
            (outlook.passed if rows else outlook.unknown).append(program)
    outlook.coming.sort(key=lambda each: (each.on, str(each.row.program), each.row.pk))
    return outlook


def _day_in(row: Deadline, year: int) -> date:
    last = calendar.monthrange(year, row.month)[1]
    return date(year, row.month, min(row.day, last))
