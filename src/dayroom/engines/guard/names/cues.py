"""Words that announce a name: titles, "my son", "my name is", a signature.

folded    the folded text
returns   cues: where the name behind them begins, how sure they are, whose it is, and which words they take
units     code points; confidence 0-1 for a name of one word and for a longer one
source    standards 1.2 (names need a title, "my doctor X", a signature or a directory) and our own reading of posts
errs      each cue takes only words that look like a name, see rules in detectors/names.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import re2

from ..folding import BARRIER, Folded
from ..vocabulary import Subject

_KIN = (
    r"(?:son|daughter|child|kid|baby|boy|girl|wife|husband|partner|spouse|fiancee?|mum|mom|mother|dad|father"
    r"|sister|brother"
    r"|aunt|uncle|friend|neighbou?r|boyfriend|girlfriend|grand(?:ma|mother|pa|father|son|daughter|child)|gran"
    r"|nan|boss"
    r"|colleague|cousin|niece|nephew|roommate|twins?|stepson|stepdaughter|in-law|carer|caregiver|hij[oa]|herman[oa]"
    r"|espos[oa]|marido|mujer|madre|padre|abuel[oa]|ti[oa]|prim[oa]|sobrin[oa]|niet[oa]|amig[oa]|novi[oa]"
    r"|vecin[oa]|suegr[oa])"
)
_CARER = (
    r"(?:doctor|doc|dr|gp|pcp|physician|oncologist|cardiologist|neurologist|rheumatologist|endocrinologist"
    r"|psychiatrist"
    r"|psychologist|therapist|dermatologist|gynecologist|gastroenterologist|nephrologist|pulmonologist|surgeon"
    r"|dentist"
    r"|pediatrician|nurse|midwife|consultant|specialist|counsel(?:l)?or|pharmacist|physio(?:therapist)?|medic[oa]"
    r"|doctora?|enfermer[oa]|cirujan[oa]|pediatra|psiquiatra|psicolog[oa]|oncolog[oa])"
)
_MY = r"(?:my|our|his|her|their|your|the|mi|mis|su|nuestr[oa]|el|la)"
_SIGN_OFF = (
    r"(?:(?:many |with )?thanks?(?: you)?(?: (?:so|very) much| again| in advance| a lot| a million| for (?:your"
    r"|any|reading|all)[a-z ]{0,30})?"
    r"|thank ?you|thx|tia|(?:best |kind |warm |with )?regards?|best(?: wishes)?|sincerely(?: yours)?"
    r"|yours?(?: truly| sincerely"
    r"| faithfully)?|respectfully|love|cheers|take care|hugs|god bless(?: you)?|blessings|peace|signed|from"
    r"|warmly|saludos"
    r"|un (?:saludo|abrazo)|abrazos|gracias|atentamente|besos)"
)


# code points; a last line longer than this is a sentence
_LINE = 60


class Cue(NamedTuple):
    """A place behind which a name stands.

    start      where the name begins
    alone      confidence when it is one word
    full       confidence when it is two words or more
    about      whose it is, where the cue says so
    sure       which words in lower case it takes: 0 common given names, 1 all that lists know, 2 unknown ones too
    ends       1 where the name must reach the end of its line, 2 that of the text, 0 neither
    """

    start: int
    alone: float
    full: float
    about: Subject | None
    sure: int
    ends: int


_C, _S, _P = Subject.CLINICIAN, Subject.SELF, Subject.PATIENT
_END = r"[\s,.!~:-]"
# pattern over the lower-case text (RE2: all of them in one pass), alone, full, about, sure, ends
_CUES: tuple[tuple[str, float, float, Subject | None, int, int], ...] = (
    (r"\b(?:dr|dra|prof|drs)\b\.?\s{1,2}|\b(?:doctora?|professor|nurse|enfermer[oa]) ", 0.8, 0.85, _C, 0, 0),
    (r"\b(?:mr|mrs|ms|mx|sra?|srta|dna)\b\.?\s{1,2}|\bd\.\s", 0.8, 0.85, None, 0, 0),
    # a courtesy to a first name
    (r"\b(?:miss|don|dona|baby|baby (?:boy|girl)) ", 0.66, 0.85, None, 0, 0),
    (
        r"\b(?:my|mi) (?:full |first |own |real )?(?:name|nombre)(?: and (?:address|age))?(?: ?is:?|'s| es|:)\s{0,2}"
        r"|\bme llamo |\bi go by ",
        0.72, 0.85, _S, 2, 0,
    ),
    (
        r"\b(?:his|her|their|baby|child|son|daughter|full|patient|first|last|whose|the|su)(?:'s)? names? (?:is"
        r"|was|es)\s?:?\s{1,2}",
        0.7, 0.85, None, 2, 0,
    ),
    (r"\bnamed |\bse llama |\bllamad[oa] ", 0.7, 0.85, None, 0, 0),
    (r"\b(?:i'm|i am|im|this is|soy) ", 0.72, 0.8, _S, 0, 0),
    (rf"\b{_MY} (?:[a-z-]{{2,14}} )?{_KIN}\s?[,(:]?\s(?:is |was |called "
        rf"|se llama )?", 0.65, 0.82, None, 0, 0),
    (rf"\b{_MY} (?:[a-z-]{{2,14}} )?{_CARER}\s?[,(:]?\s(?:is |was |called )?", 0.75, 0.85, _C, 0, 0),
    (
        r"\b(?:patient|client|pt|resident|paciente)(?:'s name)?\s?[,(:]?\s(?:is |was |called |named )?",
        0.82, 0.85, _P, 0, 0,
    ),
    (
        r"(?:^|\n)[ \t]{0,60}(?:(?:full |first |last |family |patient |contact |your )?names?|nombre|apellidos?"
        r"|paciente"
        r"|medic[oa]|remitid[oa] por|responsable[a-z ]{0,20}|dra?)\.?\s{0,2}:\s{1,3}",
        0.82, 0.85, None, 2, 0,
    ),
    (rf"(?:^|[\n.!?;,)~-])\s{{0,2}}{_SIGN_OFF}{_END}{{0,5}}\n\s{{0,4}}[~-]{{0,2}}\s?", 0.74, 0.85, _S, 2, 1),
    (rf"[\n.!?;)~-]\s{{0,3}}{_SIGN_OFF}\s{{0,2}}[,.!~:-]{{1,3}} {{1,3}}", 0.7, 0.84, _S, 0, 1),
    (rf"[\n.!?;)~-]\s{{0,3}}{_SIGN_OFF} {{1,3}}", 0.66, 0.84, _S, 0, 1),
    (r"(?:[\n.!?)]\s{0,3}|\s{2})(?:~|--?)\s{0,2}", 0.7, 0.82, _S, 2, 2),
)  # fmt: skip
GREETING = re.compile(
    r"(?:^|[\n.!?,] ?)(?:hi|hello|hey|dear|hola|good (?:morning|afternoon|evening)|thanks?(?: you)?|querid[oa]"
    r"|gracias|ok|yes|sorry|welcome|congrats|congratulations|agree(?:d)?(?: with)?)[ ,!]{1,2}$"
)


# the last words of a text, behind the last full stop; code points from the end where it may stand
_LAST_WORDS = re.compile(r"[.!?][ \t]{0,12}([^\W\d_][^.!?,\n]{1,30})[.!~)]{0,3}\s{0,20}\Z")
_TAIL = 80
# code points; a shorter text is a remark, and remarks are not signed
_LETTER = 160
_SET = re2.Set.SearchSet()
for _row in _CUES:
    _SET.Add(_row[0])
_SET.Compile()
_PATTERNS = [re2.compile(row[0]) for row in _CUES]


def cues(folded: Folded) -> Iterator[Cue]:
    """Every place behind which a name may stand."""
    low = folded.low
    # bytes save RE2 the way back from its own places to ours
    text = low.encode() if low.isascii() else low
    for number in _SET.Match(text) or ():
        _, alone, full, about, sure, ends = _CUES[number]
        for match in _PATTERNS[number].finditer(text):
            yield Cue(match.end(), alone, full, about, sure, ends)
    yield from _whole_lines(low)
    tail = _LAST_WORDS.search(low, max(0, len(low) - _TAIL))
    if tail and len(low) - low.count(BARRIER) >= _LETTER:
        yield Cue(tail.start(1), 0.66, 0.8, Subject.SELF, 1, 2)


def _whole_lines(low: str) -> Iterator[Cue]:
    """Short lines behind the first: a name alone on one is a signature or an entry in a form."""
    start = low.find("\n") + 1
    while start:
        stop = low.find("\n", start)
        end = len(low) if stop < 0 else stop
        if 1 < end - start < _LINE:
            yield Cue(start + len(low[start:end]) - len(low[start:end].lstrip()), 0.66, 0.8, Subject.SELF, 1, 1)
        start = stop + 1
