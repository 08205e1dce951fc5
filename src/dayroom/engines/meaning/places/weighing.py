"""Decide which of the places of its name a word means, by what stands beside it.

hits      names in the text, see reading.py
returns   for each hit its best option and how sure it is; None where it is no place here
units     weights are logarithms to base ten: 1 says ten times likelier; confidence 0-1
raises    nothing
source    weights by us, tuned on the even half of `geo_geovirus` (development part); the idea that a name means the
          largest place unless its neighbors say otherwise is old (Leidner 2007, Toponym Resolution in Text)
errs      a name that is also a word or a person's name is left out rather than put on the map
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from .gazetteer import COMMON, DEMONYM, LARGE, PERSON, SHORT, WEAK, Kind, Place, ancestors, gazetteer
from .neighbors import is_something_else, is_with_a_name, led
from .reading import Hit, Option
from .wording import Word

# a small town of the region is less likely meant than the region
TOWN = 3.9
# the name behind the comma says where it lies
QUALIFIED = 4.0
SAME_REGION, SAME_COUNTRY, SAME_AREA = 1.6, 1.3, 0.2
# each doubling of the places that speak for one; how much the wider ones add; a place that was named itself
MORE_VOTES, OTHERS, NAMED = 0.25, 0.3, 1.5
WEAKER = 1.2
# a city of a million: its name is taken for it although people bear it too
KNOWN_CITY = 6.0
# with less than this a name that is also a word, or a person's, is not a place
ENOUGH = {COMMON: 2.0, PERSON: 1.0}


@dataclass(slots=True)
class Context:
    """What the sure names of the text speak for: places and what they lie in."""

    votes: Counter[str] = field(default_factory=Counter)

    def add(self, code: str) -> None:
        self.votes[code] += 1
        for above in ancestors(code):
            self.votes[above] += 1


@dataclass(frozen=True, slots=True)
class Choice:
    """The place a hit means."""

    place: Place
    town: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class Case:
    """A name, its likeliest meaning, the weight of that, and the part of the weight that the context gives."""

    text: str
    words: Sequence[Word]
    hit: Hit
    option: Option
    weight: float
    support: float


Judge = Callable[[Case], bool]


def choose(text: str, words: Sequence[Word], found: Sequence[Hit], judge: Judge | None = None) -> list[Choice | None]:
    """The meaning of every hit; `judge` decides which are places, as for running text when not given."""
    chosen: list[Choice | None] = [None] * len(found)
    context = Context()
    unsure: list[int] = []
    for at, hit in enumerate(found):
        if is_sure(hit):
            if judge is None and is_something_else(text, words, hit):
                continue
            sure = _choice(hit, hit.options[0], 0.95)
            chosen[at] = sure
            context.add(sure.place.code)
        else:
            unsure.append(at)
    # from the surest to the least sure: what was decided speaks for the rest
    for at in sorted(unsure, key=lambda at: -_firmness(found[at])):
        case, confidence = _likeliest(text, words, found, at, context)
        if (judge or is_place)(case):
            taken = _choice(case.hit, case.option, confidence)
            chosen[at] = taken
            context.add(taken.place.code)
    return chosen


def is_sure(hit: Hit) -> bool:
    """Whether a name means one place and nothing else."""
    only = hit.options[0]
    if len(hit.options) > 1 or only.town or hit.flags & (COMMON | PERSON | WEAK | SHORT):
        return False
    return hit.capital or gazetteer().weight(only.row) >= LARGE


def _choice(hit: Hit, option: Option, confidence: float) -> Choice:
    return Choice(gazetteer().place(option.row), option.town, confidence)


def _firmness(hit: Hit) -> float:
    known = gazetteer()
    weights = sorted((known.weight(option.row) for option in hit.options if not option.town), reverse=True) or [TOWN]
    lead = weights[0] - (weights[1] if len(weights) > 1 else 0)
    return lead - 3 * bool(hit.flags & COMMON) - 2 * bool(hit.flags & PERSON)


def _likeliest(text: str, words: Sequence[Word], found: Sequence[Hit], at: int, context: Context) -> tuple[Case, float]:
    hit = found[at]
    beside, told = _qualifier(text, words, found, at), _qualified(text, words, found, at)
    scored = sorted(
        ((*_score(option, beside, told, context), option) for option in hit.options), key=lambda one: -one[0]
    )
    weight, support, option = scored[0]
    lead = next((weight - other for other, _, rival in scored[1:] if not _nested(option, rival)), 3.0)
    return Case(text, words, hit, option, weight, support), _sure(lead, support)


def _nested(one: Option, other: Option) -> bool:
    """Whether one lies in the other: a city and the region of its name are no two places on the map."""
    known = gazetteer()
    left, right = known.place(one.row).code, known.place(other.row).code
    return left in ancestors(right) or right in ancestors(left)


def _qualifier(text: str, words: Sequence[Word], found: Sequence[Hit], at: int) -> frozenset[int]:
    """The rows the name behind this one may mean, where only a comma or a bracket parts them."""
    if at + 1 >= len(found):
        return frozenset()
    hit, following = found[at], found[at + 1]
    gap = text[words[hit.last - 1].end : words[following.first].start]
    if following.first != hit.last or gap.strip() not in (",", "(", "-", "/", ""):
        return frozenset()
    return frozenset(option.row for option in following.options)


def _qualified(text: str, words: Sequence[Word], found: Sequence[Hit], at: int) -> frozenset[int]:
    """The rows that the name before this one may lie in, where only a comma parts them: this one tells it apart."""
    if not at or found[at - 1].last != found[at].first:
        return frozenset()
    before, hit = found[at - 1], found[at]
    if text[words[before.last - 1].end : words[hit.first].start].strip() not in (",", "(", "/", ""):
        return frozenset()
    known = gazetteer()
    codes = (known.place(option.row).code for option in before.options)
    return frozenset(known.rows[above] for code in codes for above in ancestors(code))


def _score(option: Option, beside: frozenset[int], told: frozenset[int], context: Context) -> tuple[float, float]:
    """The weight of one option, and how much of it the context gives."""
    known = gazetteer()
    place = known.place(option.row)
    weight = TOWN if option.town else known.weight(option.row)
    if option.flags & WEAK:
        # two letters are a state of the United States before they are a country
        weight -= WEAKER + 2.5 * (option.flags & SHORT and place.kind is Kind.COUNTRY)
    above = ancestors(place.code)
    support = 0.0
    inside = (place.code, *above) if option.town else above
    if beside and any(known.rows[one] in beside for one in inside):
        support += QUALIFIED
    if option.row in told:
        support += QUALIFIED
    if context.votes:
        support += _spoken_for(place.code, inside, context)
    return weight + support, support


def _spoken_for(code: str, inside: Sequence[str], context: Context) -> float:
    """What the places already read say for one: the nearest thing they share counts, the others hardly."""
    known = gazetteer()
    gains = [0.0]
    for one in inside:
        votes = context.votes[one]
        if votes:
            kind = known.place(known.rows[one]).kind
            gain = {Kind.AREA: SAME_AREA, Kind.COUNTRY: SAME_COUNTRY}.get(kind, SAME_REGION)
            gains.append(gain * (1 + MORE_VOTES * math.log2(votes)))
    named = NAMED if context.votes[code] and code not in inside else 0.0
    return named + max(gains) + OTHERS * (sum(gains) - max(gains))


def is_place(case: Case) -> bool:
    """Whether the name is a place at all in this text."""
    hit, flags, own = case.hit, case.option.flags, case.weight - case.support
    if flags & DEMONYM:
        return hit.capital
    if hit.tag:
        spoiled = flags & COMMON and not (flags & SHORT and hit.shouted)
        return (own >= LARGE and not spoiled) or case.support >= QUALIFIED
    if is_something_else(case.text, case.words, hit):
        return False
    if not hit.capital and (flags & (COMMON | WEAK) or own < LARGE):
        return False
    if flags & SHORT and flags & WEAK:
        # "CA", "OR": only behind the place they tell apart
        return case.support >= QUALIFIED
    said = led(case.text, case.words, hit)
    evidence = case.support + said
    if flags & COMMON and not flags & SHORT:
        return evidence >= ENOUGH[COMMON] or (said > 0 and own >= 6.0)
    if flags & PERSON:
        if is_with_a_name(case.text, case.words, hit):
            return evidence >= QUALIFIED
        return own >= KNOWN_CITY or said >= ENOUGH[PERSON] or case.support >= QUALIFIED
    if case.option.town or flags & WEAK:
        return evidence >= 1.0
    return True


def _sure(lead: float, support: float) -> float:
    """How sure: by the lead over the next option, in logarithms, and by what the context says."""
    share = 1 / (1 + 10 ** -min(max(lead, 0.0), 3.0))
    return round(min(0.98, share * (0.8 + 0.05 * min(support, 4.0))), 2)
