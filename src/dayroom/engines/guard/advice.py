"""Tell apart who asks for advice, who gives it to one person, and who only speaks of it.

lines        the folded text, lower case, without accents, line ends kept
occurrences  where the phrases of the advice packs stand: rule, start, end
returns      what holds where it stands: rule, start, end, at most one per class
units        code points of the folded text
source       standards 3.1, S11; issue 3, 2.5. The words are our own
errs         a question is signposted rather than missed, since nothing follows but a card; a reply is
             held only where it speaks to one person: a general rule, a denial, somebody's own story
             and what a doctor said to the writer are left alone
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import re2

from .packs import Rule
from .vocabulary import Author

DATA = Path(__file__).parent / "data" / "health-words.toml"
# code points of a sentence that are read on each side of a phrase
_REACH = 240
_END = re.compile(r"[.!?\n]")
_CLAUSE = re.compile(r"[,;:()\n]| - ")
_SEEKS = ("SEEKS_DIAGNOSIS", "SEEKS_ADVICE", "SEEKS_INFORMATION")

# a denial, a condition or a warning before it: "never stop", "before you stop", "if you take"
_HEDGED = re.compile(
    r"\b(?:not|never|don'?t|do not|doesn'?t|without|before|unless|until|if|when|whether|instead of|rather than|avoid"
    r"|anyone who|those who|people who|nobody should|no one should|someone|can'?t|cannot|won'?t|shouldn'?t|wouldn'?t"
    r"|since|because|as|why|how|what|where|no|nunca|antes de|sin|si|cuando|jamas)\b[^,;:]{0,40}$"
    r"|\b(?:never|nunca|jamas)\b[^;:]{0,60}$"
)
# somebody said it to the writer, or the writer did it
_TOLD = re.compile(
    r"\b(?:told|tells?|said|says|asked|advised|advises|wants?|wanted|prescribed|suggested|recommended|ordered"
    r"|made|put"
    r"|dijo|dice|recomendo|mando|receto|aconsejo)\b(?: \w+){0,2}? ?(?:me|us|him|her|my|that|to|i|he|she|we|it"
    r"|que|nos)?\b"
)
_TELLER = re.compile(
    r"\b(?:doctors?|dr|gp|nurses?|consultant|specialist|surgeon|pharmacist|therapist|psychiatrist|midwife|dentist|doc"
    r"|oncologist|endo|cardiologist|neurologist|leaflet|label|package|hospital|clinic|they|he|she|mother|mom"
    r"|mum|friend"
    r"|who|which|medic[oa]|doctora?|enfermer[oa]|farmaceutic[oa]|prospecto)\b"
)
_OWN = re.compile(
    r"\b(?:i|i'?m|i'?ve|i'?d|we|my|yo|mi|me)\b(?! (?:would|recommend|advise|suggest|think|believe|prescribe|am sure))"
)
_ADVISES = re.compile(
    r"\b(?:i(?:'d| would|'ll| will)? ?(?:\w+ )?(?:advise|recommend|suggest|prescribe|urge|want|think|believe)"
    r"|my (?:advice|suggestion|recommendation|opinion)|te recomiendo|le recomiendo|te aconsejo|le aconsejo)\b"
)
# whom a rule is for that is for nobody in particular
_GENERAL = re.compile(
    r"\b(?:adults|people|patients|children|women|men|most|many|some people|those|anyone|everyone|usually started"
    r"|are usually|is usually|are often|is often|typically|in general|guidelines?|doctors (?:usually|often|may)"
    r"|las personas|los pacientes|los adultos|los ninos|normalmente|suele[n]?|en general)\b"
)
# "deje" is an order or a story: folded Spanish does not tell, but what follows does
_BYGONE = re.compile(
    r"\b(?:hace (?:\d+|un|una|dos|tres|mucho|poco|anos|unos|unas)|ayer|el ano pasado|la semana pasada|en 20\d\d)\b"
)
_QUOTE = re.compile(r'"')
# a question to the asker, not of an asker: "do you have a fever?"
_TO_YOU = re.compile(r"\b(?:you|your|yours|u|ur|tu|tus|te|usted|su)\b")
_STILL_ASKS = re.compile(
    r"\b(?:(?:can|could|would|will|do|did|have) you (?:please |kindly |also |ever )?(?:help|tell|explain"
    r"|advi[sc]e|suggest|recommend|give|send"
    r"|know|think|provide|prescribe|answer|have (?:any|information|info)|share|heard|direct|inform|let|clarify"
    r"|see|say|show|find|refer)"
    r"|what (?:do|would|can|should) you|your (?:advice|opinion|help|thoughts|suggestions?|website|site)"
    r"|thank you|thanks|let you"
    r"|(?:puede|puedes|podria|podrias)|que (?:me )?(?:recomiendas?|aconsejas?)|(?:when|if|can|do|does|should"
    r"|while|after) you)\b"
)
# others who live with it are asked for their story
_PEERS = re.compile(
    r"\b(?:anyone|anybody|any one|someone|does everyone|who) (?:else|here|have|has|had|on|with|tried"
    r"|experienced|got|get)\b|\balguien (?:mas|ha|tiene)\b"
)


def read_advice(
    lines: str, occurrences: Sequence[tuple[Rule, int, int]], *, author: Author = Author.MEMBER
) -> list[tuple[Rule, int, int]]:
    """Every phrase of advice that means what it says; see the module."""
    found: dict[str, tuple[Rule, int, int]] = {}
    tells_own_story = author is Author.MEMBER and _is_own_story(lines) if occurrences else False
    for rule, start, end in occurrences:
        if rule.klass in found:
            continue
        if rule.speaker == "question":
            place = _asked(lines, start, end)
        elif rule.speaker == "guidance":
            place = _guided(lines, start, end)
        else:
            place = None if tells_own_story else _given(rule, lines, start, end)
        if place is not None:
            found[rule.klass] = (rule, *place)
    return _without_weaker(found)


def _without_weaker(found: dict[str, tuple[Rule, int, int]]) -> list[tuple[Rule, int, int]]:
    """A question is named once, by the most that it asks; guidance only where nothing firmer was given."""
    asked = [klass for klass in _SEEKS if klass in found]
    given = [klass for klass in found if klass not in _SEEKS and klass != "GUIDANCE"]
    dropped = set(asked[1:]) | ({"GUIDANCE"} if given else set())
    return sorted((item for klass, item in found.items() if klass not in dropped), key=lambda item: item[1:])


def _sentence(lines: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a phrase begins and ends, its last mark included."""
    first = max(0, start - _REACH)
    ends = [m.end() for m in _END.finditer(lines, first, start)]
    begin = ends[-1] if ends else first
    stop = _END.search(lines, max(start, end - 1), min(len(lines), end + _REACH))
    return begin, stop.end() if stop else min(len(lines), end + _REACH)


def _asked(lines: str, start: int, end: int) -> tuple[int, int] | None:
    """The question, if it is one about health that is not put to the reader."""
    begin, stop = _sentence(lines, start, end)
    sentence = lines[begin:stop]
    if _PEERS.search(sentence) or (_TO_YOU.search(sentence) and not _STILL_ASKS.search(sentence)):
        return None
    if is_about_health(sentence) or (is_about_health(lines) and _is_open(sentence)):
        return _trimmed(lines, begin, stop)
    return None


_OPEN = re.compile(
    r"\b(?:this|it|that|these|they|help|advi[cs]e|suggest\w*|wrong|normal|serious|worry|worried|should i|can i"
    r"|do i|what to do|what can"
    r"|information|info|opinion|thanks?|ideas?|answers?|know|ayuda|aconsej\w+|esto|es normal|que hago|que puedo"
    r"|me pasa)\b"
)


def _is_open(sentence: str) -> bool:
    """Whether a question leans on what was said before: "what should I do?", "please help"."""
    return _OPEN.search(sentence) is not None


def _given(rule: Rule, lines: str, start: int, end: int) -> tuple[int, int] | None:
    """The phrase, if it tells one person what they have or what to do."""
    begin, stop = _sentence(lines, start, end)
    before, inside, after = lines[begin:start], lines[start:end], lines[end:stop]
    if after.endswith("?") or inside.endswith("?") or _is_quoted(before, after) or _BYGONE.search(after):
        return None
    # a diagnosis of one's own is told over a whole sentence, an order within a clause
    clause = before if rule.klass == "DIAGNOSIS" else _CLAUSE.split(before)[-1]
    if _HEDGED.search(before + " " if not before.endswith(" ") else before) or _GENERAL.search(before + inside):
        return None
    if _is_told(before + inside) or (_OWN.search(clause) and not _ADVISES.search(before + inside)):
        return None
    return _trimmed(lines, start, end)


def _guided(lines: str, start: int, end: int) -> tuple[int, int] | None:
    """The sentence, if it is about health and speaks to somebody else."""
    begin, stop = _sentence(lines, start, end)
    sentence = lines[begin:stop]
    if sentence.endswith("?") or not is_about_health(sentence) or _is_told(sentence):
        return None
    if _OWN.search(sentence) and not _ADVISES.search(sentence):
        return None
    return _trimmed(lines, begin, stop)


def _is_own_story(lines: str) -> bool:
    """Whether a text speaks of the writer and to nobody: "Take 150 mg in the morning" is then what they do."""
    return _OWN.search(lines) is not None and _TO_YOU.search(lines) is None and _ADVISES.search(lines) is None


def _is_told(text: str) -> bool:
    return _TELLER.search(text) is not None and _TOLD.search(text) is not None


def _is_quoted(before: str, after: str) -> bool:
    return len(_QUOTE.findall(before)) % 2 == 1 and '"' in after


def _trimmed(lines: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not lines[start].isalnum():
        start += 1
    while end > start and lines[end - 1].isspace():
        end -= 1
    return start, end


def is_about_health(low: str) -> bool:
    """Whether a text, in lower case without accents, speaks of health at all.

    >>> is_about_health("my knee is swollen"), is_about_health("see you at the picnic")
    (True, False)
    """
    return _health().search(low) is not None


@lru_cache(maxsize=1)
def _health() -> Any:
    words = tomllib.loads(DATA.read_text("utf-8"))
    return re2.compile(r"\b(?:" + "|".join(word for table in words.values() for word in table["words"]) + r")\b")
