"""The calendar of a person's deadlines; holds nothing that she wrote herself."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from operator import attrgetter

from django.utils import timezone
from icalendar import TRANSP, Calendar, Event

from profiles.models import SavedProgram
from programs.formatting import day
from programs.models import Deadline

ASK_AGAIN_AFTER = timedelta(hours=12)


def calendar_of(
    saved_programs: Iterable[SavedProgram], absolute: Callable[[str], str], host: str
) -> bytes:
    """Write the dated deadlines as iCalendar, an all-day event for each.

    The deadlines are fetched already. One of every year is left out, since no source
    states its date; so are those of programs that are not published. `absolute` makes
    an address of the site from a path. `host` makes the events' names unique.
    """
    calendar = Calendar.new(
        name="Preceptor: application deadlines",
        prodid="-//Preceptor//Deadlines//EN",
        refresh_interval=ASK_AGAIN_AFTER,
    )
    for saved in filter(attrgetter("is_published"), saved_programs):
        url = absolute(saved.program.get_absolute_url())
        for row in saved.program.deadlines.all():
            if row.year is not None:
                on = date(row.year, row.month, row.day)
                calendar.add_component(_event(row, on, url, host))
    return bytes(calendar.to_ical())


def _event(row: Deadline, on: date, url: str, host: str) -> Event:
    return Event.new(
        uid=f"deadline-{row.pk}@{host}",
        stamp=timezone.now(),
        start=on,
        end=on + timedelta(days=1),
        summary=f"Apply by today ({row.get_kind_display().lower()}): {row.program}",
        description=_description(row),
        transparency=TRANSP.TRANSPARENT,
        url=url,
    )


def _description(row: Deadline) -> str:
    term = row.get_term_display()
    source, checked_on = row.source, row.checked_on
    return "\n".join(
        filter(
            None,
            [
                f"For the start in {term.lower()}." if term else "Start not stated.",
                row.note,
                f"Source: {source.url}" if source else "Source not recorded.",
                f"Checked on {day(checked_on)}."
                if checked_on
                else "Day of check not recorded.",
            ],
        )
    )
