"""What is read out of a post's words: the one place where listening asks the engine ``meaning``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dayroom.engines.meaning import folded
from dayroom.engines.meaning.topics import compile_topic, topic_from_dict

# beyond this a sentiment is not neutral; scale -1 to 1
_LEAN = 0.15


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
    sketch: int = 0


def read(text: str) -> Read:
    """Read one screened text."""
    low = folded(text)
    return Read(low, question="?" in text, sketch=hash_of(low))


def hash_of(low: str) -> int:
    from hashlib import blake2b  # noqa: PLC0415 - goes when likeness stands

    return int.from_bytes(blake2b(low.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


def places_in(text: str) -> list[str]:
    return []


def place_of_profile(words: str) -> list[str]:
    return []


def own_place(text: str) -> list[str]:
    return []


def patterns_of(definition: Mapping[str, Any], name: str) -> Wanted:
    """A stored definition as patterns. Raises BrokenTopic."""
    made = compile_topic(topic_from_dict({**definition, "name": name}))
    return Wanted(made.wanted, made.unwanted, name, made.languages)
