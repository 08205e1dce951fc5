"""The chain: how an event is written down canonically, and how one digest follows from the one before."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

from dayroom.apps.audit.models import Event
from dayroom.kernel.errors import Invalid

WHOLE_MOST = 2**53 - 1  # beyond it, readers of JSON in other languages no longer see the same number


class NotCanonical(Invalid):
    """Only plain values can be recorded: text, whole numbers, yes or no."""


def canonical(value: object) -> bytes:
    """The one way to write a JSON value down (RFC 8785: JCS).

    Keys are sorted by their UTF-16 code units, nothing stands between the signs, only what must be escaped is.
    """
    try:
        return _written(value).encode("utf-8")
    except UnicodeEncodeError as fault:
        raise NotCanonical() from fault


def _written(value: object) -> str:
    if value is None or isinstance(value, bool | str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int):
        if abs(value) > WHOLE_MOST:
            raise NotCanonical()
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, list | tuple):
        return "[" + ",".join(_written(item) for item in value) + "]"
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(f"{_written(key)}:{_written(value[key])}" for key in keys) + "}"
    raise NotCanonical()


def _number(value: float) -> str:
    """As ECMAScript writes it: the shortest digits that read back the same, exponents only far from the point."""
    if not math.isfinite(value):
        raise NotCanonical()
    if value == 0:
        return "0"
    _sign, figures, exponent = Decimal(repr(value)).normalize().as_tuple()
    digits = "".join(map(str, figures))
    return ("-" if value < 0 else "") + _placed(digits, len(digits) + int(exponent))


def _placed(digits: str, point: int) -> str:
    """``digits`` with the decimal point after ``point`` of them."""
    if len(digits) <= point <= 21:
        return digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return "0." + "0" * -point + digits
    power = f"{point - 1:+d}"
    return f"{digits[0]}{'.' + digits[1:] if len(digits) > 1 else ''}e{power}"


def chained(previous: bytes, event: Mapping[str, object]) -> bytes:
    """H_n = SHA-256(H_{n-1} ‖ JCS(event)); H_0 is 32 zero bytes (standards §11)."""
    return hashlib.sha256(previous + canonical(event)).digest()


def stamp(at: datetime) -> str:
    """A moment in UTC to the microsecond: the same text whatever the database's or the reader's time zone."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def sealed_form(event: Event, seq: int) -> dict[str, object]:
    """What the digest of a row is taken of: everything the row says, and its place."""
    return {
        "action": event.action, "actor": event.actor_id, "at": stamp(event.at), "facts": event.facts,
        "reason": event.reason, "seq": seq, "subject_id": event.subject_id, "subject_kind": event.subject_kind,
    }
