"""Asking cited addresses politely: whether they answer, where they lead, what is there.

One request at a time to each host, with a pause; what robots.txt closes stays closed.
"""

import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpcore
from django.conf import settings

from desk.links.addresses import ForbiddenAddressError, checked_url
from desk.links.answers import Answer, Outcome
from desk.links.network import PublicBackend
from desk.links.visible import hash_of

AGENT = "PreceptorLinkCheck"
PAUSE = 2.0  # seconds between two requests to one host
LONGEST_PAUSE = 30.0  # seconds that a robots.txt may ask for
PATIENCE = 20.0  # seconds without a sign of life
LONGEST_VISIT = 45.0  # seconds for one request in all
MOST_BYTES = 2_000_000  # of a page; what comes after is not read
MOST_REDIRECTS = 5
PERMANENT = {HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT}
REDIRECTS = PERMANENT | {
    HTTPStatus.FOUND,
    HTTPStatus.SEE_OTHER,
    HTTPStatus.TEMPORARY_REDIRECT,
}
# The page is there, for people.
KEEPS_OUT = {
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS,
}


@dataclass(frozen=True)
class Reply:
    """One response of a server; `hops` are the statuses that led to it."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes = b""
    hops: tuple[int, ...] = ()


class UnreachableError(Exception):
    """An address did not answer, for the reason in words."""


class KeptOutError(Exception):
    """The robots.txt of a host asks programs not to fetch an address."""


@dataclass
class Visitor:
    """Visits addresses one after the other; remembers hosts and their robots.txt.

    `pause`, `patience` and `longest` are seconds: between two requests to a host,
    without a sign of life, and for one request in all.
    """

    pause: float = PAUSE
    patience: float = PATIENCE
    longest: float = LONGEST_VISIT
    trusted: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    robots: dict[str, RobotFileParser | str] = field(default_factory=dict)
    asked_at: dict[str, float] = field(default_factory=dict)

    def visit(self, url: str) -> Answer:
        """Ask an address for its head, then for the page; never raises for a fault."""
        try:
            reply = self._read(url)
        except ForbiddenAddressError as error:
            return Answer(Outcome.FORBIDDEN, url, fault=f"The address {error}.")
        except KeptOutError:
            fault = "Its robots.txt asks programs to keep out."
            return Answer(Outcome.KEPT_OUT, url, fault=fault)
        except UnreachableError as error:
            return Answer(Outcome.UNREACHABLE, url, fault=str(error))
        return answer_of(reply)

    def _read(self, url: str) -> Reply:
        """Fetch a page, or only its head when it is too large to be read.

        A server that does not answer the question for the head is asked for the page.
        """
        try:
            head = self._follow("HEAD", url)
        except UnreachableError:
            return self._follow("GET", url)
        length = head.headers.get("content-length", "")
        if head.status >= HTTPStatus.BAD_REQUEST:
            return self._follow("GET", url)
        if length.isdecimal() and int(length) > MOST_BYTES:
            return head
        page = self._follow("GET", head.url)
        return replace(page, hops=head.hops + page.hops)

    def _follow(self, method: str, url: str) -> Reply:
        return follow(url, lambda step: self._ask_if_welcome(method, step))

    def _ask_if_welcome(self, method: str, url: str) -> Reply:
        robots = self._robots_of(url)
        if not robots.can_fetch(AGENT, url):
            raise KeptOutError
        return self._ask(method, url, float(robots.crawl_delay(AGENT) or 0))

    def _robots_of(self, url: str) -> RobotFileParser:
        """Read the robots.txt of an address's host once.

        Raises UnreachableError when it cannot be read: then nobody knows what is
        allowed, and the host is left alone.
        """
        address = urljoin(url, "/robots.txt")
        if address not in self.robots:
            try:
                reply = follow(address, lambda step: self._ask("GET", step))
            except UnreachableError as error:
                self.robots[address] = str(error)
            else:
                self.robots[address] = rules_of(reply)
        rules = self.robots[address]
        if isinstance(rules, str):
            raise UnreachableError(rules)
        return rules

    def _ask(self, method: str, url: str, asked_for: float = 0.0) -> Reply:
        self._wait(url, max(self.pause, min(asked_for, LONGEST_PAUSE)))
        try:
            return self._send(method, url)
        except (socket.gaierror, UnicodeError) as error:
            raise UnreachableError("The name of its host is not known.") from error
        except httpcore.TimeoutException as error:
            raise UnreachableError("It did not answer in time.") from error
        except httpcore.ConnectError as error:
            raise UnreachableError(connection_fault(error)) from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise UnreachableError("The connection broke off.") from error

    def _send(self, method: str, url: str) -> Reply:
        """Send one request and read the answer, up to a size and for a time."""
        backend = PublicBackend(ends_at=time.monotonic() + self.longest)
        timeouts = dict.fromkeys(("connect", "read", "write", "pool"), self.patience)
        pool = httpcore.ConnectionPool(self.trusted, network_backend=backend)
        about: dict[str, Any] = {"timeout": timeouts}
        sent = pool.stream(method, url, headers=who_asks(), extensions=about)
        with pool, sent as response:
            return Reply(url, response.status, headers_of(response), some_of(response))

    def _wait(self, url: str, pause: float) -> None:
        """Let a host rest between two requests."""
        host = urlsplit(url).netloc
        if host in self.asked_at:
            rest = self.asked_at[host] + pause - time.monotonic()
            time.sleep(max(rest, 0))
        self.asked_at[host] = time.monotonic()


def follow(url: str, ask_one: Callable[[str], Reply]) -> Reply:
    """Ask an address and those that it leads to, each checked before it is asked.

    Raises ForbiddenAddressError, and UnreachableError after too many.
    """
    hops: list[int] = []
    url = checked_url(url)
    while len(hops) <= MOST_REDIRECTS:
        reply = ask_one(url)
        target = reply.headers.get("location", "")
        if reply.status not in REDIRECTS or not target:
            return Reply(url, reply.status, reply.headers, reply.body, tuple(hops))
        hops.append(reply.status)
        url = checked_url(target, url)
    raise UnreachableError(f"It leads on more than {MOST_REDIRECTS} times.")


def who_asks() -> list[tuple[bytes | str, bytes | str]]:
    """Give the headers that say who we are and what we can read."""
    return [
        ("User-Agent", f"{AGENT}/1.0 (+{settings.SITE_ADDRESS}/data/)"),
        ("Accept", "text/html,*/*;q=0.5"),
        ("Accept-Encoding", "identity"),
        ("Connection", "close"),
    ]


def headers_of(response: httpcore.Response) -> dict[str, str]:
    return {
        name.decode("latin-1").lower(): value.decode("latin-1")
        for name, value in response.headers
    }


def some_of(response: httpcore.Response) -> bytes:
    """Read a body up to the size that we read at most."""
    read = bytearray()
    for chunk in response.iter_stream():
        read += chunk
        if len(read) >= MOST_BYTES:
            break
    return bytes(read[:MOST_BYTES])


def rules_of(reply: Reply) -> RobotFileParser | str:
    """Give what a robots.txt allows, or why it cannot be told.

    One that is not there allows all. The library fails on numbers and addresses that
    are none.
    """
    if reply.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return f"Its robots.txt answers {reply.status}."
    is_there = reply.status < HTTPStatus.BAD_REQUEST
    text = reply.body.decode(errors="replace") if is_there else ""
    rules = RobotFileParser(reply.url)
    try:
        rules.parse(text.splitlines())
    except ValueError:
        return "Its robots.txt cannot be read."
    return rules


def answer_of(reply: Reply) -> Answer:
    """Say what a response means for the address that was asked."""
    answer = Answer(
        Outcome.ANSWERED,
        reply.url,
        reply.status,
        is_redirected=bool(reply.hops),
        has_moved=bool(reply.hops) and reply.hops[0] in PERMANENT,
    )
    if reply.status >= HTTPStatus.BAD_REQUEST:
        keeps_out = reply.status in KEEPS_OUT
        outcome = Outcome.KEPT_OUT if keeps_out else Outcome.UNREACHABLE
        return replace(answer, outcome=outcome, fault=f"It answers {reply.status}.")
    content_type = reply.headers.get("content-type", "")
    return replace(answer, text_hash=hash_of(reply.body, content_type))


def connection_fault(error: httpcore.ConnectError) -> str:
    """Say in words why there was no connection; the library's error holds its cause."""
    if any(isinstance(cause, ssl.SSLError) for cause in error.args):
        return "Its certificate is not valid."
    return "It takes no connection."
