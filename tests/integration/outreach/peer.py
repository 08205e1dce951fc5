"""A server of our own on loopback that speaks as others do, keeps what it hears, and answers as the test says."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from dayroom.platform import outgoing


@dataclass(slots=True)
class Heard:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def told(self) -> Any:
        return json.loads(self.body)


@dataclass(slots=True)
class Peer:
    """``answer`` gets what was heard and says (status, JSON or bytes, headers); None: the line goes dead."""

    answer: Callable[[Heard], tuple[int, Any, dict[str, str]] | None]
    address: str = ""
    heard: list[Heard] = field(default_factory=list)

    def heard_by(self, method: str, path: str) -> list[Heard]:
        return [one for one in self.heard if one.method == method and one.path.startswith(path)]


def _handler(peer: Peer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            heard = Heard(self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body)
            peer.heard.append(heard)
            said = peer.answer(heard)
            if said is None:
                self.close_connection = True
                return
            status, words, headers = said
            content = words if isinstance(words, bytes) else json.dumps(words).encode()
            self.send_response(status)
            for name, value in ({"Content-Type": "application/json"} | headers).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_DELETE = handle_any

        def log_message(self, format: str, *args: Any) -> None:
            """Nobody reads it."""

    return Handler


@contextmanager
def listening(answer: Callable[[Heard], Any], monkeypatch: pytest.MonkeyPatch) -> Iterator[Peer]:
    """Loopback is allowed for as long as this runs: a permission that only a test can give."""
    real = outgoing.target
    monkeypatch.setattr(outgoing, "target", lambda url, **_said: real(url, private_allowed=True))
    peer = Peer(answer)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(peer))
    peer.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.02), daemon=True)
    thread.start()
    try:
        yield peer
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
