"""Symptoms, conditions and drugs that a post names, as short codes that stay the same.

    codes_in(folded("Third day of fever and a sore throat")) == ("fever", "sore-throat")

folded    a text as `words.folded` gives it
returns   codes of data/concepts.toml, each once, in the order of the text; the longest words win, so that "breast
          cancer" is not "cancer" as well
raises    nothing for any text; UnknownConcept for a code that is not in the list
source    a starter list of plain words written by us, English and Spanish; ICD-10-CM categories where they fit
errs      leaves a word with two meanings out; a name is found also where it is denied or a figure of speech, which
          `mentions` tells apart

Measured by `python -m bench.meaning concepts`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import ahocorasick

from .errors import UnknownConcept
from .words import DATA, tokens
from .words import folded as fold

KINDS = ("symptom", "condition", "drug")


@dataclass(frozen=True, slots=True)
class Concept:
    """One line of the list. A word with a `*` at its end stands for any ending; `icd` is empty where nothing fits."""

    code: str
    kind: str
    english: str
    spanish: str
    words: tuple[str, ...]
    icd: str = ""

    def name(self, language: str = "en") -> str:
        """In Spanish for Spanish readers, in English for all others."""
        return self.spanish if language.lower().startswith("es") and self.spanish else self.english


def codes_in(folded: str) -> tuple[str, ...]:
    """Codes of what a folded text names; see the module.

    >>> codes_in(fold("Mi hija tiene fiebre y TOS, ¿será gripe? #RSV"))
    ('fever', 'cough', 'flu', 'rsv')
    >>> codes_in("nothing here")
    ()
    """
    text = f" {' '.join(tokens(folded))} ".replace("#", "")
    found: list[tuple[int, int, str]] = []
    for last, (length, code) in _automaton().iter(text):
        start = last + 1 - length
        # a longer name swallows the shorter ones that it holds
        while found and found[-1][0] >= start:
            found.pop()
        if not found or found[-1][1] <= start:
            found.append((start, last, code))
    return tuple(dict.fromkeys(code for _, _, code in found))


def codes_in_many(folded: Iterable[str]) -> list[tuple[str, ...]]:
    """The same of many texts."""
    return [codes_in(text) for text in folded]


def concept(code: str) -> Concept:
    """The line of a code.

    >>> concept("measles").icd, concept("measles").name("es")
    ('B05', 'sarampión')
    """
    try:
        return _concepts()[code]
    except KeyError:
        raise UnknownConcept from None


def concepts(kind: str = "") -> tuple[Concept, ...]:
    """All lines, or those of one of KINDS."""
    return tuple(one for one in _concepts().values() if kind in ("", one.kind))


def _concept(code: str, kind: str, told: dict[str, Any]) -> Concept:
    english, spanish = told["en"], told["es"]
    words = dict.fromkeys((*english, *spanish))
    shown = spanish[0].rstrip("*") if spanish else ""
    return Concept(code, kind, code.replace("-", " "), shown, tuple(words), told.get("icd", ""))


@cache
def _concepts() -> dict[str, Concept]:
    with (DATA / "concepts.toml").open("rb") as file:
        told = tomllib.load(file)
    return {code: _concept(code, kind, line) for kind in KINDS for code, line in told[kind].items()}


@cache
def _automaton() -> Any:
    made = ahocorasick.Automaton()
    for one in _concepts().values():
        for word in one.words:
            key = " " + " ".join(tokens(fold(word))) + ("" if word.endswith("*") else " ")
            made.add_word(key, (len(key), one.code))
    made.make_automaton()
    return made
