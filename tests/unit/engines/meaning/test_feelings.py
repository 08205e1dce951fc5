"""How a post sounds: good or bad, and which feeling; turned, strengthened, in two languages and in any other."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from dayroom.engines.meaning.feelings import DATA, Emotion, Level, feel, feel_many

SPEC = Path(__file__).resolve().parents[3] / "spec" / "meaning" / "feelings.jsonl"
ODD = (
    "",
    "\x00",
    "\ud800 sad \udfff",
    "\u200f\u062d\u0632\u064a\u0646",
    "🦠",
    "no " * 50_000,
    "!" * 100_000,
    "a" * 1_000_000,
    "悲しい",
)


def test_the_spec_set_is_read_as_people_read_it() -> None:
    rows = [json.loads(line) for line in SPEC.read_text(encoding="utf-8").splitlines()]
    felt = feel_many(row["text"] for row in rows)
    signs = [(one.level > 0) - (one.level < 0) == row["sign"] for one, row in zip(felt, rows, strict=True)]
    named = [one.emotion == row["emotion"] for one, row in zip(felt, rows, strict=True)]
    assert sum(signs) / len(rows) >= 0.93
    assert sum(named) / len(rows) >= 0.9


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        ("I am happy", "I am very happy"),
        ("I am happy", "I am happy!!!"),
        ("slightly sad", "sad"),
        ("this was fun, but I am sad", "I am sad and this was not fun"),
        ("un poco triste", "muy triste"),
    ],
)
def test_a_feeling_is_strengthened_and_weakened_by_its_neighbors(weaker: str, stronger: str) -> None:
    assert abs(feel(weaker).sentiment) < abs(feel(stronger).sentiment)


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("good", "not good"),
        ("afraid", "not afraid"),
        ("feliz", "nunca feliz"),
        ("miedo", "sin miedo"),
    ],
)
def test_a_negation_turns_a_feeling_and_takes_its_name(text: str, turned: str) -> None:
    assert feel(text).sentiment * feel(turned).sentiment < 0
    assert feel(turned).emotion is Emotion.NONE


def test_what_the_post_is_about_is_no_strong_feeling() -> None:
    assert feel("flu cases and a cough in the quarantine ward").level >= Level.BAD
    assert feel("there is an outbreak and a lockdown").level > Level.VERY_BAD


@pytest.mark.parametrize("text", ODD)
def test_any_text_gets_a_feeling_within_the_scale(text: str) -> None:
    assert -1.0 <= feel(text).sentiment <= 1.0


@pytest.mark.parametrize(("language", "least"), [("en", 1500), ("es", 700)])
def test_a_lexicon_is_large_and_no_word_stands_in_it_twice(language: str, least: int) -> None:
    groups = tomllib.loads((DATA / f"{language}.toml").read_text(encoding="utf-8"))["words"]
    words = [word for group in groups for word in group["words"].split()]
    assert len(words) >= least
    assert sorted(words) == sorted(set(words))
    assert all(-4 <= group["value"] <= 4 and group["feel"].upper() in {*Emotion, ""} for group in groups)
