"""A sentence of ours can be read by somebody who left school at fourteen, and by anyone at three in the morning."""

from __future__ import annotations

import re

import pytest

from tests.guards.words import sentences

MOST = 8.0  # Flesch-Kincaid grade over the whole interface
MOST_OF_ONE_FILE = 10.0  # a page about the law may be a little heavier than the rest, none may be a wall
WORDS_TO_JUDGE = 100  # below this the formula says nothing about a text
WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)")
VOWELS = re.compile(r"[aeiouy]+")


def grade(words: int, sentences: int, syllables: int) -> float:
    """Flesch-Kincaid grade level, on counts."""
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def syllables(word: str) -> int:
    """Groups of vowels, without a silent ending; at least one."""
    low = re.sub(r"[^a-z]", "", word.lower())
    count = len(VOWELS.findall(low))
    if low.endswith("e") and not low.endswith("le") and count > 1:
        count -= 1
    if re.search(r"[^aeiouytd]ed$", low) and count > 1:
        count -= 1
    if re.search(r"[^aeiousxz]es$", low) and not re.search(r"(?:ch|sh|[cg])es$", low) and count > 1:
        count -= 1
    return max(1, count)


def counts(texts: list[str]) -> tuple[int, int, int]:
    """(words, sentences, syllables); a label is a sentence of its own."""
    words = [word for text in texts for word in WORD.findall(text)]
    ends = sum(max(1, len([part for part in SENTENCE_END.split(text) if WORD.search(part)])) for text in texts)
    return len(words), ends, sum(syllables(word) for word in words)


@pytest.mark.parametrize(("words", "ends", "spoken", "expected"), [(100, 5, 150, 9.91), (100, 10, 130, 3.65)])
def test_the_formula_gives_the_published_values(words: int, ends: int, spoken: int, expected: float) -> None:
    assert grade(words, ends, spoken) == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize(
    ("word", "count"),
    [("you", 1), ("people", 2), ("community", 4), ("moderator", 4), ("asked", 1), ("waited", 2), ("made", 1),
     ("table", 2), ("notices", 3), ("posts", 1), ("medicine", 3), ("I", 1)],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def full_sentences(texts: list[str]) -> list[str]:
    """Labels of one to three words would make every text look easy: only what is said in sentences is judged."""
    return [text for text in texts if len(WORD.findall(text)) > 3]


def test_the_whole_interface_reads_at_grade_eight_or_below() -> None:
    said = full_sentences([text for texts in sentences().values() for text in texts])
    assert len(said) > 300, "the sentences were not found: this test would judge nothing"
    assert grade(*counts(said)) <= MOST


def test_no_single_page_is_a_wall() -> None:
    heavy = {}
    for name, texts in sentences().items():
        said = full_sentences(texts)
        words, ends, spoken = counts(said) if said else (0, 1, 0)
        if words >= WORDS_TO_JUDGE and grade(words, ends, spoken) > MOST_OF_ONE_FILE:
            heavy[name] = round(grade(words, ends, spoken), 1)
    assert heavy == {}
