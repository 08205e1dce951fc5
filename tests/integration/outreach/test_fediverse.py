"""The organization on ActivityPub, with a server elsewhere that follows it and signs as others do."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from http_message_signatures import HTTPMessageSigner, HTTPSignatureKeyResolver, algorithms

from dayroom.apps.outreach.actions.deliveries import deliver, withdraw_deliveries
from dayroom.apps.outreach.adapters.peers import send_parcels
from dayroom.apps.outreach.models import ActorKey, FederatedNote, Follower, Parcel
from dayroom.apps.outreach.ports import CHANNELS
from dayroom.apps.outreach.presenters.campaigns import servers_told
from dayroom.apps.outreach.rules.signatures import check_signature, claim_of, signed_headers
from dayroom.apps.outreach.vocabulary.fediverse import Arrived
from tests import cast
from tests.integration.communities import talk
from tests.integration.outreach import campaign_scene as scene
from tests.integration.outreach.peer import Heard, Peer, listening

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
ACTOR = f"{SITE}/ap/actor"
TYPE = "application/activity+json"


@cache
def key(which: str = "ada") -> rsa.RSAPrivateKey:
    """One for each name, made once."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def pem(which: str = "ada") -> str:
    return key(which).public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()


def b64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def signed_old(body: bytes, name: str, *, at: datetime, with_key: str = "ada", host: str = "127.0.0.1:8000",
               covered: str = "(request-target) host date digest") -> dict[str, str]:
    """As most servers sign (draft-cavage-12)."""
    headers = {"host": host, "date": format_datetime(at, usegmt=True),
               "digest": f"SHA-256={b64(hashlib.sha256(body).digest())}"}
    lines = {"(request-target)": "post /ap/inbox"} | headers
    base = "\n".join(f"{part}: {lines[part]}" for part in covered.split()).encode()
    made = b64(key(with_key).sign(base, padding.PKCS1v15(), hashes.SHA256()))
    return headers | {"host": "127.0.0.1:8000", "signature": f'keyId="{name}",algorithm="rsa-sha256",headers="{covered}",signature="{made}"'}


class Own(HTTPSignatureKeyResolver):
    def __init__(self, which: str) -> None:
        self.which = which

    def resolve_private_key(self, key_id: str) -> Any:
        return key(self.which)


def signed_new(body: bytes, name: str, *, at: datetime, with_key: str = "ada",
               covered: tuple[str, ...] = ("@method", "@target-uri")) -> dict[str, str]:
    """RFC 9421, as newer servers sign."""
    message = SimpleNamespace(method="POST", url=f"{SITE}/ap/inbox", headers={})
    HTTPMessageSigner(signature_algorithm=algorithms.RSA_V1_5_SHA256, key_resolver=Own(with_key)).sign(
        message, key_id=name, created=at, covered_component_ids=covered, body=body)
    return {part.lower(): value for part, value in message.headers.items()}


@dataclass
class Elsewhere:
    """A server with two accounts, ada and eve; ``gone`` ones it does not know any more."""

    peer: Peer
    gone: bool = False
    status: int = 202

    def __call__(self, heard: Heard) -> Any:
        if heard.method == "POST":
            return self.status, b"", {}
        who = heard.path.rpartition("/")[2]
        return (404, {}, {}) if self.gone else (200, self.document(who), {"Content-Type": TYPE})

    def name(self, who: str = "ada") -> str:
        return f"{self.peer.address}/users/{who}"

    def document(self, who: str) -> dict[str, Any]:
        me = self.name(who)
        return {"id": me, "type": "Person", "inbox": f"{me}/inbox", "publicKey": {
            "id": f"{me}#main-key", "owner": me, "publicKeyPem": pem(who)},
            "endpoints": {"sharedInbox": f"{self.peer.address}/inbox"}}

    def says(self, kind: str, about: Any = ACTOR, *, who: str = "ada", number: int = 1) -> bytes:
        return json.dumps({"id": f"{self.name(who)}/said/{number}", "type": kind, "actor": self.name(who),
                           "object": about}).encode()

    def sends(self, body: bytes, sign: Callable[..., dict[str, str]] = signed_old, *, who: str = "ada",
              sent: bytes | None = None, **how: Any) -> int:
        signed = sign(body, f"{self.name(who)}#main-key", **{"at": datetime.now(UTC)} | how)
        return post(body if sent is None else sent, signed)


def post(body: bytes, headers: dict[str, str]) -> int:
    given: dict[str, Any] = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    return Client(enforce_csrf_checks=True).post("/ap/inbox", body, content_type=TYPE, **given).status_code


@pytest.fixture
def elsewhere(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    settings.FEDERATION, settings.SITE_URL = True, SITE
    found = Elsewhere(Peer(lambda heard: None))
    with listening(found, monkeypatch) as peer:
        found.peer = peer
        yield found


def out() -> Any:
    """A message that Sue approved and that went to the fediverse."""
    oda = cast.oda()
    row = scene.approved(scene.message(oda, {"fediverse": ("", [])}), by=cast.sue(), asked_by=oda)
    one = scene.only_delivery(row)
    assert deliver(one.pk, now=timezone.now()) == "SENT"
    one.refresh_from_db()
    return one


def test_who_follows_is_answered_told_what_was_approved_and_asked_to_let_go_of_it(elsewhere: Elsewhere) -> None:
    assert elsewhere.sends(elsewhere.says("Follow")) == 202
    assert elsewhere.sends(elsewhere.says("Follow", who="eve"), signed_new, who="eve", with_key="eve") == 202
    one = out()
    elsewhere.peer.heard.clear()
    assert send_parcels() == 3
    answers = [heard.told for heard in elsewhere.peer.heard_by("POST", "/users/")]
    assert [(told["type"], told["object"]["actor"]) for told in answers] == [
        ("Accept", elsewhere.name()), ("Accept", elsewhere.name("eve"))]
    (create,) = elsewhere.peer.heard_by("POST", "/inbox")  # two followers on one server: told once
    note = create.told["object"]
    assert (create.told["type"], note["id"], "Two doses" in note["content"]) == ("Create", one.address, True)
    assert note["tag"][0]["name"] == "#measles"
    # what we send is signed so that we ourselves would take it
    arrived = Arrived("POST", "/inbox", elsewhere.peer.address, create.headers, create.body)
    claim = claim_of(arrived, now=datetime.now(UTC))
    check_signature(arrived, ActorKey.objects.get().public_pem)
    assert claim.key_name == f"{ACTOR}#main-key"
    assert Client().get(one.address.removeprefix(SITE)).json()["content"] == note["content"]
    assert send_parcels() == 0
    assert withdraw_deliveries(one.message, by_id=None, now=timezone.now()) == 1  # copies may stay: a person looks
    assert send_parcels() == 1
    delete = elsewhere.peer.heard_by("POST", "/inbox")[-1].told
    assert (delete["type"], delete["object"]) == ("Delete", {"id": one.address, "type": "Tombstone"})
    answer = Client().get(one.address.removeprefix(SITE))
    assert (answer.status_code, answer.json()["type"]) == (410, "Tombstone")


def test_one_leaves_and_one_is_gone_and_nothing_of_them_stays(elsewhere: Elsewhere) -> None:
    follow = json.loads(elsewhere.says("Follow"))
    elsewhere.sends(elsewhere.says("Follow"))
    elsewhere.sends(elsewhere.says("Follow", who="eve"), who="eve", with_key="eve")
    assert Follower.objects.count() == 2
    assert elsewhere.sends(elsewhere.says("Undo", follow, number=2)) == 202
    elsewhere.gone = True  # the account is deleted: only what we remember of it can prove that
    cached = elsewhere.sends(elsewhere.says("Delete", elsewhere.name("eve"), who="eve", number=3), who="eve",
                             with_key="eve")
    assert (cached, Follower.objects.count()) == (202, 0)
    assert elsewhere.sends(elsewhere.says("Like", number=4)) == 202  # whatever else there is


def bad(name: str, elsewhere: Elsewhere) -> int:
    """One way to get it wrong."""
    says, now = elsewhere.says("Follow"), datetime.now(UTC)
    new = {"sign": signed_new}
    ways: dict[str, Callable[[], int]] = {
        "unsigned": lambda: post(says, {}),
        "bad digest": lambda: elsewhere.sends(says, sent=says.replace(b"Follow", b"Accept")),
        "bad digest, new": lambda: elsewhere.sends(says, sent=says.replace(b"Follow", b"Accept"), **new),
        "stale": lambda: elsewhere.sends(says, at=now - timedelta(hours=12, minutes=1)),
        "stale, new": lambda: elsewhere.sends(says, at=now - timedelta(hours=12, minutes=1), **new),
        "from tomorrow": lambda: elsewhere.sends(says, at=now + timedelta(hours=12, minutes=1)),
        "wrong key": lambda: elsewhere.sends(says, with_key="eve"),
        "wrong key, new": lambda: elsewhere.sends(says, with_key="eve", **new),
        "for another host": lambda: elsewhere.sends(says, host="elsewhere.example"),
        "digest not signed": lambda: elsewhere.sends(says, covered="(request-target) host date"),
        "date not signed": lambda: elsewhere.sends(says, covered="(request-target) host digest"),
        "address not signed, new": lambda: elsewhere.sends(says, covered=("@method",), **new),
        "no such key": lambda: post(says, signed_old(says, elsewhere.name() + "#other", at=now)),
        "another's actor": lambda: elsewhere.sends(says, who="eve", with_key="eve"),
        "another's actor, new": lambda: elsewhere.sends(says, who="eve", with_key="eve", **new),
        "a name on another host": lambda: elsewhere.sends(says.replace(
            f'"id": "{elsewhere.peer.address}'.encode(), b'"id": "https://else.example')),
    }
    return ways[name]()


WAYS = [("unsigned", 401), ("bad digest", 401), ("bad digest, new", 401), ("stale", 401), ("stale, new", 401),
        ("from tomorrow", 401), ("wrong key", 401), ("wrong key, new", 401), ("for another host", 401),
        ("digest not signed", 401), ("date not signed", 401), ("address not signed, new", 401), ("no such key", 401),
        ("another's actor", 403), ("another's actor, new", 403), ("a name on another host", 403)]


@pytest.mark.parametrize(("way", "status"), WAYS)
def test_what_is_not_signed_by_its_actor_is_turned_away(elsewhere: Elsewhere, way: str, status: int) -> None:
    assert bad(way, elsewhere) == status
    assert not Follower.objects.exists()


def test_the_same_request_again_does_nothing(elsewhere: Elsewhere) -> None:
    body = elsewhere.says("Follow")
    signed = signed_old(body, f"{elsewhere.name()}#main-key", at=datetime.now(UTC))
    assert post(body, signed) == 202
    Follower.objects.all().delete()
    assert post(body, signed) == 202
    assert not Follower.objects.exists()


def test_a_key_in_a_private_network_is_not_asked_for(settings: Any) -> None:
    settings.FEDERATION, settings.SITE_URL = True, SITE
    body = b'{"type": "Follow", "actor": "http://127.0.0.1/users/ada"}'
    assert post(body, signed_old(body, "http://127.0.0.1/users/ada#main-key", at=datetime.now(UTC))) == 401


def test_a_server_that_is_down_is_told_later_and_one_that_refuses_is_not(elsewhere: Elsewhere) -> None:
    elsewhere.sends(elsewhere.says("Follow"))
    send_parcels()
    one = out()
    elsewhere.status = 503
    assert send_parcels() == 0
    parcel = Parcel.objects.get()
    assert (parcel.state, parcel.fault, parcel.tries) == ("QUEUED", "status-503", 1)
    assert parcel.next_try_at > timezone.now()
    Parcel.objects.update(next_try_at=timezone.now())
    elsewhere.status = 410
    send_parcels()
    assert Parcel.objects.get().state == "FAILED"
    assert servers_told(one) == "Servers told: 0. Waiting: 0. Not reached: 1."  # and the desk sees it


def test_two_sites_of_this_program_understand_one_another(elsewhere: Elsewhere, settings: Any) -> None:
    """The first lives at the peer's address and speaks; the second, at ours, asks it who it is and looks closely."""
    settings.SITE_URL = elsewhere.peer.address
    body = json.dumps({"type": "Follow", "id": f"{elsewhere.peer.address}/ap/x", "actor": elsewhere.name("actor"),
                       "object": ACTOR}).replace("/users/", "/ap/").encode()
    shown = Client().get("/ap/actor").json()
    elsewhere.document = lambda who: shown  # type: ignore[method-assign]  # what the first site says of itself
    signed = signed_headers("POST", f"{SITE}/ap/inbox", body, key_name=f"{elsewhere.peer.address}/ap/actor#main-key",
                            private_pem=ActorKey.objects.get().private_pem, now=timezone.now())
    settings.SITE_URL = SITE
    assert post(body.replace(b"/ap/x", b"/ap/y"), signed) == 401
    assert post(body, {**signed, "Date": format_datetime(datetime.now(UTC) - timedelta(hours=1), usegmt=True)}) == 401
    assert post(body, signed) == 202
    assert Follower.objects.get().inbox == f"{elsewhere.peer.address}/ap/inbox"
    assert elsewhere.peer.heard_by("GET", "/ap/actor")


PATHS = ["/.well-known/webfinger?resource=acct:news@127.0.0.1:8000", "/.well-known/nodeinfo", "/nodeinfo/2.1",
         "/ap/actor", "/ap/outbox", "/ap/followers"]


def test_it_is_off_unless_turned_on(settings: Any) -> None:
    assert settings.FEDERATION is False
    assert not CHANNELS["fediverse"].ready()
    assert [Client().get(path).status_code for path in PATHS] == [404] * len(PATHS)
    assert post(b"{}", {}) == 404


def test_it_is_found_by_its_name_and_by_no_other(elsewhere: Elsewhere) -> None:
    found = Client().get(PATHS[0])
    assert found["Content-Type"] == "application/jrd+json"
    assert found.json()["links"][0]["href"] == ACTOR
    ann = cast.ann()
    for other in (f"acct:{ann.handle}@127.0.0.1:8000", "acct:news@else.example"):
        assert Client().get("/.well-known/webfinger", {"resource": other}).status_code == 404
    assert Client().get("/.well-known/webfinger").status_code == 400
    assert Client().post("/ap/inbox", b"x" * 300_000, content_type=TYPE).status_code == 413
    assert Client().post("/ap/inbox", b"x", content_type="text/plain").status_code == 415


def test_nothing_of_members_topics_or_communities_is_in_it(elsewhere: Elsewhere) -> None:
    ann, place = cast.member("ann_of_the_lake"), talk.room("sugar-at-home")
    topic = talk.opened(talk.joined(ann, place), place, title="My insulin hurts", body="It hurts every evening.")
    elsewhere.sends(elsewhere.says("Follow"))
    one = out()
    for other in (topic.public_id, ann.public_id, one.public_id):
        assert Client().get(f"/ap/notes/{other}").status_code == 404
    paths = [*PATHS, one.address.removeprefix(SITE)]
    with CaptureQueriesContext(connection) as asked:
        told = "".join(Client().get(path).content.decode() for path in paths)
    for secret in (ann.handle, place.slug, place.name, topic.title, topic.public_id, "every evening",
                   elsewhere.name()):
        assert secret not in told
    tables = [query["sql"] for query in asked if "people_" in query["sql"] or "communities_" in query["sql"]]
    assert tables == []
    assert FederatedNote.objects.count() == 1
