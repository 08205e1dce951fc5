"""Fold a text into the form the detectors read, and lead every offset back.

text      any text without lone surrogates
returns   Folded: `text` for the detectors, `low` the same in lower case without accents,
          `span()` from their offsets to code points of the NFC original
units     code points
raises    NotText for lone surrogates
source    Unicode Standard Annex 15 (normalization forms), Technical Standard 39 (confusables; our own short list)
errs      folds too much rather than too little: folding changes what is read, never what is kept

>>> folded = fold("２０２\u200b-555")
>>> folded.text, folded.span(0, 7)
('202-555', (0, 8))
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from .errors import NotText
from .surrogates import RESERVED, is_reserved_in
from .wording import MASKED

# Our own masks and invented values are folded to a letter nobody writes, so that what stood around a masked value is
# never joined to something new. A letter, because the value it replaces ended in one or in a digit.
BARRIER = "\ua66e"
# Cyrillic and Greek letters that look like a Latin one; folded only inside words that also hold ASCII.
_LOOKALIKES = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеѕіјорсухѵԁɡԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοι",
        "ABESIJKMHOPCTYXaesijopcyxvdgqwABEZHIKMNOPTYXoi",
        strict=True,
    )
)
_PUNCTUATION = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "`": "'", "´": "'",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "﹣": "-",
        "·": ".", "․": ".", "。": ".", "⁄": "/", "∕": "/", BARRIER: "o",
    }
)  # fmt: skip
# a table is slow on text outside ASCII, where most letters stay as they are
_SIGN = re.compile("[" + re.escape("".join(map(chr, _PUNCTUATION))) + "]")
_LOOKALIKE = re.compile("[" + "".join(_LOOKALIKES) + "]")
# white space that is not one plain space
_WHITE = re.compile(r"\s{2,}|[^\S ]")
_LONG_WHITE = re.compile(r"\s{2,}")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_WORD = re.compile(r"[^\W_]+(?:[.@+_-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Folded:
    """The original in NFC, the copy the detectors read, and the way back."""

    original: str
    text: str
    origin: list[int] | None = None
    low: str = field(default="", repr=False)
    # what detectors that read the same thing twice remember of this text, and of no other; "changed" are the places
    # of this copy where barriers have just been put
    memo: dict[str, object] = field(default_factory=dict, repr=False, compare=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the original that became `text[start:end]`."""
        if self.origin is None:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1

    def masked(self, spans: Iterable[tuple[int, int]]) -> Folded:
        """The same with barriers in place of some spans of the original."""
        text, low = list(self.text), list(self.low)
        changed = []
        for span in spans:
            start, end = (bisect_left(self.origin, place) for place in span) if self.origin is not None else span
            text[start:end] = low[start:end] = BARRIER * (end - start)
            changed.append((start, end))
        return replace(self, text="".join(text), low="".join(low), memo={"changed": sorted(changed)})


@dataclass(frozen=True, slots=True)
class Flow:
    """The lower-case copy as running text, for phrases: each run of white space is one character.

    `text` has a space there; `lines`, letter for letter as long, has a line end where there was one.
    """

    text: str
    lines: str
    origin: list[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the folded text that became `text[start:end]`."""
        if self.origin is None:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1


def flow(folded: Folded) -> Flow:
    """Make a folded text running text."""
    low = folded.low
    if not _WHITE.search(low):
        return Flow(low, low, None)
    lines = _WHITE.sub(_one_sign, low)
    text = lines.replace("\n", " ")
    if len(lines) == len(low):
        return Flow(text, lines, None)
    origin: list[int] = []
    position = 0
    for match in _LONG_WHITE.finditer(low):
        origin += range(position, match.start() + 1)
        position = match.end()
    origin += range(position, len(low))
    return Flow(text, lines, origin)


def _one_sign(white: re.Match[str]) -> str:
    return "\n" if "\n" in white.group() or "\r" in white.group() else " "


def fold(text: str) -> Folded:
    """Fold a text; see the module."""
    if text.isascii():
        copy = _with_barriers(text)
        return Folded(text, copy, None, copy.lower())
    _check_text(text)
    original = unicodedata.normalize("NFC", text)
    quick = _SIGN.sub(_plain_sign, original)
    if quick.isascii():
        # typographic quotes and dashes only: letter for letter, no map needed
        copy = _with_barriers(quick)
        return Folded(original, copy, None, copy.lower())
    folded, origin = _folded(original)
    copy = _with_barriers(_without_lookalikes(folded))
    return Folded(original, copy, origin, _lowered(copy))


def _plain_sign(sign: re.Match[str]) -> str:
    return str(_PUNCTUATION[ord(sign.group())])


def _check_text(text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotText from error


def _folded(original: str) -> tuple[str, list[int]]:
    """The copy, and for each of its letters the place it came from."""
    pieces: list[str] = []
    origin: list[int] = []
    position = 0
    for match in _NOT_ASCII.finditer(original):
        pieces.append(original[position : match.start()])
        origin.extend(range(position, match.start()))
        for index, char in enumerate(match.group(), match.start()):
            piece = _folded_char(char)
            pieces.append(piece)
            origin.extend([index] * len(piece))
        position = match.end()
    pieces.append(original[position:])
    origin.extend(range(position, len(original)))
    return "".join(pieces), origin


@lru_cache(maxsize=4096)
def _folded_char(char: str) -> str:
    if unicodedata.category(char) in {"Cf", "Me"} or _is_mark(char):
        return ""
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    return unicodedata.normalize("NFKC", char).translate(_PUNCTUATION)


def _is_mark(char: str) -> bool:
    # what NFC could not compose is decoration; variation selectors always are
    return "\u0300" <= char <= "\u036f" or "\ufe00" <= char <= "\ufe0f"


def _without_lookalikes(text: str) -> str:
    if not _LOOKALIKE.search(text):
        return text

    def latin(match: re.Match[str]) -> str:
        word = match.group()
        if word.isascii() or not any(char.isascii() and char.isalpha() for char in word):
            return word
        return "".join(_LOOKALIKES.get(char, char) for char in word)

    return _WORD.sub(latin, text)


def _with_barriers(text: str) -> str:
    if "[" in text:
        text = MASKED.sub(_barrier, text)
    return RESERVED.sub(_barrier, text) if is_reserved_in(text) else text


def _barrier(match: re.Match[str]) -> str:
    return BARRIER * len(match.group())


def _lowered(text: str) -> str:
    """Lower case without accents, letter for letter, so that offsets stay."""
    return _NOT_ASCII.sub(lambda match: "".join(map(_plain, match.group())), text).lower()


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 and len(base.lower()) == 1 else "_"
