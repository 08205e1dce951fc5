"""Words of ActivityPub as this site uses them: one actor that is the organization, its followers, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
CONTEXT = ("https://www.w3.org/ns/activitystreams", {"Hashtag": "as:Hashtag", "sensitive": "as:sensitive"})
ACTIVITY_TYPE = "application/activity+json"
ASKED_FOR = 'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"'
TAKEN_TYPES = frozenset({ACTIVITY_TYPE, "application/ld+json", "application/json"})
ACTOR_TYPES = frozenset({"Application", "Group", "Organization", "Person", "Service"})
TIME_OFF_MOST = timedelta(hours=12)  # standards §12
SEEN_KEPT = timedelta(hours=25)  # longer than a signature can be valid, from before its time to after it
BODY_BYTES_MOST = 256 * 1024
ADDRESS_MAX = 500
PER_PAGE = 20


class ParcelKind(models.TextChoices):
    CREATE = "CREATE", "Create"
    DELETE = "DELETE", "Delete"


class ParcelState(models.TextChoices):
    QUEUED = "QUEUED", "queued"
    SENT = "SENT", "sent"
    FAILED = "FAILED", "failed"


@dataclass(frozen=True, slots=True)
class Arrived:
    """A request as its signature covers it. Header names in small letters; ``site`` is our own address."""

    method: str
    path: str
    site: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says to have signed it, and when; nothing of it is proved yet."""

    key_name: str
    signed_at: datetime
    digest: str  # of the signature: the same one is taken once


@dataclass(frozen=True, slots=True)
class RemoteActor:
    """An actor elsewhere, as its own server describes it."""

    actor: str
    inbox: str
    shared_inbox: str
    key_name: str
    public_pem: str
