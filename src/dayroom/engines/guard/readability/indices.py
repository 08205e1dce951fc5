"""The formulas of readability, on counts, and one verdict for people.

text      any text; language "en…" or "es…"; other languages are not measured
returns   Readability: counts, grade (years of school), SMOG, the Spanish index, and a verdict
units     grade and smog in school years; index 0 (hard) to 100 (easy)
source    Flesch-Kincaid: Kincaid, Fishburne, Rogers, Chissom, Naval Technical Training Command report
          8-75, 1975. SMOG: McLaughlin, SMOG grading: a new readability formula, Journal of Reading, 1969.
          Spanish: Szigriszt Pazos, Sistemas predictivos de legibilidad del mensaje escrito, Universidad
          Complutense de Madrid, 1993, read on the INFLESZ scale: Barrio-Cantalejo and others, Validación de
          la Escala INFLESZ, Anales del Sistema Sanitario de Navarra 31(2), 2008. Limits: standards 7
errs      under thirty words there is no verdict: one long name would decide it

>>> round(flesch_kincaid_grade(words=100, sentences=5, syllables=150), 2)
9.91
>>> readability("Bonjour", "fr").verdict.name
'NOT_MEASURED'
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum

from .counting import sentences_in, syllables_in, words_in

# school years; AHRQ and NIH advise 6 to 8 for patients (standards 7, 2026-11-20)
TARGET_GRADE = 6.0
WARN_GRADE = 8.0
HOLD_GRADE = 10.0
# INFLESZ: over 65 "quite easy", 55 "normal", 40 "somewhat hard"
TARGET_INDEX, WARN_INDEX, HOLD_INDEX = 65.0, 55.0, 40.0
# words; our own choice for long sentences, 2026-11-21
LONG_SENTENCE_WORDS = 25
_ENOUGH_WORDS = 30
# McLaughlin drew thirty sentences; with fewer the figure is an estimate
SMOG_SENTENCES = 30
_MANY_SYLLABLES = 3

# names of drugs and diseases by how they end; our own list
_MEDICAL = re.compile(
    r"(?:itis|osis|oses|emia|aemia|oma|omas|pathy|pathies|plegia|algia|uria|ectomy|oscopy|plasty|ostomy|statin|statins"
    r"|pril|sartan|olol|prazole|mab|mabs|nib|formin|gliptin|gliflozin|glutide|cillin|mycin|cycline|floxacin|azole"
    r"|vir|vudine|azepam|azolam|triptan|setron|parin|xaban|oxetine|aline|apine|idone|codone|profen|betes|ensión)$"
)
_EXPLAINED = re.compile(
    r"[ ,]*(?:\((?:[^\W\d_]+[ ,]+){2}|, (?:or|which|o|que)\b"
    r"|(?:is|are|means|es|son|significa)(?: called)? (?:an?|the|when|un|una|el|la|cuando)\b)"
)
_EXPLAINED_REACH = 80


class Verdict(StrEnum):
    """How the text reads, in five words and one shrug."""

    EASY = "EASY"
    FAIR = "FAIR"
    HARD = "HARD"
    TOO_HARD = "TOO_HARD"
    TOO_SHORT = "TOO_SHORT"
    NOT_MEASURED = "NOT_MEASURED"


@dataclass(frozen=True, slots=True)
class Readability:
    """Counts and figures of one text. `grade` and `smog` are English only, `index` Spanish only."""

    words: int
    sentences: int
    syllables: int
    polysyllables: int
    grade: float | None
    smog: float | None
    smog_is_estimate: bool
    index: float | None
    verdict: Verdict


def flesch_kincaid_grade(*, words: int, sentences: int, syllables: int) -> float:
    """The Flesch-Kincaid grade level of some counts."""
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def smog_grade(*, polysyllables: int, sentences: int) -> float:
    """The SMOG grade of some counts: words of three or more syllables, sentences.

    >>> round(smog_grade(polysyllables=12, sentences=30), 4)
    6.7422
    """
    return 1.0430 * math.sqrt(polysyllables * SMOG_SENTENCES / sentences) + 3.1291


def szigriszt_pazos(*, words: int, sentences: int, syllables: int) -> float:
    """The perspicuity of a Spanish text: 206.835 - 62.3 syllables a word - words a sentence.

    >>> round(szigriszt_pazos(words=100, sentences=10, syllables=200), 1)
    72.2
    """
    return 206.835 - 62.3 * syllables / words - words / sentences


def readability(text: str, language: str = "en") -> Readability:
    """Measure one text; see the module."""
    base = language.split("-", maxsplit=1)[0].lower()
    spans = words_in(text)
    sentences = len(sentences_in(text))
    if base not in {"en", "es"} or not sentences:
        return Readability(len(spans), sentences, 0, 0, None, None, False, None, Verdict.NOT_MEASURED)
    counts = [syllables_in(word, base) for word in _counted(text, spans)]
    words, syllables = max(1, len(counts)), sum(counts)
    many = sum(1 for count in counts if count >= _MANY_SYLLABLES)
    grade = smog = index = None
    if base == "en":
        grade = flesch_kincaid_grade(words=words, sentences=sentences, syllables=syllables)
        smog = smog_grade(polysyllables=many, sentences=sentences)
    else:
        index = szigriszt_pazos(words=words, sentences=sentences, syllables=syllables)
    estimate = base == "en" and sentences < SMOG_SENTENCES
    return Readability(words, sentences, syllables, many, grade, smog, estimate, index, _verdict(words, grade, index))


def _counted(text: str, spans: list[tuple[int, int]]) -> list[str]:
    """The words that count: the name of a drug or a disease does not, once the text has said what it is."""
    defined: set[str] = set()
    counted = []
    for start, end in spans:
        word = text[start:end]
        low = word.lower()
        if low in defined:
            continue
        counted.append(word)
        if _MEDICAL.search(low) and _EXPLAINED.match(text, end, end + _EXPLAINED_REACH):
            defined.add(low)
    return counted


def _verdict(words: int, grade: float | None, index: float | None) -> Verdict:
    if words < _ENOUGH_WORDS:
        return Verdict.TOO_SHORT
    # one scale for both languages: the Spanish index falls as a text gets harder
    value, limits = (grade, (TARGET_GRADE, WARN_GRADE, HOLD_GRADE)) if grade is not None else (
        -(index or 0.0), (-TARGET_INDEX, -WARN_INDEX, -HOLD_INDEX)
    )  # fmt: skip
    for limit, verdict in zip(limits, (Verdict.EASY, Verdict.FAIR, Verdict.HARD), strict=True):
        if value <= limit:
            return verdict
    return Verdict.TOO_HARD
