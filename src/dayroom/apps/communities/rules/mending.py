"""What a professional can do with a sentence that decides for one person: take it out, or refer instead. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

# a sentence ends where its sign is followed by room: "2.5 mg" is inside one
SENTENCE = re.compile(r"[^\n]+?(?:[.!?]+(?=\s|$)|(?=\n)|$)[ \t]*|\n+")
MANY_BREAKS = re.compile(r"\n{3,}")


def without_sentences(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text without the sentences in which something was found.

    >>> without_sentences("It can help. Take 2.5 mg at night. Ask your nurse.", [(18, 24)])
    'It can help. Ask your nurse.'
    """
    found = list(spans)
    kept = [
        one.group() for one in SENTENCE.finditer(text)
        if one.group().isspace() or not any(start < one.end() and end > one.start() for start, end in found)
    ]
    return MANY_BREAKS.sub("\n\n", "".join(kept)).strip()


def with_referral(text: str, spans: Iterable[tuple[int, int]], referral: str) -> str:
    """The same, with the referral below as a paragraph of its own, once.

    >>> with_referral("Take 2.5 mg at night.", [(5, 11)], "Ask your own clinic.")
    'Ask your own clinic.'
    """
    left = without_sentences(text, spans)
    if referral in left:
        return left
    return f"{left}\n\n{referral}" if left else referral
