from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Thread
from time import monotonic, sleep
from typing import Any

import pytest

from dayroom.platform import outgoing
from dayroom.platform.outgoing import AddressRefused, NotSent, is_public, target


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "0.0.0.0",  # noqa: S104  # an address to refuse
     "255.255.255.255", "::1", "::", "fc00::1", "fe80::1", "fe80::1%eth0", "ff02::1", "::ffff:127.0.0.1",
     "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "192.0.2.1", "2001:db8::1"],
)
def test_addresses_that_are_not_the_public_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_addresses_that_are(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    ["http://0x7f.1/", "http://[::ffff:127.0.0.1]/", "http://2130706433/", "http://localhost/", "http://127.0.0.1/x",
     "ftp://8.8.8.8/", "file:///etc/passwd", "http://user:word@8.8.8.8/", "http://8.8.8.8:22/", "http://", "http://[x/",
     "https://8.8.8.8:99999/"],
)
def test_what_leads_elsewhere_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        target(url)


def answers(monkeypatch: pytest.MonkeyPatch, *rounds: list[str]) -> list[int]:
    """Names answer with these addresses, one list after the other; returns how often somebody asked."""
    asked: list[int] = []

    def getaddrinfo(host: str, port: int, **_more: Any) -> list[tuple[Any, ...]]:
        asked.append(port)
        found = rounds[min(len(asked), len(rounds)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, ["8.8.8.8", "10.0.0.1"])
    with pytest.raises(AddressRefused):
        target("https://hooks.example.org/x")


def test_a_name_that_answers_otherwise_the_second_time_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answers(monkeypatch, ["8.8.8.8"], ["127.0.0.1"])
    went: list[tuple[str, int]] = []

    def connect(place: tuple[str, int], **_more: Any) -> Any:
        went.append(place)
        raise OSError

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(NotSent):
        outgoing.post("http://hooks.example.org/x?y=1", b"{}", {})
    assert (asked, went) == ([80], [("8.8.8.8", 80)])


def test_an_operator_may_allow_an_address_in_their_own_network(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, ["10.0.0.7"])
    assert target("http://pager.internal:8080/a?b=c", private_allowed=True) == outgoing.Target(
        "http", "pager.internal", 8080, "/a?b=c", "10.0.0.7")


@pytest.mark.parametrize("address", ["::127.0.0.1", "::7f00:1", "fec0::1", "64:ff9b:1::7f00:1", "::ffff:0:127.0.0.1"])
def test_old_ways_to_hide_an_address_in_another_lead_nowhere(address: str) -> None:
    assert not is_public(address)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
POSTED = partial(outgoing.post_told, "http://hooks.example.org/x", b"{}", {})
ASKED = partial(outgoing.ask_json, "GET", "http://hooks.example.org/x", headers={})


@pytest.mark.parametrize(("said", "ask"), [(b"HTTP/1.", POSTED), (HEAD + b"X: ", ASKED), (HEAD + b"\r\n", ASKED)])
def test_whoever_answers_a_byte_at_a_time_holds_nobody_up(
    monkeypatch: pytest.MonkeyPatch, said: bytes, ask: Callable[[], object]
) -> None:
    """Each byte comes in time, and the whole never does."""
    monkeypatch.setattr(outgoing, "WHOLE_SECONDS", 0.3)
    ours, theirs = socket.socketpair()
    ours.settimeout(outgoing.TIMEOUT_SECONDS)
    answers(monkeypatch, ["8.8.8.8"])
    monkeypatch.setattr(socket, "create_connection", lambda *_place, **_more: ours)
    dripping = Thread(target=drip, args=(theirs, said), daemon=True)
    dripping.start()
    began = monotonic()
    with pytest.raises(NotSent):
        ask()
    assert monotonic() - began < 3
    dripping.join()


def drip(line: socket.socket, said: bytes) -> None:
    with line, suppress(OSError):  # until the other side hangs up
        line.sendall(said)
        while True:
            line.sendall(b"1")
            sleep(0.05)
