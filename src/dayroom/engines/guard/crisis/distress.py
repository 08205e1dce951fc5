"""Heavy words about oneself, none of which says it alone.

low          the folded text, lower case, without accents
occurrences  where the phrases of a crisis pack stand: rule, start, end
read         what has been read already: sayings, and phrases that say it
returns      the rules that weigh enough and where the first word of each stands; empty for most texts
units        points: each cue counts its rule's `weight` once; each kind of word of illness, of treatment and of
             other people takes some away: who tells of symptoms and doses is tired of those
source       standards 4, tier T2 (hopeless). Words and weights are our own, tuned on counts in the sets
             of bench/guard/crisis.py, 2026-11-21
errs         towards silence in long stories of illness, towards an alert where a word of dying stands
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..packs import Rule

Occurrence = tuple[Rule, int, int]

_OWN = re.compile(r"\b(?:i|im|ive|id|me|my|myself|mine)\b")
_YOURS = re.compile(r"\b(?:you|your|youre|yours|yourself|youll|youve|u|ur)\b")
_OWN_AT_LEAST = 2
_YOURS_AT_LEAST = 2
_TWICE = 2
_OWN_OFTEN = 4
# points
_SPOKEN_MOST = 2
_SOMEBODY_ELSE = -1000
# different kinds of words of illness and treatment from which on a text is about those
_ILLNESS = 2


def is_about_illness(occurrences: Sequence[Occurrence]) -> bool:
    """Whether symptoms, doses, doctors are what the text speaks of."""
    return sum(1 for rule, _, _ in occurrences if rule.klass == "ILLNESS") >= _ILLNESS


def can_weigh(seen: Sequence[Occurrence], cues: Sequence[Rule]) -> bool:
    """Whether cues could weigh enough, were each of them there and nothing to calm them: else nobody need look."""
    dark = {rule.id: rule for rule, _, _ in seen if rule.speaker == "dark"}
    rules = [*dark.values(), *(rule for rule in cues if rule.speaker == "cue")]
    return bool(rules) and sum(rule.weight for rule in rules) >= min(rule.needs for rule in rules) - _SPOKEN_MOST


def is_to_another(low: str) -> bool:
    """Whether the text speaks to somebody far more than of the writer: those who comfort name what they comfort.

    Twice, as a reply between two in danger says "you" nearly as often: at once as often, two authors more were missed.
    """
    yours = len(_YOURS.findall(low))
    return yours >= _YOURS_AT_LEAST and yours > _TWICE * len(_OWN.findall(low))


def heaviest(low: str, occurrences: Sequence[Occurrence], read: Sequence[tuple[int, int]]) -> list[Occurrence]:
    """No phrase says it, but many heavy words about oneself do: the first word of each rule that counted."""
    heavy: dict[str, Occurrence] = {}
    points = 0
    taken = bytearray(len(low))
    for start, end in read:
        taken[start:end] = b"\x01" * (end - start)
    for item in occurrences:
        rule, start, end = item
        if rule.speaker == "calm":
            points -= rule.weight
        elif taken.find(1, start, end) >= 0:
            continue
        elif rule.speaker == "cue" or (rule.speaker == "dark" and rule.id not in heavy):
            points += rule.weight
            heavy.setdefault(rule.id, item)
    if not heavy or points < min(rule.needs for rule, _, _ in heavy.values()) - _SPOKEN_MOST:
        return []
    points += _spoken_of_oneself(low)
    return [item for item in heavy.values() if points >= item[0].needs]


def _spoken_of_oneself(low: str) -> int:
    """Points for words like "I" and "my"; far below nothing where "you" stands more often: those comfort."""
    own = len(_OWN.findall(low))
    if own < _OWN_AT_LEAST or own < len(_YOURS.findall(low)):
        return _SOMEBODY_ELSE
    return _SPOKEN_MOST if own >= _OWN_OFTEN else 1
