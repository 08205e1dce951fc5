"""One of two sites that talk to each other (``test_fediverse_two_sites``): serves its pages, and does as it is told by
lines on its input. Only here may a site speak to loopback.

python -m tests.integration.outreach.federating_site <port>
"""

from __future__ import annotations

import json
import sys
import threading
from typing import Any

import django


def serve(port: int) -> None:
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    server = ThreadedWSGIServer(("127.0.0.1", port), WSGIRequestHandler)
    server.set_app(get_wsgi_application())
    threading.Thread(target=server.serve_forever, daemon=True).start()


def allow_loopback() -> None:
    from dayroom.platform import outgoing

    real = outgoing.target
    outgoing.target = lambda url, **_said: real(url, private_allowed=True)  # type: ignore[assignment]


def follow(other: str) -> Any:
    from dayroom.apps.outreach.adapters.peers import tell

    return tell(f"{other}/ap/inbox", _follow(other))[0]


def _follow(other: str) -> dict[str, Any]:
    from django.conf import settings

    me = f"{settings.SITE_URL}/ap/actor"
    return {"id": f"{me}#follow", "type": "Follow", "actor": me, "object": f"{other}/ap/actor"}


def forge(other: str) -> Any:
    """Signed with a key that is not ours, by a clock that is a day behind, and changed on the way."""
    from datetime import timedelta

    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from django.conf import settings
    from django.utils import timezone

    from dayroom.apps.outreach.actions.fediverse import own_key
    from dayroom.apps.outreach.rules.fediverse import key_address
    from dayroom.apps.outreach.rules.signatures import signed_headers
    from dayroom.platform import outgoing

    now, inbox = timezone.now(), f"{other}/ap/inbox"
    body, mine = json.dumps(_follow(other)).encode(), own_key(now=now).private_pem
    strange = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()).decode()
    tries = ((strange, now, body), (mine, now - timedelta(days=1), body), (mine, now, body + b" "))
    found = []
    for private, at, sent in tries:
        headers = signed_headers("POST", inbox, body, key_name=key_address(settings.SITE_URL), private_pem=private,
                                 now=at)
        found.append(outgoing.post(inbox, sent, headers | {"Content-Type": "application/activity+json"}))
    return found


def publish(_other: str) -> Any:
    from django.utils import timezone

    from dayroom.apps.outreach.actions.deliveries import deliver
    from tests import cast
    from tests.integration.outreach import campaign_scene as scene

    oda = cast.oda()
    row = scene.approved(scene.message(oda, {"fediverse": ("", [])}), by=cast.sue(), asked_by=oda)
    one = scene.only_delivery(row)
    deliver(one.pk, now=timezone.now())
    one.refresh_from_db()
    return one.address


def take_back(_other: str) -> Any:
    from django.utils import timezone

    from dayroom.apps.outreach.actions.deliveries import withdraw_deliveries
    from dayroom.apps.outreach.models import Message

    return withdraw_deliveries(Message.objects.get(), by_id=None, now=timezone.now())


def send(_other: str) -> Any:
    from dayroom.apps.outreach.adapters.peers import send_parcels

    return send_parcels()


def heard(_other: str) -> Any:
    """[what came in and was proved, who follows us]"""
    from dayroom.apps.outreach.models import Follower, SeenSignature

    return [SeenSignature.objects.count(), list(Follower.objects.values_list("actor", flat=True))]


def look(address: str) -> Any:
    from dayroom.platform import outgoing

    return outgoing.ask_json("GET", address, headers={}).status


DOES = {"follow": follow, "forge": forge, "publish": publish, "take_back": take_back, "send": send, "heard": heard,
        "look": look}

if __name__ == "__main__":
    django.setup()
    allow_loopback()
    serve(int(sys.argv[1]))
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        verb, _, rest = line.strip().partition(" ")
        print(json.dumps(DOES[verb](rest)), flush=True)
