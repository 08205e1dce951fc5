"""E-mail addresses, also written out ("ann at example dot com").

what      an address that reaches one person; HIPAA Safe Harbor class F
format    RFC 5321 local part and domain, ASCII or letters of any script; no check digit
returns   hits over the folded text; confidence 0.95 plain, 0.8 written out
source    RFC 5321 (2008), RFC 6531 (2012); 45 CFR 164.514(b)(2)(i)(F)
errs      prefers a false alarm to a missed address: masking a stray "@" costs one tap
measured  recall 82/82 (phi_filled_consumer_messages), 76/76 (phi_presidio_synth), 18/19 (phi_asq),
          no stray one in 666 texts without identifiers; development halves, 2026-11-21, bench/guard/identifiers.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..folding import Folded
from ..vocabulary import Context
from .base import Hit

# \ua66e is the barrier that stands for a masked value: it is a letter, but of no address
_LEFT = re.compile(r"[^\W_\ua66e](?:[^\W\ua66e]|[.!#$%&'*+/=?^{|}~-]){0,63}\Z")
_RIGHT = re.compile(r"[^\W_\ua66e][\w-]{0,62}(?:\.[^\W_\ua66e][\w-]{0,62}){1,6}")
_SPELLED = re.compile(
    r"(?<![\w.])([a-z0-9][a-z0-9._+-]{0,40})\s{0,3}[\[({<]?\s{0,2}(?:\bat\b|@|\barroba\b)\s{0,2}[\])}>]?\s{0,3}"
    r"([a-z0-9][a-z0-9-]{0,40}(?:(?:\s{0,3}[\[({<]?\s{0,2}(?:\bdot\b|\bpunto\b)\s{0,2}[\])}>]?\s{0,3}"
    r"|\.)[a-z0-9-]{2,20}){1,3})(?![\w@])"
)
_SPELLED_DOT = re.compile(r"\b(?:dot|punto)\b")
_TOP = frozenset(
    [
        "com",
        "org",
        "net",
        "edu",
        "gov",
        "mil",
        "info",
        "biz",
        "io",
        "co",
        "uk",
        "us",
        "ca",
        "au",
        "nz",
        "de",
        "fr",
        "es",
        "it",
        "nl",
        "be",
        "ch",
        "at",
        "ie",
        "in",
        "mx",
        "br",
        "pt",
        "pl",
        "se",
        "no",
        "dk",
        "fi",
        "eu",
        "health",
        "care",
        "me",
        "app",
        "dev",
        "test",
        "example",
        "invalid",
    ]
)
_NOT_A_DOMAIN = frozenset({"a", "all", "an", "every", "his", "her", "home", "my", "our", "that", "the", "this", "your"})


def find_emails(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every e-mail address."""
    text = folded.text
    at = text.find("@")
    while at >= 0:
        left = _LEFT.search(text[max(0, at - 64) : at])
        right = _RIGHT.match(text, at + 1)
        if left and right and _is_top(right.group().rsplit(".", 1)[1]):
            yield Hit(at - len(left.group()), right.end(), 0.95)
        at = text.find("@", at + 1)
    if _SPELLED_DOT.search(folded.low):
        yield from _spelled_out(folded)


def _is_top(label: str) -> bool:
    return label.isalpha() or label.lower().startswith("xn--")


def _spelled_out(folded: Folded) -> Iterator[Hit]:
    for match in _SPELLED.finditer(folded.low):
        last = re.split(r"[^a-z0-9-]+", match.group(2).strip(" ])}>"))[-1]
        domain = match.group(2).split()[0]
        if last in _TOP and domain not in _NOT_A_DOMAIN and _SPELLED_DOT.search(match.group()):
            yield Hit(match.start(), match.end(), 0.8)
