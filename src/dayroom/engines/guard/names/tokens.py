"""Cut a folded text into the words the name tagger reads.

text      the folded text, with its capitals
returns   tokens with their place; a line end is a token of its own, because a signature stands behind one
units     code points
errs      cuts too often rather than too seldom: "Ann-Marie" is one token, "Crohn's" are two

>>> [token.text for token in tokens("Thanks,\\nDr. Okoye's nurse")]
['Thanks', ',', '\\n', 'Dr', '.', 'Okoye', "'s", 'nurse']
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..folding import BARRIER

# a letter, a digit or _, but not the letter that stands for a masked value
_W = rf"[^\W{BARRIER}]"
_TOKEN = re.compile(rf"https?://[^\s{BARRIER}]+|[@#]{_W}+|'s\b|{_W}+(?:[-'](?!s\b){_W}+)*|{BARRIER}|[^\w\s]|\n")


class Token(NamedTuple):
    """One word or sign and where it stands."""

    text: str
    start: int
    end: int


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of a text or a stretch of it; see the module."""
    stop = len(text) if end is None else end
    new = tuple.__new__  # half of the time of Token(…), and there are as many as words
    return [new(Token, (match.group(), match.start(), match.end())) for match in _TOKEN.finditer(text, start, stop)]
