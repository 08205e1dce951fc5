"""HTTP signatures of both kinds: the old draft that most servers sign with, and RFC 9421.

What is read here came from a stranger: everything is bounded, and whatever is not plainly right is not signed.
Source: draft-cavage-http-signatures-12; RFC 9421 and 9530; standards §12 (both kinds, 12 hours, digest).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import http_sf
from cryptography.exceptions import InvalidSignature as WrongBytes
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from http_message_signatures import (
    HTTPMessageSignaturesException,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
    algorithms,
)

from dayroom.apps.outreach.vocabulary.fediverse import ADDRESS_MAX, TIME_OFF_MOST, Arrived, Claim

HEADER_MOST = 4096
KEY_BITS_LEAST, KEY_BITS_MOST = 2048, 8192  # a longer key is a way to keep us busy
PART = re.compile(r'([A-Za-z]{1,20})=(?:"([^"]{0,2048})"|([0-9]{1,12}))')
OLD_ALGORITHMS = frozenset({"", "rsa-sha256", "hs2019"})


class NotSigned(Exception):
    """Not signed, or not by the one who says so. ``code`` is ours, for tests and logs."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def claim_of(arrived: Arrived, *, now: datetime) -> Claim:
    """Who says to have signed this; checks the time, the digest and what is covered. Raises NotSigned.

    ``Signature-Input`` means RFC 9421, and then the old draft is not looked at (standards §12).
    """
    signature = arrived.headers.get("signature", "")
    if not signature:
        raise NotSigned("unsigned")
    if len(signature) > HEADER_MOST or len(arrived.headers.get("signature-input", "")) > HEADER_MOST:
        raise NotSigned("too-long")
    new = "signature-input" in arrived.headers
    key_name, at = _new_claim(arrived, now) if new else _old_claim(arrived, now)
    if abs(now - at) > TIME_OFF_MOST:
        raise NotSigned("stale")
    if not key_name or len(key_name) > ADDRESS_MAX or not key_name.startswith(("https://", "http://")):
        raise NotSigned("key-name")
    return Claim(key_name, at, hashlib.sha256(f"{key_name}|{signature}".encode()).hexdigest())


def check_signature(arrived: Arrived, public_pem: str) -> None:
    """Raises NotSigned. The claim was checked before."""
    key = public_key(public_pem)
    if "signature-input" in arrived.headers:
        _check_new(arrived, key)
    else:
        _check_old(arrived, key)


def public_key(pem: str) -> rsa.RSAPublicKey:
    try:
        key = serialization.load_pem_public_key(pem.encode())
    except Exception as fault:  # whatever a stranger calls a key
        raise NotSigned("no-key") from fault
    if not isinstance(key, rsa.RSAPublicKey) or not KEY_BITS_LEAST <= key.key_size <= KEY_BITS_MOST:
        raise NotSigned("no-key")
    return key


# --- the old draft ------------------------------------------------------------------------------------------------
def _old_parts(header: str) -> dict[str, str]:
    return {name: quoted or number for name, quoted, number in PART.findall(header)}


def _old_claim(arrived: Arrived, now: datetime) -> tuple[str, datetime]:
    parts = _old_parts(arrived.headers["signature"])
    covered = parts.get("headers", "").lower().split()
    if parts.get("algorithm", "").lower() not in OLD_ALGORITHMS or len(covered) > 30:
        raise NotSigned("algorithm")
    if not {"(request-target)", "host"} <= set(covered) or (arrived.body and "digest" not in covered):
        raise NotSigned("covers-too-little")
    if arrived.body:
        _check_old_digest(arrived.headers.get("digest", ""), arrived.body)
    expires = parts.get("expires", "")
    if expires and (not expires.isdigit() or int(expires) < now.timestamp()):
        raise NotSigned("stale")
    if "date" in covered:
        return parts.get("keyId", ""), _http_date(arrived.headers.get("date", ""))
    if "(created)" in covered and parts.get("created", "").isdigit():
        return parts.get("keyId", ""), _instant(int(parts["created"]))
    raise NotSigned("no-date")


def _check_old_digest(header: str, body: bytes) -> None:
    told = [value for name, _, value in (one.strip().partition("=") for one in header[:HEADER_MOST].split(","))
            if name.lower() == "sha-256"]
    if len(told) != 1 or not hmac.compare_digest(told[0].encode(), _sha256(body).encode()):
        raise NotSigned("digest")


def _check_old(arrived: Arrived, key: rsa.RSAPublicKey) -> None:
    parts = _old_parts(arrived.headers["signature"])
    base = _old_base(arrived, parts.get("headers", "").lower().split(), parts)
    try:
        signature = base64.b64decode(parts.get("signature", ""), validate=True)
        key.verify(signature, base, padding.PKCS1v15(), hashes.SHA256())
    except (WrongBytes, binascii.Error, ValueError) as fault:
        raise NotSigned("wrong-signature") from fault


def _old_base(arrived: Arrived, covered: list[str], parts: Mapping[str, str]) -> bytes:
    lines = []
    for name in covered:
        if name == "(request-target)":
            value = f"{arrived.method.lower()} {arrived.path}"
        elif name in ("(created)", "(expires)"):
            value = parts.get(name.strip("()"), "")
        elif name == "host":
            value = urlsplit(arrived.site).netloc  # ours, whatever the line says: signed for another host is not for us
        elif name in arrived.headers:
            value = arrived.headers[name].strip()
        else:
            raise NotSigned("covers-nothing")
        lines.append(f"{name}: {value}")
    return "\n".join(lines).encode()


def signed_headers(
    method: str, address: str, body: bytes, *, key_name: str, private_pem: str, now: datetime
) -> dict[str, str]:
    """The headers that make a request ours, by the old draft: it is the one that every server reads."""
    to = urlsplit(address)
    headers = {"host": to.netloc, "date": format_datetime(now.astimezone(UTC), usegmt=True)}
    if body:
        headers["digest"] = f"SHA-256={_sha256(body)}"
    covered = ["(request-target)", *headers]
    path = (to.path or "/") + (f"?{to.query}" if to.query else "")
    base = _old_base(Arrived(method, path, address, headers, body), covered, {})
    key = serialization.load_pem_private_key(private_pem.encode(), None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise NotSigned("no-key")
    made = base64.b64encode(key.sign(base, padding.PKCS1v15(), hashes.SHA256())).decode()
    headers["signature"] = (f'keyId="{key_name}",algorithm="rsa-sha256",headers="{" ".join(covered)}",'
                            f'signature="{made}"')
    return {name.title(): value for name, value in headers.items()}


# --- RFC 9421 -----------------------------------------------------------------------------------------------------
class _Verifier(HTTPMessageVerifier):
    max_clock_skew = TIME_OFF_MOST


def _new_claim(arrived: Arrived, now: datetime) -> tuple[str, datetime]:
    try:
        read: Any = http_sf.parse(arrived.headers["signature-input"].encode(), tltype="dictionary")
        (covered, told), = read.values()
        names = {name for name, params in covered if not params}
    except Exception as fault:  # a stranger's words: several signatures, or none that can be read
        raise NotSigned("unreadable") from fault
    created, expires, key_name = told.get("created"), told.get("expires"), told.get("keyid")
    if type(created) is not int or not isinstance(key_name, str):
        raise NotSigned("no-date")
    if expires is not None and (type(expires) is not int or expires < now.timestamp()):
        raise NotSigned("stale")
    whole = "@target-uri" in names or {"@authority", "@path"} <= names
    if "@method" not in names or not whole or (arrived.body and "content-digest" not in names):
        raise NotSigned("covers-too-little")
    return key_name, _instant(created)


def _check_new(arrived: Arrived, key: rsa.RSAPublicKey) -> None:
    message = SimpleNamespace(method=arrived.method, url=f"{arrived.site}{arrived.path}", headers=dict(arrived.headers))
    resolver = _OneKey(key)
    verifier = _Verifier(signature_algorithm=algorithms.RSA_V1_5_SHA256, key_resolver=resolver)
    try:
        verifier.verify(message, max_age=TIME_OFF_MOST, body=arrived.body)
    except (HTTPMessageSignaturesException, ValueError) as fault:
        raise NotSigned("wrong-signature") from fault


class _OneKey(HTTPSignatureKeyResolver):
    """The key that was looked up for this request, whatever it is called."""

    def __init__(self, key: rsa.RSAPublicKey) -> None:
        self._key = key

    def resolve_public_key(self, key_id: str) -> Any:
        return self._key


def _sha256(body: bytes) -> str:
    return base64.b64encode(hashlib.sha256(body).digest()).decode()


def _http_date(value: str) -> datetime:
    try:
        found = parsedate_to_datetime(value[:64])
    except (ValueError, TypeError) as fault:
        raise NotSigned("no-date") from fault
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _instant(seconds: int) -> datetime:
    if not 0 <= seconds < 10**11:
        raise NotSigned("no-date")
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
