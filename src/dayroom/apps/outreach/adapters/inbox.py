"""What other servers say to the organization: who follows it, who no longer does. Everything else is let go unread.

Before anything counts: signed by one of both ways, in time, with the digest of what came; by a key whose owner is the
actor; under a name on the same host; and never taken twice (standards §12).
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.conf import settings

from dayroom.apps.outreach.actions.fediverse import drop_follower, is_first, take_follower
from dayroom.apps.outreach.adapters.peers import ask_actor, remembered_actor
from dayroom.apps.outreach.queries.fediverse import follower_by_key, follower_of
from dayroom.apps.outreach.rules.fediverse import NotAnActor, actor_address, id_of, one_host
from dayroom.apps.outreach.rules.signatures import NotSigned, check_signature, claim_of
from dayroom.apps.outreach.vocabulary.fediverse import Arrived, Claim, RemoteActor
from dayroom.platform.limits import spend

TAKEN, UNREADABLE, UNSIGNED, NOT_THEIRS = 202, 400, 401, 403
# by network address, which cannot be borrowed from another server; our own choices, 2026-11-21
PER_MINUTE = 600
LOOKUPS_PER_MINUTE = 60  # of actors we do not know: nobody sends us out to look for many of them


def receive(arrived: Arrived, *, sender: str, now: datetime) -> int:
    """The status to answer with; ``sender`` is the network address it came from. Raises TooMany."""
    spend(what="ap.inbox", who=sender, most=PER_MINUTE, per_seconds=60, now=now)
    try:
        claim = claim_of(arrived, now=now)
    except NotSigned:
        return UNSIGNED
    activity = _read(arrived.body)
    if activity is None:
        return UNREADABLE
    actor = id_of(activity.get("actor"))
    if activity.get("type") == "Delete" and follower_of(actor) is None:
        return TAKEN  # servers tell everybody of each account that ends; most of them we never knew
    remote = _proved(arrived, claim, sender, now)
    if remote is None:
        return UNSIGNED
    if actor != remote.actor or not one_host([actor, id_of(activity) or actor]):
        return NOT_THEIRS
    if is_first(claim.digest, now=now):
        _act(activity, remote, now)
    return TAKEN


def _read(body: bytes) -> dict[str, Any] | None:
    """No context is fetched: the words mean what they mean to everybody."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _proved(arrived: Arrived, claim: Claim, sender: str, now: datetime) -> RemoteActor | None:
    """The actor whose key it is. A key we remember may be an old one: then their server is asked once more."""
    known = remembered_actor(claim.key_name) or _follower(claim.key_name)
    if known is not None and _fits(arrived, known):
        return known
    spend(what="ap.lookups", who=sender, most=LOOKUPS_PER_MINUTE, per_seconds=60, now=now)
    try:
        asked = ask_actor(claim.key_name)
    except NotAnActor:
        return None
    return asked if _fits(arrived, asked) else None


def _follower(key_name: str) -> RemoteActor | None:
    row = follower_by_key(key_name)
    return RemoteActor(row.actor, row.inbox, row.shared_inbox, row.key_name, row.public_pem) if row else None


def _fits(arrived: Arrived, remote: RemoteActor) -> bool:
    try:
        check_signature(arrived, remote.public_pem)
    except NotSigned:
        return False
    return True


def _act(activity: dict[str, Any], remote: RemoteActor, now: datetime) -> None:
    kind, about = activity.get("type"), activity.get("object")
    if kind == "Follow" and id_of(about) == actor_address(settings.SITE_URL) and id_of(activity):
        take_follower(remote=remote, follow_id=id_of(activity), now=now)
    elif (kind == "Undo" and _is_follow(about, remote)) or (kind == "Delete" and id_of(about) == remote.actor):
        drop_follower(actor=remote.actor)


def _is_follow(about: object, remote: RemoteActor) -> bool:
    """What is taken back is their own following, told as a whole or by its name alone."""
    if isinstance(about, dict):
        return about.get("type") == "Follow" and id_of(about.get("actor")) in ("", remote.actor)
    row = follower_of(remote.actor)
    return row is not None and bool(row.follow_id) and about == row.follow_id
