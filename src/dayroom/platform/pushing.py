"""Push messages to browsers: encrypted for the browser (RFC 8291), signed with our key (RFC 8292), sent by our own
careful sender. What is in them is the caller's to keep free of names and words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from dayroom.platform import outgoing


class BadKeys(Exception):
    """What the browser said about itself cannot be used."""


@dataclass(frozen=True, slots=True)
class Browser:
    """Where one browser takes push messages."""

    endpoint: str
    p256dh: str
    auth: str


def is_set_up() -> bool:
    return bool(settings.VAPID_PRIVATE_KEY and settings.VAPID_PUBLIC_KEY)


def push(to: Browser, told: Mapping[str, object], *, seconds: int, urgency: str = "normal") -> int:
    """Send one; returns the status. ``seconds``: how long the push service keeps it for a browser that sleeps.

    Raises BadKeys, AddressRefused and NotSent.
    """
    from py_vapid import Vapid02  # noqa: PLC0415  # heavy, and most sites never push
    from pywebpush import WebPusher  # noqa: PLC0415  # the same

    try:
        keys = {"p256dh": to.p256dh, "auth": to.auth}
        packed = WebPusher({"endpoint": to.endpoint, "keys": keys}).encode(json.dumps(told).encode(), "aes128gcm")
        origin = "/".join(to.endpoint.split("/")[:3])
        claims = {"sub": f"mailto:{settings.VAPID_CONTACT or settings.DEFAULT_FROM_EMAIL}", "aud": origin}
        signed = Vapid02.from_string(settings.VAPID_PRIVATE_KEY).sign(claims)
    except Exception as fault:  # keys of a browser come from outside; whatever is wrong with them, nobody hears it
        raise BadKeys() from fault
    headers = {**signed, "Content-Encoding": "aes128gcm", "TTL": str(seconds), "Urgency": urgency,
               "Content-Type": "application/octet-stream"}
    return outgoing.post(to.endpoint, packed["body"], headers)
