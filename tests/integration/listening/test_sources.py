"""Sources over the network: servers that speak the protocol, well and badly; asked politely, and nothing twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.core.cache import cache

from dayroom.apps.audit.models import Event
from dayroom.apps.listening.actions.sources import (
    SourceWords,
    facts_of,
    keep_source,
    switch_source,
    try_source,
    visit,
    visit_due,
)
from dayroom.apps.listening.adapters import visiting
from dayroom.apps.listening.models import Intake, OfficialNotice, Source
from dayroom.apps.listening.ports import CONNECTORS
from dayroom.apps.listening.vocabulary import Fault, SourceKind
from dayroom.apps.listening.vocabulary.posts import Cursor
from dayroom.kernel.errors import Invalid
from dayroom.platform import reading
from tests import cast

from .strangers import Stranger, cap, cap_list, in_turn, rss, speaking, status, timeline

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def stranger(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stranger]:
    monkeypatch.setattr(visiting, "read", partial(reading.read, private_allowed=True))
    monkeypatch.setattr(visiting, "pause", lambda _seconds: None)
    cache.clear()
    with speaking(Stranger(NOW)) as one:
        yield one


def source(stranger: Stranger, kind: str, path: str = "/feed", **words: object) -> Source:
    said = SourceWords(name="A source", kind=kind, address=stranger.url + path, **words)  # type: ignore[arg-type]  # by name
    return keep_source(words=said, by_id=None, now=NOW)


def again(row: Source) -> Source:
    row.refresh_from_db()
    return row


def test_a_feed_is_read_once_and_asked_again_only_for_what_changed(stranger: Stranger) -> None:
    row = source(stranger, SourceKind.FEED)
    items = [("Measles in town", NOW - HOUR), ("Call 212-555-0142 now", NOW - HOUR), ("Soon", NOW + 48 * HOUR),
             ("Long ago", NOW - timedelta(days=900)), ("", NOW)]  # fmt: skip
    stranger.says["/feed"] = (200, {"ETag": '"1"'}, rss(*items))
    assert visit_due(NOW) == {"visited": 1, "posts": 2, "notices": 0, "faults": 0}
    intake = Intake.objects.get()
    assert (intake.kept, intake.screened) == (2, 1)
    assert intake.troubles == {"FUTURE": 1, "TOO_OLD": 1, "NO_TEXT": 1}
    assert visit_due(NOW + timedelta(minutes=5))["visited"] == 0, "not before its hour"
    visit_due(NOW + HOUR)
    assert stranger.asked[-1][1]["If-None-Match"] == '"1"'
    assert "Dayroom" in stranger.asked[-1][1]["User-Agent"]
    # the same list under another name is nothing new; one more entry is
    stranger.says["/feed"] = (200, {"ETag": '"2"'}, rss(*items))
    assert not visit(again(row), NOW + 2 * HOUR).posts
    stranger.says["/feed"] = (200, {"ETag": '"3"'}, rss(("New", NOW), *items))
    visit(again(row), NOW + 3 * HOUR)
    newest = Intake.objects.order_by("-pk")[0]
    assert (Intake.objects.count(), newest.kept, newest.troubles["TWICE"]) == (2, 1, 2)
    assert stranger.paths().count("/robots.txt") == 1, "a robots.txt is held for a day"


def test_what_an_authority_says_is_a_notice_and_no_voice(stranger: Stranger) -> None:
    row = source(stranger, SourceKind.FEED, is_official=True)
    stranger.says["/feed"] = (200, {}, rss(("Cholera – Haiti", NOW - HOUR)))
    visit(row, NOW)
    notice = OfficialNotice.objects.get()
    assert (notice.place, notice.title, Intake.objects.count()) == ("HT", "Cholera – Haiti", 0)


@pytest.mark.parametrize(("says", "fault"), [
    ((200, {}, b"<html><body>Not here</body></html>"), Fault.FORM),
    ((200, {}, b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><rss/>'), Fault.FORM),
    ((200, {}, b"\xff\xfe\x00"), Fault.FORM), ((200, {}, b"<rss>" + b"x" * 5_000_001), Fault.LARGE),
    ((500, {}, b""), Fault.STATUS), ((429, {"Retry-After": "7200"}, b""), Fault.BUSY),
    ((302, {"Location": "http://10.0.0.1/"}, b""), Fault.ADDRESS), ("hang", Fault.SLOW),
])  # fmt: skip
def test_a_server_that_does_wrong_rests_and_the_desk_is_told(
    stranger: Stranger, says: object, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "WHOLE_SECONDS", 0.3)
    real = reading.target
    monkeypatch.setattr(reading, "target", lambda url, *, private_allowed: real(
        url, private_allowed=url.startswith("http://127.0.0.1:")))  # fmt: skip
    row = source(stranger, SourceKind.FEED)
    stranger.says["/feed"] = says
    assert visit_due(NOW)["faults"] == 1
    again(row)
    assert (row.fault, row.failures) == (fault, 1)
    assert row.next_at == NOW + 2 * HOUR
    visit(row, NOW + 2 * HOUR)
    assert again(row).next_at == NOW + 6 * HOUR
    assert Intake.objects.count() == 0


def test_robots_are_heard_and_a_silent_robots_txt_allows_nothing(stranger: Stranger) -> None:
    row = source(stranger, SourceKind.FEED)
    stranger.says["/feed"] = (200, {}, rss(("A", NOW)))
    stranger.says["/robots.txt"] = (503, {}, b"")
    assert visit(row, NOW).fault == Fault.BUSY
    stranger.says["/robots.txt"] = (200, {}, b"User-agent: *\nAllow: /\n\nUser-agent: dayroom\nDisallow: /fe*d\n")
    assert visit(row, NOW).fault == Fault.ROBOTS
    assert "/feed" not in stranger.paths()
    elsewhere = source(stranger, SourceKind.FEED, "/open")
    stranger.says["/open"] = (302, {"Location": stranger.url.replace("127.0.0.1", "localhost") + "/feed"}, b"")
    assert visit(elsewhere, NOW).fault == Fault.ROBOTS, "also where another server sends us on"


def test_hashtags_are_read_page_by_page_and_gone_on_with_where_the_last_visit_stood(stranger: Stranger) -> None:
    row = source(stranger, SourceKind.MASTODON, hashtags=("Flu", "cough"))
    tag, other = "/api/v1/timelines/tag/flu", "/api/v1/timelines/tag/cough"
    rows = [status(number, NOW - 5 * HOUR) for number in range(50)]
    odd = [status(90, NOW, account={"noindex": True}), status(91, NOW, visibility="unlisted"), {"id": "x"}, 7,
           status(92, NOW + 48 * HOUR)]  # fmt: skip
    stranger.says |= {tag: timeline(rows), other: (200, {}, json.dumps(odd).encode())}
    first = visit(row, NOW)
    assert len(first.posts) == 40, "the first visit takes the newest page"
    assert (first.posts[0].tags, first.posts[0].profile_place) == (("flu",), "Lima, Peru")
    assert sorted(one.trouble for one in first.refused) == ["ASKED_NOT", "ASKED_NOT", "BROKEN", "BROKEN", "FUTURE"]
    hurried = CONNECTORS["MASTODON"].pull(facts_of(row, NOW, seconds=0), Cursor(), NOW)
    assert (len(hurried.posts), hurried.more, hurried.fault) == (40, True, ""), "when its time is over a visit ends"
    rows += [status(number, NOW - HOUR) for number in range(100, 190)]
    stranger.says[other] = timeline([])
    stranger.asked.clear()
    second = visit(again(row), NOW + HOUR)
    assert (len(second.posts), stranger.paths().count(tag)) == (90, 3)
    assert not visit(again(row), NOW + 2 * HOUR).posts
    assert sum(Intake.objects.values_list("kept", flat=True)) == 130
    # another hashtag: those that stay go on where they were
    words = SourceWords(name="A source", kind=SourceKind.MASTODON, address=row.address, hashtags=("rsv", "flu"))
    keep_source(words=words, by_id=None, now=NOW, row=again(row))
    assert again(row).mark == f",{10**17 + 189}"


def test_who_asks_us_to_slow_down_keeps_what_it_gave_and_is_left_alone(stranger: Stranger) -> None:
    row = source(stranger, SourceKind.MASTODON, hashtags=("flu",))
    tag = "/api/v1/timelines/tag/flu"
    rows = [status(number, NOW - HOUR) for number in range(200)]
    reset = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": (NOW + timedelta(minutes=5)).isoformat()}
    Source.objects.filter(pk=row.pk).update(mark=str(10**17 - 1))
    stranger.says[tag] = timeline(rows, reset)
    pull = visit(again(row), NOW)
    assert (len(pull.posts), pull.more, again(row).next_at) == (40, True, NOW + timedelta(minutes=5))
    stranger.says[tag] = in_turn(timeline(rows), lambda _query: (429, {"Retry-After": "7200"}, b""))
    pull = visit(row, NOW + HOUR)
    assert (len(pull.posts), again(row).fault, row.next_at) == (40, Fault.BUSY, NOW + 3 * HOUR)
    stranger.says[tag] = timeline(rows)
    visit(row, NOW + 4 * HOUR)
    assert sum(Intake.objects.values_list("kept", flat=True)) == 200, "nothing is lost and nothing comes twice"


def test_a_visit_that_was_killed_is_made_again_and_counts_once(
    stranger: Stranger, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = source(stranger, SourceKind.FEED)
    stranger.says["/feed"] = (200, {"ETag": '"1"'}, rss(("A", NOW), ("B", NOW)))
    with monkeypatch.context() as dying:
        dying.setattr("dayroom.apps.listening.actions.sources._move_on", lambda *_words: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            visit(row, NOW)
    assert visit_due(NOW)["visited"] == 1
    assert [one.kept for one in Intake.objects.order_by("pk")] == [2, 0]


def test_warnings_are_opened_mended_taken_back_and_rehearsals_are_none(stranger: Stranger) -> None:
    row = source(stranger, SourceKind.CAP)
    at = NOW - 3 * HOUR
    stranger.says |= {
        "/feed": (200, {"ETag": '"1"'}, cap_list(stranger.url, "one", "gone", "drill", "broken", at=at)),
        "/cap/one.xml": (200, {}, cap("one", at)), "/cap/drill.xml": (200, {}, cap("drill", at, status="Exercise")),
        "/cap/broken.xml": (200, {}, b"<alert><identifier>"),
    }  # fmt: skip
    pull = visit(row, NOW)
    assert sorted(one.trouble for one in pull.refused) == ["BROKEN", "REHEARSAL"]
    notices = {one.title: one for one in OfficialNotice.objects.all()}
    assert set(notices) == {"Boil water: one", "gone"}, "a document that cannot be had is told by its entry"
    assert (notices["Boil water: one"].severity, notices["Boil water: one"].place) == ("Severe", "PE")
    sent = f"w@center.example,one,{at:%Y-%m-%dT%H:%M:%S}-00:00"
    stranger.says["/cap/end.xml"] = (200, {}, cap("end", NOW, kind="Cancel", references=sent))
    stranger.says["/feed"] = (200, {"ETag": '"2"'}, cap_list(stranger.url, "end", at=NOW - HOUR))
    stranger.asked.clear()
    visit(again(row), NOW)
    assert stranger.paths() == ["/feed", "/cap/end.xml"], "what was opened is not opened again"
    assert not OfficialNotice.objects.filter(title="Boil water: one").exists()


def test_a_try_keeps_nothing_and_a_pause_is_a_pause(stranger: Stranger) -> None:
    row, ivo = source(stranger, SourceKind.FEED), cast.ivo()
    stranger.says["/feed"] = (200, {}, rss(("A", NOW)))
    assert len(try_source(source=row, by_id=ivo.pk, now=NOW).posts) == 1
    assert Intake.objects.count() == 0
    switch_source(source=row, is_on=False, by_id=ivo.pk, now=NOW)
    assert visit_due(NOW)["visited"] == 0
    switch_source(source=row, is_on=True, by_id=ivo.pk, now=NOW)
    assert visit_due(NOW)["posts"] == 1
    assert {"listening.source_paused", "listening.source_resumed"} <= set(
        Event.objects.values_list("action", flat=True)
    )
    for wrong in ("ftp://a.example/", "https://me:word@a.example/", "x"):
        with pytest.raises(Invalid):
            keep_source(words=SourceWords(name="x", kind="FEED", address=wrong), by_id=None, now=NOW)
    with pytest.raises(Invalid):
        source(stranger, SourceKind.MASTODON, hashtags=("two words",))
