"""Words explained: what an operator brings in, and how a word is looked up."""

from __future__ import annotations

from dataclasses import dataclass

WORD_KIND = "word"  # subject of audit and search
MEANING_MOST = 400
WORDS_MOST = 5000  # of one language: more is a dictionary, and a page of its own


@dataclass(frozen=True, slots=True)
class Explained:
    """One word as a reader sees it; ``also`` are other spellings and short forms."""

    public_id: str
    word: str
    also: tuple[str, ...]
    meaning: str
    language: str
