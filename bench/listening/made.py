"""Posts made up for measuring: any of them by its number, so that reading can begin anywhere."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from dayroom.apps.listening.vocabulary.posts import RawPost

FIRST = datetime(2016, 1, 1, tzinfo=UTC)
# posts of a day as in 4.4 million of ten years
A_DAY = 1_205
_OPEN = (
    "Half of my class is out with {ill} this week and {rest}",
    "Anybody else in {town} seeing more {ill} lately? {rest}",
    "My {kin} got {ill} on {weekday}, {rest}",
    "Health officials in {town} say {rest}",
    "I still have {ill} after {number} days and {rest}",
    "Does the new shot help against {ill}? {rest}",
    "That exam gave me {ill}, {rest}",
    "¿Alguien más con {ill} en {town}? {rest}",
    "Mi {kin} tiene {ill} desde el {weekday}, {rest}",
    "Read this before you believe what they say about {ill}: {rest}",
)
_ILL = ("the flu", "measles", "a cough", "fever", "covid", "sarampion", "la gripe", "a migraine", "norovirus", "RSV")
_KIN = ("son", "mother", "boss", "hija", "neighbour", "roommate", "madre", "cousin")
_TOWN = ("Lubbock", "Houston", "London", "Madrid", "Bogotá", "Leeds", "Phoenix", "Toronto", "Sevilla", "Lima")
_WEEKDAY = ("Monday", "Tuesday", "martes", "Friday", "domingo")
_PROFILE = ("", "", "NYC", "London, UK", "somewhere nice", "Texas", "CDMX", "Madrid, España", "Toronto", "the moon")
# many words, as in life: posts that share a template share little else
_STEMS = "school clinic ward line bus work rain garden cat night paper letter phone street game film photo price bread"
_ENDS = " s er ing ed y ly ish less ful ness ment ward wise room side line house yard land time week day man"
_WORDS = [stem + end for stem in _STEMS.split() for end in _ENDS.split(" ")]
_WORDS += ["and", "the", "of", "to", "in", "is", "for", "on", "with"]


def post(number: int) -> RawPost:
    """The post of this number; they come in order, as many a day as in the whole that this is built for."""
    own = random.Random(number)
    copied = own.random() < 0.05
    told = random.Random(number // 400 if copied else number)
    text = told.choice(_OPEN).format(
        ill=told.choice(_ILL), kin=told.choice(_KIN), town=told.choice(_TOWN), weekday=told.choice(_WEEKDAY),
        number=told.randrange(2, 20), rest=" ".join(told.choices(_WORDS, k=told.randrange(6, 18))),
    )  # fmt: skip
    at = FIRST + timedelta(seconds=number * 86_400 // A_DAY)
    chance = own.random()
    if chance < 0.25:
        text += f" https://example.org/{number}"
    elif chance < 0.35:
        text = f"@writer{own.randrange(9999)} {text}"
    elif chance < 0.36:
        text += f" call 202-555-0{own.randrange(100, 199)}"
    elif chance < 0.40:
        text += " #health #" + own.choice(_WORDS)
    return RawPost(
        key=f"made-{number}", at=at, text=text, author=f"w{int(own.paretovariate(0.4)) % 300_000}",
        language="es" if text.startswith(("¿", "Mi ")) else "en", profile_place=own.choice(_PROFILE),
        likes=own.randrange(4), shares=own.randrange(2),
    )  # fmt: skip


class Posts:
    """A stream of made posts that knows where it stands, as a reader of a file does."""

    def __init__(self, of: int, start: int = 0) -> None:
        self._at, self._of = start, of

    def __iter__(self) -> Posts:
        return self

    def __next__(self) -> RawPost:
        if self._at >= self._of:
            raise StopIteration
        self._at += 1
        return post(self._at - 1)

    @property
    def place(self) -> dict[str, int]:
        return {"row": self._at}

    @property
    def bytes_done(self) -> int:
        return self._at * 150
