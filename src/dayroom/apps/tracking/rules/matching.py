"""Who is like whom: words on cards, how much each counts, and why. No queries, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dayroom.apps.tracking.vocabulary import known
from dayroom.kernel.errors import Invalid, Refused

# what a token begins with → the part of the card it belongs to
PARTS = {"c": "condition", "s": "stage", "t": "treatment", "a": "age", "x": "sex"}
# words that so many share that nobody is looked for by them; they only add to a match
TOO_COMMON = frozenset({"a", "x"})
WEIGHTS = range(4)  # 0 does not count … 3 counts most
DEFAULT_WEIGHT = 2
TOKEN_MOST = 60  # characters of a name in a token
TOKENS_MOST = 40  # of one card


class NothingShown(Invalid):
    """Please choose at least one condition or one treatment to be found by."""


class ChildNotShown(Refused):
    """This list is for people who are 13 or older."""


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What one member chose to show: names as they wrote them, the stage of each condition, age group, sex."""

    conditions: tuple[tuple[str, str], ...] = ()  # (name, stage; empty where it is not shown)
    treatments: tuple[str, ...] = ()
    age: str = ""
    sex: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """What two cards have in common, as tokens, and how much that is: 0-1 of what the reader weighs."""

    share: float
    tokens: tuple[str, ...]


def check_shown(facts: CardFacts) -> None:
    """Raises NothingShown."""
    if not (facts.conditions or facts.treatments):
        raise NothingShown()


def tokens_of(facts: CardFacts, *, young: bool) -> list[str]:
    """The words by which a card is found. Those of the young differ from all others: the two never meet.

    >>> tokens_of(CardFacts(conditions=(("Blood sugar", "mild"),), age="35-49"), young=False)
    ['A|c:type-2-diabetes', 'A|s:type-2-diabetes:mild', 'A|a:35-49']
    """
    found: list[str] = []
    for name, stage in facts.conditions:
        key = _key(known.condition_named(name), name)
        found += [f"c:{key}", *([f"s:{key}:{known.folded(stage)[:20]}"] if stage else [])]
    found += [f"t:{_key(known.treatment_named(name), name)}" for name in facts.treatments]
    found += [f"a:{facts.age}"] if facts.age else []
    found += [f"x:{facts.sex}"] if facts.sex else []
    return [f"{'Y' if young else 'A'}|{token}" for token in dict.fromkeys(found)][:TOKENS_MOST]


def _key(found: known.Known | None, name: str) -> str:
    return found.slug if found else known.folded(name)[:TOKEN_MOST]


def part_of(token: str) -> str:
    """The part of the card that a token belongs to."""
    return PARTS[token.partition("|")[2][:1]]


def leads(token: str) -> bool:
    """Whether people are looked for by this word."""
    return token.partition("|")[2][:1] not in TOO_COMMON


def shared(mine: Iterable[str], theirs: frozenset[str], weights: Mapping[str, int]) -> Shared:
    """How much of what the reader weighs stands on the other card too."""
    own = [(token, weights.get(part_of(token), DEFAULT_WEIGHT)) for token in mine]
    whole = sum(weight for _token, weight in own)
    common = [(token, weight) for token, weight in own if weight and token in theirs]
    score = sum(weight for _token, weight in common) / whole if whole else 0.0
    return Shared(score, tuple(token for token, _weight in common))


def kept_weights(said: Mapping[str, str]) -> dict[str, int]:
    """The weights as they are kept; anything odd counts as usual."""
    return {
        part: int(said[part]) if said.get(part, "").isdecimal() and int(said[part]) in WEIGHTS else DEFAULT_WEIGHT
        for part in PARTS.values()
    }
