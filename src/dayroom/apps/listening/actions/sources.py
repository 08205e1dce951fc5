"""Sources: entered, paused, visited. A visit asks the network outside any transaction; then posts go to the lake, and
only when they lie there the source's cursor moves on. A visit that was killed is made again, and nothing counts twice,
because the lake knows every post by its name."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import F, Q

from dayroom.apps.audit.actions import record
from dayroom.apps.listening.actions.intake import begin, take_in
from dayroom.apps.listening.models import OfficialNotice, Source
from dayroom.apps.listening.ports import CONNECTORS
from dayroom.apps.listening.rules.manners import rest_after
from dayroom.apps.listening.rules.meaning import country_of, places_in, places_of_source
from dayroom.apps.listening.rules.reading_mastodon import hashtags_of, mark_of, marks_of
from dayroom.apps.listening.rules.sources import BROUGHT, check_is_fetched, check_is_only
from dayroom.apps.listening.vocabulary import SOURCE_KIND, Fault, SourceKind
from dayroom.apps.listening.vocabulary.posts import Cursor, Official, Pull, RawPost, Refusal, SourceFacts
from dayroom.apps.listening.vocabulary.sources import SOURCES_A_ROUND, TESTS_AN_HOUR, TRY_SECONDS
from dayroom.platform.jobs import enqueue
from dayroom.platform.limits import spend

log = logging.getLogger(__name__)
CLAIM = timedelta(minutes=15)  # longer than any visit: who is killed in it is visited again
NOTICE_TOLD = ("title", "link", "language", "at", "severity", "place")
NEXT_PAGE = timedelta(minutes=1)
VISIT_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class SourceWords:
    """A source as it was entered."""

    name: str
    kind: str
    address: str = ""
    hashtags: tuple[str, ...] = ()
    language: str = ""
    is_official: bool = False
    keep_days: int = 730
    every_minutes: int = 60
    settings: dict[str, object] = field(default_factory=dict)


def facts_of(source: Source, now: datetime, *, seconds: float = VISIT_SECONDS) -> SourceFacts:
    """What a connector may know of a source."""
    return SourceFacts(
        public_id=source.public_id, kind=source.kind, address=source.address, settings=source.settings,
        language=source.language, since=(now - timedelta(days=source.keep_days)).date(),
        is_official=source.is_official, seconds=seconds,
    )  # fmt: skip


def keep_source(*, words: SourceWords, by_id: int | None, now: datetime, row: Source | None = None) -> Source:
    """Enter a source, or change it: it is read with the next round. Audited. Raises Invalid where it cannot work."""
    if row is None and words.kind == SourceKind.OWN:
        check_is_only(Source.objects.filter(kind=SourceKind.OWN).exists())
    source = row or Source(kind=words.kind, made_at=now, made_by_id=by_id)
    before = (source.address, list(source.settings.get("hashtags", [])))
    source.name, source.address, source.language = words.name, words.address, words.language
    source.is_official, source.keep_days, source.every_minutes = words.is_official, words.keep_days, words.every_minutes
    source.settings = {**source.settings, **words.settings}
    if source.kind == SourceKind.MASTODON:
        source.settings = {**source.settings, "hashtags": list(words.hashtags)}
        source.settings["hashtags"] = hashtags_of(facts_of(source, now))
    CONNECTORS[source.kind].check(facts_of(source, now))
    _forget_place(source, *before)
    source.failures, source.fault = 0, Fault.NONE
    source.next_at = None if source.kind in BROUGHT else now
    with transaction.atomic():
        source.save()
        record(actor_id=by_id, action="listening.source_kept", now=now, subject=(SOURCE_KIND, source.pk),
               facts={"kind": source.kind, "official": source.is_official, "keep_days": source.keep_days})  # fmt: skip
    return source


def _forget_place(source: Source, address: str, hashtags: list[str]) -> None:
    """Where reading goes on belongs to an address; of hashtags, those that stay go on where they were."""
    if source.address != address:
        source.etag = source.last_modified = source.mark = ""
    elif source.kind == SourceKind.MASTODON and source.settings["hashtags"] != hashtags:
        known = marks_of(source.mark, hashtags)
        source.mark = mark_of({tag: known.get(tag, "") for tag in source.settings["hashtags"]})


def switch_source(*, source: Source, is_on: bool, by_id: int, now: datetime) -> None:
    """Pause a source, or read it again from where it stood. Audited."""
    with transaction.atomic():
        next_at = None if source.kind in BROUGHT else now
        Source.objects.filter(pk=source.pk).update(is_on=is_on, failures=0, next_at=next_at)
        record(actor_id=by_id, action="listening.source_resumed" if is_on else "listening.source_paused", now=now,
               subject=(SOURCE_KIND, source.pk))  # fmt: skip


def try_source(*, source: Source, by_id: int, now: datetime) -> Pull:
    """Visit once and keep nothing. Raises Invalid for a source without an address, TooMany."""
    check_is_fetched(source.kind)
    spend(what="listening.try", who=str(by_id), most=TESTS_AN_HOUR, per_seconds=3600, now=now)
    return _pulled(source, Cursor(), now, seconds=TRY_SECONDS)


def read_soon(*, source: Source, by_id: int, now: datetime) -> None:
    """Let a source be read at once, not at its hour. Raises Invalid for one that is brought, TooMany."""
    check_is_fetched(source.kind)
    spend(what="listening.try", who=str(by_id), most=TESTS_AN_HOUR, per_seconds=3600, now=now)
    with transaction.atomic():
        Source.objects.filter(pk=source.pk, is_on=True).update(next_at=None)
        enqueue("listening.visit")


def visit_due(now: datetime) -> dict[str, int]:
    """Sources whose time has come, those first that wait longest. Counts only."""
    due = Source.objects.filter(is_on=True).exclude(kind__in=BROUGHT).filter(Q(next_at=None) | Q(next_at__lte=now))
    told = {"visited": 0, "posts": 0, "notices": 0, "faults": 0}
    for source in due.order_by(F("next_at").asc(nulls_first=True), "pk")[:SOURCES_A_ROUND]:
        if not _claimed(source, now):
            continue
        pull = visit(source, now)
        told["visited"] += 1
        told["posts"] += len(pull.posts)
        told["notices"] += len(pull.notices)
        told["faults"] += bool(pull.fault)
    return told


def _claimed(source: Source, now: datetime) -> bool:
    """Ours to visit: of two workers that see the same hour, one moves it on."""
    return bool(Source.objects.filter(pk=source.pk, is_on=True, next_at=source.next_at).update(next_at=now + CLAIM))


def visit(source: Source, now: datetime) -> Pull:
    """Read what is new, keep it, move on. What the other side does wrong is a fault of the source, never an error."""
    pull = _pulled(source, Cursor(source.etag, source.last_modified, source.mark), now)
    keep_pull(source, pull, now)
    return pull


def keep_pull(source: Source, pull: Pull, now: datetime) -> None:
    """What a visit brought: posts into the lake, notices onto the map, then the cursor moves on."""
    if pull.posts or pull.refused:
        rows: list[RawPost | Refusal] = [*pull.posts, *pull.refused]
        take_in(begin(source, by_id=None, now=now), iter(rows), now)
    with transaction.atomic():
        _keep_notices(source, pull, now)
        _move_on(source, pull, now)


def _pulled(source: Source, cursor: Cursor, now: datetime, *, seconds: float = VISIT_SECONDS) -> Pull:
    try:
        return CONNECTORS[source.kind].pull(facts_of(source, now, seconds=seconds), cursor, now)
    except DatabaseError:
        raise
    except Exception as fault:
        # a stranger's bytes must not end the round of all the others
        log.error("listening: %s could not be read: %s", source.public_id, type(fault).__name__)
        return Pull(cursor=cursor, fault=Fault.FORM)


def _move_on(source: Source, pull: Pull, now: datetime) -> None:
    """Where the next visit begins, and when; a fault rests the source, longer each time."""
    failures = min(source.failures + 1, 1000) if pull.fault else 0
    rest = rest_after(failures, source.every_minutes, pull.rest_seconds)
    if pull.more and not pull.fault:
        rest = max(NEXT_PAGE, timedelta(seconds=pull.rest_seconds or 0))
    current = Source.objects.select_for_update().get(pk=source.pk)
    if (current.address, current.settings.get("hashtags")) != (source.address, source.settings.get("hashtags")):
        # changed while it was read: the place belongs to what it was before
        Source.objects.filter(pk=source.pk).update(fetched_at=now, next_at=now)
        return
    Source.objects.filter(pk=source.pk).update(
        etag=pull.cursor.etag, last_modified=pull.cursor.last_modified, mark=pull.cursor.mark, fault=pull.fault,
        failures=failures, fetched_at=now, next_at=now + rest,
    )  # fmt: skip


def _keep_notices(source: Source, pull: Pull, now: datetime) -> None:
    """What an authority says; an authority that says it anew mends its words, and can take them back."""
    # the same notice twice in one answer: the later words stand
    told = {one.key[:64]: OfficialNotice(source=source, key=one.key[:64], **_notice(one)) for one in pull.notices}
    OfficialNotice.objects.bulk_create(
        told.values(), batch_size=200, update_conflicts=True, unique_fields=["source", "key"], update_fields=NOTICE_TOLD
    )
    if pull.withdrawn:
        OfficialNotice.objects.filter(source=source, key__in=pull.withdrawn).delete()
    OfficialNotice.objects.filter(source=source, at__lt=now - timedelta(days=source.keep_days)).delete()


def _notice(one: Official) -> dict[str, Any]:
    return {"title": one.title[:300], "link": one.link[:500], "language": one.language[:8], "at": one.at,
            "severity": one.severity[:10], "place": place_code(one.place_words, one.title)}  # fmt: skip


def place_code(words: str, title: str) -> str:
    """The place of a notice: what it names as its area, the first of several, else what stands behind the dash of its
    title, as authorities write it ("Cholera – Haiti"), else what its title speaks of where that is one country only."""
    tail = title.replace("\N{EN DASH}", "-").rpartition(" - ")[2] if " - " in title.replace("\N{EN DASH}", "-") else ""
    for told in (words, words.partition(";")[0], words.partition(",")[0], tail):
        found = places_of_source(told.strip()) if told.strip() else ()
        if found:
            return found[0][:60]
    # several countries: whichever we chose, the map would be wrong about the others
    spoken = [code for code in places_in(title) if country_of(code)]
    return spoken[0][:60] if len({country_of(code) for code in spoken}) == 1 else ""
