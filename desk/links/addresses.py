"""Which addresses of the network a program of ours may ask."""

from collections.abc import Iterable
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
ASSIGNED = IPv6Network("2000::/3")  # to the public internet; all else is reserved
TRANSLATED = IPv6Network("64:ff9b::/96")  # an IPv4 address in IPv6, RFC 6052


class ForbiddenAddressError(Exception):
    """An address that we never ask, with the reason in words."""


def checked_url(url: str, base: str = "") -> str:
    """Give an address in ASCII, as it is sent; `base` is what it may be relative to.

    Raises ForbiddenAddressError unless it is http or https, names a host and holds
    neither a user nor a password.
    """
    try:
        parts = urlsplit(urljoin(base, url.strip()))
        host, port = parts.hostname, parts.port
        name = (host or "").encode("idna").decode()
    except (UnicodeError, ValueError) as error:
        raise ForbiddenAddressError("is not a well-formed address") from error
    if parts.scheme not in ("http", "https"):
        raise ForbiddenAddressError("is neither http nor https")
    if not name:
        raise ForbiddenAddressError("names no host")
    if parts.username is not None or parts.password is not None:
        raise ForbiddenAddressError("holds a user or a password")
    shown = f"[{name}]" if ":" in name else name
    place = shown if port is None else f"{shown}:{port}"
    path, query = (quote(each, safe="%/:=&?~+!$,;'@()*[]") for each in parts[2:4])
    return urlunsplit((parts.scheme, place, path or "/", query, ""))


def refuse_inside(addresses: Iterable[str], allowed: Iterable[str]) -> None:
    """Raise ForbiddenAddressError if one of a host's addresses is not public.

    Private, loopback, link-local, multicast and reserved ones are not, also when an
    IPv6 address wraps them. `allowed` are networks that may be asked nevertheless.
    """
    networks = [ip_network(each) for each in allowed]
    for address in map(ip_address, addresses):
        if not is_public(address) and not is_in(address, networks):
            raise ForbiddenAddressError("leads to an address inside a network")


def is_public(address: Address) -> bool:
    """Tell whether an address belongs to the public internet."""
    inner = wrapped(address)
    if inner is not None:
        return is_public(inner)
    if isinstance(address, IPv6Address) and address not in ASSIGNED:
        return False
    return address.is_global and not address.is_multicast


def is_in(address: Address, networks: Iterable[Network]) -> bool:
    return any(
        address.version == network.version and address in network
        for network in networks
    )


def wrapped(address: Address) -> IPv4Address | None:
    """Give the IPv4 address that an IPv6 address stands for; None when it is none."""
    if isinstance(address, IPv4Address):
        return None
    if address in TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    server_and_client = address.teredo or (None, None)
    return address.ipv4_mapped or address.sixtofour or server_and_client[1]
