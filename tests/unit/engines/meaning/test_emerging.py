"""Phrases that rise are found; bursts of one author, few people and chance are not shown."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayroom.engines.meaning import BadCounting, Phrases, folded, phrases, rising

WORDS = [f"word{n}" for n in range(60)]


def window(seed: int, posts: int = 600, *planted: str) -> Phrases:
    """Random posts, each of another author; the planted phrases stand in the first posts."""
    rand = random.Random(seed)
    counted = Phrases()
    for at in range(posts):
        said = " ".join(rand.choices(WORDS, k=8))
        counted.add(f"{said} {planted[at]}" if at < len(planted) else said, f"{seed}-{at}")
    return counted


def test_a_new_phrase_of_many_people_is_shown_whole() -> None:
    (first, *_) = rising(window(1, 600, *["purple rash"] * 25), window(2, 2_000))
    assert (first.phrase, first.now, first.before) == ("purple rash", 25, 0)
    assert 11 <= first.authors <= 25
    assert first.ratio > 10


def test_chance_and_few_people_show_nothing() -> None:
    assert rising(window(3), window(4, 2_000)) == []
    assert rising(window(5, 600, *["purple rash"] * 10), window(6, 2_000)) == []
    assert rising(Phrases(), window(7)) == []


def test_a_burst_of_few_authors_is_not_shown() -> None:
    recent = window(8)
    for at in range(400):
        recent.add("miracle cure tea", f"seller{at % 15}")
    assert not [one for one in rising(recent, window(9, 2_000)) if "tea" in one.phrase]


def test_authors_are_never_more_than_there_are() -> None:
    counted = Phrases()
    for at in range(300):
        counted.add("fever", f"author{at % 40}")
    assert counted.count("fever") == 300
    assert 25 <= counted.authors("fever") <= 40


def test_memory_is_bounded_and_the_error_is_stated() -> None:
    counted, exact = Phrases(most=500), Phrases()
    rand = random.Random(10)
    for at in range(3_000):
        text = f"fever new{at} {rand.choice(WORDS)}" if at % 3 else f"other{at}"
        counted.add(text, str(at))
        exact.add(text, str(at))
        assert at % 100 or sum(1 for _ in counted) <= 500
    assert counted.missed > 0
    for phrase in ("fever", *WORDS):
        assert exact.count(phrase) - counted.missed <= counted.count(phrase) <= exact.count(phrase)


def test_days_add_up() -> None:
    whole, first, second = Phrases(), Phrases(), Phrases()
    for at, text in enumerate(["a new rash", "new rash here", "old cough"]):
        whole.add(text, str(at))
        (first if at < 2 else second).add(text, str(at))
    first.merge(second)
    assert {phrase: (first.count(phrase), first.authors(phrase)) for phrase in first} == {
        phrase: (whole.count(phrase), whole.authors(phrase)) for phrase in whole
    }


def test_windows_of_different_memory_cannot_be_compared() -> None:
    with pytest.raises(BadCounting):
        rising(Phrases(most=10), Phrases(most=20))


@settings(max_examples=40)
@given(st.text(st.characters(codec=None), max_size=200))
def test_every_text_has_phrases(text: str) -> None:
    counted = Phrases()
    counted.add(folded(text), text)
    assert all(counted.count(phrase) == 1 for phrase in phrases(folded(text)))
