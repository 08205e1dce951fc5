"""What all sets need: an analyst, a file that is brought and mapped as the wizard proposes, a topic that is counted."""

from __future__ import annotations

import gzip
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from bench.guard.rows import DATA
from dayroom.apps.listening.actions.files import bring_file, map_file, read_file
from dayroom.apps.listening.actions.sources import SourceWords, keep_source
from dayroom.apps.listening.actions.tallies import recount
from dayroom.apps.listening.actions.topics import ToldTopic, make_topic
from dayroom.apps.listening.models import Intake, Topic
from dayroom.apps.listening.presenters.sources import guess_of
from dayroom.apps.listening.rules.files import sniffed_of
from dayroom.apps.listening.vocabulary import SourceKind
from dayroom.apps.people.models import Member
from dayroom.platform.files import path_of

NOW = datetime(2026, 11, 21, tzinfo=UTC)
KEEP_DAYS = 20_000  # the oldest set begins in 1996


def analyst() -> Member:
    """Ivo, made once a site."""
    row = Member.objects.filter(handle="ivo").first()
    if row is None:
        row = Member(handle="ivo", email="ivo@example.org", joined_at=NOW, roles_cached="ANALYST")
        row.set_unusable_password()
        row.save()
    return row


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was read: its round, how long it took, and which columns the wizard had found by itself."""

    intake: Intake
    seconds: float
    picks: Mapping[str, str]


def set_file(name: str, file: str) -> bytes:
    """A file of a set, unpacked."""
    whole = (DATA / name / file).read_bytes()
    return gzip.decompress(whole) if file.endswith(".gz") else whole


def take_file(shown_name: str, content: bytes, **mended: Any) -> Taken:
    """Through the wizard: brought, columns as it proposes them, read. ``mended``: what the analyst sets by hand."""
    ivo = analyst().pk
    source = keep_source(words=SourceWords(shown_name, SourceKind.FILE, keep_days=KEEP_DAYS), by_id=ivo, now=NOW)
    intake = bring_file(source=source, name=shown_name, size=len(content), pieces=[content], by_id=ivo, now=NOW)
    sniffed = sniffed_of(intake.position)
    guess = guess_of(path_of(intake.file_name), sniffed)
    picks = {**guess.picks, **mended.pop("picks", {})}
    how = replace(guess, picks={field: column for field, column in picks.items() if column}, **mended)
    begun = map_file(intake=intake, how=how, by_id=ivo, now=NOW)
    started = time.monotonic()
    read_file(begun.pk, NOW)
    begun.refresh_from_db()
    return Taken(begun, time.monotonic() - started, guess.picks)


def counted_topic(name: str, *terms: str, tags: tuple[str, ...] = (), language: str = "en") -> Topic:
    """A topic as the analyst would write it, counted over all that lies in the lake."""
    definition = {"name": name, "terms": {language: list(terms)} if terms else {}, "hashtags": list(tags),
                  "symptoms": [], "exclusions": [], "languages": []}  # fmt: skip
    topic = make_topic(by=analyst(), told=ToldTopic(name, "", definition), now=NOW)
    recount(topic, now=NOW)
    return topic
