"""Payment card numbers (PAN).

what      the number on a payment card; whoever has it can try to spend
format    13 to 19 digits, issuer prefix, Luhn check (ISO/IEC 7812)
returns   hits; 0.95 prefix and check, 0.7 with a label when the check fails
source    ISO/IEC 7812-1; issuer prefixes as published by the card networks
errs      prefers a miss to calling every long number a card: prefix and check must both fit
measured  recall 178/178 (phi_presidio_synth),
          no stray one in 666 texts without identifiers; development halves, 2026-11-21, bench/guard/identifiers.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..folding import Folded
from ..vocabulary import Context
from .base import Hit, just_before, luhn, only_digits

_SHAPE = re.compile(r"(?<![\w.-])\d(?:[ -]?\d){11,18}(?![\w]|-\d)")
_LABEL = re.compile(
    r"\b(?:card|cc|visa|mastercard|amex|credit|debit)(?: card)?(?: number| no\b\.?| #)?"
    r"(?: transactions?)?\W{0,3}(?:is )?$"
)
_NOT_PAYMENT = re.compile(r"\b(?:insurance|medicare|health|member|id|library|report|score) card")
_PREFIXES: tuple[tuple[re.Pattern[str], frozenset[int]], ...] = (
    (re.compile(r"4"), frozenset({13, 16, 19})),
    (re.compile(r"5[1-5]|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720"), frozenset({16})),
    (re.compile(r"3[47]"), frozenset({15})),
    (re.compile(r"6011|64[4-9]|65|622"), frozenset({16, 17, 18, 19})),
    (re.compile(r"3(?:0[0-5]|095|6|8|9)"), frozenset({14, 15, 16, 17, 18, 19})),
    (re.compile(r"35(?:2[89]|[3-8]\d)"), frozenset({16, 17, 18, 19})),
    (re.compile(r"62"), frozenset({16, 17, 18, 19})),
    (re.compile(r"50|5[6-9]|6[0-9]"), frozenset({12, 13, 14, 15, 16, 17, 18, 19})),
)


def find_cards(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every payment card number."""
    for match in _SHAPE.finditer(folded.text):
        if is_card(match.group()):
            yield Hit(*match.span(), 0.95)
        elif just_before(folded, match.start(), _LABEL) and not just_before(folded, match.start(), _NOT_PAYMENT):
            yield Hit(*match.span(), 0.7)


def is_card(text: str) -> bool:
    """Whether prefix, length and check fit.

    >>> is_card("4111111111111111"), is_card("4111111111111112"), is_card("0000000000000000")
    (True, False, False)
    """
    digits = only_digits(text)
    known = any(len(digits) in lengths and prefix.match(digits) for prefix, lengths in _PREFIXES)
    return known and luhn(digits)
