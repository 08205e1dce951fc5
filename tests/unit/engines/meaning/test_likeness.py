"""Copies are found, short phrases that many people write are not copies."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from dayroom.engines.meaning import Groups, distance, folded, sketch, sketch_many

LIST = [
    "the school on elm street closes on monday because half of the class has measles",
    "please drink enough water today it will be hotter than on any day of last summer",
    "our clinic gives free flu shots on saturday from nine to noon bring your card",
    "mi hermana lleva tres dias con fiebre y nadie en el centro de salud contesta",
]


def edited(text: str, rand: random.Random) -> str:
    """A fifth of the words replaced."""
    words = text.split()
    for at in rand.sample(range(len(words)), len(words) // 5):
        words[at] = f"other{at}"
    return " ".join(words)


def test_copies_with_a_fifth_of_the_words_changed_are_found() -> None:
    rand = random.Random(7)
    groups = Groups(remembered=100)
    assert groups.add_many(enumerate_keys(LIST)) == [None] * len(LIST)
    said = [groups.add("copy", edited(text, rand)) for text in LIST * 5]
    led = [one.copy_of for one in said if one]
    assert len(led) >= 18
    assert all(one is None or LIST[at % len(LIST)] == LIST[int(one.copy_of)] for at, one in enumerate(said))


def enumerate_keys(texts: list[str]) -> list[tuple[str, str]]:
    return [(str(at), text) for at, text in enumerate(texts)]


def test_short_phrases_are_not_copies() -> None:
    groups = Groups(remembered=10)
    assert groups.add_many([("a", "i have the flu"), ("b", "i have the flu")]) == [None, None]


def test_memory_does_not_grow_and_old_posts_are_forgotten() -> None:
    groups = Groups(remembered=2)
    groups.add_many(enumerate_keys(LIST))
    assert groups.add("again", LIST[0]) is None
    assert groups.add("copy", LIST[0]) is not None


def test_sketches_are_the_same_everywhere_and_near_for_near_texts() -> None:
    assert sketch(LIST[0]) == 8825379410388651692
    near = distance(sketch(LIST[0]), sketch(LIST[0].replace("monday", "tuesday")))
    assert near < min(distance(sketch(LIST[0]), sketch(other)) for other in LIST[1:])
    assert sketch_many(LIST) == [sketch(text) for text in LIST]


@settings(max_examples=40)
@given(st.text(st.characters(codec=None), max_size=300))
def test_every_text_has_a_sketch(text: str) -> None:
    assert 0 <= sketch(folded(text)) < 2**64
    assert 0 <= sketch(text) < 2**64


def test_long_texts_are_read() -> None:
    groups = Groups(remembered=2)
    for text in ("word " * 50_000, "a" * 200_000, "字" * 200_000, ""):
        sketch(text)
        groups.add("long", text)
