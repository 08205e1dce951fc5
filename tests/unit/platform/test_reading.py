"""Documents of strangers: bounded in size and time, and never from inside our own network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from time import sleep

import pytest

from dayroom.platform import reading
from dayroom.platform.outgoing import AddressRefused, NotSent


class Stranger(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/drip":
            self.connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            with suppress(OSError):  # until the other side hangs up
                while True:
                    self.connection.sendall(b"x")
                    sleep(0.05)
            return
        if self.path.startswith("/moved"):
            self.send_response(302)
            self.send_header("Location", "/moved" if self.path == "/moved" else "/feed")
        elif self.path == "/same" and self.headers.get("If-None-Match") == '"1"':
            self.send_response(304)
        else:
            self.send_response(200)
            self.send_header("ETag", '"1"')
            if self.path == "/packed":
                self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(b"x" * (reading.MOST_BYTES + 1) if self.path == "/large" else b"<rss/>")

    def log_message(self, *_words: object) -> None:
        """Nothing: the test's output is enough."""


@pytest.fixture(scope="module")
def stranger() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Stranger)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_document_is_read_with_what_helps_to_ask_again(stranger: str) -> None:
    answer = reading.read(f"{stranger}/moved-once", {}, private_allowed=True)
    assert (answer.status, answer.body, answer.etag, answer.url) == (200, b"<rss/>", '"1"', f"{stranger}/feed")
    again = reading.read(f"{stranger}/same", {"If-None-Match": answer.etag}, private_allowed=True)
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(("path", "code"), [
    ("/large", "too-large"), ("/packed", "packed"), ("/moved", "too-many-redirects"), ("/drip", "too-slow"),
])
def test_too_much_too_long_or_in_circles(stranger: str, path: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if path == "/drip":
        monkeypatch.setattr(reading, "WHOLE_SECONDS", 0.3)
    with pytest.raises(NotSent) as told:
        reading.read(stranger + path, {}, private_allowed=True)
    assert told.value.code == code


def test_a_redirect_into_our_own_network_is_refused(stranger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = reading.target
    first = [True]

    def once_outside(url: str, *, private_allowed: bool = False) -> object:
        return real(url, private_allowed=first.pop() if first else private_allowed)

    monkeypatch.setattr(reading, "target", once_outside)
    with pytest.raises(AddressRefused):
        reading.read(f"{stranger}/moved-once", {})
