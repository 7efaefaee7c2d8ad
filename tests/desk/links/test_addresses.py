from ipaddress import IPv4Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.links.addresses import (
    ForbiddenAddressError,
    checked_url,
    is_public,
    refuse_inside,
)


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("https://college.example", "https://college.example/"),
        (" http://college.example:8080/a?b=c#d ", "http://college.example:8080/a?b=c"),
        (
            "https://München.example/ü ä?q=é",
            "https://xn--mnchen-3ya.example/%C3%BC%20%C3%A4?q=%C3%A9",
        ),
        ("https://[2001:db8::1]/a", "https://[2001:db8::1]/a"),
        ("https://college.example/a%20b", "https://college.example/a%20b"),
    ],
)
def test_address_is_sent_in_ascii(url, sent):
    assert checked_url(url) == sent


def test_relative_address_is_read_from_the_page_that_names_it():
    assert checked_url("../b", "https://college.example/a/c") == (
        "https://college.example/b"
    )


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://college.example/", "is neither http nor https"),
        ("//college.example/", "is neither http nor https"),
        ("javascript:alert(1)", "is neither http nor https"),
        ("https:///path", "names no host"),
        ("https://me@college.example/", "holds a user or a password"),
        ("https://:secret@college.example/", "holds a user or a password"),
        ("https://[oops/", "is not a well-formed address"),
        ("https://college.example:port/", "is not a well-formed address"),
        (f"https://{'x' * 64}.example/", "is not a well-formed address"),
    ],
)
def test_address_that_is_never_asked_says_why(url, reason):
    with pytest.raises(ForbiddenAddressError, match=reason):
        checked_url(url)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104 - no address to listen on
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.2.1",
        "192.168.1.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::7f00:1",
        "64:ff9b:1::7f00:1",
        "fec0::1",
        "4000::1",
        "2002:7f00:1::",
        "64:ff9b::a00:1",
        "2001:0:4136:e378:8000:63bf:f5ff:fffe",
        "2001:db8::1",
        "fc00::1",
        "fe80::1%eth0",
        "ff02::1",
    ],
)
def test_address_inside_is_refused(address):
    with pytest.raises(ForbiddenAddressError):
        refuse_inside(["93.184.215.14", address], [])


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "2606:2800:21f::1", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_public_address_may_be_asked(address):
    refuse_inside([address], [])


def test_allowed_network_may_be_asked_and_no_other():
    allowed = ["127.0.0.1/32", "fc00::/7"]

    refuse_inside(["127.0.0.1", "fc00::1"], allowed)
    with pytest.raises(ForbiddenAddressError):
        refuse_inside(["127.0.0.2"], allowed)


@given(st.ip_addresses(v=4))
def test_wrapped_address_is_as_public_as_the_inner_one(inner: IPv4Address):
    mapped = ip_address(f"::ffff:{inner}")
    translated = ip_address(f"64:ff9b::{inner}")

    assert is_public(mapped) == is_public(translated) == is_public(inner)
