"""Whether a remark on how suicide is spoken of is called for where a phrase stands.

low         the text in lower case without accents, as running text
start,end   the phrase in it
returns     False where the words are only mentioned ("do not say …"), and where a helpline and hope stand already
units       code points of the running text
source      WHO, Preventing suicide: a resource for media professionals, 2023 (its meaning; the words are ours)
errs        towards silence: it is a nudge about words, nobody is in danger from it

>>> from types import SimpleNamespace as Rule
>>> text = "suicide can be prevented, call or text 988, talking helps"
>>> is_called_for(Rule(klass="MISSING_HELPLINE"), text, 0, 7)
False
"""

from __future__ import annotations

import re

from .packs import Rule

_MENTIONED = re.compile(
    r"\b(?:instead of|rather than|(?:not|don'?t|do not|never|avoid|stop|please not) (?:\w+ )?(?:say|saying|write"
    r"|writing"
    r"|use|using)|the (?:words?|phrase|term)|en vez de|en lugar de|no digas|evita)\b[^.!?\n]{0,30}$"
)
_HELPLINE = re.compile(
    r"\b(?:988|116 ?123|111|112|024|13 ?11 ?14|1737|14416|85258|741741|999|samaritans|lifeline|helplines?|hotlines?"
    r"|crisis (?:line|text)|findahelpline|telefono de la esperanza|call (?:us|your doctor))\b"
)
_HOPE = re.compile(
    r"\b(?:hope|help(?:s|ed)?|prevent\w*|recover\w*|support|better|talk(?:ing)?|treat\w+|not alone|listen\w*|ayuda\w*"
    r"|esperanza|preven\w+|apoyo|hablar|acompan\w+)\b"
)
_TOPIC = re.compile(r"\b(?:suicid|self[ -]?harm|autolesi)")
# code points; the phrase that mentions a word stands this near before it
_NEAR = 60


def is_called_for(rule: Rule, low: str, start: int, end: int) -> bool:
    """See the module; other classes always are."""
    if rule.klass == "MISSING_HELPLINE":
        # said once, at the first word; what stands in the whole text is looked for once, too
        return not _TOPIC.search(low, 0, start) and not (_HELPLINE.search(low) and _HOPE.search(low))
    if rule.klass != "SAFE_MESSAGING":
        return True
    before = low[max(0, start - _NEAR) : start]
    if before.count('"') % 2 == 1 and '"' in low[end : end + _NEAR]:
        return False
    return not _MENTIONED.search(before)
