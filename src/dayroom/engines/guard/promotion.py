"""Tell a promise from what is said about promises: "is there a cure?", "nothing cures this", "beware of miracle oils".

lines        the folded text, lower case, without accents, line ends kept
occurrences  where the phrases of promotion stand: rule, start, end
returns      those that promote, in order; of each class the first, since one is enough to look
units        code points of the folded text
source       standards 3.1, S10; the words are our own
errs         leaves a doubtful promise to the eyes of the members: a warning must never be held for its words

>>> _is_meant("nothing cures diabetes", 8, 22)
False
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .packs import Rule

# code points of a sentence that are read on each side
_REACH = 160
_END = re.compile(r"[.!?\n;]")
_DENIED = re.compile(
    r"\b(?:not|no|never|nothing|nobody|none|neither|nor|without|isn'?t|doesn'?t|don'?t|didn'?t|won'?t|can'?t"
    r"|cannot|wasn'?t"
    r"|aren'?t|hardly|myths?|scams?|fake|false|hoax|beware|warn\w*|claims?|claimed|claiming|promis\w+"
    r"|pretend\w*|supposed\w*"
    r"|so-called|sells?|sold|selling|ads?|advert\w*|believe|if|wish|hope|hoped|hoping|would|whether|until"
    r"|someday|one day"
    r"|nada|nadie|nunca|sin|ningun\w*|falso|bulo|estafa|dicen|prometen|ojala|si)\b"
)
_DENIED_AFTER = re.compile(
    r"\b(?:is|are|was|es|son) (?:not |a )?(?:myths?|scams?|fake|false|nonsense|rubbish|untrue|lies?|mentira"
    r"|bulo|falso)\b"
)
# praise from one's own life is an experience
_FOR_ME = re.compile(r"\b(?:for me|i|my|me|mine|para mi|mi)\b")
# who says that they gain by it has disclosed it
_DISCLOSED = re.compile(
    r"\b(?:i have an interest|full disclosure|disclosure|disclaimer|i own|i run"
    r"|i (?:get|earn|receive) (?:a |no )?commission"
    r"|sponsored|paid partnership|affiliate|distributor|ambassador|tengo un interes|patrocinad[oa]|publicidad)\b"
    r"|#ad\b"
)


def read_promotion(lines: str, occurrences: Sequence[tuple[Rule, int, int]]) -> list[tuple[Rule, int, int]]:
    """Every phrase of promotion that means what it says; see the module."""
    found: dict[str, tuple[Rule, int, int]] = {}
    for rule, start, end in occurrences:
        if rule.klass not in found and (rule.speaker != "promise" or _is_meant(lines, start, end, rule.klass)):
            found[rule.klass] = (rule, start, end)
    return sorted(found.values(), key=lambda item: item[1:])


def _is_meant(lines: str, start: int, end: int, klass: str = "CURE_CLAIM") -> bool:
    before = _END.split(lines[max(0, start - _REACH) : start])[-1]
    stop = _END.search(lines, end, min(len(lines), end + _REACH))
    after = lines[end : stop.start()] if stop else lines[end : end + _REACH]
    asked = stop is not None and stop.group() == "?"
    # what praises may itself deny: "the secret they don't want you to know", "never fails"
    told = before + lines[start:end] if klass == "CURE_CLAIM" else before
    if klass == "PANACEA" and _FOR_ME.search(before + after):
        return False
    if klass == "UNDISCLOSED_INTEREST":
        return _DISCLOSED.search(lines) is None
    return not asked and _DENIED.search(told) is None and _DENIED_AFTER.search(after) is None
