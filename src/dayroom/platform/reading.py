"""Answers that are read: a document from an address that somebody typed, with a bound on everything.

Goes out through ``outgoing``: public addresses only, and each step of a redirect is looked at as if it had been typed.
What comes back is bytes of a stranger: at most one megabyte of it, or as much as the caller can stand, and no longer
than a few seconds.
"""

from __future__ import annotations

import http.client
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import urljoin

from dayroom.platform.outgoing import NotSent, connection_to, hung_up_after, target

MOST_BYTES = 1_000_000
# connecting, asking and reading, all redirects together; one read alone waits for outgoing.TIMEOUT_SECONDS
WHOLE_SECONDS = 10.0
HOPS_MOST = 3
MOVED = frozenset({301, 302, 303, 307, 308})
# how a server asks to be asked: how long to wait, and how many questions are left
MANNERS = ("Retry-After", "X-RateLimit-Remaining", "X-RateLimit-Reset")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said. ``url`` is where the last step led; the body is empty unless the status is 200."""

    status: int
    url: str
    content_type: str
    etag: str
    last_modified: str
    body: bytes
    manners: Mapping[str, str] = field(default_factory=dict)  # names in small letters


def read(
    url: str, headers: dict[str, str], *, private_allowed: bool = False, most_bytes: int | None = None
) -> Answer:
    """GET, following at most three redirects. Raises AddressRefused where one leads to no public address, and NotSent
    with a code: ``no-answer``, ``too-slow``, ``too-large``, ``too-many-redirects``, ``packed``."""
    until = monotonic() + WHOLE_SECONDS
    for _hop in range(HOPS_MOST + 1):
        answer, moved = _read_once(
            url, headers, private_allowed=private_allowed, most=most_bytes or MOST_BYTES, until=until)
        if not moved:
            return answer
        url = urljoin(url, moved)
    raise NotSent("too-many-redirects", permanent=True)


def _read_once(
    url: str, headers: dict[str, str], *, private_allowed: bool, most: int, until: float
) -> tuple[Answer, str]:
    to = target(url, private_allowed=private_allowed)
    connection = connection_to(to)
    left = until - monotonic()
    if left <= 0:
        connection.close()
        raise NotSent("too-slow")
    late: list[bool] = []
    got = None
    try:
        with hung_up_after(connection, left) as late:
            # packed bytes would have to be bounded twice; a feed is small enough to come as it is
            connection.request("GET", to.path, headers={**headers, "Accept-Encoding": "identity"})
            got = connection.getresponse()
            moved = (got.getheader("Location") or "") if got.status in MOVED else ""
            body = _body(got, most) if got.status == 200 else b""
    except (OSError, http.client.HTTPException, UnicodeError, ValueError) as fault:
        raise NotSent("too-slow" if late else "no-answer") from fault
    finally:
        if got is not None:
            got.close()  # of an answer without a length the connection has let go already
        connection.close()
    if late:  # hung up in the middle of a body that named no length: half a document is none
        raise NotSent("too-slow")
    kind, etag, last = ((got.getheader(name) or "").strip()[:200] for name in ("Content-Type", "ETag", "Last-Modified"))
    manners = {name.lower(): value.strip()[:200] for name in MANNERS if (value := got.getheader(name))}
    return Answer(int(got.status), url, kind, etag, last, body, manners), moved


def _body(got: http.client.HTTPResponse, most: int) -> bytes:
    if (got.getheader("Content-Encoding") or "identity").strip().lower() != "identity":
        raise NotSent("packed", permanent=True)
    body = got.read(most + 1)
    if len(body) > most:
        raise NotSent("too-large", permanent=True)
    return body
