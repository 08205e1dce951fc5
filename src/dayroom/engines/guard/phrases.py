"""Find the phrases of rules in a text: first which of many patterns may occur at all, then where each one does.

low       a text in lower case without accents, as running text
returns   rule, start, end of every place where a pattern matches, in order of the text
units     code points
errs      nothing: what it passes over cannot match, which a test tries with the examples of all rules
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import ahocorasick
import re2

from .anchors import anchors_of, worn

if TYPE_CHECKING:
    from .packs import Rule

Occurrence = tuple["Rule", int, int]

# what a rule of these speakers says counts once, so that only its first place in a text is looked for
COUNTED = frozenset({"cue", "calm"})
# the anchors of patterns that were read before
_KEPT: dict[str, Sequence[Iterable[str]]] = {}


def keep_anchors(patterns: Sequence[str], anchors: Sequence[Sequence[Iterable[str]]]) -> None:
    """Remember what these patterns need, so that nobody has to work it out when the engine starts."""
    _KEPT.update(zip(patterns, anchors, strict=True))


def _anchors(pattern: str) -> Sequence[Iterable[str]]:
    kept = _KEPT.get(pattern)
    return anchors_of(pattern) if kept is None else kept


class PhraseIndex:
    """Finds which of many patterns may occur at all in one pass over the text, then where each one does."""

    def __init__(self, entries: Sequence[tuple[Rule, str]]) -> None:
        self.rules = [rule for rule, _ in entries]
        self._sources = [pattern for _, pattern in entries]
        # a pattern is compiled when a text may hold it for the first time: most texts ask for few, and a start for none
        self._compiled: dict[int, Any] = {}
        # by what each pattern needs: an automaton of all patterns together grows beyond its memory and is built anew
        # all the time, which took 15 times as long, and RE2's own filter three times as long (measured 2026-11-21)
        self._anchors = ahocorasick.Automaton()
        firsts: dict[str, list[int]] = {}
        seconds: dict[str, list[int]] = {}
        for number, source in enumerate(self._sources):
            for where, strings in zip((firsts, seconds), _anchors(source), strict=False):
                for string in strings:
                    where.setdefault(string, []).append(number)
        # many strings say the same: each is led to what it says, so that a text that holds ten of them is told once
        says: dict[tuple[tuple[int, ...], tuple[int, ...]], int] = {}
        for string in firsts.keys() | seconds.keys():
            said = (tuple(firsts.get(string, ())), tuple(seconds.get(string, ())))
            self._anchors.add_word(string, says.setdefault(said, len(says)))
        self._says = list(says)
        self._anchors.make_automaton()
        with_first = {number for numbers in firsts.values() for number in numbers}
        with_second = {number for numbers in seconds.values() for number in numbers}
        every = range(len(entries))
        self._no_first = frozenset(every) - with_first
        self._no_second = frozenset(every) - with_second

    def candidates(self, low: str) -> list[int]:
        """The numbers of the patterns that may occur in a text; all others do not."""
        met, met_too = set(self._no_first), set(self._no_second)
        if len(self._anchors):
            for number in {number for _, number in self._anchors.iter(worn(low))}:
                first, second = self._says[number]
                if first:
                    met.update(first)
                if second:
                    met_too.update(second)
        return sorted(met & met_too)

    def places(self, numbers: Iterable[int], low: str) -> list[Occurrence]:
        """Every place where one of these patterns matches, in order of the text; of a cue only the first."""
        # bytes save RE2 the way back from its own places to ours
        text = low.encode() if low.isascii() else low
        found = []
        for number in numbers:
            pattern = self._compiled.get(number) or self._compile(number)
            rule = self.rules[number]
            match = pattern.search(text)
            while match is not None:
                start, end = match.span()
                if end > start:
                    found.append((rule, start, end))
                if rule.speaker in COUNTED or end >= len(text):
                    break
                match = pattern.search(text, end if end > start else end + 1)
        return sorted(found, key=_place)

    def occurrences(self, low: str) -> list[Occurrence]:
        """Every place where a pattern matches; see `places`."""
        return self.places(self.candidates(low), low)

    def _compile(self, number: int) -> Any:
        pattern = self._compiled[number] = re2.compile(self._sources[number])
        return pattern


def _place(occurrence: Occurrence) -> tuple[int, int]:
    return occurrence[1:]
