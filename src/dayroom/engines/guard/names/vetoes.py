"""Names that are no person here: diseases, tests and places of care called after people, drugs, months.

what      words a name list or the tagger takes for a person or a place, and the words beside them that say otherwise
source    our own lists, 2026-11-21; eponyms and diseases as they stand in textbooks and on the pages of health services
errs      a doctor called Wilson whom no title and no "my doctor" announces is missed
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from ..folding import Folded

_LISTS = tomllib.loads((Path(__file__).parent.parent / "data" / "not-names.toml").read_text("utf-8"))
_WORDS = {name: frozenset(words) for name, words in _LISTS.items()}
EPONYMS = _WORDS["eponyms"]
DISEASE_PLACES = _WORDS["disease_places"]
DRUGS = _WORDS["drugs"]
CALENDAR = _WORDS["calendar"]
# names without a capital are only taken when they are no everyday word as well
ALSO_WORDS = _WORDS["also_words"]
# no reason to look closer, whatever stands beside them
NEVER = (
    DRUGS | CALENDAR | (EPONYMS & {"crohn", "crohns", "parkinson", "parkinsons", "hodgkin", "alzheimer", "alzheimers"})
)
_THING = re.compile(
    r"(?:'s|s')?[\s,/-]{1,2}(?:(?:and|or|type|like|body|bodies|sign|[a-z]+(?:al|ic|ous|ary|ive|ed))[\s-]){0,3}"
    r"(?:disease|syndrome|palsy|paralysis|disorder|lymphoma|leukemia|tumou?r|sarcoma|carcinoma|cancer|esophagus"
    r"|ring|cyst"
    r"|phenomenon|contracture|thyroiditis|malformation|anomaly|deformity|neuroma|dementia|angina|purpura"
    r"|variant|ataxia|chorea|encephalitis|fever"
    r"|virus|flu|myopathy|dystrophy|neuropathy|type|sign|test|scale|score|index|criteria|stage|classification|method"
    r"|technique|procedure|operation|maneuver|manoeuvre|exercises?|diet|study|trial|questionnaire|inventory|reflex"
    r"|contractions|hearing|bod(?:y|ies)|patch|vaccine|pills?|tablets?|mg\b|hospital|clinic|med(?:ical)?\b|university"
    r"|foundation|institute|cent(?:er|re)|school|college|society|association|hemorrhagic|spotted|complex|triad"
    r"|law|block|wort"
    r"|nodes?|arthritis|anemia|anaemia|purpura|hepatitis|enfermedad|dupuytren)\b"
)
# any words before the illness: enough for what only the tagger saw
_FAR_THING = re.compile(
    r"(?:'s)?(?:[ ,-]{1,2}[a-z'-]{2,20}){0,3}?[ -](?:disease|syndrome|disorder|palsy|paralysis|lymphoma"
    r"|malformation|dystrophy"
    r"|thing|[a-z]{2,14}(?:osis|itis|emia|aemia|asthenia|opathy|oma|plasia|trophy|algia|uria|penia|ectomy"
    r"|plasty|otomy|rrhosis))\b"
)
_MEDICAL = re.compile(r"[a-z]{2}(?:itis|itus|emia|aemia|opathy|osis|plasia|trophy|algia|penia|ectomy|plasty|otomy)\b")
_AREAS = re.compile(
    r"(?:the )?(?:(?:north|south|east|west|mid)(?:ern)?[ -]?)+(?:coast|west|east|side|america|american"
    r"|indian)?\b.{0,8}"
)
_ILLNESS_BEFORE = re.compile(
    r"\b(?:sindrome|enfermedad|mal|linfoma|tumor|signo|test|escala|prueba|maniobra|disease of|syndrome of"
    r"|type) (?:de |del )?$"
)


def is_a_thing(folded: Folded, start: int, end: int, *, guessed: bool = True) -> bool:
    """Whether a span that looks like a name is a disease, a drug, a test, a place of care or a month.

    `guessed` for what no word announced: then an eponym, or an illness a few words on, is enough; "Dr Wilson" is not.
    """
    low = folded.low
    if guessed and (
        _FAR_THING.match(low, end) or _AREAS.fullmatch(low, start, end) or _MEDICAL.search(low, start, end)
    ):
        return True
    words = low[start:end].replace("'s", "").strip("'").split()
    if not words or all(word in CALENDAR or word in DRUGS for word in words):
        return True
    if guessed and all(
        part in EPONYMS or part in DISEASE_PLACES for word in words for part in (word, *word.split("-"))[:1]
    ):
        return True
    if _THING.match(low, end):
        return True
    return _ILLNESS_BEFORE.search(low[max(0, start - 24) : start]) is not None
