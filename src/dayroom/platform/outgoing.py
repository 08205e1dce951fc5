"""Requests that leave this site: to addresses that somebody typed, and therefore only to public ones.

The name is resolved once, every address it has must be public, and the connection goes to the address that was checked
(standards §11, SSRF): a name that answers differently the second time gets nothing. No redirect is followed, no cookie
sent, and of the answer only the status is read, or, where a caller asks for it, one short JSON text.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Timer
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from dayroom.kernel.errors import Refused

TIMEOUT_SECONDS = 5.0
WHOLE_SECONDS = 10.0  # one share to connect and ask, one to answer (standards §11)
ANSWER_BYTES_MOST = 1024 * 1024
PORTS = frozenset({80, 443})
UNICAST = ipaddress.ip_network("2000::/3")  # all that has been given out for the public internet; IANA, 2026-11-21


class AddressRefused(Refused):
    """This address does not lead to the public internet, so nothing is sent there."""


class NotSent(Exception):
    """Nobody took it: a code, never what the other side said."""

    def __init__(self, code: str, *, permanent: bool = False) -> None:
        super().__init__(code)
        self.code, self.permanent = code, permanent


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes: the name for the certificate and the Host line, the address for the socket."""

    scheme: str
    host: str
    port: int
    path: str
    address: str


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet; what hides one address inside another is unpacked."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if found in ipaddress.ip_network("64:ff9b::/96"):
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
        # the rest of the space is local, reserved or an old way to hide an address of version 4 (RFC 4291)
        return found in UNICAST and found.is_global
    return found.is_global and not found.is_multicast


def target(url: str, *, private_allowed: bool = False) -> Target:
    """Parse and resolve. Raises AddressRefused for what is not http(s) on 80 or 443 to a public address."""
    parts = _parts(url)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.password:
        raise AddressRefused()
    if port not in PORTS and not private_allowed:
        raise AddressRefused()
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fault:
        raise NotSent("name-unknown") from fault
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not (private_allowed or all(is_public(one) for one in addresses)):
        raise AddressRefused()
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port, path, addresses[0])


def _parts(url: str):  # type: ignore[no-untyped-def]  # urllib's own result type
    try:
        parts = urlsplit(url)
        _port = parts.port
    except ValueError as fault:
        raise AddressRefused() from fault
    return parts


@dataclass(frozen=True, slots=True)
class Told:
    """What an answer is read for: its status, and how long it asks us to wait."""

    status: int
    retry_after_seconds: int | None = None


def post(url: str, body: bytes, headers: dict[str, str], *, private_allowed: bool = False) -> int:
    """Send once; returns the status. Raises AddressRefused, and NotSent when nobody answers."""
    return post_told(url, body, headers, private_allowed=private_allowed).status


def post_told(url: str, body: bytes, headers: dict[str, str], *, private_allowed: bool = False) -> Told:
    """The same, with the wait that a busy server asks for (RFC 9110 §10.2.3; a date is read as no wish)."""
    to = target(url, private_allowed=private_allowed)
    connection = connection_to(to)
    try:
        with hung_up_after(connection, WHOLE_SECONDS):
            connection.request("POST", to.path, body=body, headers=headers)
            with connection.getresponse() as answer:
                return Told(int(answer.status), wait_of(answer.getheader("Retry-After") or ""))
    except (OSError, http.client.HTTPException, UnicodeError) as fault:
        raise NotSent("no-answer") from fault
    finally:
        connection.close()


@dataclass(frozen=True, slots=True)
class Answer:
    """A JSON answer: status, headers (names in small letters), and what it says; None where it says nothing."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    says: Any = None

    @property
    def retry_after_seconds(self) -> int | None:
        return wait_of(self.headers.get("retry-after", ""))


def ask_json(method: str, url: str, *, headers: Mapping[str, str], body: bytes = b"") -> Answer:
    """Ask once and read a JSON answer of at most 1 MB within 5 s of the question (standards §11).

    Raises AddressRefused, and NotSent: "no-connection" and "name-unknown" before anything left, "no-answer",
    "too-large" and "not-json" after it. Whatever else than 2xx is told by its status alone.
    """
    to = target(url)
    until = monotonic() + WHOLE_SECONDS
    connection = connection_to(to)
    try:
        with hung_up_after(connection, WHOLE_SECONDS) as late:
            connection.request(method, to.path, body=body or None, headers=dict(headers))
            with connection.getresponse() as answer:
                found = {name.lower(): value for name, value in answer.getheaders()}
                if not 200 <= answer.status < 300:
                    return Answer(int(answer.status), found)
                told = _read(answer, until)
        if late:  # half an answer is none
            raise NotSent("no-answer")
        return Answer(int(answer.status), found, _json_of(told, found.get("content-type", "")))
    except (OSError, http.client.HTTPException, UnicodeError) as fault:
        raise NotSent("no-answer") from fault
    finally:
        connection.close()


@contextmanager
def hung_up_after(connection: http.client.HTTPConnection, seconds: float) -> Iterator[list[bool]]:
    """Ends a conversation that takes too long as a whole; what it yields is filled when it had to.

    The wait of one read is not enough: a server that sends a byte every four seconds never runs into it.
    """
    late: list[bool] = []
    clock = Timer(seconds, _hang_up, (connection.sock, late))
    clock.daemon = True
    clock.start()
    try:
        yield late
    finally:
        clock.cancel()


def _hang_up(line: socket.socket, late: list[bool]) -> None:
    late.append(True)
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _read(answer: http.client.HTTPResponse, until: float) -> bytes:
    """Piece by piece, so that one who answers a byte at a time holds nobody up."""
    parts, size = [], 0
    while piece := answer.read1(65_536):
        parts.append(piece)
        size += len(piece)
        if size > ANSWER_BYTES_MOST:
            raise NotSent("too-large")
        if monotonic() > until:
            raise NotSent("no-answer")
    return b"".join(parts)


def _json_of(body: bytes, content_type: str) -> Any:
    if not body:
        return None
    kind = content_type.partition(";")[0].strip().lower()
    if kind != "application/json" and not kind.endswith("+json"):
        raise NotSent("not-json")
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as fault:
        raise NotSent("not-json") from fault


def wait_of(header: str) -> int | None:
    """Seconds that a Retry-After asks for; a date is read as no wish."""
    wait = header.strip()
    return int(wait) if wait.isascii() and wait.isdigit() and len(wait) < 8 else None


def connection_to(to: Target) -> http.client.HTTPConnection:
    """Opened to the address that was checked. Raises NotSent when nobody takes the call."""
    if to.scheme == "https":
        made: http.client.HTTPConnection = http.client.HTTPSConnection(
            to.host, to.port, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context())
    else:
        made = http.client.HTTPConnection(to.host, to.port, timeout=TIMEOUT_SECONDS)
    try:
        plain = socket.create_connection((to.address, to.port), timeout=TIMEOUT_SECONDS)
        # the checked address, under the name that the certificate must carry
        made.sock = (ssl.create_default_context().wrap_socket(plain, server_hostname=to.host)
                     if to.scheme == "https" else plain)
    except OSError as fault:
        raise NotSent("no-connection") from fault
    return made
