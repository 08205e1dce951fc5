"""The organization's account on a server that speaks Mastodon's API, against one of our own that does."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from dayroom.apps.outreach.actions.deliveries import deliver, settle_interrupted, withdraw_deliveries
from dayroom.apps.outreach.actions.pictures import add_picture
from dayroom.apps.outreach.adapters.channels.mastodon import server
from dayroom.apps.outreach.models import Delivery
from dayroom.apps.outreach.ports import CHANNELS
from dayroom.apps.outreach.queries.messages import message_named
from tests import cast
from tests.integration.outreach import campaign_scene as scene
from tests.integration.outreach.peer import Heard, Peer, listening

pytestmark = pytest.mark.django_db


class Network:
    """What such a server keeps: posts by key, as it would. ``next_post`` is what it answers to the next one instead."""

    def __init__(self) -> None:
        self.posts: dict[str, dict[str, Any]] = {}
        self.next_post: list[Any] = []
        self.deaf = False

    def __call__(self, heard: Heard) -> Any:
        if heard.headers.get("authorization") != "Bearer secret-token":
            return 401, {"error": "no"}, {}
        path = heard.path.partition("?")[0]
        if heard.method == "POST" and path == "/api/v1/statuses":
            return self.post(heard)
        if heard.method == "DELETE":
            return (200, {}, {}) if self.posts.pop(path.rpartition("/")[2], None) else (404, {}, {})
        said = {
            "/api/v1/accounts/verify_credentials": {"id": "7", "acct": "clinic"},
            "/api/v1/accounts/7/statuses": list(self.posts.values()),
            "/api/v2/media": {"id": "31", "type": "image"},
            "/api/v2/instance": {"configuration": {
                "statuses": {"max_characters": 1000, "max_media_attachments": "many"},
                "media_attachments": {"description_limit": 900}}},
        }
        return (200, said[path], {}) if path in said and not self.deaf else (503, b"", {})

    def post(self, heard: Heard) -> Any:
        said = self.next_post.pop(0) if self.next_post else None
        if said is not None and said != "kept, then silent":
            return said
        number = next((key for key, row in self.posts.items() if row["key"] == heard.headers["idempotency-key"]),
                      str(100 + len(self.posts)))
        self.posts[number] = {
            "id": number, "url": f"https://social.example/@clinic/{number}", "key": heard.headers["idempotency-key"],
            "created_at": timezone.now().isoformat(), "content": f"<p>{heard.told['status']}</p>"}
        return None if said == "kept, then silent" else (200, self.posts[number], {})


@pytest.fixture
def network() -> Network:
    return Network()


@pytest.fixture
def peer(network: Network, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    with listening(network, monkeypatch) as peer:
        settings.MASTODON_SERVER, settings.MASTODON_TOKEN = peer.address, "secret-token"
        yield peer


def planned(with_picture: bool = False) -> Delivery:
    oda, sue = cast.oda(), cast.sue()
    row = scene.message(oda, {"mastodon": ("", [])}, language="es")
    if with_picture:
        drawn = BytesIO()
        Image.new("RGB", (8, 8)).save(drawn, "PNG")
        add_picture(message=row, by=oda, upload=SimpleUploadedFile("a.png", drawn.getvalue()), now=timezone.now(),
                    told={"alt": "Una niña y su médica", "shows": "NO_PERSON", "original": True})
    return scene.only_delivery(scene.approved(message_named(row.public_id), by=sue, asked_by=oda))


def test_a_post_goes_out_with_its_picture_and_words_and_comes_down_again(network: Network, peer: Peer) -> None:
    one = planned(with_picture=True)
    assert deliver(one.pk, now=timezone.now()) == "SENT"
    one.refresh_from_db()
    assert (one.address, one.reference) == ("https://social.example/@clinic/100", "100")
    post, media = peer.heard_by("POST", "/api/v1/statuses")[0], peer.heard_by("POST", "/api/v2/media")[0]
    assert post.headers["idempotency-key"] == one.key
    assert {name: post.told[name] for name in ("visibility", "language", "media_ids")} == {
        "visibility": "public", "language": "es", "media_ids": ["31"]}
    assert "Una niña y su médica".encode() in media.body
    assert withdraw_deliveries(one.message, by_id=None, now=timezone.now()) == 0
    assert network.posts == {}


def test_it_is_not_offered_without_an_account(settings: Any) -> None:
    assert (settings.MASTODON_SERVER, CHANNELS["mastodon"].ready()) == ("", False)


FAULTS = [
    ((429, {}, {"Retry-After": "1800"}), "QUEUED", "status-429", 1790),
    ((429, {}, {"X-RateLimit-Reset": "2999-01-01T00:00:00.000000Z"}), "QUEUED", "status-429", 86_000),
    ((503, b"", {}), "QUEUED", "status-503", 50), ((422, {"error": "x"}, {}), "FAILED", "status-422", 0),
    ((302, b"", {"Location": "http://10.0.0.1/"}), "FAILED", "status-302", 0),
    ((200, b"<html>", {"Content-Type": "text/html"}), "QUEUED", "not-json", 50),
    ((200, b"[" * 90_000, {}), "QUEUED", "not-json", 50), ((200, b"1" * 1_100_000, {}), "QUEUED", "too-large", 50),
    ((200, {"ok": True}, {}), "QUEUED", "nonsense", 50),
]


@pytest.mark.parametrize("case", FAULTS)
def test_what_the_server_answers_decides(network: Network, peer: Peer, case: tuple[Any, str, str, int]) -> None:
    said, state, fault, wait = case
    one = planned()
    network.next_post = [said]
    assert deliver(one.pk, now=timezone.now()) == state
    one.refresh_from_db()
    assert one.fault == fault
    if wait:
        assert one.next_try_at >= timezone.now() + timedelta(seconds=wait)
        assert deliver(one.pk, now=one.next_try_at) == "SENT"
        assert len({post.headers["idempotency-key"] for post in peer.heard_by("POST", "/api/v1/statuses")}) == 1


def test_a_post_that_was_kept_in_silence_is_found_and_not_doubled(network: Network, peer: Peer) -> None:
    one = planned()
    network.next_post = ["kept, then silent"]
    assert deliver(one.pk, now=timezone.now()) == "SENT"
    # killed before it was written down: the account is asked
    Delivery.objects.filter(pk=one.pk).update(state="SENDING", claimed_at=timezone.now() - timedelta(hours=1))
    assert settle_interrupted(one.pk, now=timezone.now()) == "SENT"
    # and a person who said that it does not stand there is saved from posting it twice
    Delivery.objects.filter(pk=one.pk).update(state="QUEUED", next_try_at=None)
    assert deliver(one.pk, now=timezone.now()) == "SENT"
    assert (len(network.posts), len(peer.heard_by("POST", "/api/v1/statuses"))) == (1, 1)


def test_where_nobody_can_say_a_person_decides(network: Network, peer: Peer) -> None:
    one = planned()
    old = {"id": "1", "key": "", "url": "https://social.example/1", "content": "Other words",
           "created_at": timezone.now().isoformat()}
    network.posts = {str(number): old | {"id": str(number)} for number in range(40)}  # a busy account
    assert deliver(one.pk, now=timezone.now()) == "UNSURE"
    assert peer.heard_by("POST", "/api/v1/statuses") == []


def test_an_account_in_a_private_network_hears_nothing(settings: Any) -> None:
    settings.MASTODON_SERVER, settings.MASTODON_TOKEN = "https://127.0.0.1", "secret-token"
    one = planned()
    assert deliver(one.pk, now=timezone.now()) == "FAILED"
    one.refresh_from_db()
    assert one.fault == "address-refused"


def test_the_limits_are_the_server_s_own_where_they_can_be_believed(network: Network, peer: Peer) -> None:
    channel = CHANNELS["mastodon"]
    server.cache.delete(server.LEARNED)
    assert (channel.limits.text_most, channel.limits.link_length) == (500, 23)
    assert server.learn_limits()
    assert (channel.limits.text_most, channel.limits.pictures_most, channel.limits.alt_most) == (1000, 4, 900)
    network.deaf = True
    assert not server.learn_limits()
    assert channel.limits.text_most == 1000
    server.cache.delete(server.LEARNED)
