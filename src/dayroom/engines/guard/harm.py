"""Tell words that hurt from words about words that hurt.

low          the text in lower case without accents, as running text
occurrences  where the phrases of a harm pack stand: rule, start, end
returns      those that mean what they say
units        code points of the running text; the sentence around a phrase, 160 at most each way
source       standards 4; Digital Services Act categories; the words are our own, English and Spanish
errs         who quotes, refuses or reports hate, who says a hard word of themselves, and who swears at an
             illness is left alone, even if now and then a veiled insult is missed; threats are left alone less
measured     docs/reference/guard-quality.md, made by bench/guard/harm.py
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .packs import Rule

Occurrence = tuple[Rule, int, int]

_REACH = 160
# characters of text per link, below which links are all there is; our own choice, 2026-11-21
_PER_LINK = 120
_SENTENCE = re.compile(r"[.!?\n]+")
_REFUSED = re.compile(
    r"\b(?:not (?:ok|okay|acceptable|true|right|fair|funny)|isn'?t (?:ok|okay|true|right)|banned|blocked|wrong"
    r"|misguided"
    r"|unacceptable|shows how|says a lot|says more about|hateful|hurtful|hate speech|disheartening|to you, but"
    r"|no respect for|call out|speak out|stand up|jail|offensive|offends?|racist|sexist|homophobic|ableist|bigot\w*"
    r"|stop"
    r"|hate crimes?|slurs?|stereotypes?|stigma\w*|prejudice\w*|luckily|seriously sad|misunderst\w+|reported"
    r"|no esta bien|esta mal|racista|machista|homofob\w+|odiosos?|ofende|denunci\w+|estigma)\b"
)
_REPORTED = re.compile(
    r"\b(?:say|says|saying|said|write|writes|writing|wrote|call|calls|calling|called|claim\w*|think that|thinks that"
    r"|threaten\w*|tell|tells|told|telling|shout\w*|yell\w*|scream\w*|heard|hear|hearing|read|word|term|message\w*"
    r"|comments?|posts?|tweets?|people who|those who|anyone who|whoever|someone who|song|book|film|movie|joke"
    r"|dicen?|diciendo|dijo|dijeron|llama\w*|grit\w+|escrib\w+|palabra|quien(?:es)?)\b"
)
_OPINION = re.compile(
    r"\b(?:i(?:'m)? (?:would )?(?:say|saying|think|believe)|(?:wrong|error|mistake|harm) (?:in|with) (?:saying|thinking"
    r"|writing)"
    r"|yo (?:digo|creo|pienso))\b"
)
_DENIED = re.compile(
    r"\b(?:don'?t|do not|doesn'?t|does not|never|not|no|nobody|no one|isn'?t|aren'?t|wasn'?t|weren'?t|must not|won'?t"
    r"|wouldn'?t|can'?t believe|shouldn'?t|neither|without|nunca|jamas|no)\b(?: [\w']+){0,4} ?$"
)
_DENIED_INSIDE = re.compile(r"\b(?:not|never|no longer|isn'?t|aren'?t|don'?t|doesn'?t|nunca|no)\b")
# who says it of themselves or of their own, proudly or sadly
_OF_ONESELF = re.compile(
    r"\b(?:i'?m|i am|i was|i feel like|i felt like|as an?|call(?:ed|ing)? (?:me|myself|ourselves)|we|we'?re|us|myself"
    r"|makes? me feel|like me|proud|love being|being an?|identify as|my (?:fellow|own)|soy|somos|me siento|me llam\w+"
    r"|orgullos[oa]|como)\b(?: [\w']+){0,4} ?$"
)
_FRIENDLY = re.compile(
    r"\b(?:love you|i love|lol|haha\w*|happy birthday|pride|liberation|proud|te quiero|orgullo\w*)\b"
)
_TARGET = re.compile(
    r"\d[\d ().-]{6,}\d|[\w.+-]{1,64}@[\w-]{1,64}\.\w{2,10}|\b\d{1,5} (?:\w+ ){1,3}(?:street|st|road|rd|avenue|ave"
    r"|lane|ln|drive"
    r"|dr|court|close|way|boulevard|blvd)\b|\b(?:calle|avenida|plaza|avda) (?:\w+ ){1,5}\d{1,4}\b"
)
_WARNS = re.compile(
    r"\b(?:banned|dangerous|recover\w*|beware|warn\w*|report(?:ed|ing)?|harmful|nearly killed|almost killed|trigger\w*"
    r"|peligros\w+|recuper\w+|denunci\w+)\b"
)
# what may be told of oneself or refused; a threat to a person is none of these
_WORDS_ABOUT = frozenset({"HATE", "HARASSMENT", "GROUP_THREAT"})
_NOT_SO = re.compile(r"\b(?:no|not|don'?t|never|nunca) (?:\w+ )?$")
# a denial belongs to some hateful phrases themselves ("have no right to live")
_DENIES_ITSELF = "negated"


def read_harm(low: str, occurrences: Sequence[Occurrence]) -> list[Occurrence]:
    """Every harmful phrase that is meant; see the module."""
    if not occurrences:
        return []
    benign = bytearray(len(low))
    for rule, start, end in occurrences:
        if rule.speaker == "aside":
            benign[start:end] = b"\x01" * (end - start)
    idle = _idle_rules(low, occurrences)
    return [
        (rule, start, end)
        for rule, start, end in occurrences
        if rule.id not in idle and benign.find(1, start, end) < 0 and not _is_only_told(rule, low, start, end)
    ]


def _idle_rules(low: str, occurrences: Sequence[Occurrence]) -> set[str]:
    """The rules that the text as a whole gives no reason for; looked at once, for long texts hold many phrases."""
    rules = {rule.id: rule for rule, _, _ in occurrences}
    counts = Counter(rule.id for rule, _, _ in occurrences)
    has_target = any(rule.klass == "DOXXING" for rule in rules.values()) and bool(_TARGET.search(low))
    warns = any(rule.klass == "PRO_EATING_DISORDER" for rule in rules.values()) and bool(_WARNS.search(low))
    idle = {name for name, rule in rules.items() if rule.speaker == "aside"}
    idle |= {name for name, rule in rules.items() if rule.klass == "DOXXING" and not has_target}
    idle |= {name for name, rule in rules.items() if rule.klass == "PRO_EATING_DISORDER" and warns}
    return idle | {name for name, rule in rules.items() if rule.needs and not _is_flood(rule, low, counts[name])}


def _is_flood(rule: Rule, low: str, count: int) -> bool:
    """Whether a rule that counts has enough places, and little stands between them."""
    return count >= rule.needs and len(low) < count * _PER_LINK


def _is_only_told(rule: Rule, low: str, start: int, end: int) -> bool:
    """Whether the phrase is quoted, refused, denied, or said of oneself."""
    before, after = _around(low, start, end)
    if before.count('"') % 2 == 1 and '"' in after:
        return True
    if rule.klass not in _WORDS_ABOUT:
        return bool(_NOT_SO.search(before))
    if _REFUSED.search(before) or _REFUSED.search(after):
        return True
    if _REPORTED.search(before[-60:]) and not _OPINION.search(before):
        return True
    if _FRIENDLY.search(before + after) or (rule.klass != "GROUP_THREAT" and _OF_ONESELF.search(before[-40:])):
        return True
    if rule.id.endswith(_DENIES_ITSELF):
        return False
    return bool(_DENIED.search(before[-40:]) or _DENIED_INSIDE.search(low[start:end]))


def _around(low: str, start: int, end: int) -> tuple[str, str]:
    """The rest of the sentence before and after a phrase; a full stop inside quotation marks ends nothing."""
    before = low[max(0, start - _REACH) : start]
    after = low[end : end + _REACH]
    ends = list(_SENTENCE.finditer(before))
    if ends and before.count('"') % 2 == 0:
        before = before[ends[-1].end() :]
    stop = _SENTENCE.search(after)
    return before, after[: stop.start()] if stop and '"' not in after else after
