"""Places below a state: towns, counties, neighbourhoods, hospitals; countries and states are only mentioned.

what      HIPAA Safe Harbor class B
format    a town with its state ("Sunnyvale, CA"), a place behind "I live in", a hospital or clinic with a name, and
          what the tagger takes for a place
returns   hits; 0.75 behind "live in", 0.7 town and state, 0.6 a hospital, 0.45-0.7 by the tagger, 0.3 a country
source    45 CFR 164.514(b)(2)(i)(B)
errs      prefers a miss for places that are words as well; diseases called after places are left alone
measured  bench/guard/identifiers.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..asking import Asked
from ..folding import Folded
from ..names.lexicon import Lexicon, lexicon
from ..names.vetoes import is_a_thing
from ..vocabulary import Context
from .base import Hit
from .names import tagged

_NAME = r"[^\W\d_a-zß-ÿ][^\W\d_]*(?:[-' ][^\W\d_a-zß-ÿ][^\W\d_]*){0,3}"
_HOME = re.compile(
    r"\b(?:live[sd]?|living|resid(?:e|es|ed|ing)|based|grew up|born(?: and raised)?|moved(?: here)?|home"
    r"|stay(?:ing)?|vivo|vive"
    r"|vivimos|resid[eo]|naci(?:o|do|da)?) (?:now |just |out |over |down |up |right |back )?(?:in|near"
    r"|outside(?: of)?|to|at|from|around|en|cerca de"
    r"|a) (?:the )?|\b(?:i'm|i am|we're|we are|comes?|from here|soy|somos|hails?) (?:originally )?(?:from"
    r"|de) (?:the )?"
)
_SHORT = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]"
    r"|W[AIVY])"
)
_LONG = (
    r"(?:Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho"
    r"|Illinois"
    r"|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi"
    r"|Missouri|Montana"
    r"|Nebraska|Nevada|New (?:Hampshire|Jersey|Mexico|York)|(?:North|South) (?:Carolina|Dakota)|Ohio|Oklahoma|Oregon"
    r"|Pennsylvania|Rhode Island|Tennessee|Texas|Utah|Vermont|(?:West )?Virginia|Washington|Wisconsin|Wyoming|Ontario"
    r"|Quebec|Alberta|England|Scotland|Wales|Ireland)"
)
_TOWN = re.compile(
    rf"(?<![\w'])({_NAME}), ?(?:{_SHORT}\b|{_LONG}\b)"
    rf"|(?<![\w'])({_NAME}) {_SHORT}(?=[\s,.]+\d{{5}}\b)"
)
_MAY_BE_TOWN = Asked(r", ?[A-Z][A-Za-z]|[A-Z]{2} \d{5}")
# RE2 knows fewer letters, so it sees the edge of a word wherever Python does
_MAY_BE_HOME = Asked(_HOME.pattern)
_HOSPITAL = re.compile(
    r"(?<![\w'])(?:(?:[^\W\d_a-zß-ÿ][\w.'&-]*|de|del|la|of|and|el|los|las)[ ]){1,5}?(?:Hospital|Clinic"
    r"|Medical Cent(?:er|re)|Med(?:\.|ical)? "
    r"(?:Ctr|Center)\.?|Health (?:Center|System|Care)|Hosp|Infirmary|Hospice|Cancer Center|Nursing Home"
    r"|Care Home|Surgery Center)\b"
    r"(?: (?:of|de|at) [^\W\d_a-zß-ÿ]\w+(?: [^\W\d_a-zß-ÿ]\w+)?)?"
    r"|\b(?:Hospital|Cl[ií]nica|Centro de Salud|Ambulatorio)(?: (?:[^\W\d_a-zß-ÿ][\w.'-]*|de|del|la|las|los|el"
    r"|i|y)){1,6}(?<! de)(?<! la)(?<! del)"
)
_NOT_NAMED = re.compile(
    r"(?i)(?:dear |hello )?(?:dear|hello|the|my|a|our|this|that|your|local|any|to|at|in|went|general|of|and"
    r"|from|emergency|pain|eye|private|public|same) "
    r"(?:hospital|clinic|medical center|health (?:center|system|care))"
)
_STATES = re.compile(
    rf"{_LONG}|{_SHORT}|(?:USA|US|UK|U\.S\.A?\.|America|Canada|Australia|Spain|Mexico|India|Europe|Africa|Asia)"
)


def find_places(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every place."""
    for match in _TOWN.finditer(folded.text) if _MAY_BE_TOWN.search(folded.text) else ():
        if not _is_opening(folded.text[match.start() : match.end()]):
            yield Hit(*match.span(), 0.7)
    if (
        "osp" in folded.text
        or "linic" in folded.text
        or "Cent" in folded.text
        or "Ctr" in folded.text
        or "Health " in folded.text
    ):
        for match in _HOSPITAL.finditer(folded.text):
            if not _NOT_NAMED.fullmatch(match.group()):
                yield Hit(*match.span(), 0.6)
    yield from _homes(folded)
    for span in tagged(folded):
        if span.kind in {"L", "R"} and not is_a_thing(folded, span.start, span.end):
            yield Hit(span.start, span.end, 0.3 if span.kind == "R" else round(0.3 + 0.4 * span.probability, 2))


def _homes(folded: Folded) -> Iterator[Hit]:
    if not _MAY_BE_HOME.search(folded.low):
        return
    found = list(_HOME.finditer(folded.low))
    known = lexicon()
    for match in found:
        end = _place_end(folded.text, match.end(), known)
        if end > match.end() and not is_a_thing(folded, match.end(), end):
            region = _STATES.fullmatch(folded.text[match.end() : end])
            yield Hit(match.end(), end, 0.3 if region else 0.75)


_PLACE_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


def _place_end(text: str, start: int, known: Lexicon) -> int:
    """Where the place behind a cue ends; the start itself where none stands there."""
    words, spans, position = [], [], start
    for _ in range(4):
        match = _PLACE_WORD.match(text, position)
        if match is None:
            break
        words.append(match.group())
        spans.append(match.end())
        position = match.end() + 1
        if text[match.end() : position] != " ":
            break
    lows = [word.lower() for word in words]
    long = known.place_length(lows)
    if long:
        return spans[long - 1]
    end = start
    for index, word in enumerate(words):
        flags = known.about(lows[index])[0]
        capital = word[0].isupper() and "3" not in flags and len(word) > 1
        listed = any(flag in flags for flag in "CcD") and not any(flag in flags for flag in "123") and index == 0
        if not capital and not listed:
            break
        end = spans[index]
    return end


def _is_opening(text: str) -> bool:
    """ "Yes, IN my case": a word that opens a sentence before a short form that is a word as well."""
    head, _, tail = text.partition(",")
    return (
        tail.strip() in {"IN", "OR", "ME", "OK", "HI", "OH", "MD", "PA", "MA", "MS"}
        and len(head.split()) == 1
        and ("3" in lexicon().about(head.lower())[0])
    )
