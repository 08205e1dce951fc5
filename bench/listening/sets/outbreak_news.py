"""Notices of an authority as a feed: each visit finds the newest of the list, the second one only asks for changes.

The set's coded facts become a feed (RSS 2.0) of one entry per report on a server of this machine. Countries are held
against the set's own code of the country that a report is about.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from bench.guard.rows import Measured, rows, share
from bench.listening.sets.reading import KEEP_DAYS, analyst, set_file
from dayroom.apps.listening.actions.sources import SourceWords, keep_source, visit
from dayroom.apps.listening.adapters import visiting
from dayroom.apps.listening.models import Intake, OfficialNotice, Source
from dayroom.apps.listening.rules.meaning import country_of
from dayroom.apps.listening.vocabulary import SourceKind
from dayroom.apps.listening.vocabulary.sources import ENTRIES_MOST
from dayroom.platform import reading

SET = "who_outbreak_news"
WHERE = ("real", "feed of an authority", SET)


@dataclass(slots=True)
class Report:
    """One report: its headline, its day, and the countries that the set says it is about."""

    name: str
    title: str
    link: str
    at: datetime
    countries: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Feed:
    """What the server says now, and how it was asked."""

    body: bytes = b""
    tag: str = ""
    unchanged: int = 0


def measure() -> list[Measured]:
    reports = _reports()
    feed = Feed()
    # the site reads public addresses only; this server stands on the machine itself
    visiting.read = partial(reading.read, private_allowed=True)
    visiting.pause = lambda _seconds: None
    with _speaking(feed) as address:
        words = SourceWords("Outbreak news", SourceKind.FEED, f"{address}/feed", language="en", is_official=True,
                            keep_days=KEEP_DAYS)  # fmt: skip
        source = keep_source(words=words, by_id=analyst().pk, now=reports[-1].at)
        visits = _visit_all(source, feed, reports)
    source.refresh_from_db()
    return [*_read(reports, feed, visits), *_placed(reports)]


def _reports() -> list[Report]:
    made: dict[str, Report] = {}
    iso = {one["iso3"]: code for code, one in json.loads(set_file("gazetteers", "geonames_countries.json")).items()}
    for row in rows(SET, "all"):
        name = row["id"].rpartition("#")[0]
        at = datetime.fromisoformat(row["report_date"]).replace(hour=12, tzinfo=UTC)
        report = made.setdefault(name, Report(name, row["headline"] or "", row["url"] or "", at))
        if row["iso3"] in iso:
            report.countries.add(iso[row["iso3"]])
    return sorted(made.values(), key=lambda one: (one.at, one.name))


@contextmanager
def _speaking(feed: Feed) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path != "/feed":
                self.send_error(404)
                return
            same = self.headers.get("If-None-Match") == feed.tag
            feed.unchanged += same
            self.send_response(304 if same else 200)
            self.send_header("ETag", feed.tag)
            self.send_header("Content-Type", "application/rss+xml; charset=utf-8")
            self.end_headers()
            self.wfile.write(b"" if same else feed.body)

        def log_message(self, *_words: object) -> None:
            """Nothing: figures are enough."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _rss(reports: Sequence[Report]) -> bytes:
    items = "".join(
        f"<item><guid isPermaLink='false'>{escape(one.name)}</guid><title>{escape(one.title)}</title>"
        f"<link>{escape(one.link)}</link><pubDate>{one.at:%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
        for one in reports
    )
    head = "<title>Outbreak news</title><link>https://authority.example/</link><language>en</language>"
    return f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>{head}{items}</channel></rss>".encode()


def _visit_all(source: Source, feed: Feed, reports: Sequence[Report]) -> list[str]:
    """The list as it stood every two hundred reports, each visited twice. Returns the faults."""
    faults = []
    for first in range(0, len(reports), ENTRIES_MOST):
        shown = reports[first : first + ENTRIES_MOST]
        feed.body = _rss(list(reversed(shown)))
        feed.tag = f'"{sha256(feed.body).hexdigest()[:16]}"'
        now = shown[-1].at + timedelta(hours=1)
        for later in (timedelta(0), timedelta(hours=1)):
            source.refresh_from_db()
            faults.append(visit(source, now + later).fault)
    return faults


def _read(reports: Sequence[Report], feed: Feed, visits: list[str]) -> list[Measured]:
    kept = OfficialNotice.objects.count()
    refused: dict[str, int] = {}
    for troubles in Intake.objects.values_list("troubles", flat=True):
        for name, times in troubles.items():
            refused[name] = refused.get(name, 0) + times
    told = ", ".join(f"{name} {times}" for name, times in sorted(refused.items())) or "none"
    number = len(visits)
    return [
        share(
            WHERE, "entries kept as notices", kept, len(reports), note=f"Entries that were refused, by reason: {told}."
        ),
        Measured(*WHERE, "visits with a fault", sum(map(bool, visits)), number, reach="<= 0"),
        share(WHERE, "second visits answered with 304 (nothing new)", feed.unchanged, number // 2, reach=">= 1"),
    ]


def _placed(reports: Sequence[Report]) -> list[Measured]:
    """Places against the set's country; a report about several countries is right with any of them."""
    codes = {one.name: one.countries for one in reports}
    named = _by_guid(reports)
    placed = [(named[key], place) for key, place in OfficialNotice.objects.values_list("key", "place") if key in named]
    of_one = [(name, place) for name, place in placed if len(codes[name]) == 1]
    coded = [(name, place) for name, place in placed if codes[name] and place]
    right = sum(country_of(place) in codes[name] for name, place in coded)
    found = sum(bool(place) for _name, place in of_one)
    right_of_one = sum(country_of(place) in codes[name] for name, place in of_one if place)
    return [
        share(WHERE, "notices with a place, of those about one country", found, len(of_one),
              note="The place of a notice is what stands behind the dash of its headline, else the one country that "
                   "the headline speaks of. The latter was added after this set had shown 41 in 100 without it."),
        share(WHERE, "right country, of notices with a place about one country", right_of_one, found),
        share(WHERE, "right country, of all notices with a place", right, len(coded)),
    ]  # fmt: skip


def _by_guid(reports: Sequence[Report]) -> dict[str, str]:
    """How the site names an entry → the report."""
    return {sha256(one.name.encode()).hexdigest()[:64]: one.name for one in reports}
