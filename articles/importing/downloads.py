"""Fetching an old picture from a host that the operator has named, and from nowhere else.

Every address that the host's name leads to must be public, and the connection goes to the very
address that was looked at: a name that answers differently a moment later gains nothing. Each
redirect is a new request, with all the same questions.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Collection
from urllib.parse import quote, urljoin, urlsplit

import certifi
import urllib3
from urllib3.exceptions import HTTPError, LocationParseError

REDIRECTS = 3
PATIENCE = 30.0  # seconds for one picture, redirects included
TIMEOUT = urllib3.Timeout(connect=5.0, read=10.0)
TYPES = {"image/jpeg", "image/png", "image/gif", "image/webp", "image/avif"}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SIXTOFOUR = ipaddress.ip_network("2002::/16")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotFetched(Exception):
    """Raised when a picture was not fetched. The message is for people."""


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet, also where it wraps another one."""
    found: Address = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        wrapped = found.ipv4_mapped
        if wrapped is None and found in _NAT64:
            wrapped = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        elif wrapped is None and found in _SIXTOFOUR:
            wrapped = ipaddress.IPv4Address((int(found) >> 80) & 0xFFFFFFFF)
        if wrapped is not None:
            return is_public(str(wrapped))
        if found.teredo is not None or found.is_site_local:
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


def addresses_of(host: str, port: int) -> list[str]:
    """Every address of a host. Raises NotFetched when it has none, or one that is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotFetched(f"The host {host} was not found.") from None
    addresses = [str(info[4][0]) for info in found]
    if not addresses or not all(is_public(address) for address in addresses):
        raise NotFetched(f"The host {host} leads to an address that is not public.")
    return addresses


def fetch(url: str, hosts: Collection[str], largest: int) -> bytes:
    """A picture's bytes. ``hosts`` are the names allowed, ``largest`` is in bytes.

    Raises NotFetched.
    """
    deadline = time.monotonic() + PATIENCE
    for _ in range(REDIRECTS + 1):
        response = _request(url, hosts)
        try:
            if response.status in {301, 302, 303, 307, 308}:
                url = urljoin(url, response.headers.get("Location", ""))
                continue
            if response.status != 200:
                raise NotFetched(f"The host answered {response.status}.")
            return _body(response, largest, deadline)
        except HTTPError:
            raise NotFetched("The host broke off.") from None
        finally:
            response.release_conn()
            response.close()
    raise NotFetched("It was redirected too often.")


def _request(url: str, hosts: Collection[str]) -> urllib3.BaseHTTPResponse:
    """Ask the one address that was looked at, without following anything."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise NotFetched("Its address is no address.") from None
    if parts.scheme not in {"http", "https"} or parts.username or parts.password:
        raise NotFetched("Its address is no web address.")
    if host not in hosts:
        raise NotFetched(f"The host {host or '?'} is not among those allowed.")
    if port not in {None, 80, 443}:
        raise NotFetched(f"It is at port {port}, which no public site uses.")
    secure = parts.scheme == "https"
    number = port or (443 if secure else 80)
    address = addresses_of(host, number)[0]
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        target += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    try:
        return connect(address, number, host, secure=secure).request(
            "GET", target, redirect=False, retries=False, preload_content=False,
            headers={"Host": host, "Accept": "image/*", "Accept-Encoding": "identity",
                     "User-Agent": "fanmankind-import"},
        )  # fmt: skip
    except (HTTPError, LocationParseError, OSError, ValueError):
        raise NotFetched(f"The host {host} did not answer.") from None


def connect(address: str, port: int, host: str, *, secure: bool) -> urllib3.HTTPConnectionPool:
    """A connection to this address; its certificate must be the host's."""
    if not secure:
        return urllib3.HTTPConnectionPool(address, port, timeout=TIMEOUT, maxsize=1)
    return urllib3.HTTPSConnectionPool(
        address, port, timeout=TIMEOUT, maxsize=1, server_hostname=host, assert_hostname=host,
        cert_reqs="CERT_REQUIRED", ca_certs=certifi.where(),
    )  # fmt: skip


def _body(response: urllib3.BaseHTTPResponse, largest: int, deadline: float) -> bytes:
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind not in TYPES:
        raise NotFetched(f"The host sent “{kind[:40] or 'nothing'}” and no picture.")
    length = response.headers.get("Content-Length", "")
    if length.isdecimal() and len(length) < 12 and int(length) > largest:
        raise NotFetched(f"It is larger than {largest // 1024 // 1024} MB.")
    data = bytearray()
    for piece in response.stream(64 * 1024, decode_content=False):
        data += piece
        if len(data) > largest:
            raise NotFetched(f"It is larger than {largest // 1024 // 1024} MB.")
        if time.monotonic() > deadline:
            raise NotFetched("The host took too long.")
    return bytes(data)
