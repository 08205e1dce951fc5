"""Other servers on ActivityPub: asked who somebody is, and told what the organization says. Always through the careful
sender (platform.outgoing), always signed."""

from __future__ import annotations

import hashlib
import json
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from dayroom.apps.outreach.actions.fediverse import claim_parcel, note_answer, note_parcel, own_key
from dayroom.apps.outreach.models import Follower, Parcel
from dayroom.apps.outreach.queries.fediverse import due_answers, due_parcels
from dayroom.apps.outreach.rules.fediverse import (
    NotAnActor,
    accept_of,
    actor_in,
    create_of,
    delete_of,
    key_address,
    one_host,
)
from dayroom.apps.outreach.rules.signatures import signed_headers
from dayroom.apps.outreach.vocabulary.fediverse import ACTIVITY_TYPE, ASKED_FOR, ParcelKind, RemoteActor
from dayroom.platform import outgoing

KNOWN_SECONDS = 3600
AT_ONCE = 50
SECONDS = 50.0  # the job ends before the clock calls it again
BUSY = frozenset({401, 408, 425, 429})  # 401: their clock, or our key not yet known to them


def remembered_actor(key_name: str) -> RemoteActor | None:
    found = cache.get(_shelf(key_name))
    return RemoteActor(**found) if isinstance(found, dict) else None


def ask_actor(key_name: str) -> RemoteActor:
    """Who owns this key, from their own server. Raises NotAnActor, also where nobody answers."""
    address = key_name.partition("#")[0]
    document = _ask(address)
    key = document.get("publicKey")
    owner = document.get("owner") or (key.get("owner") if isinstance(key, dict) else None)
    if isinstance(owner, str) and owner != address:  # the key lies in a document of its own
        if not one_host([owner, address]):
            raise NotAnActor()
        document, address = _ask(owner), owner
    found = actor_in(document, key_name=key_name)
    if found.actor != address:
        raise NotAnActor()
    cache.set(_shelf(key_name), {name: getattr(found, name) for name in RemoteActor.__slots__}, KNOWN_SECONDS)
    return found


def _shelf(key_name: str) -> str:
    return f"outreach.peer.{hashlib.sha256(key_name.encode()).hexdigest()}"


def _ask(address: str) -> dict[str, Any]:
    if settings.HTTPS and not address.startswith("https://"):
        raise NotAnActor()
    try:
        answer = outgoing.ask_json("GET", address, headers=_signed("GET", address, b"") | {"Accept": ASKED_FOR})
    except (outgoing.AddressRefused, outgoing.NotSent) as fault:
        raise NotAnActor() from fault
    if answer.status != 200 or not isinstance(answer.says, dict):
        raise NotAnActor()
    return answer.says


def _signed(method: str, address: str, body: bytes) -> dict[str, str]:
    now = timezone.now()
    key = own_key(now=now)
    return {"User-Agent": "Dayroom"} | signed_headers(
        method, address, body, key_name=key_address(settings.SITE_URL), private_pem=key.private_pem, now=now)


def tell(inbox: str, activity: dict[str, Any]) -> tuple[str, bool, int | None]:
    """(fault, permanent, seconds to wait); the fault is empty when it was taken."""
    body = json.dumps(activity, ensure_ascii=False).encode()
    try:
        told = outgoing.post_told(inbox, body, _signed("POST", inbox, body) | {"Content-Type": ACTIVITY_TYPE})
    except outgoing.AddressRefused:
        return "address-refused", True, None
    except outgoing.NotSent as fault:
        return fault.code, fault.permanent, None
    if 200 <= told.status < 300:
        return "", False, None
    return (f"status-{told.status}", told.status not in BUSY and not 500 <= told.status < 600,
            told.retry_after_seconds)


def send_parcels() -> int:
    """Answers first, then what waits for each inbox, for most of a minute. Returns how many were taken."""
    until, taken = monotonic() + SECONDS, 0
    for follower in due_answers(timezone.now(), AT_ONCE):
        taken += _answer(follower)
    while monotonic() < until and (parcels := due_parcels(timezone.now(), AT_ONCE)):
        for parcel in parcels:
            if monotonic() < until:
                taken += _send(parcel)
    return taken


def _answer(follower: Follower) -> bool:
    fault, _permanent, _wait = tell(follower.inbox, accept_of(
        site=settings.SITE_URL, public_id=follower.public_id, follow_id=follower.follow_id, actor=follower.actor))
    note_answer(follower, taken=not fault, now=timezone.now())
    return not fault


def _send(parcel: Parcel) -> bool:
    if not claim_parcel(parcel, now=timezone.now()):
        return False
    document = parcel.note.document
    made = create_of(document) if parcel.kind == ParcelKind.CREATE else delete_of(document)
    fault, permanent, wait = tell(parcel.inbox, made)
    note_parcel(parcel, fault=fault, permanent=permanent, wait_seconds=wait, now=timezone.now())
    return not fault
