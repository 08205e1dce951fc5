"""What would make a text easier: sentences that are long, words that have a plain twin.

text      the text in NFC
language  "en…" or "es…"; other languages give nothing
returns   findings of family LANGUAGE, in order of the text; `better` holds the plain twin
units     code points
source    standards 7; our own list of words, data/plain-words.toml
errs      leaves a word alone that the text explains itself; marks each word once, and ten sentences at most

>>> [(f.klass, f.better) for f in plain_findings("Take it for your hypertension.", "en")]
[('JARGON', 'high blood pressure')]
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ..vocabulary import Family, Finding
from .counting import sentences_in, words_in
from .indices import LONG_SENTENCE_WORDS

DATA = Path(__file__).parents[1] / "data" / "plain-words.toml"
RULE_VERSION = 1
# findings per text; more would be read by nobody
MOST_SENTENCES = 10
MOST_WORDS = 20
_SPACE = re.compile(r"\s+")
SENTENCES = {
    "en": {
        "LONG_SENTENCE": "This sentence is long. Two short ones are easier to read.",
        "JARGON": "Not everyone knows this word. A plain one may reach more people.",
    },
    "es": {
        "LONG_SENTENCE": "Esta frase es larga. Dos frases cortas se leen mejor.",
        "JARGON": "No todo el mundo conoce esta palabra. Una más sencilla llega a más personas.",
    },
}
RULES = {"LONG_SENTENCE": "language.long-sentence", "JARGON": "language.jargon"}


class Term(NamedTuple):
    """One word or phrase of the list, split into words, and its plain twin."""

    words: tuple[str, ...]
    better: str


def plain_findings(text: str, language: str = "en") -> tuple[Finding, ...]:
    """Everything that could be plainer; see the module."""
    base = language.split("-", maxsplit=1)[0].lower()
    if base not in SENTENCES:
        return ()
    found = [*_long_sentences(text, base), *_hard_words(text, base)]
    return tuple(sorted(found, key=lambda f: (f.start, f.end)))


@lru_cache(maxsize=4)
def plain_words(language: str) -> dict[str, list[Term]]:
    """The list of one language by first word, longest phrase first."""
    table = defaultdict(list)
    for phrase, better in tomllib.loads(DATA.read_text("utf-8"))[language].items():
        words = tuple(phrase.split())
        table[words[0]].append(Term(words, better))
    return {first: sorted(terms, key=lambda term: -len(term.words)) for first, terms in table.items()}


def _finding(klass: str, language: str, start: int, end: int, better: str = "") -> Finding:
    sentence = SENTENCES[language][klass]
    return Finding(Family.LANGUAGE, klass, start, end, 0.9, RULES[klass], RULE_VERSION, sentence, better=better)


def _long_sentences(text: str, language: str) -> list[Finding]:
    spans = [(start, end) for start, end in sentences_in(text) if len(words_in(text[start:end])) > LONG_SENTENCE_WORDS]
    return [_finding("LONG_SENTENCE", language, start, end) for start, end in spans[:MOST_SENTENCES]]


def _hard_words(text: str, language: str) -> list[Finding]:
    table = plain_words(language)
    spans = words_in(text)
    low = [text[start:end].lower() for start, end in spans]
    whole = _SPACE.sub(" ", text.lower())
    found: dict[str, Finding] = {}
    done = 0
    for place in range(len(low)):
        term = _term_at(table, low, place) if place >= done else None
        if term is None:
            continue
        done = place + len(term.words)
        if term.better in found or _is_explained(whole, term):
            continue
        start, end = spans[place][0], spans[done - 1][1]
        found[term.better] = _finding("JARGON", language, start, end, term.better)
        if len(found) == MOST_WORDS:
            break
    return list(found.values())


def _term_at(table: dict[str, list[Term]], low: list[str], place: int) -> Term | None:
    word = low[place]
    for first in (word, word.removesuffix("s"), word.removesuffix("es")):
        for term in table.get(first, ()):
            if tuple(low[place + 1 : place + len(term.words)]) == term.words[1:]:
                return term
    return None


def _is_explained(whole: str, term: Term) -> bool:
    """Whether the text says the plain word itself, or opens a bracket right after the hard one."""
    if any(part.strip() in whole for part in term.better.split(",")):
        return True
    place = whole.find(" ".join(term.words))
    tail = whole[place + len(" ".join(term.words)) :][:3].lstrip("s")
    return place >= 0 and tail.startswith((" (", "("))
