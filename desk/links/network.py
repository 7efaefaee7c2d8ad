"""Connections to public addresses only, none of which lasts longer than it may."""

import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore
from django.conf import settings

from desk.links.addresses import refuse_inside


class LimitedStream(httpcore.NetworkStream):
    """A connection on which nothing is read or written after a moment."""

    def __init__(self, stream: httpcore.NetworkStream, ends_at: float) -> None:
        self.stream, self.ends_at = stream, ends_at

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, time_left(self.ends_at, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, time_left(self.ends_at, timeout))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        limit = time_left(self.ends_at, timeout)
        safe = self.stream.start_tls(ssl_context, server_hostname, limit)
        return LimitedStream(safe, self.ends_at)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


class PublicBackend(httpcore.NetworkBackend):
    """Opens connections to hosts all of whose addresses are public.

    The address that was checked is the one that is connected to, so that a name
    cannot lead elsewhere in between.
    """

    def __init__(self, ends_at: float) -> None:
        self.ends_at = ends_at
        self.sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a host that answers.

        Raises ForbiddenAddressError when one of them is not public, OSError when the
        name is not known, and httpcore's errors when none answers.
        """
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
        refuse_inside(addresses, settings.LINK_CHECK_ALLOWED_NETWORKS)
        for address in addresses[:-1]:
            try:
                return self._connect(address, port, timeout)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(addresses[-1], port, timeout)

    def _connect(self, address: str, port: int, timeout: float | None) -> LimitedStream:
        limit = time_left(self.ends_at, timeout)
        return LimitedStream(
            self.sockets.connect_tcp(address, port, limit), self.ends_at
        )


def time_left(ends_at: float, timeout: float | None) -> float:
    """Give the seconds that may still be waited. Raises ReadTimeout at the end."""
    left = ends_at - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left if timeout is None else min(left, timeout)
