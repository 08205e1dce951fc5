"""Cold start, memory after a thousand requests, weight of a page, and one worker process beside two."""

from __future__ import annotations

import gzip
import re
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from bench.environment import Site, inside, keep
from bench.servers import Server, ask, free_port, pages_command, serving, worker_command
from bench.words import QUERIES

REQUESTS = 1_000
# what a browser fetches by itself: styles, scripts, pictures, the sprite of icons, the site's own mark
FETCHED = re.compile(r'<(?:script|img|source)[^>]+src="([^"]+)"|<link[^>]+href="([^"]+)"|<use href="([^"#]+)')


def measure(sites: list[Site]) -> None:
    site = sites[0]
    found = inside(site, "targets")
    topics = [f"/t/{key}/" for key in found["topics"]]
    with _site(site, 2):
        pass  # the first start compiles Python files; the second is what an operator sees
    with _site(site, 2) as server:
        kept: dict[str, Any] = {"start_seconds": round(server.started_seconds, 2)}
        kept["memory_at_start"] = server.memory_bytes()
        mixed = [*topics[:10], "/", "/communities/", "/c/place-1/", f"/search?q={QUERIES['one']}"]
        ask(server, mixed, cookie=found["cookie"], requests=REQUESTS)
        kept["memory_after_requests"] = server.memory_bytes()
        readers = {"topic, visitor": "", "topic, signed in": found["cookie"]}
        kept["pages"] = {name: _weight(server, topics[0], cookie) for name, cookie in readers.items()}
        kept["two_workers_per_second"] = _throughput(server, topics)
    with _site(site, 1) as server:
        kept["one_worker_per_second"] = _throughput(server, topics)
        kept["one_worker_memory"] = server.memory_bytes()
    with serving(worker_command(), site.env(DAYROOM_LOG_LEVEL="ERROR"), port=0, path="") as worker:
        time.sleep(8)
        kept["job_worker_memory"] = worker.memory_bytes()
    keep(site, "starting", {"measured_on": datetime.now(UTC).date().isoformat(), **kept})


def _site(site: Site, workers: int) -> Any:
    port = free_port()
    env = site.env(DAYROOM_LOG_LEVEL="ERROR")
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return serving(pages_command(port, workers), env, port=port, path="/help/now")


def _throughput(server: Server, topics: list[str]) -> float:
    ask(server, topics, requests=60)
    return round(max(240 / ask(server, topics, clients=8, requests=240)["seconds"] for _ in range(3)), 1)


def _weight(server: Server, path: str, cookie: str) -> dict[str, Any]:
    """The page and what it asks for: count, bytes as sent with gzip, bytes unpacked, and addresses elsewhere."""
    html, sent = _fetch(server, path, cookie)
    names = {next(filter(None, match)) for match in FETCHED.findall(html.decode())}
    own = {name for name in names if not name.startswith("data:")}
    elsewhere = [name for name in own if urlsplit(name).netloc]
    parts = {name: _fetch(server, urljoin(path, name), cookie) for name in own if not urlsplit(name).netloc}
    packed = len(gzip.compress(html, 6))
    return {
        "requests": 1 + len(parts), "elsewhere": len(elsewhere), "html_bytes": len(html), "html_sent": sent,
        "html_gzip": packed, "parts_sent": sum(size for _body, size in parts.values()),
        "total_gzip": packed + sum(size for _body, size in parts.values()),
    }  # fmt: skip


def _fetch(server: Server, path: str, cookie: str) -> tuple[bytes, int]:
    request = urllib.request.Request(f"http://127.0.0.1:{server.port}{path}", headers={"Accept-Encoding": "gzip"})
    if cookie:
        request.add_header("Cookie", cookie)
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310 - our own server on this machine
            body = answer.read()
            packed = answer.headers.get("Content-Encoding") == "gzip"
    except urllib.error.HTTPError:
        return b"", 0
    return (gzip.decompress(body) if packed else body), len(body)
