"""Servers that speak as others do: a health office with feeds, a warning center, a server of the fediverse.

Their answers have the form of real ones (RSS 2.0 of a ministry, Atom of a weather service with CAP 1.2 documents, Status
and Account of Mastodon 4); names and words are ours.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import sleep
from typing import Any
from urllib.parse import parse_qs, urlsplit

CAP = "urn:oasis:names:tc:emergency:cap:1.2"


class Stranger:
    """What a server says, by path: (status, headers, body), or a function of the query; and what it was asked."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.says: dict[str, object] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.url = ""

    def paths(self) -> list[str]:
        return [urlsplit(path).path for path, _headers in self.asked]


@contextmanager
def speaking(stranger: Stranger) -> Iterator[Stranger]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            stranger.asked.append((self.path, dict(self.headers.items())))
            parts = urlsplit(self.path)
            told = stranger.says.get(parts.path, (404, {}, b""))
            if told == "hang":
                with suppress(OSError):
                    sleep(2)
                return
            if callable(told):
                told = told({name: values[0] for name, values in parse_qs(parts.query).items()})
            status, headers, body = told  # type: ignore[misc]  # as written in the tests
            if status == 200 and headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                status, body = 304, b""
            with suppress(OSError):
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            """Nothing: the test's output is enough."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    stranger.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield stranger
    finally:
        server.shutdown()
        server.server_close()


def rss(*items: tuple[str, datetime]) -> bytes:
    entries = "".join(
        f"<item><guid isPermaLink='false'>{title}</guid><title>{title}</title><link>https://health.example/{number}"
        f"</link><description>&lt;p&gt;More about {title}.&lt;/p&gt;</description><category>news</category>"
        f"<pubDate>{at:%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
        for number, (title, at) in enumerate(items)
    )
    head = "<title>Health office</title><link>https://health.example</link><language>en-us</language>"
    return f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>{head}{entries}</channel></rss>".encode()


def cap_list(url: str, *names: str, at: datetime) -> bytes:
    entries = "".join(
        f"<entry><id>{url}/{name}</id><title>{name}</title><updated>{(at + timedelta(minutes=nth)).isoformat()}</updated>"
        f"<link rel='alternate' type='application/cap+xml' href='{url}/cap/{name}.xml'/><cap:status>Actual</cap:status>"
        f"<cap:severity>Minor</cap:severity><cap:areaDesc>Peru</cap:areaDesc></entry>"
        for nth, name in enumerate(names)
    )
    return (f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:cap='{CAP}'><id>x</id><title>Warnings"
            f"</title>{entries}</feed>").encode()  # fmt: skip


def cap(name: str, at: datetime, *, kind: str = "Alert", status: str = "Actual", references: str = "") -> bytes:
    refers = f"<references>{references}</references>" if references else ""
    return (
        f"<?xml version='1.0'?><alert xmlns='{CAP}'><identifier>{name}</identifier><sender>w@center.example</sender>"
        f"<sent>{at:%Y-%m-%dT%H:%M:%S}-00:00</sent><status>{status}</status><msgType>{kind}</msgType><scope>Public</scope>"
        f"{refers}<info><language>en-US</language><category>Health</category><event>Boil water</event><urgency>Immediate"
        f"</urgency><severity>Severe</severity><certainty>Observed</certainty><headline>Boil water: {name}</headline>"
        f"<description>D.</description><area><areaDesc>Peru</areaDesc></area></info></alert>"
    ).encode()


def status(number: int, at: datetime, words: str = "A cough again #flu", **more: object) -> dict[str, object]:
    """One post; ``account`` is merged into the account."""
    account = {
        "id": "7",
        "acct": f"w{number % 15}@other.example",
        "url": f"https://other.example/@w{number % 15}",
        "noindex": False,
        "fields": [{"name": "Location", "value": "<p>Lima, Peru</p>"}],
        **(more.pop("account", None) or {}),
    }  # type: ignore[dict-item]  # a part of the account
    return {
        "id": str(10**17 + number), "uri": f"https://other.example/s/{number}", "created_at": at.isoformat(),
        "content": f"<p>{words} {number}</p>", "visibility": "public", "language": "en", "spoiler_text": "",
        "account": account, "tags": [{"name": "Flu", "url": "x"}], "favourites_count": 2, "reblogs_count": 1,
        "replies_count": 0, **more,
    }  # fmt: skip


def timeline(rows: list[dict[str, object]], headers: dict[str, str] | None = None) -> object:
    """A page of a hashtag as Mastodon gives it: at most 40, the newest first; behind ``min_id`` the oldest of them."""

    def page(query: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        after = query.get("min_id", "")
        newer = [row for row in rows if int(str(row["id"])) > int(after or 0)]
        chosen = newer[:40] if after else newer[-40:]
        return 200, {"Content-Type": "application/json", **(headers or {})}, json.dumps(chosen[::-1]).encode()

    return page


def in_turn(*pages: Any) -> object:
    """One page after the other, whatever is asked."""
    left = list(pages)

    def page(query: dict[str, str]) -> object:
        return left.pop(0)(query)

    return page
