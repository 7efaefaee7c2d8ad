from argparse import ArgumentTypeError
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet

from desk.links.answers import Answer, Outcome
from desk.links.visitor import PAUSE, Visitor
from desk.models import LinkCheck
from programs.models import Source

TOO_MANY_SILENT = 5
CUT_OFF = (
    "Not one of the addresses answered, so nothing was noted. Can this server reach "
    "the internet?"
)
TOLD = [state for state in LinkCheck.State if state != LinkCheck.State.FINE]


class Command(BaseCommand):
    help = (
        "Ask the addresses of the sources, one after the other, whether they still "
        "answer, where they lead and whether their text is another. Run it weekly."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--limit", type=count, help="Ask this many addresses only.")
        parser.add_argument(
            "--older-than-days",
            type=count,
            default=6,
            help="Leave out what was asked since. Default: 6. An address that did not "
            "answer is asked again after a day.",
        )
        parser.add_argument(
            "--publisher", default="", help="Only those whose publisher has this in it."
        )
        parser.add_argument(
            "--pause",
            type=float,
            default=PAUSE,
            help=f"Seconds between two requests to a host. Default: {PAUSE:g}.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Check what is due; print what staff may want to look at, then the counts."""
        found = due(options["older_than_days"], options["publisher"])
        urls = in_turns(found.values_list("url", flat=True))[: options["limit"]]
        counts: Counter[str] = Counter()
        for url, answer in trusted_answers(urls, Visitor(pause=options["pause"])):
            check = note_answer(answer, url, found.filter(url=url))
            if check is None:
                continue
            counts[check.state] += 1
            if check.state in TOLD:
                self.stdout.write(f"{check.url}: {check.in_words()}")
        named = [f"{state.label} {counts[state]}" for state in LinkCheck.State]
        self.stdout.write(f"Asked {counts.total()}. {', '.join(named)}.")


def count(text: str) -> int:
    """Read a whole number from 0 on; the parser says so when it is none."""
    if not text.isdecimal():
        raise ArgumentTypeError(f"{text} is not a whole number from 0 on")
    return int(text)


def due(older_than_days: int, publisher: str) -> QuerySet[Source]:
    """Keep the sources whose address is to be asked."""
    asked = LinkCheck.objects.not_due(older_than_days).values("source")
    return Source.objects.exclude(pk__in=asked).filter(publisher__icontains=publisher)


def in_turns(urls: Iterable[str]) -> list[str]:
    """Put each address once, the hosts taking turns, so that each may rest."""
    by_host: dict[str, list[str]] = {}
    for url in dict.fromkeys(urls):
        by_host.setdefault(urlsplit(url).netloc, []).append(url)
    turns = zip_longest(*by_host.values())
    return [url for turn in turns for url in turn if url]


def trusted_answers(
    urls: Iterable[str], visitor: Visitor
) -> Iterator[tuple[str, Answer]]:
    """Visit addresses; hold the failures back until one answers.

    Raises CommandError when many failed and none answered: then it is this server
    that is cut off, and no source is to blame.
    """
    held: list[tuple[str, Answer]] = []
    has_answer = False
    for url in urls:
        answer = visitor.visit(url)
        held.append((url, answer))
        has_answer = has_answer or answer.status is not None
        if has_answer:
            yield from held
            held = []
    silent = [one for _, one in held if one.outcome is Outcome.UNREACHABLE]
    if len(silent) >= TOO_MANY_SILENT:
        raise CommandError(CUT_OFF)
    yield from held


def note_answer(
    answer: Answer, url: str, sources: QuerySet[Source]
) -> LinkCheck | None:
    """Keep what a visit found for each source that has the address; give one of them.

    A source whose address was changed since starts anew. Gives None when no source has
    the address any more: a run may last for hours, in which staff edit.
    """
    LinkCheck.objects.filter(source__in=sources).exclude(url=url).delete()
    checks = [
        LinkCheck.of(source) or LinkCheck(source=source, url=url)
        for source in sources.select_related("link_check")
    ]
    for check in checks:
        check.note(answer)
        check.save()
    return checks[0] if checks else None
