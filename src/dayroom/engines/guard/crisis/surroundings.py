"""What stands around a crisis phrase: who speaks, of when, in earnest or not.

low         the folded text, lower case, without accents
start,end   the phrase in it
returns     the tier the phrase has there
units       code points; the sentence it stands in, 160 at most each way
source      our own reading of English and Spanish; standards 4 (T1: past, another)
errs        leaves the tier where it cannot tell
"""

from __future__ import annotations

import re

from ..packs import Rule
from ..vocabulary import Tier

_SENTENCE = re.compile(r"[.!?\n]+")
_NEGATED = re.compile(
    r"\b(?:not|never|no|nor|without|don'?t|do not|didn'?t|doesn'?t|did not|does not"
    r"|wasn'?t|isn'?t|aren'?t|won'?t|wouldn'?t|haven'?t"
    r"|ain'?t|would never"
    r"|am not|i'?m not|no longer|nunca|jamas|no quiero|ya no|sin)(?: (?:\w+|go(?:ing)? to)){0,3} ?$"
)
# a denial that is none: "I can't stop", "no reason not to", "why not just"
_NOT_A_DENIAL = re.compile(
    r"\b(?:stop|help|reason|anymore|if|why|not sure|don'?t know|know why|care|wait|no way|no hope|no one|no point"
    r"|brave|guts|courage|balls|enough|strong|strength|nerve|coward|scared)\b"
)
_DENIED_INSIDE = re.compile(r"\b(?:not|never|no longer|isn'?t|wasn'?t|don'?t|didn'?t|wouldn'?t)\b")
_PAST = re.compile(
    r"\b(?:used to|years? ago|months? ago|back (?:then|when|in)|when i was|in (?:19|20)\d\d|in (?:high"
    r"|middle) school|in college"
    r"|as a (?:kid|child|teen\w*)|at (?:age )?1\d|in the past|once|previously|decades? ago|last year"
    r"|my teens|long time ago|growing up"
    r"|hace (?:\w+ )?(?:anos?|meses|tiempo)|a los (?:\d\d?|once|doce|trece|catorce|quince|dieciseis|diecisiete"
    r"|dieciocho|diecinueve|veinte|veintipocos)(?: anos)?|cuando (?:era|tenia)|antes"
    r"|de (?:joven|nin[oa]|adolescente|pequen[oa])"
    r"|el ano pasado|en (?:el instituto|la adolescencia|mi juventud))\b"
)
_STILL = re.compile(
    r"\b(?:still|again|now|lately|these days|keep|keeps|everyday|every (?:day|night|single)|today|tonight"
    r"|anymore|right now|recently"
    r"|all the time|constantly|always|since then|ever since|todavia|otra vez|ahora|hoy|siempre)\b"
)
_BETTER = re.compile(
    r"\b(?:so glad|recovered|recovery|got better|am better|glad i (?:didn'?t|did not|survived)|no longer"
    r"|years clean|got help|me alegro de (?:estar|seguir|no haber|haber)|lo supere|me ayudo (?:a salir|mucho)?"
    r"|ya estoy bien"
    r"|hoy (?:estoy|me siento|me encuentro) (?:mucho )?mejor"
    r"|ahora (?:soy|ayudo|acompano|vivo|estoy (?:bien|mejor|viv[oa]))"
    r"|me recupere|sali adelante)\b"
)
_JOKE = re.compile(
    r"\b(?:lol|lmao|lmfao|rofl|haha\w*|jaja\w*|jk|just kidding|figuratively|xd)\b|[😂🤣😆😅]|(?:^|\s)/s(?:\s|$)"
)
_CONDITION = re.compile(r"\b(?:if|unless|or|every time|whenever|makes? me|made me|make me|si)\b")
_SAID = re.compile(
    r"\b(?:said|says|say|saying|told|tells|tell|texted|messaged|wrote|lyrics?|sings?|song|quote|quotes?|book"
    r"|movie|film|character|show"
    r"|episode|called|titled|novel|scene|post saying|hear|read)\b[^.!?\n]{0,30}$"
)
# whom a sentence speaks of: the last of these before the phrase
_PERSON = re.compile(
    r"\b(?:(?P<own>i|i'm|im|i'd|i'll|i've|id|ive|me|my|myself|mine|yo|me|mi)"
    r"|(?:you|you're|your|youre|u|he|him|she|her|they|them|people|patients?|who|someone|somebody|son|daughter|child"
    r"|brother|sister|friend|husband|wife|partner|mom|mum|mother|dad|father|girlfriend|boyfriend))\b(?:'[a-z]+)?"
)
# the same in Spanish: "he" is "I have" there, and "el" without its accent mostly an article
_PERSON_ES = re.compile(
    r"\b(?:(?P<own>yo|me|mi|mis|conmigo|he|estoy|soy|tengo|quiero|pienso|voy|siento)"
    r"|(?:ella|ellos|ellas|usted|ustedes|hij[oa]s?|herman[oa]s?|amig[oa]s?|madre|padre|marido|mujer|espos[oa]|novi[oa]"
    r"|pareja|alguien|gente|personas?|pacientes?|quien|quienes))\b"
)
# characters between the person and the phrase; further off another verb may stand between
_NEAR = 20
_CLAUSE = re.compile(r"[,;:()-]|\b(?:and|but|so|because|since|cause|cuz|then|y|pero|porque)\b")
_SELF_INSIDE = re.compile(r"\b(?:i|i'm|im|i'd|i'll|i've|id|ive|me|my|myself|mi|yo)\b|\w(?:me)\b")
_UNSURE = re.compile(r"\b(?:wonder(?:ed|ing)? if|as if|as though|felt like|feels like)\b")
_NOW = re.compile(r"\b(?:tonight|right now|in an hour|this is it|it'?s time|esta noche|ahora mismo)\b")
# thoughts and wishes end, and people report that; a plan or an act is taken at its word
_EASILY_OVER = frozenset({"SUICIDAL_THOUGHTS", "PASSIVE_WISH", "WEARY", "SELF_HARM"})
_EASED = re.compile(
    r"\b(?:help(?:ed|s)?(?: \w+){0,3} with|alleviat\w+|reliev\w+|relief from|stopped|stops|less(?:en\w*)?|fewer"
    r"|decreas\w+|reduc\w+|no more|over ?com\w+|over coming|over my|got rid of|survived|free (?:of|from)"
    r"|back from|saved|instead of|keeps? me from)\b[^.!?\n]{0,40}$"
)
_EASED_AFTER = re.compile(
    r"^[^.!?\n]{0,12}\b(?:decreas\w+|gone|went away|disappeared|stopped|lessened|are becoming fewer|better|faded"
    r"|eased)\b"
)
# what a medicine did, told in the past: "on it I was suicidal", "before I was prescribed it I wanted to die"
_TOLD_IN_THE_PAST = re.compile(r"\b(?:was|were|had|felt|made me|wanted|became|got|tried)\b")
_A_MEDICINE = re.compile(
    r"\b(?:prescribed|taking|dose|dosage|mg|medication|withdrawal|(?:this|the|that) (?:drug|medicine|med)|zoloft"
    r"|lexapro"
    r"|effexor|cymbalta|prozac|ssris?|antidepressants?|side effects?|on it)\b"
)
_REACH = 160
_SPOKEN_BY_ONESELF = frozenset({"first", "weary", "past"})


def tier_in_place(rule: Rule, low: str, start: int, end: int) -> Tier:
    """What a phrase weighs after its surroundings have been read."""
    if rule.speaker not in _SPOKEN_BY_ONESELF:
        return rule.tier
    before, after = _around(low, start, end)
    inside = low[start:end]
    whole = f"{before}{inside}{after}"
    if _is_quoted(before, after) or _is_denied(before, inside, rule) or _is_about_another(before, inside, rule):
        return Tier.T1
    if rule.speaker == "past" or _is_over(rule, before, inside, after):
        return Tier.T1
    tier = rule.tier
    if _JOKE.search(whole):
        return Tier.T1 if tier <= Tier.T2 else Tier.T2
    if tier is Tier.T3 and _CONDITION.search(before[-60:]):
        return Tier.T2
    if tier >= Tier.T3 and _UNSURE.search(before[-40:]):
        return Tier.T2
    return tier


def is_own(rule: Rule, low: str, start: int, end: int) -> bool:
    """Whether the clause of a phrase, or the phrase, speaks of the writer; what only another can say is never asked."""
    if rule.speaker not in _SPOKEN_BY_ONESELF or _SELF_INSIDE.search(low[start:end]):
        return True
    before, _ = _around(low, start, end)
    people = _people(rule, before)
    return bool(people) and people[-1].group("own") is not None


def _is_over(rule: Rule, before: str, inside: str, after: str) -> bool:
    """Whether the sentence speaks of a time that is over, or of what a treatment did to the thoughts."""
    whole = f"{before}{inside}{after}"
    if _BETTER.search(whole) or (_PAST.search(whole) and not _STILL.search(whole)):
        return True
    if rule.klass in _EASILY_OVER and (_EASED.search(before[-60:]) or _EASED_AFTER.search(after[:40])):
        return True
    told = rule.klass in _EASILY_OVER and _TOLD_IN_THE_PAST.search(whole) and _A_MEDICINE.search(whole)
    return bool(told) and not _STILL.search(whole)


def _is_quoted(before: str, after: str) -> bool:
    open_quote = before.count('"') % 2 == 1 and '"' in after
    return open_quote and bool(_SAID.search(before[: before.rfind('"')].rstrip(" ,:")))


def _people(rule: Rule, text: str) -> list[re.Match[str]]:
    return list((_PERSON_ES if rule.id.startswith("crisis.es.") else _PERSON).finditer(text))


def _is_about_another(before: str, inside: str, rule: Rule) -> bool:
    """Whether the one who wishes is not the writer: "she can't go on", "you see no future"."""
    if _SELF_INSIDE.search(inside):
        return False
    clause = _CLAUSE.split(before[-60:])[-1]
    people = _people(rule, clause)
    return bool(people) and people[-1].group("own") is None and len(clause) - people[-1].end() <= _NEAR


def _is_denied(before: str, inside: str, rule: Rule) -> bool:
    close = before[-40:]
    if _NEGATED.search(close) and not _NOT_A_DENIAL.search(close[-25:]):
        return True
    # wishes are often denials themselves ("I don't want to live"): there a "not" belongs to the phrase
    return rule.klass != "PASSIVE_WISH" and bool(_DENIED_INSIDE.search(inside)) and not _NOT_A_DENIAL.search(inside)


def sentence(low: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a phrase begins and ends."""
    before, after = _around(low, start, end)
    return start - len(before), end + len(after)


def is_now(low: str, first: int, start: int, last: int) -> bool:
    """Whether the sentence says "tonight", and not "if": the phrase begins at `start`."""
    return bool(_NOW.search(low[first:last])) and not _CONDITION.search(low[first:start])


def _around(low: str, start: int, end: int) -> tuple[str, str]:
    """The rest of the sentence before and after a phrase, 160 characters at most each way."""
    before = low[max(0, start - _REACH) : start]
    after = low[end : end + _REACH]
    ends = list(_SENTENCE.finditer(before))
    if ends:
        before = before[ends[-1].end() :]
    stop = _SENTENCE.search(after)
    return before, after[: stop.start()] if stop else after
