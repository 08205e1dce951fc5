"""Internet addresses, version 4 and 6.

what      the address of somebody's connection; HIPAA Safe Harbor class O
format    RFC 791 dotted quad, RFC 4291 groups; both read by a parser, never by shape alone
returns   hits; 0.9 version 4, 0.95 version 6
source    45 CFR 164.514(b)(2)(i)(O); RFC 791; RFC 4291
errs      prefers a miss in one case: four numbers after "version", "v" or "section" are no address
measured  recall 25/25 (phi_presidio_synth),
          no stray one in 666 texts without identifiers; development halves, 2026-11-21, bench/guard/identifiers.py
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from ..folding import Folded
from ..vocabulary import Context
from .base import Hit, just_before

_V4 = re.compile(r"(?<![\w.-])\d{1,3}(?:\.\d{1,3}){3}(?![\w-]|\.\d)")
_V6 = re.compile(
    r"(?<![\w:.])(?=[0-9a-f:.]{2,45}(?![\w:]))[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:\.\d{1,3}){0,3}", re.I
)
_VERSION = re.compile(r"\b(?:version|ver|v|release|firmware|build|section|chapter|figure|table|step)\.?\s{0,2}$")


def find_ip_addresses(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every internet address."""
    text = folded.text
    if text.count(".") >= 3:
        for match in _V4.finditer(text):
            if _parses(match.group()) and not just_before(folded, match.start(), _VERSION, window=12):
                yield Hit(*match.span(), 0.9)
    if text.count(":") >= 2:
        for match in _V6.finditer(text):
            if _is_full_v6(match.group()):
                yield Hit(*match.span(), 0.95)


def _is_full_v6(text: str) -> bool:
    # "::" and times such as 12:30:45 are no addresses
    return sum(char not in ":." for char in text) >= 3 and text.count(":") >= 2 and _parses(text)


def _parses(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
