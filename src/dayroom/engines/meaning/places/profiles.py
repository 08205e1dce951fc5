"""Read where somebody says to be: the location field of a profile, or a sentence about themselves.

text      any str: a location field, or a post
returns   one Found, or None
units     code points; confidence 0-1
raises    nothing
source    our own reading of how people fill the field and speak of where they live, English and Spanish
errs      says nothing rather than guess: "somewhere over the rainbow" is no place. Of several places the first counts,
          with half the confidence

>>> place_of_profile("London, ON").code, place_of_profile("CDMX 🌮").code, place_of_profile("the moon")
('CA-ON.london', 'MX-CMX.mexico-city', None)
>>> self_report("Here in Bogotá everyone coughs").code
'CO-DC.bogota'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .finding import PIECE, Basis, Found, find_places, shown
from .gazetteer import COMMON, DEMONYM, PERSON, SHORT, WEAK, Kind, ancestors, gazetteer
from .reading import hits
from .weighing import Case, choose
from .wording import words

# a location field longer than this is a story
FIELD = 200
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_A, _LETTER_A = 0x1F1E6, ord("A")
# signs at which one part of a location field ends; a space alone does not
_EDGE = re.compile(r"[,/|·•;&()\[\]\n–—:+✈→➡~\-.…]|[^\w\s']")
_SAID = re.compile(
    r"\b(?:i|we)(?:'m| am|'re| are| was| were)? (?:currently |now |still |both |all )?"
    r"(?:live|living|stay|staying|reside|based|located|stuck|quarantined|isolating|in lockdown|home)"
    r" (?:(?:down|up|out|over|here|right|just) )*(?:in|at|near|outside|around) "
    r"|\b(?:here|back home|at home|over here|down here|up here|out here) in "
    r"|\b(?:i'm|i am|we're|we are) (?:all |currently |now |still )?(?:in|from) "
    r"|\b(?:greetings|hello|hi|good morning|live|reporting|writing|tweeting) from "
    r"|\bmy (?:home ?town|city|state|county|country|town|village)(?: of| is|,) "
    r"|\b(?:vivo|vivimos|resido|residimos|estoy|estamos|trabajo|nos encontramos|me encuentro)"
    r"(?: ahora| aqui| aca| actualmente)? (?:en|cerca de) "
    r"|\b(?:aqui|aca|desde aqui|desde aca),? (?:en|desde) |\b(?:soy|somos) de |\b(?:saludos |les escribo )?desde "
    r"|\bmi (?:ciudad|pueblo|pais|barrio|estado|provincia|departamento)(?: de| es|,) "
)
# code points between the phrase and the name: "in sunny", "in the city of"
_NEAR = 24
_PLAIN = str.maketrans("áéíóú’`", "aeiou''")


def place_of_profile(text: str) -> Found | None:
    """The place a location field names."""
    text = text[:FIELD]
    flag = _flag(text)
    read = words(text)
    found = hits(text, read, loose=True)
    chosen = choose(text, read, found, _judge) if found else []
    named = [
        shown(text, read, hit, choice, Basis.PROFILE)
        for hit, choice in zip(found, chosen, strict=True)
        if choice is not None
    ]
    if not named:
        return flag
    first, same = named[0], True
    for other in named[1:]:
        # "Texas, Houston": the smaller one is meant, in whichever order
        if first.code in ancestors(other.code):
            first = other
        elif _is_instead(text, first, other):
            # "Clinton, SC": the town is not known, its state is
            first = other
        elif other.code != first.code and other.code not in ancestors(first.code):
            same = False
    return first if same else replace(first, confidence=round(first.confidence / 2, 2))


def _is_instead(text: str, first: Found, other: Found) -> bool:
    """Whether what stands behind the comma says that another place of the same name is meant."""
    if first.kind not in {Kind.CITY, Kind.COUNTY} or other.kind not in {Kind.REGION, Kind.COUNTRY}:
        return False
    return other.code not in ancestors(first.code) and text[first.end : other.start].strip() == ","


def self_report(text: str) -> Found | None:
    """The place a writer says to be in."""
    text = text[:PIECE]
    low = text.lower()
    # one letter for one, so that spans stay true; where a capital has no such twin the text is read as written
    low = (low if len(low) == len(text) else text).translate(_PLAIN)
    said = [match.end() for match in _SAID.finditer(low)]
    if not said:
        return None
    places = find_places(text)
    for end in said:
        for one in places:
            if end <= one.start <= end + _NEAR and not set(text[end : one.start]) & set(".!?;,\n"):
                return replace(_smallest(text, one, places), basis=Basis.SELF)
    return None


def _smallest(text: str, one: Found, places: Sequence[Found]) -> Found:
    """The first of "Texas (Houston)": what follows at once and lies inside is meant."""
    for other in places:
        if one.end < other.start <= one.end + 3 and one.code in ancestors(other.code):
            return other
    return one


def _flag(text: str) -> Found | None:
    found = _FLAG.search(text)
    if found is None:
        return None
    code = "".join(chr(ord(sign) - _A + _LETTER_A) for sign in found[0])
    if code not in gazetteer().rows:
        return None
    return Found(code, Kind.COUNTRY, Basis.PROFILE, found.start(), found.end(), 0.8)


def _judge(case: Case) -> bool:
    """Whether a name in a location field is meant as one."""
    text, words, hit, flags = case.text, case.words, case.hit, case.option.flags
    behind = text[words[hit.last - 1].end : words[hit.last].start] if hit.last < len(words) else ","
    before = text[words[hit.first - 1].end : words[hit.first].start] if hit.first else ","
    opens, closes = bool(_EDGE.search(before)), bool(_EDGE.search(behind))
    alone, told = opens and closes, case.support >= 1.0
    if flags & DEMONYM:
        return alone
    if flags & SHORT and flags & WEAK:
        # two or three letters alone say little; behind the place they tell apart they say much
        return closes and (hit.shouted or told) and (opens or told)
    if flags & SHORT and flags & COMMON and not hit.shouted:
        return alone and len(hit.name) > 2
    if flags & COMMON and not flags & SHORT:
        others = text[: words[hit.first].start] + text[words[hit.last - 1].end :]
        return told or (alone and not any(sign.isalpha() for sign in others))
    if flags & (PERSON | WEAK) or case.option.town:
        return alone or told or case.weight >= 5.7
    return True
