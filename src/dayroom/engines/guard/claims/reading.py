"""Sentences and words of a post, as claim matching reads them.

Sentences carry code points of the text they were cut from; words are lower-case stems without accents.
All of it is one pass over the text.

>>> [text for text, _, _ in sentences("Dr. Okoye said so. Is it true?")]
['Dr. Okoye said so.', 'Is it true?']
>>> words("Vaccines don't cause #LongCovid")
['vaccin', 'not', 'caus', 'long', 'covid']
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

# words; a longer "sentence" is cut, so that a text without full stops costs no more than another
MAX_SENTENCE_WORDS = 36
_END = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*|[\n\r]+")
_SPACE = re.compile(r"\s+")
# a full stop after these does not end a sentence
_SHORTENED = "dr dra mr mrs ms st vs e.g i.e etc prof sr sra no nr approx ca u.s p.m a.m ej ud uds"
_ABBREVIATIONS = frozenset(_SHORTENED.split())
_PIECE = re.compile(r"\S+")
TOKEN = re.compile(r"[a-z0-9]+(?:[.,][0-9]+)*(?:'[a-z]+)?|[^\W_a-z0-9]+")
# letters; 5 found more than 6 or whole stems on the sets of bench/guard/claims.py, 2026-11-21
ROOT = 5
_QUOTES = re.compile(r"[\"“”«»‘`]|(?<!\w)'|'(?!\w)")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=[0-9])")
_TAG = re.compile(r"#(\w+)")
# letters of a hashtag and of the words it is parted into; tags of a text that are looked at
_TAG_LONGEST, _PART_LEAST, _PART_LONGEST, _TAGS_MOST = 40, 3, 14, 20
_SMALL_WORDS = (
    "a an the and or but if of to in on at by for with from as is are was were be been being am it its this that "
    "these those there here he she they we you i me my your his her their our us them him do does did done has have "
    "had having will would shall should can could may might must so than then too very just about into over after "
    "before up down out off again more most some such only own same s t d ll m re ve rt amp via u ur im "
    "el la los las un una unos unas y o pero de del al en por para con sin que se su sus lo le les es son fue ser "
    "como mas muy ya mi tu yo"
)
STOP = frozenset(_SMALL_WORDS.split())


class Sentence(NamedTuple):
    """A sentence and where it stands."""

    text: str
    start: int
    end: int


def sentences(text: str) -> list[Sentence]:
    """Cut a text into sentences; white space around them belongs to none."""
    found: list[Sentence] = []
    start = 0
    for match in _END.finditer(text):
        if match.end() < len(text) and not text[match.end()].isspace() and not match.group()[0].isspace():
            continue
        if match.group() == "." and _is_abbreviated(text, start, match.start()):
            continue
        _add(found, text, start, match.end())
        start = match.end()
    _add(found, text, start, len(text))
    return found


def _is_abbreviated(text: str, start: int, end: int) -> bool:
    # the last word before the stop; abbreviations are short
    tail = text[max(start, end - 8) : end].rsplit(None, 1)
    word = tail[-1].lower().lstrip("(") if tail else ""
    return word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word not in "ai")


def _add(found: list[Sentence], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if not any(map(str.isalnum, stripped)):
        return
    start += len(piece) - len(piece.lstrip())
    end = start + len(stripped)
    breaks = [
        match for number, match in enumerate(_SPACE.finditer(text, start, end), 1) if not number % MAX_SENTENCE_WORDS
    ]
    for gap in breaks:
        found.append(Sentence(text[start : gap.start()], start, gap.start()))
        start = gap.end()
    found.append(Sentence(text[start:end], start, end))


def plain(text: str) -> str:
    """Lower case without accents, links, handles; hashtags as words."""
    if "#" in text:
        text = _TAG.sub(lambda match: _CAMEL.sub(" ", match.group(1)), text)
    text = text.replace("’", "'")
    if "@" in text or "http" in text or "www." in text:
        # piece by piece: a pattern that looks for "@" from every letter on takes the square of the time
        text = _PIECE.sub(lambda match: "" if _is_address(match.group()) else match.group(), text)
    low = text.lower()
    if low.isascii():
        return low
    return "".join(char for char in unicodedata.normalize("NFKD", low) if not unicodedata.combining(char))


def _is_address(piece: str) -> bool:
    return "@" in piece or "://" in piece or piece.startswith("www.")


def bare(text: str) -> str:
    """A text as the sentence model reads it: without links, handles and quotation marks.

    Two copies of a claim that differ in such marks only are then the same claim.

    >>> bare("“Garlic” isn't a 'cure' https://example.org")
    "garlic isn't a cure"
    """
    return " ".join(_QUOTES.sub(" ", plain(text)).split())


def tag_roots(text: str, known: Collection[str]) -> list[str]:
    """The roots of words run together in hashtags, where all of them are known: "#fluvaccine" is "flu vaccine".

    >>> tag_roots("#FluVaccine and #fluvaccine", {"flu", "vaccine"})
    ['flu', 'vacci', 'flu', 'vacci']
    """
    if "#" not in text:
        return []
    tags = [match.group(1).lower() for match, _ in zip(_TAG.finditer(text), range(_TAGS_MOST), strict=False)]
    return [root for tag in tags for word in _parted(tag, known) for root in roots(word)]


def _parted(tag: str, known: Collection[str]) -> list[str]:
    """The fewest known words that make up a tag; none where it is one word or not made of such."""
    if not 2 * _PART_LEAST <= len(tag) <= _TAG_LONGEST:
        return []
    best: list[list[str] | None] = [[], *[None] * len(tag)]
    for end in range(_PART_LEAST, len(tag) + 1):
        for start in range(max(0, end - _PART_LONGEST), end - _PART_LEAST + 1):
            head, part = best[start], tag[start:end]
            if head is not None and part in known and (best[end] is None or len(head) + 1 < len(best[end] or ())):
                best[end] = [*head, part]
    found = best[-1] or []
    return found if len(found) > 1 else []


def words(text: str) -> list[str]:
    """The stems of a text without its stop words."""
    found = []
    for token in TOKEN.findall(plain(text)):
        if token.endswith("n't"):
            found.append("not")
            continue
        word = token.split("'", 1)[0]
        if word not in STOP:
            found.append(stem(word))
    return found


def roots(text: str) -> list[str]:
    """The first letters of each stem: "vaccinated" and "vaccination" are one word to the index.

    >>> roots("vaccination") == roots("vaccinated")
    True
    """
    return [word[:ROOT] for word in words(text)]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A crude stem: plural, -ing, -ed, -e and the like; numbers stay.

    >>> stem("causes"), stem("causing"), stem("caused"), stem("babies"), stem("2,000")
    ('caus', 'caus', 'caus', 'babi', '2000')
    """
    if word[0].isdigit():
        return word.replace(",", "")
    if len(word) <= 3:
        return word
    for ending, stays in (("ies", "i"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) + len(stays) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + stays
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    if word[-1] in "eo" and len(word) > 3:
        word = word[:-1]
    return word[:-1] + "i" if word[-1] == "y" and len(word) > 3 else word
