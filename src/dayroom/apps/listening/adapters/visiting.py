"""One visit to somebody else's server: asked by name, at their pace, only where they allow it.

Everything goes out through ``platform.reading``: public addresses only, each step of a redirect looked at, an end to
size and time. Beyond that: their robots.txt (held for a day), a pause between two requests, and their word about when
to come again.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import asdict
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache

from dayroom.apps.listening.rules.manners import BUSY, FAULT_OF_CODE, is_last_question, wait_asked
from dayroom.apps.listening.rules.robots import Robots, may_read, robots_for
from dayroom.apps.listening.vocabulary import Fault
from dayroom.apps.listening.vocabulary.posts import Cursor
from dayroom.apps.listening.vocabulary.sources import (
    AGENT,
    BODY_MOST,
    PAUSE_MOST,
    PAUSE_SECONDS,
    ROBOTS_MOST,
    ROBOTS_SECONDS,
)
from dayroom.platform.outgoing import AddressRefused, NotSent
from dayroom.platform.reading import Answer, read

pause = time.sleep
ROBOTS_AGAIN_SECONDS = 3600  # a robots.txt that could not be had is asked for again


class Halt(Exception):
    """The visit ends here: a fault code, and how long the server wants to be left alone."""

    def __init__(self, fault: Fault, rest_seconds: int | None = None) -> None:
        super().__init__(fault.value)
        self.fault, self.rest_seconds = fault, rest_seconds


class Visit:
    """Requests to one server, one after the other."""

    def __init__(self, now: datetime, seconds: float) -> None:
        """``seconds``: after so many no further request is begun; ``Halt`` without a fault says so."""
        self._now = now
        self._until = time.monotonic() + seconds
        self._robots: dict[str, Robots] = {}
        self._asked = 0

    def get(self, url: str, accepts: str, cursor: Cursor | None = None) -> Answer:
        """An answer of 200 or 304. Raises Halt for everything else."""
        if not may_read(robots := self._robots_of(url), url):
            raise Halt(Fault.ROBOTS)
        self._wait(robots.delay)
        headers = self._headers(accepts)
        if cursor is not None and cursor.etag:
            headers["If-None-Match"] = cursor.etag
        if cursor is not None and cursor.last_modified:
            headers["If-Modified-Since"] = cursor.last_modified
        answer = self._read(url, headers, BODY_MOST)
        if answer.status in BUSY:
            raise Halt(Fault.BUSY, wait_asked(answer.manners, self._now))
        if answer.status not in (200, 304):
            raise Halt(Fault.STATUS, wait_asked(answer.manners, self._now))
        if _origin(answer.url) != _origin(url) and not may_read(self._robots_of(answer.url), answer.url):
            # sent on to somebody who does not want us: what came is not looked at
            raise Halt(Fault.ROBOTS)
        return answer

    def is_enough(self, answer: Answer) -> int | None:
        """Seconds to stay away where the server says that its patience is used up; else None."""
        return wait_asked(answer.manners, self._now) or 0 if is_last_question(answer.manners) else None

    def _wait(self, delay: float) -> None:
        """Between two requests as long as they ask for; who asks for more than we can wait is visited page by page."""
        if self._asked and delay > PAUSE_MOST:
            raise Halt(Fault.NONE, int(delay) + 1)
        if self._asked and time.monotonic() > self._until:
            raise Halt(Fault.NONE)
        if self._asked:
            pause(max(PAUSE_SECONDS, delay))
        self._asked += 1

    def _read(self, url: str, headers: dict[str, str], most: int) -> Answer:
        try:
            return read(url, headers, most_bytes=most)
        except AddressRefused as told:
            raise Halt(Fault.ADDRESS) from told
        except NotSent as told:
            raise Halt(FAULT_OF_CODE.get(told.code, Fault.SILENT)) from told

    def _headers(self, accepts: str) -> dict[str, str]:
        """By name, with the address of the site that asks: whoever is bothered by us can say so."""
        told = f"{AGENT} (+{settings.SITE_URL})"
        return {"Accept": accepts, "User-Agent": told.encode("ascii", "replace").decode()}

    def _robots_of(self, url: str) -> Robots:
        origin = _origin(url)
        if origin not in self._robots:
            self._robots[origin] = self._known(origin) or self._learned(origin)
        return self._robots[origin]

    def _known(self, origin: str) -> Robots | None:
        kept = cache.get(_key(origin))
        if not isinstance(kept, dict):
            return None
        return Robots(tuple((bool(allowed), str(path)) for allowed, path in kept["rules"]), float(kept["delay"]))

    def _learned(self, origin: str) -> Robots:
        """None there: all is allowed (RFC 9309 §2.3.1.3). A server in trouble: nothing is, for now (§2.3.1.4)."""
        try:
            answer = self._read(f"{origin}/robots.txt", self._headers("text/plain"), ROBOTS_MOST)
        except Halt as told:
            # what cannot be read to its end may forbid anything
            raise Halt(Fault.ROBOTS if told.fault == Fault.LARGE else told.fault, told.rest_seconds) from told
        if answer.status in BUSY or answer.status >= 500:
            raise Halt(Fault.BUSY, wait_asked(answer.manners, self._now) or ROBOTS_AGAIN_SECONDS)
        found = Robots()
        if answer.status == 200:
            found = robots_for(answer.body.decode("utf-8-sig", "replace"), AGENT)
        cache.set(_key(origin), asdict(found), ROBOTS_SECONDS)
        return found


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


def _key(origin: str) -> str:
    return "listening.robots." + hashlib.sha256(origin.encode()).hexdigest()[:32]
