"""Whether a post asks something, with or without a question mark, and what it asks about.

    is_question(folded("Does anyone know if the flu shot hurts"))

folded    a text as `words.folded` gives it, English or Spanish; in other languages only the mark counts
returns   a yes or no; a short key that is the same for many ways to ask the same: what is wanted, then about what
raises    nothing
source    written by us; data/questions.toml
errs      takes a headline with a question mark for a question; misses a question that is told as a story

Measured by `python -m bench.meaning questions`.

>>> is_question("does anyone know if the flu shot hurts"), is_question("i know that the flu shot hurts")
(True, False)
>>> asks_about("is the mmr vaccine safe while pregnant?")
'safe: mmr pregnancy vaccine'
>>> asks_about("es segura la vacuna triple viral en el embarazo?")
'safe: mmr pregnancy vaccine'
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Any

import re2

from .concepts import codes_in
from .words import DATA, stop_words, tokens

# a key names so many things at most: more would make each question its own
MOST_ABOUT = 3
# no more of a long post is read for what it asks
_READ = 2_000
# a mark inside a word is a letter that got lost, or part of an address
_MARK = re.compile(r"¿|[?؟;？](?![^\W_])")
# where a sentence begins; hashtags may stand before it
_BEGINNING = r"(?:^|[.!;:…\"(¡] ?| - |^(?:rt )?(?:#\S+ )+)"
# "is feeling better", "are tired": no name of anything
_NO_NAME = ("ing", "ed", "ly")
_SENTENCE = re.compile(r"[^.!?;¿¡…]*\?|[^.!?;¿¡…]+")


def is_question(folded: str) -> bool:
    """Whether a folded text asks something; see the module."""
    if ("?" in folded or "¿" in folded or "؟" in folded) and _MARK.search(folded):
        return True
    read = folded[:_READ]
    return bool(_asking().search(read)) or _asks_of_a_name(read)


def is_question_many(folded: Iterable[str]) -> list[bool]:
    """The same of many texts."""
    return [is_question(text) for text in folded]


def asks_about(folded: str) -> str:
    """The key of what a text asks, such as "safe: mmr pregnancy"; empty where it asks nothing that can be named.

    About what: at most three codes of concepts, or, where none is named, words that say something, by the alphabet.
    """
    asked = _asked_part(folded[:_READ])
    if not asked:
        return ""
    # the sentence before says what "it" is
    about = sorted(codes_in(asked) or codes_in(folded[:_READ]))[:MOST_ABOUT]
    if not about:
        intents = _intent_words()
        told = (word.lstrip("#") for word in tokens(asked) if len(word) > 2)
        about = sorted(set(dict.fromkeys(w for w in told if w not in stop_words() and w not in intents)))[:MOST_ABOUT]
    return f"{_intent(asked)}: {' '.join(about)}" if about else ""


def _asked_part(folded: str) -> str:
    """The sentences of a text that ask."""
    if not is_question(folded):
        return ""
    parts = [part.strip() for part in _SENTENCE.findall(folded)]
    asking = [part for part in parts if part.endswith("?") or is_question(part)]
    return " ".join(asking) or folded


def _asks_of_a_name(folded: str) -> bool:
    """Whether a sentence begins as "can stress …" does: a verb, then what it is asked of."""
    verbs, left_out = _verb_first()
    return any(name not in left_out and not name.endswith(_NO_NAME) for name in verbs.findall(folded))


def _intent(asked: str) -> str:
    for name, pattern in _intents():
        if pattern.search(asked):
            return name
    return "about"


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads((DATA / "questions.toml").read_text("utf-8"))


@cache
def _asking() -> Any:
    told = _told()
    start = "|".join(line for language in ("en", "es") for line in told[language]["start"])
    anywhere = "|".join(line for language in ("en", "es") for line in told[language]["anywhere"])
    return re2.compile(rf"{_BEGINNING}(?:{start})(?:[^a-z0-9_]|$)|(?:^|[^a-z0-9_])(?:{anywhere})(?:[^a-z0-9_]|$)")


@cache
def _verb_first() -> tuple[Any, frozenset[str]]:
    told = _told()["en"]
    return re2.compile(rf"{_BEGINNING}(?:{told['verbs']}) ([a-z0-9'-]+) [a-z]"), frozenset(told["left_out"].split())


@cache
def _intents() -> tuple[tuple[str, Any], ...]:
    return tuple(
        (one["name"], re2.compile(rf"(?:^|[^a-z0-9_])(?:{'|'.join(one['words'])})(?:[^a-z0-9_]|$)"))
        for one in _told()["intent"]
    )


@cache
def _intent_words() -> frozenset[str]:
    """Words that say what is wanted: they stand in the first half of the key already."""
    return frozenset(word for one in _told()["intent"] for words in one["words"] for word in words.split())
