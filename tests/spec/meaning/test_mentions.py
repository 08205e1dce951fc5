"""An illness that somebody has is told from one that is spoken about and from a figure of speech."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dayroom.engines.meaning import Kind, folded, health_mention

SPEC = tomllib.loads((Path(__file__).parent / "mentions.toml").read_text("utf-8"))
FLOORS = {"personal": 0.85, "nonpersonal": 0.85, "figurative": 0.75, "none": 1.0}


@pytest.mark.parametrize("kind", FLOORS)
def test_mentions_are_told_apart(kind: str) -> None:
    said = [health_mention(folded(text)).kind for text in SPEC[kind]]
    assert said.count(Kind(kind.upper())) >= FLOORS[kind] * len(said)


def test_the_word_stands_where_it_is_said_to_stand() -> None:
    for text in (*SPEC["personal"], *SPEC["nonpersonal"], *SPEC["figurative"]):
        low = folded(text)
        seen = health_mention(low)
        start, end = seen.span
        assert low[start:end] == seen.word != ""
        assert seen.reason


@pytest.mark.parametrize("text", ["", "\0\ud800", "fever " * 20_000, "🤒" * 1000, "can't breathe" * 2000])
def test_no_text_is_too_hard(text: str) -> None:
    health_mention(folded(text))
