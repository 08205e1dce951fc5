"""News of others: feeds of strangers, and links that members suggest."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dayroom.apps.audit.models import Event
from dayroom.apps.library.actions import news
from dayroom.apps.library.actions.news import SourceWords, fetch_due, keep_source
from dayroom.apps.library.models import NewsItem, NewsSource
from dayroom.apps.library.vocabulary.news import Fault
from dayroom.platform.outgoing import AddressRefused, NotSent
from dayroom.platform.ports import PERSONAL_DATA
from dayroom.platform.reading import Answer
from tests import cast

pytestmark = pytest.mark.django_db
FEED = "https://health.example.org/feed.xml"


def rss(*items: str) -> bytes:
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>T</title>{''.join(items)}</channel></rss>".encode()


def item(title: str, at: datetime, link: str = "/a", more: str = "") -> str:
    day = at.strftime("%a, %d %b %Y %H:%M:%S +0000")
    return f"<item><title>{title}</title><link>{link}</link><guid>{title}</guid><pubDate>{day}</pubDate>{more}</item>"


@pytest.fixture
def source() -> NewsSource:
    words = SourceWords(name="Health office", feed=FEED, kind="RSS", tier=1, conditions="Measles")
    return keep_source(words=words, by_id=None, now=timezone.now())


class Server:
    """Answers in turn; an exception is raised."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.says: list[bytes | int | Exception] = []
        self.asked: list[dict[str, str]] = []
        monkeypatch.setattr(news, "read", self.read)

    def read(self, url: str, headers: dict[str, str]) -> Answer:
        self.asked.append(headers)
        said = self.says.pop(0)
        if isinstance(said, Exception):
            raise said
        status = said if isinstance(said, int) else 200
        return Answer(status, url, "text/xml", '"v1"', "", said if isinstance(said, bytes) else b"")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    return Server(monkeypatch)


def test_a_feed_is_read_in_plain_words_and_asked_again_only_for_what_changed(
    source: NewsSource, server: Server, client: Client
) -> None:
    now = timezone.now()
    picture = "<description>&lt;img src='https://spy.example/x.png'&gt;&lt;p&gt;Wash &lt;b&gt;hands&lt;/b&gt;.&lt;/p&gt;</description>"
    server.says = [rss(
        item("Measles in town", now - timedelta(hours=2), more=picture), item("Measles in town", now),
        item("Old", now - timedelta(days=100)), item("Tomorrow", now + timedelta(days=3)), item("", now),
        item("Script", now, link="javascript:alert(1)"),
    ), 304]
    assert fetch_due(now) == {"read": 1, "new": 2, "faults": 0}
    page = client.get("/library/news/").content.decode()
    assert "Wash hands." in page
    assert "spy.example" not in page
    assert NewsItem.objects.get(title="Tomorrow").published_at == now
    assert fetch_due(now)["read"] == 0, "not before an hour"
    fetch_due(now + timedelta(hours=2))
    assert server.asked[1]["If-None-Match"] == '"v1"'
    source.refresh_from_db()
    assert (source.fault, source.failures) == (Fault.SKIPPED, 0)
    assert "Measles in town" in client.get(f"/library/news/?tier=1&source={source.public_id}").content.decode()
    assert "Measles in town" not in client.get("/library/news/?tier=3").content.decode()
    assert client.get("/library/news/?after=nonsense").status_code == 422
    fetch_late = now + timedelta(days=95)
    server.says = [304]
    NewsItem.objects.filter(title="Tomorrow").update(is_kept=True)
    fetch_due(fetch_late)
    assert list(NewsItem.objects.values_list("title", flat=True)) == ["Tomorrow"]


@pytest.mark.parametrize(("said", "fault"), [
    (AddressRefused(), Fault.ADDRESS), (NotSent("too-slow"), Fault.SLOW), (NotSent("no-answer"), Fault.SILENT),
    (b"<html><body>Not here</body></html>", Fault.NOT_FEED), (b'{"a": 1}', Fault.NOT_FEED), (b"", Fault.NOT_FEED),
    (b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><rss><channel/></rss>', Fault.NOT_FEED), (503, Fault.STATUS),
])
def test_a_source_with_a_fault_rests_and_the_desk_is_told(
    source: NewsSource, server: Server, said: bytes | int | Exception, fault: Fault
) -> None:
    now = timezone.now()
    server.says = [said, said]
    assert fetch_due(now)["faults"] == 1
    fetch_due(now + timedelta(hours=2, minutes=1))
    source.refresh_from_db()
    assert (source.fault, source.failures) == (fault, 2)
    assert source.next_at == now + timedelta(hours=6, minutes=1)


def test_a_broken_or_wrongly_encoded_feed_is_read_as_far_as_it_goes(source: NewsSource, server: Server) -> None:
    now = timezone.now()
    latin = rss(item("Señales", now)).decode().replace("<?xml version='1.0'?>", "<?xml version='1.0' encoding='utf-8'?>")
    server.says = [latin.encode("latin-1"), rss(item("Whole", now)) + b"<oops"]
    fetch_due(now)
    assert NewsItem.objects.get().title.startswith("Se")
    fetch_due(now + timedelta(hours=2))
    source.refresh_from_db()
    assert source.fault == Fault.BROKEN
    assert NewsItem.objects.filter(title="Whole").exists()


def test_an_alert_says_how_grave_it_is_and_goes_when_it_is_over(
    source: NewsSource, server: Server, client: Client
) -> None:
    now = timezone.now()
    entry = "<entry><id>{0}</id><title>{0}</title><link href='/x'/><updated>{1}</updated><cap:severity>Severe</cap:severity><cap:expires>{2}</cap:expires></entry>"
    atom = "".join(entry.format(name, now.isoformat(), (now + timedelta(hours=hours)).isoformat())
                   for name, hours in (("Heat", 5), ("Storm", -1)))
    server.says = [f"<feed xmlns='http://www.w3.org/2005/Atom' xmlns:cap='urn:oasis:names:tc:emergency:cap:1.2'>{atom}</feed>".encode()]
    assert fetch_due(now)["new"] == 2
    page = client.get("/library/news/").content.decode()
    assert "Heat" in page
    assert "severe alert" in page
    assert "Storm" not in page


def test_a_members_link_waits_for_somebody_else_who_says_who_is_behind_it(client: Client) -> None:
    oda, ann = cast.oda(), cast.ann()
    link = {"link": "https://www.example.org/story", "title": "A story", "why": "It says it well.", "language": "en"}
    client.force_login(ann)
    assert client.post("/library/news/suggest", {**link, "link": "ftp://example.org/a"}).status_code == 422
    assert client.post("/library/news/suggest", {**link, "why": "My card is 4111111111111111"}).status_code == 422
    assert client.post("/library/news/suggest", link).status_code == 302
    assert client.post("/library/news/suggest", link).status_code == 422, "suggested already"
    held = NewsItem.objects.get()
    assert "A story" not in client.get("/library/news/").content.decode()
    assert client.post(f"/desk/news/{held.public_id}/settle", {"decision": "accept", "tier": "2"}).status_code == 403
    client.force_login(oda)
    assert "A story" in client.get("/desk/news/").content.decode()
    assert client.post(f"/desk/news/{held.public_id}/settle", {"decision": "accept", "tier": "9"}).status_code == 422
    assert client.post(f"/desk/news/{held.public_id}/settle", {"decision": "accept", "tier": "2"}).status_code == 302
    shown = client.get("/library/news/?tier=2").content.decode()
    assert "A story" in shown
    assert "example.org" in shown
    assert f">{ann.handle}<" not in shown
    assert Event.objects.filter(action="news.accepted").count() == 1
    assert client.post(f"/desk/news/{held.public_id}/settle", {"decision": "refuse"}).status_code == 409
    assert dict(PERSONAL_DATA["news"].export(ann.pk))["suggested links"][0]["why"] == "It says it well."
    PERSONAL_DATA["news"].erase(ann.pk)
    held.refresh_from_db()
    assert (held.suggested_by_id, held.summary) == (None, "")
    edit = {"name": "The story page", "kind": "LINKS", "tier": "3", "language": "en", "is_on": "on"}
    assert client.post(f"/desk/news/sources/{held.source.public_id}/", {**edit, "feed": FEED}).status_code == 422
    assert client.post(f"/desk/news/sources/{held.source.public_id}/", edit).status_code == 302
    assert "The story page" in client.get("/library/news/?tier=3").content.decode()
    client.post(f"/desk/news/{held.public_id}/", {"do": "hide"})
    assert "A story" not in client.get("/library/news/").content.decode()


def test_nobody_accepts_their_own_link(client: Client) -> None:
    client.force_login(cast.oda())
    client.post("/library/news/suggest", {"link": "https://example.org/", "title": "T", "why": "W.", "language": "en"})
    held = NewsItem.objects.get()
    assert client.post(f"/desk/news/{held.public_id}/settle", {"decision": "accept", "tier": "2"}).status_code == 403
    page = client.post("/desk/news/sources/new", {
        "name": "Office", "feed": FEED, "kind": "RSS", "tier": "1", "language": "en", "is_on": "on"})
    assert page.status_code == 302
    assert NewsSource.objects.get().host == "health.example.org"
