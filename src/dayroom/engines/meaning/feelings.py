"""Hear how a post sounds: good or bad, and which feeling it speaks of. Shown only as the sum of many posts.

text      any str; English and Spanish are read, other languages by their emoji alone
returns   Feeling: `sentiment` -1 to 1, its `level` of five, its `emotion` of seven or NONE
units     none; 0 is neither good nor bad
raises    nothing
source    lexicons, turns and weights by us; negation, strengthening and contrast as the field treats them (Polanyi and
          Zaenen 2006, Contextual Valence Shifters); limits tuned on the even halves of `sentiment_corona_tweets` and
          of the sentences of `reviews_psytar` (bench/meaning/feelings.py)
errs      irony is read as meant. One post is often read wrongly, so a figure of fewer than eleven writers is never
          shown, and no post is ever shown beside its feeling

>>> feel("I am so grateful for our nurses ❤️").level.name, feel("Tengo mucho miedo").emotion.name
('VERY_GOOD', 'FEAR')
>>> feel("not good").sentiment < 0 < feel("the fear was terrible, but we are safe and happy now").sentiment
True
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from .words import folded, tokens

DATA = Path(__file__).resolve().parent / "data" / "feelings"
# words read of one text; what is longer is no short post
LONGEST = 20_000
# a negation reaches so many words ahead and turns a feeling into this share of its opposite
REACH = 4
TURNED = -0.5
STRONGER, WEAKER = 1.35, 0.6
# what stands before "but" counts less than what follows
BEFORE_BUT = 0.5
# a sum this large is half way to the end of the scale
HALF = 4.0
# each of up to three exclamation marks strengthens what is there
LOUDER = 0.08
# limits of the five levels; tuned, see above
VERY, SOME = 0.45, 0.1


class Level(IntEnum):
    """How good or bad a post sounds."""

    VERY_BAD = -2
    BAD = -1
    NEUTRAL = 0
    GOOD = 1
    VERY_GOOD = 2


class Emotion(StrEnum):
    """Which feeling a post speaks of most."""

    FEAR = "FEAR"
    ANGER = "ANGER"
    SADNESS = "SADNESS"
    JOY = "JOY"
    TRUST = "TRUST"
    DISGUST = "DISGUST"
    SURPRISE = "SURPRISE"
    NONE = "NONE"


@dataclass(frozen=True, slots=True)
class Feeling:
    """How one post sounds; see the module for what it may be used for."""

    sentiment: float
    level: Level
    emotion: Emotion


class Sense(NamedTuple):
    """What one word says: how good, and which feeling."""

    value: float
    emotion: Emotion


SILENT = Sense(0.0, Emotion.NONE)
NEITHER = Feeling(0.0, Level.NEUTRAL, Emotion.NONE)


@dataclass(slots=True)
class Lexicon:
    """One language: words, phrases by their first word, turns; `known` remembers what endings were taken off for."""

    senses: dict[str, Sense]
    phrases: dict[str, list[tuple[tuple[str, ...], Sense]]]
    negations: frozenset[str]
    scales: dict[str, float]
    contrasts: frozenset[str]
    common: frozenset[str]
    endings: Sequence[tuple[str, str]]
    known: dict[str, Sense] = field(default_factory=dict)

    def sense(self, word: str) -> Sense:
        """What a word says; its endings are taken off until it is known."""
        found = self.known.get(word)
        if found is None:
            found = self._search(word.lstrip("#"))
            if len(self.known) > KEPT:
                self.known.clear()
            self.known[word] = found
        return found

    def _search(self, word: str) -> Sense:
        found = self.senses.get(word)
        if found is not None:
            return found
        if len(word) > LONGEST_WORD:
            return SILENT
        for ending, instead in self.endings:
            if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
                found = self.senses.get(word[: len(word) - len(ending)] + instead)
                if found is not None:
                    return found
        return SILENT


# words a lexicon remembers beside its own
KEPT = 100_000
# letters that stay when an ending is taken off
SHORTEST = 4
# letters beyond which a word is noise
LONGEST_WORD = 40
_ENDINGS = {
    "en": (("ly", ""), ("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ness", ""),
           ("er", ""), ("ers", ""), ("est", ""), ("'s", ""), ("ful", ""), ("ly", "e"), ("ment", ""), ("y", ""),
           ("ies", "y"), ("ied", "y"), ("ier", "y"), ("iest", "y"), ("in", "ing")),
    "es": (("s", ""), ("es", ""), ("a", "o"), ("as", "o"), ("os", "o"), ("mente", ""), ("amente", "o"), ("ando", "ar"),
           ("aron", "ar"), ("aba", "ar"), ("o", "ar"), ("an", "ar"), ("amos", "ar"), ("ado", "ar"), ("iendo", "er"),
           ("ito", "o"), ("ita", "o"), ("isimo", "o"), ("isima", "o"), ("an", "a"), ("en", "e")),
}  # fmt: skip


def feel(text: str) -> Feeling:
    """How one post sounds."""
    plain = folded(text)
    read = tokens(plain)[:LONGEST]
    if not read:
        return NEITHER
    lexicon = _lexicon(_language(read))
    said = _said(read, lexicon)
    if not said:
        return NEITHER
    total = sum(value for value, _ in said) * (1 + LOUDER * min(plain.count("!"), 3))
    sentiment = total / math.sqrt(total * total + 3 * HALF * HALF) if total else 0.0
    return Feeling(round(sentiment, 3), _level(sentiment), _emotion(said))


def feel_many(texts: Iterable[str]) -> list[Feeling]:
    """`feel` of each text."""
    return [feel(text) for text in texts]


def _level(sentiment: float) -> Level:
    size = abs(sentiment)
    step = 2 if size >= VERY else 1 if size >= SOME else 0
    return Level(step if sentiment > 0 else -step)


def _emotion(said: Sequence[tuple[float, Emotion]]) -> Emotion:
    """The feeling with the most weight; what was turned ("not afraid") speaks for none."""
    weights: dict[Emotion, float] = {}
    for value, emotion in said:
        if emotion is not Emotion.NONE:
            weights[emotion] = weights.get(emotion, 0.0) + max(abs(value), 0.5)
    return max(weights, key=lambda emotion: weights[emotion]) if weights else Emotion.NONE


def _said(read: Sequence[str], lexicon: Lexicon) -> list[tuple[float, Emotion]]:
    """The value and the feeling of every word that has one, in its surroundings."""
    said: list[tuple[float, Emotion]] = []
    negated, scale, index = -REACH - 1, 1.0, 0
    known, negations, scales = lexicon.known, lexicon.negations, lexicon.scales
    while index < len(read):
        word = read[index]
        size, sense = 1, known.get(word) or lexicon.sense(word)
        if word in lexicon.phrases:
            size, sense = _phrase(read, index, lexicon, sense)
        if sense.value or sense.emotion is not Emotion.NONE:
            value, emotion = sense.value * scale, sense.emotion
            if index - negated <= REACH:
                value, emotion = value * TURNED, Emotion.NONE
            said.append((value, emotion))
        if word in lexicon.contrasts and said:
            said = [(value * BEFORE_BUT, emotion) for value, emotion in said[-CONTRASTED:]]
        if word in negations:
            negated = index
        scale = scales.get(word, 1.0)
        index += size
    return said


# feelings that a "but" looks back on; more stand in another sentence
CONTRASTED = 40


def _phrase(read: Sequence[str], at: int, lexicon: Lexicon, sense: Sense) -> tuple[int, Sense]:
    for words, meant in lexicon.phrases[read[at]]:
        if tuple(read[at : at + len(words)]) == words:
            return len(words), meant
    return 1, sense


def _language(read: Sequence[str]) -> str:
    """The lexicon to read by: by small words; in a text without them by the words that have a feeling."""
    head = read[:200]
    english, spanish = _lexicon("en"), _lexicon("es")
    lead = sum(word in spanish.common for word in head) - sum(word in english.common for word in head)
    if not lead:
        lead = sum(word in spanish.senses for word in head) - sum(word in english.senses for word in head)
    return "es" if lead > 0 else "en"


@lru_cache(maxsize=2)
def _lexicon(language: str) -> Lexicon:
    told = tomllib.loads((DATA / f"{language}.toml").read_text(encoding="utf-8"))["words"]
    turns = tomllib.loads((DATA / "turns.toml").read_text(encoding="utf-8"))[language]
    senses: dict[str, Sense] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Sense]]] = {}
    for group in told if language == "en" else [*_faces(), *told]:
        sense = Sense(float(group["value"]), Emotion(group["feel"].upper() or "NONE"))
        for word in group["words"].split():
            parts = tuple(word.split("_"))
            if len(parts) > 1:
                phrases.setdefault(parts[0], []).append((parts, sense))
            else:
                senses[folded(word)] = sense
    scales = dict.fromkeys(turns["more"].split(), STRONGER) | dict.fromkeys(turns["less"].split(), WEAKER)
    return Lexicon(
        senses, phrases, frozenset(turns["not"].split()), scales, frozenset(turns["turn"].split()),
        frozenset(turns["words"].split()), _ENDINGS[language],
    )  # fmt: skip


def _faces() -> list[dict[str, str]]:
    """The emoji of the English lexicon, which every language shares."""
    told = tomllib.loads((DATA / "en.toml").read_text(encoding="utf-8"))["words"]
    return [group for group in told if not group["words"].split()[0].isascii()]
