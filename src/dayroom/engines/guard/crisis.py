"""Tell apart who speaks of dying, of when, and how near.

low          the folded text, lower case, without accents
occurrences  where the phrases of a crisis pack stand: rule, start, end
returns      signals, each with the tier its phrase has where it stands
units        code points of the folded text
source       standards 4 (tiers T0-T4). The words are our own. Not the C-SSRS screener, which only a
             person answers, and not a diagnosis: a tier says how soon somebody should look
errs         prefers a false alarm: a kind question too many harms less than a cry nobody heard; a
             saying, a denial, a quotation and a story from before are still told apart
measured     development halves, 2026-11-21, bench/guard_dev.py, T2 and above: 130 of 148 authors labelled
             ideation or worse (crisis_cssrs500; 18 missed), 18 of 52 who support others; of ordinary
             posts 0.3 % (support_offmychest), 0.7 % (healthmention_rhmd, figurative), 3.1 %
             (forum_topics_ichi2016); of people who tell of their own illness 7.7 % (healthmention_rhmd)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .packs import Rule
from .vocabulary import Tier

_SENTENCE = re.compile(r"[.!?\n]+")
_NEGATED = re.compile(
    r"\b(?:not|never|no|nor|without|don'?t|do not|didn'?t|wasn'?t|isn'?t|aren'?t|won'?t|wouldn'?t|haven'?t"
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
    r"|hace (?:\w+ )?(?:anos?|meses)|cuando (?:era|tenia)|antes)\b"
)
_STILL = re.compile(
    r"\b(?:still|again|now|lately|these days|keep|keeps|everyday|every (?:day|night|single)|today|tonight"
    r"|anymore|right now|recently"
    r"|all the time|constantly|always|since then|ever since|todavia|otra vez|ahora|hoy|siempre)\b"
)
_BETTER = re.compile(
    r"\b(?:so glad|recovered|recovery|got better|am better|glad i (?:didn'?t|did not|survived)|no longer"
    r"|years clean|got help)\b"
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
    r"|(?:you|you're|your|youre|u|he|she|they|people|patients?|who|someone|somebody|son|daughter|child"
    r"|brother|sister|friend|husband|wife|partner|mom|mum|mother|dad|father|girlfriend|boyfriend|el|ella|ellos|usted))\b(?:'[a-z]+)?"
)
# characters between the person and the phrase; further off another verb may stand between
_NEAR = 20
_CLAUSE = re.compile(r"[,;:()-]|\b(?:and|but|so|because|since|cause|cuz|then|y|pero|porque)\b")
_SELF_INSIDE = re.compile(r"\b(?:i|i'm|im|i'd|i'll|i've|id|ive|me|my|myself|mi|yo)\b|\w(?:me)\b")
_UNSURE = re.compile(r"\b(?:wonder(?:ed|ing)? if|as if|as though|felt like|feels like)\b")
_NOW = re.compile(r"\b(?:tonight|right now|in an hour|this is it|it'?s time|esta noche|ahora mismo)\b")
_OWN = re.compile(r"\b(?:i|im|ive|id|me|my|myself|mine)\b")
_YOURS = re.compile(r"\b(?:you|your|youre|yours|yourself|youll|youve|u|ur)\b")
_OWN_AT_LEAST = 2
# characters; a long story holds more heavy words than a short one; tuned on the sets of bench/guard_dev.py, 2026-11-21
_LONG = 700
_READ_LATER = frozenset({"idiom", "aside", "method", "cue", "dark"})
_ALERT = Tier.T2


@dataclass(frozen=True, slots=True)
class Signal:
    """One crisis phrase in the folded text, with the tier it has where it stands."""

    rule: Rule
    start: int
    end: int
    tier: Tier
    confidence: float


def read_crisis(low: str, occurrences: Sequence[tuple[Rule, int, int]]) -> list[Signal]:
    """Every crisis phrase that means what it says; see the module."""
    idioms = [(start, end) for rule, start, end in occurrences if rule.speaker == "idiom"]
    signals = []
    for rule, start, end in occurrences:
        if rule.speaker in _READ_LATER or _is_inside(start, end, idioms):
            continue
        tier = _tier_in_place(rule, low, start, end)
        if tier > Tier.T0:
            signals.append(Signal(rule, start, end, tier, rule.confidence))
    methods = [
        Signal(rule, start, end, Tier.T0, rule.confidence)
        for rule, start, end in occurrences
        if rule.speaker == "method"
    ]
    signals = _combined(low, signals, methods)
    if all(signal.tier < _ALERT for signal in signals):
        asides = [(start, end) for rule, start, end in occurrences if rule.speaker == "aside"]
        read = [*idioms, *asides, *((signal.start, signal.end) for signal in signals)]
        signals += _distress(low, occurrences, read)
    return signals


def _distress(low: str, occurrences: Sequence[tuple[Rule, int, int]], read: Sequence[tuple[int, int]]) -> list[Signal]:
    """No phrase says it, but many heavy words about oneself do: with a word of dying few, without it many."""
    cues = [item for item in occurrences if item[0].speaker == "cue"]
    dark = [item for item in occurrences if item[0].speaker == "dark" and not _touches(item[1], item[2], read)]
    length = len(low) // _LONG
    enough = [item for item in dark if len(cues) >= item[0].needs + length]
    if not enough:
        enough = [item for item in cues if len(cues) >= item[0].needs + length]
    if not enough or not _is_about_oneself(low):
        return []
    rule, start, end = enough[0]
    return [Signal(rule, start, end, rule.tier, rule.confidence)]


def _is_about_oneself(low: str) -> bool:
    """Whether a text says "I" at least as often as "you": those who comfort say "you"."""
    own = len(_OWN.findall(low))
    return own >= _OWN_AT_LEAST and own >= len(_YOURS.findall(low))


def _tier_in_place(rule: Rule, low: str, start: int, end: int) -> Tier:
    """What a phrase weighs after its surroundings have been read."""
    if rule.speaker not in {"first", "past"}:
        return rule.tier
    before, after = _around(low, start, end)
    inside = low[start:end]
    sentence = f"{before}{inside}{after}"
    if _is_quoted(before, after):
        return Tier.T1
    if _is_denied(before, inside, rule) or _is_about_another(before, inside):
        return Tier.T1
    if rule.speaker == "past":
        return Tier.T1
    tier = rule.tier
    if _PAST.search(sentence) and not _STILL.search(sentence):
        return Tier.T1
    if _BETTER.search(sentence):
        return Tier.T1
    if _JOKE.search(sentence):
        return Tier.T1 if tier <= Tier.T2 else Tier.T2
    if tier is Tier.T3 and _CONDITION.search(before[-60:]):
        return Tier.T2
    if tier >= Tier.T3 and _UNSURE.search(before[-40:]):
        return Tier.T2
    return tier


def _is_quoted(before: str, after: str) -> bool:
    open_quote = before.count('"') % 2 == 1 and '"' in after
    return open_quote and bool(_SAID.search(before[: before.rfind('"')].rstrip(" ,:")))


def _is_about_another(before: str, inside: str) -> bool:
    """Whether the one who wishes is not the writer: "she can't go on", "you see no future"."""
    if _SELF_INSIDE.search(inside):
        return False
    clause = _CLAUSE.split(before[-60:])[-1]
    people = list(_PERSON.finditer(clause))
    return bool(people) and people[-1].group("own") is None and len(clause) - people[-1].end() <= _NEAR


def _is_denied(before: str, inside: str, rule: Rule) -> bool:
    close = before[-40:]
    if _NEGATED.search(close) and not _NOT_A_DENIAL.search(close[-25:]):
        return True
    # wishes are often denials themselves ("I don't want to live"): there a "not" belongs to the phrase
    return rule.klass != "PASSIVE_WISH" and bool(_DENIED_INSIDE.search(inside)) and not _NOT_A_DENIAL.search(inside)


def _combined(low: str, signals: list[Signal], methods: list[Signal]) -> list[Signal]:
    """A method beside a wish makes a plan; "tonight" beside a plan makes it now."""
    alerts = [signal for signal in signals if signal.tier >= _ALERT]
    if not alerts:
        return signals
    raised = []
    for signal in signals:
        tier = signal.tier
        if tier >= _ALERT and signal.rule.speaker == "first" and signal.rule.klass != "SELF_HARM":
            before, after = _around(low, signal.start, signal.end)
            first, last = signal.start - len(before), signal.end + len(after)
            if tier is Tier.T2 and any(first <= method.start < last for method in methods):
                tier = Tier.T3
            if tier is Tier.T3 and _NOW.search(low[first:last]) and not _CONDITION.search(before):
                tier = Tier.T4
        raised.append(replace(signal, tier=tier))
    return raised + methods


def _around(low: str, start: int, end: int) -> tuple[str, str]:
    """The rest of the sentence before and after a phrase, 160 characters at most each way."""
    before = low[max(0, start - 160) : start]
    after = low[end : end + 160]
    ends = list(_SENTENCE.finditer(before))
    if ends:
        before = before[ends[-1].end() :]
    stop = _SENTENCE.search(after)
    return before, after[: stop.start()] if stop else after


def _touches(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < last and first < end for first, last in spans)


def _is_inside(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a saying is what was meant: it covers a third of the phrase, or the word it ends in."""
    return any(3 * (min(end, last) - max(start, first)) > end - start or first < end <= last for first, last in spans)
