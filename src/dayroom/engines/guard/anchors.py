"""What a text must hold before a pattern can match in it: strings, one of which must stand there.

pattern   a regular expression as rule packs hold them (RE2, over lower-case text without accents)
returns   up to two sets of strings; from each of them one must stand in `worn(text)`; none where nothing can be told,
          and then the pattern is tried on every text
source    required literals as in Cox, "Regular expression matching with a trigram index", 2012; of all strings that
          would do, those are taken that everyday texts hold least
errs      towards none: what this reader of patterns does not know, it does not judge

>>> [sorted(strings) for strings in anchors_of(r"\\bmy (?:dogs?|cat)\\b")]
[[' my cat ', ' my dog ', ' my dogs ']]
>>> anchors_of(r"\\w+"), worn("My 2 dogs, ok?")
((), ' my 0 dogs  ok  ')
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from functools import cache
from itertools import combinations, product
from math import exp, fsum
from typing import NamedTuple

from .names.lexicon import lexicon

Anchors = tuple[frozenset[str], ...]

# strings a part of a pattern may stand for, when they are all written out
_MOST = 100
# strings of one set; with more, too many texts hold one
_MOST_STRINGS = 1000
# sets of one pattern: a third one is hardly ever missing when the first two are there
_SETS = 3
# stands for the edge of a word while a pattern is read
_EDGE = "\x00"
# letters stay, a digit is a digit, all other signs are alike: for RE2, too, a word is made of ASCII letters
_WORN = bytes(
    code if chr(code) in string.ascii_lowercase + "_"
    else code + 32 if chr(code) in string.ascii_uppercase
    else ord("0") if chr(code) in string.digits
    else ord(" ")
    for code in range(256)
)  # fmt: skip
_QUANTIFIER = re.compile(r"\{(\d+)(?:,(\d*))?\}")
_UNBOUND = 1000
# how often a word stands in an everyday text, roughly: by how common the lists call it, and for the most common ones
_EVERYWHERE = frozenset(
    [
        *(
            "a",
            "an",
            "and",
            "are",
            "as",
            "at",
            "be",
            "but",
            "by",
            "can",
            "do",
            "for",
            "from",
            "had",
            "has",
            "have",
            "he",
        ),
        *("her", "his", "i", "if", "in", "is", "it", "just", "me", "my", "no", "not", "of", "on", "or", "so", "that"),
        *(
            "the",
            "there",
            "they",
            "this",
            "to",
            "up",
            "was",
            "we",
            "were",
            "what",
            "when",
            "will",
            "with",
            "you",
            "your",
        ),
    ]
)
_ALWAYS = 0.9
_BY_FLAG = {"3": 0.25, "2": 0.05, "1": 0.02}
_RARE = 0.004
# a piece of a word, by its length, stands in more texts than the word
_PIECE = {0: 9.0, 1: 3.0, 2: 1.5, 3: 0.4, 4: 0.1}
_LONG_PIECE = 0.03
# the words of a set stand in the same texts; and how many meetings of a string cost as much as trying one pattern: both
# set by what 5 MB of posts took (bench/guard/speed.py, 2026-11-21)
_SCALE = 0.1
_TRIAL = 4.0


def worn(text: str) -> str:
    """A text in lower case as the anchors are written: see the module."""
    return f" {text.encode('ascii', 'replace').translate(_WORN).decode('ascii')} "


def anchors_of(pattern: str) -> Anchors:
    """The sets of strings of which a match needs one each; see the module."""
    try:
        reader = _Reader(pattern)
        part = reader.alternatives()
        if not reader.at_end:
            return ()
    except _Unknown:
        return ()
    needs = [one for one in _needs(part) if len(one) <= _MOST_STRINGS]
    choices: list[Anchors] = [(), *((one,) for one in needs), *combinations(needs, 2)]
    return min(choices, key=_cost)


def _cost(anchors: Anchors) -> float:
    """What a pattern costs in an everyday text, with these anchors: to meet them, and to try it when all are there."""
    tried = 1.0
    for one in anchors:
        tried *= 1.0 - exp(-_weight(one))
    return tried * _TRIAL + sum(map(_weight, anchors))


class _Part(NamedTuple):
    """A piece of a pattern.

    exact    all strings it stands for, or None when they are too many
    needs    sets of strings of which one each must stand in what it matches
    """

    exact: frozenset[str] | None
    needs: Anchors


_NOTHING = _Part(frozenset({""}), ())
_ANYTHING = _Part(None, ())
_AN_EDGE = _Part(frozenset({_EDGE}), ())


class _Unknown(Exception):
    """The pattern holds something this reader does not know."""


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    @property
    def at_end(self) -> bool:
        return self._at >= len(self._pattern)

    def alternatives(self) -> _Part:
        """Pieces with | between them, up to the end or a closing bracket."""
        parts = [self._sequence()]
        while self._takes("|"):
            parts.append(self._sequence())
        if len(parts) == 1:
            return parts[0]
        exact = _union(part.exact for part in parts)
        if exact is not None and len(exact) <= _MOST:
            return _Part(exact, ())
        needs = [_needs(part) for part in parts]
        if not all(needs):
            return _ANYTHING
        return _Part(None, _chosen(_joined(one[min(number, len(one) - 1)] for one in needs) for number in range(_SETS)))

    def _sequence(self) -> _Part:
        run: frozenset[str] = frozenset({""})
        needs: list[frozenset[str]] = []
        whole = True
        while not self.at_end and self._pattern[self._at] not in "|)":
            part = self._repeated()
            if part.exact is not None and len(run) * len(part.exact) <= _MOST:
                run = frozenset(map("".join, product(run, part.exact)))
                continue
            needs += [*_needs(_Part(run, ())), *part.needs]
            whole = False
            run = part.exact if part.exact is not None else frozenset({""})
        if whole:
            return _Part(run, ())
        return _Part(None, _chosen([*needs, *_needs(_Part(run, ()))]))

    def _repeated(self) -> _Part:
        part = self._one()
        least, most = self._quantifier()
        if (least, most) == (1, 1):
            return part
        if part.exact is not None and most <= 4 and len(part.exact) ** most <= _MOST:
            times = [map("".join, product(part.exact, repeat=count)) for count in range(least, most + 1)]
            return _Part(frozenset(text for texts in times for text in texts), ())
        return _Part(None, _needs(part)) if least else _ANYTHING

    def _quantifier(self) -> tuple[int, int]:
        least, most = 1, 1
        if self._takes("?"):
            least = 0
        elif self._takes("*"):
            least, most = 0, _UNBOUND
        elif self._takes("+"):
            most = _UNBOUND
        elif match := _QUANTIFIER.match(self._pattern, self._at):
            self._at = match.end()
            least = int(match.group(1))
            most = least if match.group(2) is None else int(match.group(2) or _UNBOUND)
        else:
            return least, most
        self._takes("?")  # a lazy one
        return least, most

    def _one(self) -> _Part:
        char = self._pattern[self._at]
        self._at += 1
        if char == "(":
            return self._group()
        if char == "[":
            return self._class()
        if char == "\\":
            return self._escape()
        if char in "^$":
            return _NOTHING
        if char == ".":
            return _ANYTHING
        if char in "?*+{":
            raise _Unknown
        return _letter(char)

    def _group(self) -> _Part:
        if self._takes("?") and not self._takes(":"):
            raise _Unknown
        part = self.alternatives()
        if not self._takes(")"):
            raise _Unknown
        return part

    def _escape(self) -> _Part:
        if self.at_end:
            raise _Unknown
        char = self._pattern[self._at]
        self._at += 1
        if char in "bdsWnwSD":
            return {"b": _AN_EDGE, "d": _letter("0"), "s": _letter(" "), "W": _letter(" "), "n": _letter(" ")}.get(
                char, _ANYTHING
            )
        if char.isalnum():
            raise _Unknown
        return _letter(char)

    def _class(self) -> _Part:
        end = self._pattern.find("]", self._at + 1)
        body = self._pattern[self._at : end].replace("\\n", " ").replace("\\d", "0").replace("0-9", "0")
        body = body.replace("\\s", " ")
        if end < 0 or "[" in body or self._pattern[end - 1] == "\\":
            raise _Unknown
        self._at = end + 1
        if body.startswith("^") or "\\" in body or "-" in body[1:-1]:
            return _ANYTHING
        return _Part(_joined(_letter(char).exact for char in body), ())

    def _takes(self, char: str) -> bool:
        if self._pattern.startswith(char, self._at):
            self._at += len(char)
            return True
        return False


def _letter(char: str) -> _Part:
    # a letter outside ASCII is worn down to a space, as all that is no letter
    return _Part(frozenset({worn(char)[1:-1]}), ())


def _union(sets: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    together: frozenset[str] = frozenset()
    for one in sets:
        if one is None:
            return None
        together |= one
    return together


def _joined(sets: Iterable[frozenset[str] | None]) -> frozenset[str]:
    return _union(sets) or frozenset()


def _chosen(sets: Iterable[frozenset[str]]) -> Anchors:
    """The rarest of some sets, each of which is needed."""
    return tuple(sorted(set(sets), key=lambda one: (_weight(one), sorted(one)))[:_SETS])


def _needs(part: _Part) -> Anchors:
    """The sets of a part; where all its strings are known, they are the set."""
    if part.exact is None:
        return part.needs
    plain = set()
    for text in part.exact:
        for known in _without_edges(text):
            if not known.strip():
                return ()
            plain.add(known)
    return (frozenset(text for text in plain if not any(other in text for other in plain if other != text)),)


def _without_edges(text: str) -> list[str]:
    """A string with the edges of words resolved: beside a letter stands a space; none where it contradicts itself."""
    pieces = re.split(f"{_EDGE}+", text)
    plain = pieces[0]
    for number, piece in enumerate(pieces[1:], 1):
        left, right = _is_letter(plain[-1:]), _is_letter(piece[:1])
        if plain and piece and left == right:
            return []
        if not plain and right:
            plain = " "
        elif not piece and left and number == len(pieces) - 1:
            plain += " "
        plain += piece
    return [plain]


def _is_letter(char: str) -> bool:
    return char not in {"", " "}


def _weight(strings: frozenset[str]) -> float:
    """How many of these stand in an everyday text, roughly."""
    # exactly, whatever the order: what is written for the packs must come out the same every time
    return _SCALE * fsum(map(_weight_of, strings))


@cache
def _weight_of(text: str) -> float:
    weight = 1.0
    for match in re.finditer("[^ ]+", text):
        word = match.group()
        if match.start() > 0 and match.end() < len(text):
            flags = lexicon().about(word)[0]
            weight *= (
                _ALWAYS if word in _EVERYWHERE else max((_BY_FLAG.get(flag, _RARE) for flag in flags), default=_RARE)
            )
        else:
            weight *= _PIECE.get(len(word), _LONG_PIECE)
    return weight
