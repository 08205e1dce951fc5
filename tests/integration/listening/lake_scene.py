"""Posts made up for tests of the lake; the words are ours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from dayroom.apps.listening.actions import intake as rounds
from dayroom.apps.listening.models import Intake, Source, Topic
from dayroom.apps.listening.vocabulary import SourceKind
from dayroom.apps.listening.vocabulary.posts import RawPost, Refusal

NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)


def a_source(name: str = "Town talk", **values: object) -> Source:
    return Source.objects.create(name=name, kind=SourceKind.FILE, made_at=NOW, **values)


def a_topic(name: str = "Measles", **terms: list[str]) -> Topic:
    definition = {"terms": terms or {"en": ["measles"], "es": ["sarampion"]}}
    return Topic.objects.create(name=name, definition=definition, made_at=NOW, changed_at=NOW)


def post(number: int, text: str, **values: object) -> RawPost:
    told: dict[str, object] = {"at": NOW - timedelta(days=3), "author": f"writer {number}", "language": "en"}
    return RawPost(key=str(number), text=text, **{**told, **values})  # type: ignore[arg-type]  # plain values


def bring(source: Source, rows: Iterator[RawPost | Refusal] | list[RawPost | Refusal]) -> Intake:
    return rounds.take_in(rounds.begin(source, by_id=None, now=NOW), iter(rows), NOW)
