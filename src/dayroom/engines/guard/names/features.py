"""What the name tagger looks at in each word: the word, its shape, its neighbours, and what lists know about it.

words     tokens of one text, as written; looked up once for the whole text
lexicon   what is known about a word; see lexicon.py
returns   one list of feature names per token of the range asked for
errs      the same features are used for training and for reading: a change here needs new weights
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .lexicon import Lexicon

# tokens; so close to the end of a text a name is most often a signature
_TAIL = 8
_CAPITAL = re.compile(r"\b[A-Z]\w")
_QUIET = re.compile(r"\b[a-z]{3}")
# tokens; a line so short may be a name, a greeting or a heading
_SHORT = 5
_EVERYDAY: dict[str, Word] = {}


class Word(NamedTuple):
    """A token as the features see it, and the features it gives to itself and to its neighbors.

    low, shape, flags, broad   the word, its outline, what the lists say, its broad cluster
    own                        features of the word itself
    before, after              features of the word that stands behind it, and of the one in front of it
    far_before, far_after      the same, two words away
    """

    low: str
    shape: str
    flags: str
    broad: str
    own: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    far_before: tuple[str, ...]
    far_after: tuple[str, ...]


def _word(low: str, outline: str, flags: str, broad: str, narrow: str) -> Word:
    return Word(
        low, outline, flags, broad,
        own=("w=" + low, "f=" + flags, "b=" + broad, "n=" + narrow, "p3=" + low[:3], "e3=" + low[-3:],
             "e2=" + low[-2:]),
        before=("w-1=" + low, "s-1=" + outline, "f-1=" + flags, "b-1=" + broad, "n-1=" + narrow),
        after=("w+1=" + low, "s+1=" + outline, "f+1=" + flags, "b+1=" + broad, "n+1=" + narrow),
        far_before=("w-2=" + low, "b-2=" + broad), far_after=("w+2=" + low, "b+2=" + broad),
    )  # fmt: skip


# what stands before the first word and behind the last
_EDGE = _word("", "<>", "<>", "-", "-")


class Reading(NamedTuple):
    """A stretch of a text as the features see it.

    words    its tokens, looked up
    marks    which tokens belong to a place of several words
    lines    for tokens of a short line, how long it is
    case     how the whole text uses capitals
    to_end   the stretch reaches the end of the text
    """

    words: list[Word]
    marks: list[str]
    lines: list[str]
    case: str
    to_end: bool


def read_words(texts: Iterable[str], lexicon: Lexicon, case: str, *, opens: bool = True, ends: bool = True) -> Reading:
    """Look all tokens of a stretch up; `opens` and `ends` say whether it reaches the edges of the text."""
    words = [word(text, lexicon) for text in texts]
    return Reading(words, long_places(words, lexicon), short_lines(words, opens=opens, ends=ends), case, ends)


def word(text: str, lexicon: Lexicon) -> Word:
    """Look one token up. Everyday words are remembered, and only those: the others may be somebody's name."""
    known = _EVERYDAY.get(text)
    if known is not None:
        return known
    low = text.lower()
    flags, broad, narrow = lexicon.about(low)
    found = _word(low, shape(text), flags, broad, narrow)
    if text == low and ("3" in flags or "2" in flags or len(text) == 1):
        _EVERYDAY[text] = found
    return found


def shape(text: str) -> str:
    """The outline of a token.

    >>> [shape(text) for text in ("Ann", "ann", "ANN", "A", "McCoy", "12", "b12", "@ann", ",")]
    ['Xx', 'x', 'XX', 'X', 'XxXx', '0', 'a0', '@', ',']
    """
    first = text[0]
    if first in "@#":
        return first
    if text.isalpha():
        if text.islower():
            return "x"
        if text.isupper():
            return "X" if len(text) == 1 else "XX"
        return "Xx" if text.istitle() else "XxXx" if first.isupper() else "xX"
    if text.isdigit():
        return "0"
    if not text[0].isalnum():
        return "u" if len(text) > 2 else text
    if any(char.isdigit() for char in text):
        return "u" if text.startswith("http") else "a0"
    return "Xx-" if first.isupper() else "x-"


def features(reading: Reading, start: int, end: int) -> list[list[str]]:
    """The features of the tokens from start to end."""
    words, marks, lines, case, to_end = reading
    size = len(words)
    around = [_EDGE, _EDGE, *words[max(0, start - 2) : end + 2], _EDGE, _EDGE]
    shift = 2 - max(0, start - 2)
    rows = []
    for index in range(start, end):
        here = index + shift
        item, left, right = around[here], around[here - 1], around[here + 1]
        left2, right2 = around[here - 2], around[here + 2]
        outline, flags, flags1, nflags1 = item.shape, item.flags, left.flags, right.flags
        row = [
            *item.own, *left.before, *right.after, *left2.far_before, *right2.far_after,
            f"s={case}{outline}", f"fs={flags}{case}{outline}", f"ww-={left2.low} {left.low}",
            f"ff-={flags1}|{flags}|{outline}", f"ff+={flags}|{nflags1}|{outline}",
            f"fb-={flags}|{left.broad}|{outline}", f"fb+={flags}|{right.broad}|{outline}",
            f"fw-={flags}{outline}|{left.low}", f"fff={left2.flags}|{flags1}|{flags}|{nflags1}|{right2.flags}",
        ]  # fmt: skip
        if to_end and size - index <= _TAIL:
            row.append(f"tail={flags}{outline}")
        if marks[index]:
            row += ["place=" + marks[index], f"place={marks[index]}{case}{outline}"]
        if lines[index]:
            row += [lines[index] + flags, lines[index] + outline]
        rows.append(row)
    return rows


def casing(text: str) -> str:
    """How a text uses capitals: "l" not at all, "u" for everything, "m" as usual.

    >>> [casing(text) for text in ("i was with ann", "I was with Ann", "I WAS WITH ANN")]
    ['l', 'm', 'u']
    """
    if not _CAPITAL.search(text):
        return "l"
    return "u" if _QUIET.search(text) is None else "m"


def long_places(words: Sequence[Word], lexicon: Lexicon) -> list[str]:
    """Which tokens begin ("B") or go on with ("I") a place of several words."""
    marks = [""] * len(words)
    for index, word in enumerate(words):
        if word.low in lexicon.openers and not marks[index]:
            length = lexicon.place_length([other.low for other in words[index : index + 4]])
            for offset in range(length):
                marks[index + offset] = "I" if offset else "B"
    return marks


def short_lines(words: Sequence[Word], *, opens: bool, ends: bool) -> list[str]:
    """For the tokens of a short line: how long it is, and whether it is the last; "" for the others."""
    lines = [""] * len(words)
    start = 0 if opens else -1
    stops = [index for index, word in enumerate(words) if word.low == "\n"] + [len(words)] * ends
    for end in stops:
        if start >= 0 and 0 < end - start <= _SHORT:
            last = "z" if ends and end >= len(words) - _SHORT else "l"
            lines[start:end] = [f"{last}{end - start}{index}" for index in range(end - start)]
        start = end + 1
    return lines
