"""Tell apart who asks for advice, who gives it to one person, and who only speaks of it.

lines        the folded text, lower case, without accents, line ends kept
occurrences  where the phrases of the advice packs stand: rule, start, end
returns      what holds where it stands: rule, start, end; a question is named once, advice wherever it is given
units        code points of the folded text
source       standards 3.1, S11; issue 3, 2.5. The words are our own
errs         a question is signposted rather than missed, since nothing follows but a card; a reply is
             held only where it speaks to one person: a general rule, a denial, somebody's own story
             and what a doctor said to the writer are left alone
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from .asking import Asked
from .packs import Rule
from .vocabulary import Author

DATA = Path(__file__).parent / "data" / "health-words.toml"
# code points of a sentence that are read on each side of a phrase
_REACH = 240
# pieces of advice that are shown; a text with more is read by a person anyway
_MOST = 20
_END = re.compile(r"[.!?\n]")
_CLAUSE = re.compile(r"[,;:()\n]| - ")
_SEEKS = ("SEEKS_DIAGNOSIS", "SEEKS_ADVICE", "SEEKS_INFORMATION")

# a denial, a condition or a warning before it: "never stop", "before you stop", "if you take"
_HEDGED = Asked(
    r"\b(?:not|never|don'?t|do not|doesn'?t|without|before|unless|until|if|when|whether|instead of|rather than|avoid"
    r"|anyone who|those who|people who|nobody should|no one should|someone|can'?t|cannot|won'?t|shouldn'?t|wouldn'?t"
    r"|since|because|as|why|how|what|where|no|nunca|antes de|sin|si|cuando|jamas)\b[^,;:]{0,40}$"
    r"|\b(?:never|nunca|jamas)\b[^;:]{0,60}$"
)
# somebody said it to the writer, or the writer did it
_TOLD = Asked(
    r"\b(?:told|tells?|said|says|asked|advised|advises|wants?|wanted|prescribed|suggested|recommended|ordered"
    r"|made|put"
    r"|dijo|dice|recomendo|mando|receto|aconsejo)\b(?: \w+){0,2}? ?(?:me|us|him|her|my|that|to|i|he|she|we|it"
    r"|que|nos)?\b"
)
_TELLER = Asked(
    r"\b(?:doctors?|dr|gp|nurses?|consultant|specialist|surgeon|pharmacist|therapist|psychiatrist|midwife|dentist|doc"
    r"|oncologist|endo|cardiologist|neurologist|leaflet|label|package|hospital|clinic|they|he|she|mother|mom"
    r"|mum|friend"
    r"|who|which|medic[oa]|doctora?|enfermer[oa]|farmaceutic[oa]|prospecto)\b"
)
_OWN = Asked(r"\b(?:i|i'?m|i'?ve|i'?d|we|my|yo|mi|me)\b")
_ADVISES = Asked(
    r"\bi(?:'d| would|'ll) (?:\w+ly )?(?:increase|stop|double|take|try|see|get|ask|start|reduce|lower|go|avoid|use|"
    r"check|consider|consult|halve|cut|switch|raise)\b|"
    r"\b(?:i(?:'d| would|'ll| will)? ?(?:\w+ )?(?:advise|recommend|suggest|prescribe|urge|want|think|believe)"
    r"|my (?:advice|suggestion|recommendation|opinion)|te recomiendo|le recomiendo|te aconsejo|le aconsejo)\b"
)
# whom a rule is for that is for nobody in particular
_GENERAL = Asked(
    r"\b(?:adults|people|patients|children|women|men|most (?:people|of|cases|doctors|drugs|medicines)|many"
    r"|some people|those|anyone|everyone|usually started"
    r"|are usually|is usually|are often|is often|typically|in general|guidelines?|doctors (?:usually|often|may)"
    r"|las personas|los pacientes|los adultos|los ninos|normalmente|suele[n]?|en general)\b"
)
# "deje" is an order or a story: folded Spanish does not tell, but what follows does
_BYGONE = Asked(
    r"\b(?:hace (?:\d+|un|una|dos|tres|mucho|poco|anos|unos|unas)|ayer|el ano pasado|la semana pasada|en 20\d\d)\b"
)
# a medicine is to be taken as it was prescribed: that is what every leaflet says
_AS_PRESCRIBED = Asked(
    r"^[^,;]{0,40}\b(?:as|unless|until|only if) (?:\w+ ){0,3}?(?:doctor|nurse|prescri\w+|directed|told|advised)"
)
# what a thing is called is no diagnosis, nor is what may happen to anyone who has it
_DEFINES = Asked(
    r"\b(?:called|considered|known as|defined|different|similar|causes?|named|used|treated|heard|because|myth"
    r"|cures?|cured)\b"
)
_IF = Asked(r"\b(?:if|when|whether|unless|that|which|who|si|cuando)\b")
# a question to the asker, not of an asker: "do you have a fever?"
_TO_YOU = Asked(r"\b(?:you|your|yours|u|ur|tu|tus|te|usted|su)\b")
_STILL_ASKS = Asked(
    r"\b(?:(?:can|could|would|will|do|did|have) you (?:please |kindly |also |ever )?(?:help|tell|explain"
    r"|advi[sc]e|suggest"
    r"|recommend|give|send|know|think|provide|prescribe|answer|have (?:any|information|info|some|more)|share"
    r"|heard|direct"
    r"|inform|let|clarify|see|say|show|find|refer|describe|mail|email|guess|forward|guide|consider)"
    r"|what (?:do|would|can|should) you|your (?:advice|opinion|help|thoughts|suggestions?|website|site|reply"
    r"|response)"
    r"|thank you|thanks|let you|like you to|(?:you|u) (?:can|could|may|might) (?:\w+ )?(?:send|email|mail"
    r"|direct|offer|give|provide|help)"
    r"|(?:puede|puedes|podria|podrias)|que (?:me )?(?:recomiendas?|aconsejas?)|(?:when|if|can|while|after) you)\b"
)
# others who live with it are asked for their story
_PEERS = Asked(
    r"\b(?:anyone|anybody|any one|someone|does everyone|who) (?:else|here|have|has|had|on|with|tried"
    r"|experienced|got|get)\b|\balguien (?:mas|ha|tiene)\b"
)


# a question that leans on what was said before: "what should I do?", "please help"
_OPEN = Asked(
    r"\b(?:this|it|that|these|they|help|advi[cs]e|suggest\w*|wrong|normal|serious|worry|worried|should i|can i"
    r"|do i|what to do|what can"
    r"|information|info|opinion|thanks?|ideas?|answers?|know|ayuda|aconsej\w+|esto|es normal|que hago|que puedo"
    r"|me pasa)\b"
)


class _Text:
    """One text while it is read: its sentences, and what was already said of each."""

    def __init__(self, lines: str, author: Author) -> None:
        self.lines = lines
        self._author = author
        self._ends = [match.end() for match in _END.finditer(lines)]
        self._read: dict[tuple[str, int, int], bool] = {}

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Where the sentence around a phrase begins and ends, its last mark included."""
        place = bisect_right(self._ends, start)
        begin = max(self._ends[place - 1] if place else 0, start - _REACH)
        place = bisect_left(self._ends, end)
        stop = min(self._ends[place] if place < len(self._ends) else len(self.lines), end + _REACH)
        return begin, stop

    def holds(self, speaker: str, begin: int, stop: int) -> bool:
        """Whether a sentence asks, or guides; a sentence is read once, however many phrases it has."""
        key = (speaker, begin, stop)
        if key not in self._read:
            judge = self._asks if speaker == "question" else _guides
            self._read[key] = judge(self.lines[begin:stop])
        return self._read[key]

    def _asks(self, sentence: str) -> bool:
        """Whether a sentence asks about health, and asks others rather than the reader alone."""
        if not (is_about_health(sentence) or (_OPEN.search(sentence) and self.is_about_health)):
            return False
        return not _PEERS.search(sentence) and (not _TO_YOU.search(sentence) or _STILL_ASKS.search(sentence))

    @cached_property
    def is_about_health(self) -> bool:
        return is_about_health(self.lines)

    @cached_property
    def is_own_story(self) -> bool:
        """A member's text that speaks to nobody: "Take 150 mg in the morning" is then what they do themselves."""
        if self._author is not Author.MEMBER or not _OWN.search(self.lines):
            return False
        return not _TO_YOU.search(self.lines) and not _ADVISES.search(self.lines)


def read_advice(
    lines: str, occurrences: Sequence[tuple[Rule, int, int]], *, author: Author = Author.MEMBER
) -> list[tuple[Rule, int, int]]:
    """Every phrase of advice that means what it says; see the module."""
    if not occurrences:
        return []
    text = _Text(lines, author)
    given: list[tuple[Rule, int, int]] = []
    found: dict[str, tuple[Rule, int, int]] = {}
    for rule, first, last in occurrences:
        if rule.klass in found:
            continue
        # a phrase may begin with the full stop before it
        start, end = _trimmed(lines, first, last) if lines[last - 1].isalnum() else (first, last)
        begin, stop = text.sentence(start, end)
        if rule.speaker == "advice":
            if not text.is_own_story and _is_given(rule, lines[begin:start], lines[start:end], lines[end:stop]):
                given.append((rule, start, end))
        elif text.holds(rule.speaker, begin, stop):
            found[rule.klass] = (rule, *_trimmed(lines, begin, stop))
    return sorted([*_apart(given), *_without_weaker(found, is_given=bool(given))], key=lambda item: item[1:])


def _apart(given: list[tuple[Rule, int, int]]) -> list[tuple[Rule, int, int]]:
    """All advice that is given, since each piece has to be mended; of those of a class that overlap the first."""
    ends: dict[str, int] = {}
    kept = []
    for rule, start, end in sorted(given, key=lambda item: (item[1], -item[2])):
        if start >= ends.get(rule.klass, 0):
            kept.append((rule, start, end))
            ends[rule.klass] = end
    return kept[:_MOST]


def _without_weaker(found: dict[str, tuple[Rule, int, int]], *, is_given: bool) -> list[tuple[Rule, int, int]]:
    """A question is named once, by the most that it asks; guidance only where nothing firmer was given."""
    asked = [klass for klass in _SEEKS if klass in found]
    dropped = set(asked[1:]) | ({"GUIDANCE"} if is_given else set())
    return [item for klass, item in found.items() if klass not in dropped]


def _is_given(rule: Rule, before: str, inside: str, after: str) -> bool:
    """Whether a phrase tells one person what they have or what to do, read with the rest of its sentence."""
    if after.endswith("?") or inside.endswith("?") or _is_quoted(before, after):
        return False
    if _BYGONE.search(after) or _AS_PRESCRIBED.search(after):
        return False
    # a diagnosis of one's own is told over a whole sentence, an order within a clause
    clause = before if rule.klass == "DIAGNOSIS" else _CLAUSE.split(before)[-1]
    # the phrase begins where the words before it end: a space stands between them
    if _HEDGED.search(before.rstrip() + " ") or _GENERAL.search(before + inside):
        return False
    if rule.klass == "DIAGNOSIS" and (_DEFINES.search(inside) or _IF.search(before)):
        return False
    if _is_told(before + inside):
        return False
    return not _OWN.search(clause) or _ADVISES.search(before + inside)


def _guides(sentence: str) -> bool:
    """Whether a sentence is about health and speaks to somebody else."""
    if sentence.endswith("?") or not is_about_health(sentence):
        return False
    if _OWN.search(sentence) and not _ADVISES.search(sentence):
        return False
    return not _is_told(sentence)


def _is_told(text: str) -> bool:
    return _TELLER.search(text) and _TOLD.search(text)


def _is_quoted(before: str, after: str) -> bool:
    return before.count('"') % 2 == 1 and '"' in after


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
    return _health().search(low)


@lru_cache(maxsize=1)
def _health() -> Asked:
    words = tomllib.loads(DATA.read_text("utf-8"))
    return Asked(r"\b(?:" + "|".join(word for table in words.values() for word in table["words"]) + r")\b")
