"""Names of conditions, treatments and symptoms, to be picked while typing. Nothing is coded that nobody picked.

    find_terms("met", kind="treatment", language="en")

A starter list, not a vocabulary: whoever does not find their word writes it themselves.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .units import DATA

KINDS = ("condition", "treatment", "symptom")
# code systems by their addresses in FHIR R4 (https://hl7.org/fhir/R4/terminologies-systems.html)
SYSTEMS = {
    "condition": "http://hl7.org/fhir/sid/icd-10-cm",
    "treatment": "http://www.nlm.nih.gov/research/umls/rxnorm",
    "symptom": "http://hl7.org/fhir/sid/icd-10-cm",
}
SOUGHT_LEAST, SOUGHT_MOST = 2, 80


@dataclass(frozen=True, slots=True)
class Term:
    """One line of the list. ``code`` is empty where no code means exactly the same."""

    kind: str
    en: str
    es: str
    code: str = ""
    also: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """By which a form says which line was picked; the English name in small letters."""
        return self.en.casefold()

    @property
    def system(self) -> str:
        return SYSTEMS[self.kind] if self.code else ""

    def name(self, language: str) -> str:
        """In Spanish for Spanish readers, in English for all others."""
        return self.es if language.lower().startswith("es") else self.en


def find_terms(words: str, *, kind: str, language: str = "en", most: int = 8) -> list[Term]:
    """Lines whose name, in either language, or other names have a word that begins like each word that was typed.

    words     what was typed so far; case and accents do not matter; two letters or more
    kind      one of KINDS
    returns   at most ``most`` lines: names that begin so in the reader's language first, then by name
    errs      shows too little rather than something far-fetched; nothing is corrected

    >>> [term.en for term in find_terms("metf", kind="treatment")]
    ['Metformin']
    >>> find_terms("m", kind="treatment")
    []
    """
    sought = _folded(words[:SOUGHT_MOST]).split()
    if sum(map(len, sought)) < SOUGHT_LEAST:
        return []
    found = [line for line in _lines(kind) if _fits(sought, line.words)]
    whole = " ".join(sought)
    found.sort(key=lambda line: (not _folded(line.term.name(language)).startswith(whole), line.term.name(language)))
    return [line.term for line in found[:most]]


def term(key: str, *, kind: str) -> Term | None:
    """The line with this key, or None.

    >>> term("asthma", kind="condition").code
    'J45'
    """
    return _by_key(kind).get(key.casefold())


def terms(kind: str) -> Iterator[Term]:
    """All lines of a kind, in the order of the file."""
    return (line.term for line in _lines(kind))


@dataclass(frozen=True, slots=True)
class _Line:
    term: Term
    words: tuple[str, ...]


def _fits(sought: list[str], words: tuple[str, ...]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in sought)


def _folded(text: str) -> str:
    """Small letters without accents; other signs than letters and digits part words."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in bare.casefold()).split())


@cache
def _lines(kind: str) -> tuple[_Line, ...]:
    with (DATA / "terms.toml").open("rb") as file:
        told = tomllib.load(file)[kind]
    made = (Term(kind, one["en"], one["es"], one.get("code", ""), tuple(one.get("also", ()))) for one in told)
    return tuple(_Line(one, tuple(_folded(" ".join((one.en, one.es, *one.also))).split())) for one in made)


@cache
def _by_key(kind: str) -> dict[str, Term]:
    return {line.term.key: line.term for line in _lines(kind)}
