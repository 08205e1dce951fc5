"""Fold a short public post into the form that all of this engine reads, and part it into words.

text      any str of any length and language; lone surrogates, NUL and control signs become spaces
returns   `folded`: lower case, compatibility forms made plain, Latin, Greek and Cyrillic accents gone (ñ is n), quotes
          straight, links and @handles gone, `#tag` kept, one space between words; `tokens`: its words
raises    nothing
source    Unicode Standard Annex 15 (normalization forms); emoji by the blocks of Unicode 15
errs      takes away too much rather than too little: who wrote and what was linked is nowhere in the folded text

>>> folded("Écoute @carl: “NIÑO” won’t  sleep #RSV https://example.org/a")
'ecoute : "nino" won\\'t sleep #rsv'
>>> tokens(folded("Won’t sleep 🤒 #RSV"))
["won't", 'sleep', '🤒', '#rsv']
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"

# a sequence of marks is sorted by the normalizer in the square of its length, so that long texts go in pieces
PIECE_LENGTH = 500
# a handle may carry its server (@ann@example.org) or be a name of the web (@ann.example.org)
_GONE = re.compile(r"(?:https?://|www\.)\S+|@\w+(?:[.@-]\w+)*")
_ACCENTS = re.compile("[\u0300-\u036f]+")
# signs without width, variation selectors and skin tones: the same word or emoji with and without them
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufe0e\ufe0f\ufeff\U0001f3fb-\U0001f3ff]+")
_BROKEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]+")
_QUOTES = str.maketrans({**dict.fromkeys("‘’‚‛ʼ′", "'"), **dict.fromkeys("“”„‟«»", '"')})
# letters and digits; vowel signs that some scripts write as marks, which `\w` leaves out
_LETTER = (
    r"\w\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u0eb1-\u0ecd"
    r"\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3\u3099\u309a"
)
_FACE = "[\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001f1e5\U0001f200-\U0001faff]"
_TOKEN = re.compile(
    rf"#?[{_LETTER}]+(?:'[{_LETTER}]+)*|[\U0001f1e6-\U0001f1ff]{{2}}|{_FACE}(?:\u200d{_FACE})*", re.UNICODE
)
_ASCII_TOKEN = re.compile(r"#?[a-z0-9_]+(?:'[a-z0-9_]+)*")


def folded(text: str) -> str:
    """The text as this engine reads it; see the module. Folding twice is folding once."""
    plain = text.lower() if text.isascii() else _plain(text)
    if not plain.isprintable():
        plain = _BROKEN.sub(" ", plain)
    if "@" in plain or "://" in plain or "www." in plain:
        plain = _GONE.sub(" ", plain)
    return " ".join(plain.replace("`", "'").split())


def tokens(folded: str) -> list[str]:
    """Words of a folded text, with inner apostrophes, `#tags` and emoji; other signs are left out.

    >>> tokens("o'brien's 3 shots, covid-19")
    ["o'brien's", '3', 'shots', 'covid', '19']
    """
    return (_ASCII_TOKEN if folded.isascii() else _TOKEN).findall(folded)


def token_spans(folded: str) -> list[tuple[int, int]]:
    """Where each of the `tokens` stands in the folded text.

    >>> token_spans("my arm")
    [(0, 2), (3, 6)]
    """
    return [match.span() for match in (_ASCII_TOKEN if folded.isascii() else _TOKEN).finditer(folded)]


def _plain(text: str) -> str:
    pieces = (text[start : start + PIECE_LENGTH] for start in range(0, len(text), PIECE_LENGTH))
    return "".join(map(_plain_piece, pieces))


def _plain_piece(text: str) -> str:
    # the spacing acute, often typed for an apostrophe, would come apart into a space and an accent
    seen = _UNSEEN.sub("", text.replace("´", "'"))
    apart = unicodedata.normalize("NFKD", seen).lower()
    if apart.isascii():
        return apart
    return unicodedata.normalize("NFC", _ACCENTS.sub("", apart)).translate(_QUOTES)


@cache
def stop_words() -> frozenset[str]:
    """English and Spanish words that say nothing about what a post is about; data/stopwords.toml."""
    told = tomllib.loads((DATA / "stopwords.toml").read_text("utf-8"))
    return frozenset(word for lines in told.values() for word in lines.split())
