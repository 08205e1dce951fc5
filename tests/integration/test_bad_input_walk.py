"""Every door of the house, tried with rubbish by everyone: whatever comes in, the answer is never "we broke"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.guards.tree import views
from tests.integration import scene
from tests.integration.scene import Scene

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_contexts")]

HOLE = re.compile(r"<(\w+):(\w+)>")
REGEX_ADDRESS = re.compile(r"[\^$()\\]")
# percent-encoded bytes, as a hostile client sends them
GARBAGE = {
    "nul": "%00",
    "lone surrogate": "%ed%a0%80",
    "not utf-8": "%ff%fe",
    "direction": "%e2%80%ae%d7%90",
    "long": "x" * 3000,
    "number": "9" * 40,
    "negative": "-1",
    "markup": quote("'\"><script>alert(1)</script> OR 1=1 --"),
}
# what goes into the holes of an address, by the kind of hole; the rest goes into parameters and forms
HOLES = {
    "int": ("0", "9" * 19),
    "slug": ("x" * 300, "9" * 40),
    "str": (GARBAGE["nul"], GARBAGE["lone surrogate"], GARBAGE["direction"], GARBAGE["long"]),
}
IN_FORMS = ("nul", "not utf-8", "number", "negative", "markup")
# a door that answers three kinds of rubbish with one of these has read none of it, or one gate has read it for many
# doors: the others are not tried on it. Every door begins with another kind, so that a gate meets them all.
SHUT = (401, 403, 404, 405)
TRIES = 3
# every name that a page reads from an address or a form, and some that it does not
NAMES = (
    "after", "before", "place", "q", "show", "source", "room", "gentle", "tag", "topic", "language", "condition",
    "sort", "community", "author", "since", "until", "page", "quote", "key", "next", "kind", "reason", "verdict",
    "days", "ground", "body", "title", "seeking", "content_warning", "anonymous", "speak_as", "submit_key",
    "revision", "do", "meets_at", "handle", "role", "purpose", "text", "outcome", "answer", "note", "file_id",
    "attachment", "token", "state", "country", "email", "password1", "born_year", "born_month", "name",
    "description", "visibility", "away_from", "away_until", "expires_on", "decision", "code", "step", "subject",
    "actor", "action", "quiet_from", "time_zone", "about", "emails",
)  # fmt: skip


def filled(address: str, real: dict[str, str]) -> Iterator[str]:
    """The address with real things in its holes, and with rubbish in each of them."""
    address = address.replace("^confirm-email/(?P<key>[-:\\w]+)/$", "confirm-email/zz/")
    address = address.replace("^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", "password/reset/key/zz-zz/")
    assert not REGEX_ADDRESS.search(address), f"write a sample for {address}"
    yield "/" + HOLE.sub(lambda hole: real.get(hole[2], "1"), address)
    for kind, name in HOLE.findall(address):
        for rubbish in HOLES[kind]:
            trial = {**real, name: rubbish}
            yield "/" + HOLE.sub(lambda hole, trial=trial: trial.get(hole[2], "1"), address)  # type: ignore[misc]


def forms() -> Iterator[tuple[str, dict[str, Any]]]:
    """(what is wrong, arguments for client.post)"""
    plain = "application/x-www-form-urlencoded"
    odd = {name: SimpleUploadedFile("a\x00.svg", b"<svg onload=x>") for name in ("body", "file", "csv")}
    yield "a file where words belong", {"data": odd}
    yield "no boundary", {"data": b"--x", "content_type": "multipart/form-data"}
    for what in IN_FORMS:
        yield what, {"data": "&".join(f"{name}={GARBAGE[what]}" for name in NAMES), "content_type": plain}
    yield "empty", {"data": "", "content_type": plain}
    yield "another type", {"data": b'{"body": [1, {}]}', "content_type": "application/json"}


def trials(world: Scene) -> Iterator[tuple[str, str]]:
    for address, pattern in views():
        for path in filled(address, world.holes(pattern.name or "")):
            yield pattern.name or address, path


@pytest.fixture
def world() -> Scene:
    return scene.build()


def beginning_at(turn: int, kinds: Iterable[Any]) -> list[Any]:
    listed = list(kinds)
    start = turn % len(listed)
    return listed[start:] + listed[:start]


def broke(answer: Any) -> bool:
    return int(answer.status_code) >= 500


def stays_shut(answered: list[int]) -> bool:
    return len(answered) == TRIES and all(status in SHUT for status in answered)


@pytest.mark.timeout(240)
@pytest.mark.parametrize("role", ["visitor", "steward"])
def test_no_address_breaks_the_site(world: Scene, role: str) -> None:
    client = world.clients[role]
    assert [f"GET {path}"[:160] for _name, path in trials(world) if broke(client.get(path))] == []


@pytest.mark.timeout(240)
@pytest.mark.parametrize("role", ["visitor", "steward"])
def test_no_parameter_breaks_the_site(world: Scene, role: str) -> None:
    broken = []
    for turn, (address, pattern) in enumerate(views()):
        path, answered = next(filled(address, world.holes(pattern.name or ""))), []
        for what, rubbish in beginning_at(turn, GARBAGE.items()):
            names = NAMES if what != "long" else ("q", "place")  # an address has an end
            query = "&".join(f"{name}={rubbish}" for name in names)
            answer = world.clients[role].get(f"{path}?{query}")
            if broke(answer):
                broken.append(f"GET {path} with {what}")
            answered.append(answer.status_code)
            if stays_shut(answered):
                break
    assert broken == []


@pytest.mark.timeout(240)
@pytest.mark.parametrize("role", ["visitor", "member", "steward"])
def test_no_form_breaks_the_site(role: str, world: Scene) -> None:
    broken = []
    for turn, (address, pattern) in enumerate(views()):
        path, answered = next(filled(address, world.holes(pattern.name or ""))), []
        for what, sent in beginning_at(turn, forms()):
            answer = world.clients[role].post(path, **sent)
            if broke(answer):
                broken.append(f"POST {path} with {what}")
            if role != "visitor" and answer.status_code in (200, 302, 401):
                come_back(world, role)
            answered.append(answer.status_code)
            if stays_shut(answered):
                break
    assert broken == []


def come_back(world: Scene, role: str) -> None:
    """Some forms sign out or end sessions: the next one is sent by somebody who is signed in."""
    client = world.clients[role]
    if "_auth_user_id" not in client.session:
        client.force_login({"member": world.ann, "steward": world.sue}[role], backend=scene.BACKEND)
