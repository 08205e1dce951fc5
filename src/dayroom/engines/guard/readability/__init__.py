"""How hard a text is to read, and what would make it easier. A lint: never a claim about how good a text is."""

from .counting import sentences_in, syllables_in, words_in
from .indices import (
    LONG_SENTENCE_WORDS,
    Readability,
    Verdict,
    flesch_kincaid_grade,
    readability,
    smog_grade,
    szigriszt_pazos,
)
from .plain import plain_findings

__all__ = [
    "LONG_SENTENCE_WORDS",
    "Readability",
    "Verdict",
    "flesch_kincaid_grade",
    "plain_findings",
    "readability",
    "sentences_in",
    "smog_grade",
    "syllables_in",
    "szigriszt_pazos",
    "words_in",
]
