"""What is read out of a post's words: the one place where listening asks the engine ``meaning``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dayroom.engines.meaning import UnknownPlace, folded
from dayroom.engines.meaning.feelings import Emotion, feel
from dayroom.engines.meaning.mentions import Kind, health_mention
from dayroom.engines.meaning.places import ancestors, find_places, place, place_of_profile, self_report
from dayroom.engines.meaning.questions import is_question
from dayroom.engines.meaning.topics import compile_topic, topic_from_dict

# fewer letters say too little of a language
_LEAST_LETTERS = 20
_PROFILES = 1 << 16


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which posts a topic means: two patterns over folded words, and the name under which ready counts come."""

    wanted: str
    unwanted: str = ""
    name: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """What a post says, for counting only."""

    folded: str
    mention: str = ""
    question: bool = False
    feeling: int = 0
    emotion: str = ""


def read(text: str) -> Read:
    """Read one screened text."""
    low = folded(text)
    felt, kind = feel(text), health_mention(low).kind
    return Read(
        low,
        mention="" if kind is Kind.NONE else str(kind),
        question=is_question(low),
        feeling=(felt.level > 0) - (felt.level < 0),
        emotion="" if felt.emotion is Emotion.NONE else str(felt.emotion),
    )


def language_of(text: str) -> str:
    """The likeliest language of a text; empty where it is too short to tell."""
    if len(text) < _LEAST_LETTERS:
        return ""
    import py3langid  # noqa: PLC0415 - heavy, and most sources say the language themselves

    return str(py3langid.classify(text)[0])


def places_in(text: str) -> list[str]:
    """Places that a text speaks of, each with all that it lies in, once."""
    found = find_places(text)
    return list(dict.fromkeys(code for one in found for code in _with_above(one.code))) if found else []


@lru_cache(maxsize=_PROFILES)
def places_of_profile(words: str) -> tuple[str, ...]:
    """What the place in a writer's profile is, and all that it lies in."""
    found = place_of_profile(words) if words else None
    return _with_above(found.code) if found else ()


def own_places(text: str, told: str) -> tuple[str, ...]:
    """Where the writer says to be; ``told`` is what the source itself says of the post, a code or words."""
    if told:
        return places_of_source(told)
    found = self_report(text)
    return _with_above(found.code) if found else ()


@lru_cache(maxsize=_PROFILES)
def places_of_source(told: str) -> tuple[str, ...]:
    try:
        return _with_above(place(told).code)
    except UnknownPlace:
        return places_of_profile(told)


def country_of(code: str) -> str:
    """The country that a place is or lies in; nothing for a part of the world.

    >>> country_of("US-AZ.tucson"), country_of("HT"), country_of("002")
    ('US', 'HT', '')
    """
    return "" if code[:1].isdigit() else code.partition("-")[0].partition(".")[0]


@lru_cache(maxsize=_PROFILES)
def _with_above(code: str) -> tuple[str, ...]:
    return (code, *(above for above in ancestors(code) if above != code))


def patterns_of(definition: Mapping[str, Any], name: str) -> Wanted:
    """A stored definition as patterns. Raises BrokenTopic."""
    made = compile_topic(topic_from_dict({**definition, "name": name}))
    return Wanted(made.wanted, made.unwanted, name, made.languages)
