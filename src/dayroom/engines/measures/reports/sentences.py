"""Sentences and words of a report, with their places in it."""

from __future__ import annotations

import re
from typing import NamedTuple

# code points; a sentence longer than this is cut, so that nothing grows faster than the text
_LONGEST = 1000
_END = re.compile(r"[.!?]+(?=[\s\"')\]]|$)|\n+|;(?=\s)")
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?|\d+|[!?%]")


class Sentence(NamedTuple):
    """A piece of the text: from start to end, in code points."""

    start: int
    end: int
    text: str


class Token(NamedTuple):
    """A word in lower case, and where it stands in its text."""

    word: str
    start: int
    end: int


def sentences(text: str) -> list[Sentence]:
    """Cut a text into sentences; spaces around them belong to none.

    >>> [piece.text for piece in sentences("It helped. No side effects!")]
    ['It helped.', 'No side effects!']
    """
    ends = [match.end() for match in _END.finditer(text)] + [len(text)]
    found, start = [], 0
    for end in ends:
        for begin in range(start, end, _LONGEST):
            piece = text[begin : min(end, begin + _LONGEST)]
            if clean := piece.strip():
                at = begin + piece.index(clean[0])
                found.append(Sentence(at, at + len(clean), clean))
        start = end
    return found


def tokens(text: str) -> list[Token]:
    """Words in lower case; the apostrophe is the plain one, numbers are all 0.

    >>> [token.word for token in tokens("Didn’t take 20 mg!")]
    ["didn't", 'take', '0', 'mg', '!']
    """
    low = text.lower()
    if len(low) != len(text):
        # a few letters of other scripts grow when they are made small: their places would shift
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return [
        Token("0" if match.group().isdigit() else match.group().replace("’", "'"), match.start(), match.end())
        for match in _WORD.finditer(low)
    ]
